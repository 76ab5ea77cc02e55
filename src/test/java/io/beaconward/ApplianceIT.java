package io.beaconward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged jar, from real senders to a real receiver. */
class ApplianceIT {
    private static final String WORKERS = "evil.workers.dev";

    @TempDir
    private Path directory;

    private static Map<String, String> webhook(WebhookReceiver receiver) {
        return Map.of("BEACONWARD_WEBHOOKS", "chat", "BEACONWARD_WEBHOOKS_CHAT_URL", receiver.url());
    }

    private static String line(Instant time, String source, String host) {
        return "<134>1 " + time + " fw1 proxy - - - src=" + source + " host=" + host
                + " bytes_sent=200 bytes_received=900";
    }

    private static void udp(InetSocketAddress to, List<byte[]> datagrams) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            for (byte[] datagram : datagrams) socket.send(new DatagramPacket(datagram, datagram.length, to));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Instant hoursAgo(int hours) {
        return Instant.now().truncatedTo(ChronoUnit.HOURS).minus(hours, ChronoUnit.HOURS);
    }

    /** Twelve connections over the last three full hours: just enough for the rule. */
    private static List<byte[]> beacon(String source, String host) {
        return Stream.iterate(0, i -> i + 1)
                .limit(12)
                .map(i -> bytes(line(hoursAgo(1 + i % 3).plusSeconds(60L * i), source, host)))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"generic-kv", "pan-os", "fortigate", "cisco-asa", "squid-native"})
    void aSimulatedBeaconLeadsToOnePostAndNotToAnotherAfterARestart(String dialect) throws Exception {
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            String id;
            try (RunningAppliance appliance = RunningAppliance.start(directory, webhook(receiver))) {
                simulate(appliance, dialect);
                JsonNode alert = receiver.next();
                id = alert.get("id").asText();
                assertThat(alert.get("state").asText()).isEqualTo("open");
                assertThat(alert.get("rule").asText()).isEqualTo("rhythm");
                assertThat(alert.get("connection_count").asLong()).isBetween(7L, 12L);
                while (!alert.get("rule").asText().equals("baseline")) {
                    alert = receiver.next();
                    assertThat(alert.get("id").asText()).isEqualTo(id);
                    assertThat(alert.get("state").asText()).isEqualTo("updated");
                }
                assertThat(alert.get("findings")).extracting(JsonNode::asText).contains("baseline", "rhythm");
                assertThat(alert.get("src_ip").asText()).isEqualTo("10.20.30.40");
                assertThat(alert.get("connection_count").asLong()).isGreaterThanOrEqualTo(12);
                assertThat(alert.get("hourly_buckets").asLong()).isGreaterThanOrEqualTo(3);
                assertThat(appliance.metric("beaconward_messages_total", dialect))
                        .isPositive();
            }
            try (RunningAppliance appliance = RunningAppliance.start(directory, webhook(receiver))) {
                double before = appliance.metric("beaconward_contacts_total");
                simulate(appliance, dialect);
                appliance.awaitMetric("beaconward_contacts_total", before + 12);
                assertThat(appliance.metric("beaconward_alerts_total", "baseline"))
                        .isZero();
                assertThat(appliance.metric("beaconward_alerts_open")).isEqualTo(1);
            }
            while (receiver.waiting() > 0) {
                assertThat(receiver.next().get("id").asText())
                        .as("of the same alert")
                        .isEqualTo(id);
            }
        }
    }

    @Test
    void theFirstDayEndsWithOneSummaryAndWhatGoesOnAlertsAfterIt() throws Exception {
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            Map<String, String> settings = new HashMap<>(webhook(receiver));
            settings.put("BEACONWARD_OBSERVE_FOR", "8s");
            settings.put("BEACONWARD_RULES", "baseline");
            try (RunningAppliance appliance = RunningAppliance.start(directory, settings)) {
                for (int i = 1; i <= 6; i++) udp(appliance.udp(), beacon("10.0.0." + i, "x." + WORKERS));
                appliance.awaitMetric("beaconward_findings_held_back_total", 6);
                assertThat(appliance.get("/api/v1/held-back")).contains("\"kind\":\"observe\"", "\"total\":6");
                assertThat(appliance.metric("beaconward_alerts_total", "baseline"))
                        .isZero();

                JsonNode summary = receiver.next();
                assertThat(summary.get("kind").asText()).isEqualTo("summary");
                assertThat(summary.get("rule").asText()).isEqualTo("first-day");
                assertThat(summary.get("count").asInt()).isEqualTo(6);
                assertThat(summary.get("tuning").asText()).contains("evil.workers.dev");
                udp(appliance.udp(), List.of(bytes(line(Instant.now(), "10.0.0.1", "x." + WORKERS))));
                assertThat(receiver.next().get("src_ip").asText()).isEqualTo("10.0.0.1");
            }
            assertThat(directory.resolve("data/first-day")).content().endsWith(" over\n");
        }
    }

    private void simulate(RunningAppliance appliance, String dialect) throws Exception {
        String to = "127.0.0.1:" + appliance.udp().getPort();
        try (RunningAppliance simulate =
                RunningAppliance.launch("java", directory, Map.of(), "simulate", "--to", to, "--dialect", dialect)) {
            assertThat(simulate.awaitExit())
                    .as(String.join("\n", simulate.log()))
                    .isZero();
        }
    }

    @Test
    void everyCounterAgreesWithTheOthersAndWithWhatWasSent() throws Exception {
        try (RunningAppliance appliance = RunningAppliance.start(directory, Map.of())) {
            Instant now = Instant.now();
            List<byte[]> datagrams = Stream.of(
                            List.of(
                                    bytes(line(now, "10.0.0.1", WORKERS)),
                                    bytes(line(now, "10.0.0.1", "www.example.com")),
                                    bytes(line(now.minus(40, ChronoUnit.HOURS), "10.0.0.1", WORKERS)),
                                    bytes(line(now.plus(2, ChronoUnit.HOURS), "10.0.0.1", WORKERS)),
                                    bytes("<134>no firewall says this"),
                                    bytes("host=" + WORKERS),
                                    bytes("<13>" + "x".repeat(65_000)),
                                    new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1, 2},
                                    new byte[0]),
                            beacon("10.0.0.2", WORKERS))
                    .flatMap(List::stream)
                    .toList();
            udp(appliance.udp(), datagrams);
            try (Socket socket =
                    new Socket(appliance.tcp().getAddress(), appliance.tcp().getPort())) {
                OutputStream out = socket.getOutputStream();
                String one = line(now, "10.0.0.3", WORKERS);
                out.write(bytes(one.length() + " " + one));
                out.write(bytes(one + "\r\n"));
                out.write(bytes(one + "\n12 half a frame"));
            }
            appliance.awaitMetric("beaconward_frames_total", datagrams.size() + 4);
            appliance.awaitMetric("beaconward_connections_opened_total", 1);
            double frames = appliance.metric("beaconward_frames_total");
            double refused = appliance.metric("beaconward_frames_refused_total");
            appliance.awaitMetric("beaconward_messages_total", frames - refused);
            assertThat(appliance.metric("beaconward_messages_total")).isEqualTo(frames - refused);
            assertThat(appliance.metric("beaconward_messages_total"))
                    .isEqualTo(appliance.metric("beaconward_flows_total")
                            + appliance.metric("beaconward_messages_without_flow_total")
                            + appliance.metric("beaconward_messages_total", "unknown"));
            assertThat(appliance.metric("beaconward_matches_total"))
                    .isEqualTo(appliance.metric("beaconward_contacts_total")
                            + appliance.metric("beaconward_contacts_left_out_total"));
            assertThat(appliance.metric("beaconward_contacts_total")).isEqualTo(1 + 1 + 12 + 3);
            assertThat(appliance.metric("beaconward_contacts_left_out_total", "late"))
                    .isEqualTo(1);
            assertThat(appliance.metric("beaconward_event_times_replaced_total"))
                    .isEqualTo(1);
            assertThat(appliance.metric("beaconward_frames_truncated_total", "udp"))
                    .isEqualTo(1);
            assertThat(appliance.metric("beaconward_frames_refused_total", "empty"))
                    .isEqualTo(1);
            assertThat(appliance.metric("beaconward_unexpected_errors_total")).isZero();
            assertThat(appliance.metric("beaconward_alerts_total")).isEqualTo(1);
            assertThat(appliance.metric("beaconward_pairs")).isEqualTo(3);
            JsonNode pairs = new ObjectMapper().readTree(appliance.get("/api/v1/pairs?src=10.0.0.2"));
            assertThat(pairs.get("total").asInt()).isEqualTo(1);
            assertThat(pairs.get("pairs").get(0).get("connection_count").asInt())
                    .isEqualTo(12);
            JsonNode unparsed = new ObjectMapper()
                    .readTree(appliance.get("/unparsed"))
                    .get("unparsed")
                    .get(0);
            assertThat(unparsed.get("sender").asText()).isEqualTo("127.0.0.1");
            assertThat(unparsed.get("unparsed").asDouble())
                    .isEqualTo(appliance.metric("beaconward_messages_total", "unknown"));
            assertThat(unparsed.findValuesAsText("shape")).contains("no firewall says this");
        }
    }

    @Test
    void aStopLosesNothingThatWasReceived() throws Exception {
        int count = 5000;
        try (RunningAppliance appliance = RunningAppliance.start(directory, Map.of())) {
            String one = line(Instant.now(), "10.0.0.1", WORKERS) + "\n";
            try (Socket socket =
                    new Socket(appliance.tcp().getAddress(), appliance.tcp().getPort())) {
                socket.getOutputStream().write(bytes(one.repeat(count)));
            }
            long start = System.nanoTime();
            appliance.terminate();
            assertThat(appliance.awaitExit()).isEqualTo(143);
            assertThat(System.nanoTime() - start).as("time to stop, ns").isLessThan(8_000_000_000L);
        }
        assertThat(countAfterRestart()).isEqualTo(count);
    }

    @Test
    void aKilledProcessLosesNothingThatWasCounted() throws Exception {
        int count = 5000;
        try (RunningAppliance appliance = RunningAppliance.start(directory, Map.of())) {
            String one = line(Instant.now(), "10.0.0.1", WORKERS) + "\n";
            try (Socket socket =
                    new Socket(appliance.tcp().getAddress(), appliance.tcp().getPort())) {
                socket.getOutputStream().write(bytes(one.repeat(count)));
            }
            appliance.awaitMetric("beaconward_contacts_total", count);
            appliance.kill();
        }
        assertThat(countAfterRestart()).isEqualTo(count);
    }

    private long countAfterRestart() throws Exception {
        try (RunningAppliance appliance = RunningAppliance.start(directory, Map.of())) {
            JsonNode pairs = new ObjectMapper().readTree(appliance.get("/api/v1/pairs"));
            return pairs.get("pairs").get(0).get("connection_count").asLong();
        }
    }

    @Test
    void anAlertRaisedWhileTheReceiverIsDownIsDeliveredAfterAKillUnderTheSameId() throws Exception {
        String id;
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        Map<String, String> settings = Map.of(
                "BEACONWARD_WEBHOOKS", "chat", "BEACONWARD_WEBHOOKS_CHAT_URL", "http://127.0.0.1:" + port + "/hook");
        try (RunningAppliance appliance = RunningAppliance.start(directory, settings)) {
            udp(appliance.udp(), beacon("10.0.0.2", WORKERS));
            String opened = appliance.awaitLog(line -> line.contains("alert open"));
            id = opened.replaceAll(".*alert open (\\w+) .*", "$1");
            appliance.awaitMetric("beaconward_notification_attempts_total", 1);
            appliance.awaitMetric("beaconward_outbox_notifications", 1);
            assertThat(appliance.metric("beaconward_notifications_total")).isZero();
            appliance.kill();
        }
        try (RunningAppliance appliance = RunningAppliance.start(directory, settings);
                WebhookReceiver receiver = new WebhookReceiver(port)) {
            assertThat(receiver.next().get("id").asText()).isEqualTo(id);
            appliance.awaitMetric("beaconward_notifications_total", 1);
            assertThat(appliance.metric("beaconward_alerts_total"))
                    .as("alerts raised once more")
                    .isZero();
            assertThat(appliance.metric("beaconward_alerts_open")).isEqualTo(1);
            assertThat(appliance.get("/healthz")).startsWith("ok");
        }
        try (RunningAppliance appliance = RunningAppliance.start(directory, settings)) {
            assertThat(appliance.log()).anyMatch(line -> line.contains("1 alerts held") && line.contains(" 0 notif"));
        }
    }

    @Test
    void goesOnCountingWhileTheLedgerFailsAndRaisesTheAlertAfterwards() throws Exception {
        try (WebhookReceiver receiver = new WebhookReceiver();
                RunningAppliance appliance = RunningAppliance.start(directory, webhook(receiver));
                Connection ledger = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("data/alerts.db"));
                Statement statement = ledger.createStatement()) {
            statement.execute("ALTER TABLE alert RENAME TO away");
            udp(appliance.udp(), beacon("10.0.0.2", WORKERS));
            appliance.awaitMetric("beaconward_contacts_total", 12);
            appliance.awaitMetric("beaconward_ledger_failures_total", 1);
            assertThat(appliance.get("/healthz")).contains("alerts: the ledger cannot be used");
            udp(appliance.udp(), beacon("10.0.0.3", WORKERS));
            appliance.awaitMetric("beaconward_contacts_total", 24);
            assertThat(appliance.metric("beaconward_alerts_total")).isZero();
            statement.execute("ALTER TABLE away RENAME TO alert");
            assertThat(receiver.next().get("src_ip").asText()).isEqualTo("10.0.0.2");
            assertThat(receiver.next().get("src_ip").asText()).isEqualTo("10.0.0.3");
            appliance.awaitMetric("beaconward_alerts_total", 2);
        }
    }

    @Test
    void peopleDecideOnAlertsWhileTheApplianceRunsAndWhileItDoesNot() throws Exception {
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            String id;
            try (RunningAppliance appliance = RunningAppliance.start(directory, webhook(receiver))) {
                udp(appliance.udp(), beacon("10.0.0.2", WORKERS));
                id = receiver.next().get("id").asText();
                appliance.awaitMetric("beaconward_notifications_total", 1);
                assertThat(alerts("list")).hasSize(2).last().asString().startsWith(id + "  open");
                assertThat(alerts("ack", id)).containsExactly("acknowledged " + id);
                assertThat(alerts("close", id.substring(0, 12))).containsExactly("closed " + id);
                JsonNode closed = receiver.next();
                assertThat(closed.get("id").asText()).isEqualTo(id);
                assertThat(closed.get("state").asText()).isEqualTo("closed");
                appliance.awaitMetric("beaconward_notifications_total", 2);
                assertThat(alerts("list")).isEmpty();
                appliance.kill();
            }
            assertThat(alerts("resend", id)).containsExactly("to be sent again: " + id);
            try (RunningAppliance appliance = RunningAppliance.start(directory, webhook(receiver))) {
                assertThat(receiver.next().get("state").asText()).isEqualTo("closed");
                appliance.awaitMetric("beaconward_notifications_total", 1);
            }
            assertThat(receiver.waiting()).isZero();
        }
    }

    private List<String> alerts(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("java", "-jar", RunningAppliance.JAR, "alerts"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--data", directory.resolve("data").toString()));
        Tool.Result result = Tool.run(command.toArray(String[]::new));
        assertThat(result.code()).as(result.output()).isZero();
        return result.output().lines().toList();
    }

    @Test
    void refusesALedgerOfANewerVersionAndStartsPastADamagedOne() throws Exception {
        Path data = Files.createDirectory(directory.resolve("data"));
        Path file = data.resolve("alerts.db");
        try (Connection ledger = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = ledger.createStatement()) {
            statement.execute("PRAGMA user_version = 99");
        }
        failsToStart(Map.of(), 1, "which a newer Beaconward wrote");
        Files.writeString(file, "no database ".repeat(1000));
        try (RunningAppliance appliance = RunningAppliance.start(directory, Map.of())) {
            assertThat(appliance.log()).anyMatch(line -> line.contains("set aside as alerts.db.set-aside"));
            udp(appliance.udp(), beacon("10.0.0.2", WORKERS));
            appliance.awaitMetric("beaconward_alerts_total", 1);
        }
    }

    @Test
    void refusesToStartWhereItCannotServe() throws Exception {
        try (DatagramSocket taken = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            failsToStart(
                    Map.of("BEACONWARD_LISTEN_UDP", "127.0.0.1:" + taken.getLocalPort()),
                    1,
                    String.valueOf(taken.getLocalPort()));
        }
        Path file = Files.writeString(directory.resolve("a-file"), "in the way");
        failsToStart(Map.of("BEACONWARD_DATA_DIRECTORY", file.toString()), 1, "a-file");
        failsToStart(Map.of("BEACONWARD_DATA_DIRECTORY", "/sys/beaconward"), 1, "cannot be written");
        failsToStart(Map.of("BEACONWARD_WINDOW", "2h"), 2, "BEACONWARD_WINDOW");
        try (RunningAppliance running = RunningAppliance.start(directory, Map.of())) {
            failsToStart(Map.of(), 1, "in use by another process");
            assertThat(running.get("/healthz")).startsWith("ok");
        }
    }

    private void failsToStart(Map<String, String> environment, int code, String said) throws Exception {
        try (RunningAppliance appliance = RunningAppliance.launch("java", directory, environment, "run")) {
            assertThat(appliance.awaitExit())
                    .as(String.join("\n", appliance.log()))
                    .isEqualTo(code);
            assertThat(appliance.log()).anyMatch(line -> line.contains(said));
            assertThat(appliance.log()).noneMatch(line -> line.startsWith("\tat "));
        }
    }

    @Test
    void startsPastADamagedMapFile() throws Exception {
        try (RunningAppliance appliance = RunningAppliance.start(directory, Map.of())) {
            udp(appliance.udp(), beacon("10.0.0.2", WORKERS));
            appliance.awaitMetric("beaconward_contacts_total", 12);
        }
        try (Stream<Path> files = Files.list(directory.resolve("data"))) {
            for (Path map : files.filter(f -> f.toString().endsWith(".map")).toList()) {
                try (RandomAccessFile file = new RandomAccessFile(map.toFile(), "rw")) {
                    file.setLength(100);
                }
            }
        }
        try (RunningAppliance appliance = RunningAppliance.start(directory, Map.of())) {
            assertThat(appliance.log()).anyMatch(line -> line.contains("set aside"));
            udp(appliance.udp(), beacon("10.0.0.2", WORKERS));
            appliance.awaitMetric("beaconward_contacts_total", 12);
        }
    }

    @Test
    void talksToNobodyByItself() throws Exception {
        try (RunningAppliance appliance = RunningAppliance.start(directory, Map.of())) {
            udp(appliance.udp(), beacon("10.0.0.2", WORKERS));
            appliance.awaitMetric("beaconward_alerts_total", 1);
            Set<String> inodes = new HashSet<>();
            try (Stream<Path> open = Files.list(Path.of("/proc/" + appliance.pid() + "/fd"))) {
                for (Path fd : open.toList()) {
                    String target = Files.readSymbolicLink(fd).toString();
                    if (target.startsWith("socket:[")) inodes.add(target.substring(8, target.length() - 1));
                }
            }
            for (String table : List.of("tcp", "tcp6")) {
                List<String> rows = Files.readAllLines(Path.of("/proc/net/" + table));
                for (String row : rows.subList(1, rows.size())) {
                    String[] columns = row.strip().split("\\s+", -1);
                    boolean loopback = columns[2].matches("(0+|.*0100007F|0+01000000):.*"); // all zeros: listens
                    if (inodes.contains(columns[9]))
                        assertThat(loopback).as(row).isTrue();
                }
            }
        }
    }

    /** A runtime as small as a JRE: without the compiler that Chronicle Map would like to have. */
    @Test
    void runsOnARuntimeWithoutACompiler() throws Exception {
        Path home = Path.of(System.getProperty("java.home"));
        assumeTrue(Files.isDirectory(home.resolve("jmods")), "the JDK has no modules to link");
        Path runtime = directory.resolve("runtime");
        Tool.Result linked = Tool.run(
                home.resolve("bin/jlink").toString(),
                "--add-modules",
                "java.se,jdk.unsupported,jdk.management,jdk.crypto.ec",
                "--output",
                runtime.toString());
        assertThat(linked.code()).as(linked.output()).isZero();
        try (RunningAppliance appliance =
                RunningAppliance.launch(runtime.resolve("bin/java").toString(), directory, Map.of(), "run")) {
            appliance.awaitLog(line -> line.contains("ready: udp"));
        }
    }

    @Test
    void runsWithoutChatterOnTheNewestJavaThereIs() throws Exception {
        for (String java : javas()) {
            try (RunningAppliance appliance = RunningAppliance.launch(java, directory, Map.of(), "run")) {
                appliance.awaitLog(line -> line.contains("ready: udp"));
                List<String> chatter = appliance.log().stream()
                        .filter(line -> !line.matches(
                                "\\S+ INFO  \\[\\w+] (RunCommand|Pairs|Appliance|LedgerFile|Ledger) - .*"))
                        .filter(line -> !line.matches(
                                "WARNING: .*(sun\\.misc\\.Unsafe|deprecated|to the maintainers of class).*"))
                        .toList();
                assertThat(chatter).as(java).isEmpty();
            }
        }
    }

    private static List<String> javas() throws IOException {
        Path installed = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(installed)) return List.of("java");
        try (Stream<Path> all = Files.list(installed)) {
            return Stream.concat(
                            Stream.of("java"),
                            all.map(home -> home.resolve("bin/java"))
                                    .filter(Files::isExecutable)
                                    .filter(java -> !java.toString().matches(".*-(8|11)-.*"))
                                    .map(Path::toString))
                    .toList();
        }
    }
}
