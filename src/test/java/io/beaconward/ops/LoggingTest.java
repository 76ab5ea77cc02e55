package io.beaconward.ops;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.beaconward.config.Settings;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each test sets up a log context of its own, whose standard error is a buffer. */
class LoggingTest {
    private static final Map<String, String> TERMINAL = Map.of();
    private static final Map<String, String> JOURNAL = Map.of("JOURNAL_STREAM", "8:1234");
    private static final String HOSTILE =
            "red \u001b[31m bell \u0007 line\r\n<0>forged \u009b2J \u0085 \u2028 \u202e end \u007f";
    private static final String TAMED = "red ?[31m bell ? line??<0>forged ?2J ? ? ? end ?";

    private final LoggerContext context = new LoggerContext();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @BeforeEach
    void giveTheContextWhatSlf4jWouldGiveIt() {
        context.setMDCAdapter(new LogbackMDCAdapter());
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void aTerminalSeesTimeLevelThreadClassAndMessage() {
        configure(Settings.Log.Format.CONSOLE, TERMINAL);
        context.getLogger("io.beaconward.net.Listeners").info("listening on {}", "127.0.0.1:5514");

        assertThat(text())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z INFO  \\["
                        + java.util.regex.Pattern.quote(Thread.currentThread().getName())
                        + "\\] Listeners - listening on 127\\.0\\.0\\.1:5514\n");
    }

    @Test
    void theJournalSeesThePriorityInsteadOfTheTime() {
        configure(Settings.Log.Format.CONSOLE, JOURNAL);
        var log = context.getLogger("io.beaconward.X");
        log.error("one");
        log.warn("two");
        log.info("three");
        log.debug("four");

        assertThat(text().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("<3>ERROR [").endsWith("X - one"),
                        line -> assertThat(line).startsWith("<4>WARN ").endsWith("X - two"),
                        line -> assertThat(line).startsWith("<6>INFO ").endsWith("X - three"),
                        line -> assertThat(line).startsWith("<7>DEBUG ").endsWith("X - four"));
    }

    @Test
    void itIsWrittenToStandardError() {
        configure(Settings.Log.Format.CONSOLE, TERMINAL);
        assertThat(appender().getTarget()).isEqualTo("System.err");
    }

    @Test
    void aStrangersTextInAMessageStaysOnItsLineAndMovesNoCursor() {
        configure(Settings.Log.Format.CONSOLE, JOURNAL);
        context.getLogger("io.beaconward.X").warn("read {}", HOSTILE);

        assertThat(text()).endsWith("X - read " + TAMED + "\n").hasLineCount(1);
    }

    @Test
    void aStrangersTextInAnExceptionStaysOnItsLineAndMovesNoCursor() {
        configure(Settings.Log.Format.CONSOLE, JOURNAL);
        IllegalStateException error = new IllegalStateException(HOSTILE, new IllegalArgumentException("of " + HOSTILE));
        error.addSuppressed(new IllegalArgumentException("beside " + HOSTILE));
        context.getLogger("io.beaconward.X").error("a defect", error);

        assertThat(text().lines())
                .startsWith(text().lines().findFirst().orElseThrow(), "java.lang.IllegalStateException: " + TAMED)
                .contains(
                        "Caused by: java.lang.IllegalArgumentException: of " + TAMED,
                        "\tSuppressed: java.lang.IllegalArgumentException: beside " + TAMED)
                .noneMatch(line -> line.startsWith("<0>"))
                .anyMatch(line -> line.startsWith("\tat io.beaconward.ops.LoggingTest."));
        assertThat(text()).doesNotContainPattern("[\\p{Cc}&&[^\\n\\t]]").containsOnlyOnce("IllegalStateException");
    }

    @Test
    void jsonIsAnObjectALine() throws Exception {
        configure(Settings.Log.Format.JSON, JOURNAL);
        context.getLogger("io.beaconward.X").info("ready: {}", "\"quoted\" \\ ü");
        context.getLogger("io.beaconward.X").error("a defect", new IllegalStateException("it broke"));

        List<String> lines = text().lines().toList();
        assertThat(lines).hasSize(2);
        JsonNode first = new ObjectMapper().readTree(lines.get(0));
        assertThat(Instant.parse(first.get("time").asText())).isBeforeOrEqualTo(Instant.now());
        assertThat(first.get("level").asText()).isEqualTo("INFO");
        assertThat(first.get("logger").asText()).isEqualTo("io.beaconward.X");
        assertThat(first.get("thread").asText())
                .isEqualTo(Thread.currentThread().getName());
        assertThat(first.get("message").asText()).isEqualTo("ready: \"quoted\" \\ ü");
        assertThat(first.has("error")).isFalse();
        assertThat(new ObjectMapper().readTree(lines.get(1)).get("error").asText())
                .startsWith("java.lang.IllegalStateException: it broke\n\tat ");
    }

    @Test
    void jsonTakesAnyTextAndMovesNoCursor() throws Exception {
        configure(Settings.Log.Format.JSON, TERMINAL);
        String half = "half \ud83d of a pair";
        context.getLogger("io.beaconward.X").error(HOSTILE, new IllegalStateException(HOSTILE));
        context.getLogger("io.beaconward.X").error(half);

        List<String> lines = text().lines().toList();
        assertThat(lines)
                .hasSize(2)
                // Of DEL a terminal takes no notice.
                .allMatch(line -> line.matches("[\\x20-\\x7f]+"));
        assertThat(new ObjectMapper().readTree(lines.get(0)).get("message").asText())
                .isEqualTo(HOSTILE);
        assertThat(new ObjectMapper().readTree(lines.get(1)).get("message").asText())
                .startsWith("half ")
                .endsWith(" of a pair");
    }

    @Test
    void ownLinesAreWrittenFromTheLevelOfTheSettings() {
        Logging.configure(new Settings.Log(Settings.Log.Format.CONSOLE, Settings.Log.Level.WARN), context, TERMINAL);
        capture();
        context.getLogger("io.beaconward.X").info("chatter");
        context.getLogger("io.beaconward.X").warn("trouble");

        assertThat(text()).doesNotContain("chatter").contains("trouble");
    }

    @Test
    void librariesAreQuiet() {
        configure(Settings.Log.Format.CONSOLE, TERMINAL);
        context.getLogger("io.netty.X").info("chatter");
        context.getLogger("net.openhft.X").warn("advice to programmers");
        assertThat(text()).isEmpty();

        context.getLogger("io.netty.X").warn("trouble of netty");
        context.getLogger("net.openhft.X").error("trouble of chronicle");
        assertThat(text().lines()).hasSize(2);
    }

    @Test
    void settingItUpAgainWritesNoLineTwice() {
        configure(Settings.Log.Format.CONSOLE, TERMINAL);
        configure(Settings.Log.Format.JSON, TERMINAL);
        context.getLogger("io.beaconward.X").info("once");

        assertThat(text()).startsWith("{").hasLineCount(1);
    }

    @Test
    void beforeTheSettingsAreReadWarningsAreWrittenWithoutATime() {
        assertThat(ServiceLoader.load(Configurator.class)).hasExactlyElementsOfTypes(EarlyLogging.class);
        Logging.early(context);
        capture();
        context.getLogger("io.beaconward.X").info("chatter");
        context.getLogger("io.beaconward.X").warn(HOSTILE);
        context.getLogger("net.openhft.X").warn("advice to programmers");

        assertThat(text()).isEqualTo("WARN  X - " + TAMED + "\n");
    }

    @Test
    void aFileForTestsGoesBeforeWhatIsSetUpEarly() {
        assertThat(new EarlyLogging().configure(context)).isEqualTo(Configurator.ExecutionStatus.INVOKE_NEXT_IF_ANY);
        assertThat(context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).iteratorForAppenders())
                .isExhausted();
    }

    @Test
    void changesTheLevelWithoutLosingALine() {
        configure(Settings.Log.Format.CONSOLE, TERMINAL);
        Logging.level(new Settings.Log(Settings.Log.Format.CONSOLE, Settings.Log.Level.WARN), context);
        context.getLogger("io.beaconward.X").info("kept back");
        context.getLogger("io.beaconward.X").warn("told");
        assertThat(text()).hasLineCount(1).contains("told");
    }

    private void configure(Settings.Log.Format format, Map<String, String> environment) {
        Logging.configure(new Settings.Log(format, Settings.Log.Level.DEBUG), context, environment);
        capture();
    }

    private void capture() {
        appender().setOutputStream(written);
    }

    private ConsoleAppender<ILoggingEvent> appender() {
        return (ConsoleAppender<ILoggingEvent>)
                context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).getAppender("STDERR");
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
