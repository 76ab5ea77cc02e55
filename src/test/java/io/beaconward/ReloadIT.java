package io.beaconward;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar, told by SIGHUP to read its files anew. {@code -Dbeaconward.reloads=1000} for a long run. */
class ReloadIT {
    private static final int RELOADS = Integer.getInteger("beaconward.reloads", 60);
    private static final String ALWAYS = "evil.workers.dev";
    private static final String SOMETIMES = "c2.functions.example.net";
    private static final String WITH_PATTERN = "catalogue:\n  patterns: [\"*.functions.example.net\"]\n";

    @TempDir
    private Path directory;

    private Path file = Path.of("");
    private Path dialects = Path.of("");

    @BeforeEach
    void prepare() throws IOException {
        file = directory.resolve("beaconward.yaml");
        dialects = directory.resolve("dialects.yaml");
        write("");
    }

    /** Replaces the file as a whole, as a careful editor does. */
    private void write(String settings) throws IOException {
        replace(file, settings);
    }

    private static void replace(Path file, String text) throws IOException {
        Path next = Files.writeString(file.resolveSibling("next"), text);
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private RunningAppliance start() throws Exception {
        return RunningAppliance.start(directory, Map.of(), "--config", file.toString());
    }

    private static byte[] line(String source, String host) {
        return line(Instant.now(), source, host);
    }

    private static byte[] line(Instant time, String source, String host) {
        return ("<134>1 " + time + " fw1 proxy - - - src=" + source + " host=" + host
                        + " bytes_sent=200 bytes_received=900")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static void udp(RunningAppliance appliance, byte[] datagram) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(datagram, datagram.length, appliance.udp()));
        }
    }

    /** Just enough for the rule, over the last three full hours. */
    private static void beacon(RunningAppliance appliance, String source, String host) throws IOException {
        Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
        for (int i = 0; i < 12; i++) {
            udp(appliance, line(hour.minus(1 + i % 3, ChronoUnit.HOURS).plusSeconds(60L * i), source, host));
        }
    }

    private static void reload(RunningAppliance appliance) throws Exception {
        double before = appliance.metric("beaconward_reloads_total");
        appliance.hangUp();
        appliance.awaitMetric("beaconward_reloads_total", before + 1);
    }

    @Test
    void losesNoFrameAndNoConnectionOverManyReloadsOfGoodAndBadFiles() throws Exception {
        try (RunningAppliance appliance = start()) {
            AtomicBoolean going = new AtomicBoolean(true);
            AtomicLong overUdp = new AtomicLong();
            AtomicLong overTcp = new AtomicLong();
            Thread datagrams = new Thread(() -> sendDatagrams(appliance, going, overUdp), "udp");
            Thread stream = new Thread(() -> sendStream(appliance, going, overTcp), "tcp");
            datagrams.start();
            stream.start();
            int bad = 0;
            for (int i = 0; i < RELOADS; i++) {
                boolean good = i % 3 != 2;
                replace(dialects, dialect(i));
                write(
                        good
                                ? WITH_PATTERN + "dialects:\n  file: " + dialects + "\nrepeat-after: " + (i + 1) + "m\n"
                                : "wndow: 3h\n");
                if (!good) bad++;
                reload(appliance);
                assertThat(appliance.metric("beaconward_reloads_total", "refused"))
                        .isEqualTo(bad);
            }
            for (int i = 0; i < 20; i++) appliance.hangUp(); // faster than they are read
            going.set(false);
            datagrams.join();
            stream.join();
            double byUdp = overUdp.get();
            double byTcp = overTcp.get();
            double sent = byUdp + byTcp;
            double dropped = appliance.metric("beaconward_socket_dropped_datagrams_total");
            appliance.awaitMetric("beaconward_contacts_total", sent - dropped);
            assertThat(dropped).as("datagrams that the kernel dropped").isZero();
            assertThat(appliance.metric("beaconward_frames_total", "tcp")).isEqualTo(byTcp);
            assertThat(appliance.metric("beaconward_frames_total", "udp")).isEqualTo(byUdp);
            assertThat(appliance.metric("beaconward_messages_total", "generic-kv"))
                    .isEqualTo(sent);
            assertThat(appliance.metric("beaconward_contacts_total")).isEqualTo(sent);
            assertThat(appliance.metric("beaconward_connections_opened_total")).isEqualTo(1);
            assertThat(appliance.metric("beaconward_connections_cut_total")).isZero();
            assertThat(appliance.metric("beaconward_unexpected_errors_total")).isZero();
            assertThat(appliance.metric("beaconward_senders"))
                    .as("one a loop at most")
                    .isLessThanOrEqualTo(2);
        }
    }

    /** Another in each round, for lines that nobody sends. */
    private static String dialect(int round) {
        return "dialects:\n  - name: round-" + round % 4
                + "\n    grammar: csv\n    separator: \";\"\n    when: {\"1\": [R" + round
                + "]}\n    fields: {source: [\"2\"], host: [\"3\"]}\n";
    }

    private static void sendDatagrams(RunningAppliance appliance, AtomicBoolean going, AtomicLong sent) {
        byte[] line = line("10.0.0.1", ALWAYS);
        try (DatagramSocket socket = new DatagramSocket()) {
            while (going.get()) {
                for (int i = 0; i < 10; i++) {
                    socket.send(new DatagramPacket(line, line.length, appliance.udp()));
                    sent.incrementAndGet();
                }
                LockSupport.parkNanos(2_000_000);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void sendStream(RunningAppliance appliance, AtomicBoolean going, AtomicLong sent) {
        byte[] line = (new String(line("10.0.0.2", ALWAYS), StandardCharsets.US_ASCII) + "\n")
                .getBytes(StandardCharsets.US_ASCII);
        try (Socket socket =
                new Socket(appliance.tcp().getAddress(), appliance.tcp().getPort())) {
            OutputStream out = socket.getOutputStream();
            while (going.get()) {
                out.write(line, 0, 40); // half a frame, for a reload to come in between
                LockSupport.parkNanos(200_000);
                out.write(line, 40, line.length - 40);
                sent.incrementAndGet();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void takesUpANewPatternAndANewReceiverAndDropsThemAgain() throws Exception {
        try (WebhookReceiver receiver = new WebhookReceiver();
                RunningAppliance appliance = start()) {
            udp(appliance, line("10.0.0.1", SOMETIMES));
            appliance.awaitMetric("beaconward_messages_total", 1);
            assertThat(appliance.metric("beaconward_contacts_total")).isZero();

            write(WITH_PATTERN + "webhooks:\n  - {name: chat, url: \"" + receiver.url() + "\"}\n");
            reload(appliance);
            appliance.awaitLog(line -> line.contains("reload: setting catalogue.patterns = *.functions.example.net"));
            appliance.awaitLog(line -> line.contains("reload: setting webhooks.chat = generic at http://127.0.0.1"));
            beacon(appliance, "10.0.0.2", SOMETIMES);
            JsonNode alert = receiver.next();
            assertThat(alert.get("src_ip").asText()).isEqualTo("10.0.0.2");
            assertThat(alert.get("destination").asText()).isEqualTo(SOMETIMES);
            assertThat(alert.get("provider").asText()).isEqualTo("own pattern");
            appliance.awaitMetric("beaconward_notifications_total", 1);

            write("");
            reload(appliance);
            double contacts = appliance.metric("beaconward_contacts_total");
            beacon(appliance, "10.0.0.3", ALWAYS);
            udp(appliance, line("10.0.0.3", SOMETIMES));
            appliance.awaitMetric("beaconward_alerts_total", 2);
            appliance.awaitMetric("beaconward_messages_total", 1 + 12 + 12 + 1);
            assertThat(appliance.metric("beaconward_contacts_total")).isEqualTo(contacts + 12);
            assertThat(appliance.metric("beaconward_notification_attempts_total"))
                    .isEqualTo(1);
            assertThat(receiver.waiting()).isZero();
        }
    }

    @Test
    void keepsTheOldSettingsWhereAnythingIsWrongAndSaysWhat() throws Exception {
        write(WITH_PATTERN);
        try (RunningAppliance appliance = start()) {
            double started = appliance.metric("beaconward_last_reload_timestamp_seconds");
            assertThat(started).isPositive();
            write("catalogue:\n  tier: sead\nmax-clock-skw: 5m\nrepeat-after: 5 days\n");
            reload(appliance);
            appliance.awaitLog(line -> line.contains("reload refused, nothing is changed"));
            appliance.awaitLog(
                    line -> line.contains("beaconward.yaml:3: max-clock-skw: ") && line.contains("max-clock-skew"));
            appliance.awaitLog(line -> line.contains("beaconward.yaml:2: catalogue.tier: "));
            appliance.awaitLog(line -> line.contains("beaconward.yaml:4: repeat-after: "));
            udp(appliance, line("10.0.0.1", SOMETIMES));
            appliance.awaitMetric("beaconward_contacts_total", 1);
            write("catalogue:\n  file: " + directory.resolve("missing.yaml") + "\n");
            reload(appliance);
            appliance.awaitLog(line -> line.contains("missing.yaml"));
            Files.delete(file);
            reload(appliance);
            appliance.awaitLog(line -> line.contains("reload refused: ") && line.contains("beaconward.yaml"));
            udp(appliance, line("10.0.0.1", SOMETIMES));
            appliance.awaitMetric("beaconward_contacts_total", 2);
            assertThat(appliance.metric("beaconward_reloads_total", "refused")).isEqualTo(3);
            assertThat(appliance.metric("beaconward_last_reload_timestamp_seconds"))
                    .isEqualTo(started);
            assertThat(appliance.get("/healthz")).startsWith("ok");
        }
    }

    @Test
    void namesWhatTakesARestart() throws Exception {
        try (RunningAppliance appliance = start()) {
            write("window: 12h\nlisten:\n  receive-buffer: 1MiB\nquiet-after: 1h\n");
            reload(appliance);
            appliance.awaitLog(line -> line.contains("reload: setting quiet-after = 1h"));
            appliance.awaitLog(line ->
                    line.contains("WARN") && line.contains("listen.receive-buffer changed: takes effect at a restart"));
            appliance.awaitLog(line -> line.contains("window changed: takes effect at a restart"));
            appliance.awaitLog(line -> line.contains("reloaded: 1 changes taken, 2 wait for a restart"));
            assertThat(appliance.metric("beaconward_settings_waiting_for_restart"))
                    .isEqualTo(2);
            write("quiet-after: 1h\n");
            reload(appliance);
            appliance.awaitLog(line -> line.contains("reloaded: 0 changes taken, 0 wait for a restart"));
            assertThat(appliance.metric("beaconward_settings_waiting_for_restart"))
                    .isZero();
        }
    }

    @Test
    void aSignalDuringTheStartIsKeptAndOneDuringTheStopIsInNobodysWay() throws Exception {
        try (RunningAppliance appliance =
                RunningAppliance.launch("java", directory, Map.of(), "run", "--config", file.toString())) {
            appliance.awaitLog(line -> line.contains(" starts, watching "));
            appliance.hangUp();
            appliance.awaitLog(line -> line.contains("ready: "));
            appliance.awaitLog(line -> line.contains("reloaded: "));
            for (int i = 0; i < 5; i++) appliance.hangUp();
            appliance.terminate();
            appliance.hangUp();
            assertThat(appliance.awaitExit()).isEqualTo(143);
            assertThat(appliance.log()).noneMatch(line -> line.contains("ERROR") || line.startsWith("\tat "));
        }
    }
}
