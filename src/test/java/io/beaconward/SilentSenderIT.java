package io.beaconward;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.beaconward.advice.SilenceWatch;
import io.beaconward.alert.AlertDesk;
import io.beaconward.alert.Ledger;
import io.beaconward.bytes.Address;
import io.beaconward.bytes.Slice;
import io.beaconward.config.Settings;
import io.beaconward.metrics.LossHours;
import io.beaconward.metrics.Meters;
import io.beaconward.syslog.Roster;
import io.beaconward.syslog.Senders;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A silent sender, from its messages to a real receiver of webhooks. A habit takes a day to learn, so time is given by hand up
 * to the ledger; the packaged jar takes over what waits there.
 */
class SilentSenderIT {
    private static final Duration SILENT_AFTER = Duration.ofMinutes(30);
    private static final Settings.Ledger LEDGER = new Settings.Ledger(1000, 1000, Duration.ofDays(7));

    @TempDir
    private Path directory;

    private final Roster roster = new Roster(Meters.unregistered(), new LossHours());
    private final Senders senders =
            new Senders(new Settings.Senders(List.of(), List.of()), 100, roster, Meters.unregistered());
    private Instant now = Instant.now().minus(Duration.ofHours(28));

    private static Settings.Webhook operators(String url) {
        return new Settings.Webhook(
                "operators", URI.create(url), Settings.Webhook.Format.GENERIC, Duration.ofSeconds(5), true, 0);
    }

    private void pass(Duration time, SilenceWatch watch, String... speaking) {
        for (long minute = 0; minute < time.toMinutes(); minute++) {
            for (String name : speaking) {
                Address peer = new Address();
                peer.parse(name);
                senders.find(peer, new Slice()).attendance().heard(1, now.toEpochMilli());
            }
            now = now.plusSeconds(60);
            watch.look(now.toEpochMilli());
        }
    }

    private AlertDesk desk(Ledger ledger, String url) throws Exception {
        ledger.open();
        AlertDesk desk = new AlertDesk(
                List.of(operators(url)),
                LEDGER,
                ledger,
                Meters.unregistered(),
                (finding, state) -> {},
                Clock.systemUTC());
        desk.start();
        return desk;
    }

    private Ledger ledger(String url) throws Exception {
        Path data = Files.createDirectories(directory.resolve("data"));
        return new Ledger(data, LEDGER, List.of(operators(url)), Clock.systemUTC());
    }

    @Test
    void itsSilenceAndItsReturnReachTheReceiverAndWhatWaitsIsSentAndEndedByTheNextProcess() throws Exception {
        String url;
        JsonNode open;
        try (WebhookReceiver receiver = new WebhookReceiver();
                Ledger ledger = ledger(receiver.url());
                AlertDesk desk = desk(ledger, receiver.url())) {
            url = receiver.url();
            SilenceWatch watch = new SilenceWatch(
                    roster, SILENT_AFTER, silence -> desk.offer(SilenceNotice.of(silence)), Meters.unregistered());
            pass(Duration.ofHours(26), watch, "192.0.2.1", "192.0.2.2");
            pass(Duration.ofMinutes(32), watch, "192.0.2.2");
            open = receiver.next();
            assertThat(open.get("kind").asText()).isEqualTo("notice");
            assertThat(open.get("state").asText()).isEqualTo("open");
            assertThat(open.get("summary").asText()).startsWith("sender 192.0.2.1 is silent since ");
            pass(Duration.ofMinutes(25), watch, "192.0.2.1", "192.0.2.2");
            JsonNode over = receiver.next();
            assertThat(over.get("state").asText()).isEqualTo("closed");
            assertThat(over.get("id")).isEqualTo(open.get("id"));
            receiver.close(); // the next one is told to nobody
            pass(Duration.ofMinutes(40), watch, "192.0.2.1");
        }
        int port = URI.create(url).getPort();
        try (WebhookReceiver receiver = new WebhookReceiver(port);
                RunningAppliance appliance = RunningAppliance.start(
                        directory,
                        Map.of(
                                "BEACONWARD_WEBHOOKS", "operators",
                                "BEACONWARD_WEBHOOKS_OPERATORS_URL", url,
                                "BEACONWARD_WEBHOOKS_OPERATORS_NOTICES", "true"))) {
            JsonNode waited = receiver.next();
            assertThat(waited.get("state").asText()).isEqualTo("open");
            assertThat(waited.get("senders").get(0).asText()).isEqualTo("192.0.2.2");
            assertThat(waited.get("id")).isNotEqualTo(open.get("id"));
            JsonNode ended = receiver.next();
            assertThat(ended.get("state").asText()).isEqualTo("closed");
            assertThat(ended.get("id")).isEqualTo(waited.get("id"));
            assertThat(ended.get("summary").asText()).startsWith("no longer watched: ");
            assertThat(appliance.metric("beaconward_senders_silent")).isZero();
        }
    }
}
