package io.beaconward;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that takes no more, made by a limit on the size of files, and space that comes back. */
class DiskFullIT {
    /** More than the first file of pairs is well filled with, so that a larger one is wanted. */
    private static final int PAIRS = 165_000;

    private static final Duration RECOVERY = Duration.ofSeconds(100);

    @TempDir
    private Path directory;

    private static void limitFiles(RunningAppliance appliance, String bytes) throws Exception {
        Tool.Result set = Tool.run("prlimit", "--pid", Long.toString(appliance.pid()), "--fsize=" + bytes + ":");
        assertThat(set.code()).as(set.output()).isZero();
    }

    private static void awaitHealth(RunningAppliance appliance, String... said) throws Exception {
        long deadline = System.nanoTime() + RECOVERY.toNanos();
        while (true) {
            String health = appliance.get("/healthz");
            boolean all = true;
            for (String word : said) all &= health.contains(word);
            if (all) return;
            if (System.nanoTime() > deadline) throw new AssertionError(health + "\n" + appliance.log());
        }
    }

    @Test
    void countingGoesOnAndAlertsWaitUntilThereIsSpaceAgain() throws Exception {
        Tool.require("prlimit");
        try (WebhookReceiver receiver = new WebhookReceiver();
                RunningAppliance appliance = RunningAppliance.start(
                        directory,
                        Map.of("BEACONWARD_WEBHOOKS", "siem", "BEACONWARD_WEBHOOKS_SIEM_URL", receiver.url()))) {
            limitFiles(appliance, "4096");
            send(appliance);
            appliance.awaitMetric("beaconward_contacts_total", PAIRS + 12);
            awaitHealth(appliance, "rollover", "alerts");
            assertThat(appliance.metric("beaconward_rollover_failures_total")).isPositive();
            assertThat(appliance.metric("beaconward_alerts_total")).isZero();
            assertThat(receiver.waiting()).isZero();

            limitFiles(appliance, "unlimited");
            JsonNode alert = receiver.next();
            assertThat(alert.get("src_ip").asText()).isEqualTo("192.0.2.1");
            awaitHealth(appliance, "ok");
            JsonNode pairs = new ObjectMapper().readTree(appliance.get("/api/v1/pairs?limit=0"));
            assertThat(pairs.get("total").asInt()).isEqualTo(PAIRS + 1);
        }
    }

    /** Many pairs of one contact each, and one beacon. */
    private static void send(RunningAppliance appliance) throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < PAIRS; i++) {
            lines.append("<13>src=10.")
                    .append(i / 62_500)
                    .append('.')
                    .append(i / 250 % 250)
                    .append('.')
                    .append(i % 250)
                    .append(" host=t.workers.dev bytes_sent=300 bytes_received=900\n");
        }
        Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
        for (int i = 0; i < 12; i++) {
            lines.append("<13>1 ")
                    .append(hour.minus(1 + i / 4, ChronoUnit.HOURS).plusSeconds(700L * (i % 4)))
                    .append(" fw - - - - src=192.0.2.1 host=c2.workers.dev bytes_sent=300 bytes_received=900\n");
        }
        try (Socket socket =
                        new Socket(appliance.tcp().getAddress(), appliance.tcp().getPort());
                OutputStream out = socket.getOutputStream()) {
            out.write(lines.toString().getBytes(StandardCharsets.US_ASCII));
        }
    }
}
