package io.beaconward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.beaconward.alert.Alert;
import io.beaconward.alert.AlertDesk;
import io.beaconward.alert.Ledger;
import io.beaconward.config.Settings;
import io.beaconward.detect.Finding;
import io.beaconward.detect.Judgement;
import io.beaconward.detect.PairFigures;
import io.beaconward.metrics.Meters;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command on a ledger that a real desk wrote; in these tests no appliance runs. */
class AlertsCommandTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final Instant FOUND = Instant.parse("2026-03-01T11:49:00Z");
    private static final Settings.Ledger LEDGER = new Settings.Ledger(100, 100, Duration.ofDays(7));
    private static final List<Settings.Webhook> NOBODY = List.of(new Settings.Webhook(
            "siem", URI.create("http://127.0.0.1:9/"), Settings.Webhook.Format.GENERIC, Duration.ofSeconds(1)));

    @TempDir
    private Path directory;

    private static Finding finding(String destination) {
        return new Finding(
                Finding.State.OPEN,
                FOUND.toEpochMilli(),
                FOUND,
                List.of("baseline"),
                "Cloudflare Workers",
                "evil",
                new PairFigures(FOUND.minusSeconds(9000), FOUND, "10.1.2.3", destination, 14, 4, 3.5, 512.25, 1234.5),
                1,
                0,
                0,
                0,
                "",
                List.of(0, 4, 3, 0, 4, 3),
                Judgement.NONE);
    }

    private String raise(List<Settings.Webhook> webhooks, Finding finding) throws Exception {
        try (Ledger ledger = new Ledger(directory, LEDGER, webhooks, InstantSource.system())) {
            ledger.open();
            try (AlertDesk desk = new AlertDesk(
                    webhooks, LEDGER, ledger, Meters.unregistered(), (f, state) -> {}, Clock.systemUTC())) {
                desk.offer(finding);
            }
        }
        return Alert.of(finding).id();
    }

    private CommandRun alerts(String... arguments) {
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--data";
        all[arguments.length + 1] = directory.toString();
        return CommandRun.of(
                (out, err) -> new AlertsCommand(
                        InstantSource.fixed(NOW), new PrintStream(out, true, StandardCharsets.UTF_8), err),
                all);
    }

    private JsonNode json(String... arguments) throws Exception {
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--format";
        all[arguments.length + 1] = "json";
        CommandRun run = alerts(all);
        assertThat(run.code()).as(run.err()).isZero();
        return new ObjectMapper().readTree(run.out());
    }

    @Test
    void listsOpenAlertsAsATable() throws Exception {
        String id = raise(NOBODY, finding("x.evil.workers.dev"));
        CommandRun run = alerts("list");
        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.lines()).hasSize(2);
        assertThat(run.lines().get(0)).startsWith("id ").contains("src_ip").endsWith("dead");
        assertThat(run.lines().get(1).split(" +", -1))
                .containsExactly(
                        id, "open", "-", "2026-03-01T11:49:00Z", "10.1.2.3", "x.evil.workers.dev", "14", "1", "0");
    }

    @Test
    void namesFromLogsDoNothingToATerminal() throws Exception {
        raise(NOBODY, finding("x\u001b[2J.workers.dev"));
        assertThat(alerts("list").out()).contains("x?[2J.workers.dev").matches("[ -~\n]+");
        assertThat(json("list").get(0).get("alert").get("destination").asText()).isEqualTo("x\u001b[2J.workers.dev");
    }

    @Test
    void showsAnAlertByTheBeginningOfItsId() throws Exception {
        String id = raise(NOBODY, finding("x.evil.workers.dev"));
        CommandRun run = alerts("show", id.substring(0, 6));
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("id        " + id, "evidence  10.1.2.3 connected to", "siem");
        JsonNode shown = json("show", id);
        assertThat(shown.get("alert").get("id").asText()).isEqualTo(id);
        assertThat(shown.get("opened").asText()).isEqualTo("2026-03-01T11:49:00Z");
        assertThat(shown.get("outbox").get(0).get("receiver").asText()).isEqualTo("siem");
        assertThat(shown.get("outbox").get(0).get("state").asText()).isEqualTo("open");
    }

    @Test
    void acknowledgesAnAlertOnce() throws Exception {
        String id = raise(NOBODY, finding("x.evil.workers.dev"));
        assertThat(alerts("ack", id).out()).isEqualTo("acknowledged " + id + System.lineSeparator());
        assertThat(json("list").get(0).get("acked").asText()).isEqualTo(NOW.toString());
        assertThat(alerts("ack", id).code()).isZero();
    }

    @Test
    void closesAnAlertAndTellsTheReceivers() throws Exception {
        String id = raise(NOBODY, finding("x.evil.workers.dev"));
        assertThat(alerts("close", id).out()).isEqualTo("closed " + id + System.lineSeparator());
        assertThat(alerts("list").out()).isEmpty();
        JsonNode closed = json("list", "--all").get(0);
        assertThat(closed.get("state").asText()).isEqualTo("closed");
        assertThat(closed.get("changed").asText()).isEqualTo(NOW.toString());
        assertThat(closed.get("waiting").asInt()).isEqualTo(2);
        CommandRun again = alerts("close", id);
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains("is closed already");
        assertThat(alerts("ack", id).code()).isEqualTo(1);
    }

    @Test
    void resendsWhatWasToldLast() throws Exception {
        raise(List.of(), finding("first.workers.dev"));
        String id = Alert.of(finding("first.workers.dev")).id();
        CommandRun nobody = alerts("resend", id);
        assertThat(nobody.code()).isEqualTo(1);
        assertThat(nobody.err()).contains("name no webhooks");
        raise(NOBODY, finding("other.workers.dev"));
        assertThat(alerts("resend", id).code()).isZero();
        assertThat(json("show", id).get("waiting").asInt()).isEqualTo(1);
        assertThat(alerts("resend", id).code()).isZero();
        assertThat(json("show", id).get("waiting").asInt()).isEqualTo(1);
    }

    @Test
    void listsNoDeadLettersWhereThereAreNone() throws Exception {
        raise(NOBODY, finding("x.evil.workers.dev"));
        assertThat(alerts("dead").out()).isEmpty();
        assertThat(json("dead")).isEmpty();
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        CommandRun none = alerts("list");
        assertThat(none.code()).isEqualTo(1);
        assertThat(none.err()).contains("there is no ledger of alerts in " + directory);
        assertThat(directory).isEmptyDirectory();
        String id = raise(NOBODY, finding("x.evil.workers.dev"));
        assertThat(alerts("show", id.equals("0000") ? "1111" : "0000" + "f".repeat(28))
                        .code())
                .isEqualTo(1);
        assertThat(alerts("show", "nonsense").code()).isEqualTo(2);
        assertThat(alerts("show").code()).isEqualTo(2);
        assertThat(alerts().code()).isEqualTo(2);
        assertThat(alerts("list", "--format", "xml").code()).isEqualTo(2);
    }

    @Test
    void jsonHoldsNothingThatATerminalCouldObey() throws Exception {
        raise(NOBODY, finding("a\u007f\u009b\u202e.workers.dev"));
        assertThat(alerts("list", "--format", "json").out())
                .contains("a\\u007F\\u009B\\u202E.workers.dev")
                .matches("[ -~\\n]+");
    }
}
