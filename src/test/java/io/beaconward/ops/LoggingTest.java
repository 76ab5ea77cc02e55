package io.beaconward.ops;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.beaconward.config.Settings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoggingTest {
    private static final String EVIL = "name \u001b[31mred\nFAKE line\r\u0000";

    private final LoggerContext context = new LoggerContext();

    private String logged(Settings.Log.Format format, Map<String, String> environment) {
        context.setMDCAdapter(new LogbackMDCAdapter());
        Logging.configure(new Settings.Log(format, Settings.Log.Level.INFO), context, environment);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            Logger ours = context.getLogger("io.beaconward.Part");
            ours.debug("too fine");
            ours.warn(EVIL, new IllegalStateException("why \u001b[0m"));
            context.getLogger("net.openhft.X").warn("chatter");
            context.getLogger("io.netty.X").info("chatter");
        } finally {
            System.setErr(before);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aLineForPeopleHasTheTimeAndNoControlCharacters() {
        String logged = logged(Settings.Log.Format.CONSOLE, Map.of());
        assertThat(logged.lines().findFirst().orElseThrow())
                .matches(
                        "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z WARN  \\[\\S+] Part - name \\?\\[31mred\\?FAKE line\\?\\?");
        assertThat(logged).contains("IllegalStateException: why ?[0m").doesNotContain("\u001b", "chatter", "too fine");
    }

    @Test
    void aLineForTheJournalHasItsPriorityInsteadOfTheTime() {
        assertThat(logged(Settings.Log.Format.CONSOLE, Map.of("JOURNAL_STREAM", "8:1")))
                .startsWith("<4>WARN  [");
    }

    @Test
    void aLineOfJsonIsOneObject() throws Exception {
        String logged = logged(Settings.Log.Format.JSON, Map.of());
        assertThat(logged.lines()).hasSize(1);
        JsonNode line = new ObjectMapper().readTree(logged);
        assertThat(line.get("level").asText()).isEqualTo("WARN");
        assertThat(line.get("logger").asText()).isEqualTo("io.beaconward.Part");
        assertThat(line.get("message").asText()).isEqualTo(EVIL);
        assertThat(line.get("error").asText()).contains("IllegalStateException");
        assertThat(line.get("time").asText()).endsWith("Z");
    }
}
