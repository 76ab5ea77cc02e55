package io.beaconward;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.beaconward.advice.Notices;
import io.beaconward.alert.Alert;
import io.beaconward.config.CatalogueFile;
import io.beaconward.config.Configuration;
import io.beaconward.config.Settings;
import io.beaconward.counters.Pair;
import io.beaconward.counters.PairKey;
import io.beaconward.counters.Pairs;
import io.beaconward.counters.Totals;
import io.beaconward.detect.Detector;
import io.beaconward.detect.Finding;
import io.beaconward.detect.FindingMaker;
import io.beaconward.detect.Losses;
import io.beaconward.detect.OpenAlerts;
import io.beaconward.metrics.LossHours;
import io.beaconward.metrics.Meters;
import io.beaconward.metrics.Metric;
import io.beaconward.names.NameTable;
import io.beaconward.net.Frame;
import io.beaconward.net.Transport;
import io.beaconward.syslog.Roster;
import io.beaconward.watch.Catalogue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineTest {
    private static final Instant NOW = Instant.parse("2026-05-20T10:30:00Z");
    private static final String BODY = "src=10.0.0.1 host=a.workers.dev bytes_sent=300 bytes_received=900";

    @TempDir
    private Path directory;

    private SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Meters meters = new Meters(registry);
    private final LossHours losses = new LossHours();
    private final List<Finding> findings = new ArrayList<>();
    private final Frame frame = new Frame();
    private Pairs pairs;
    private Pipeline pipeline;

    @BeforeEach
    void start() throws Exception {
        start("false");
    }

    private void start(String autoZone) throws Exception {
        Settings settings = Configuration.read(
                        Optional.empty(),
                        Map.of(
                                "BEACONWARD_DATA_DIRECTORY",
                                directory.toString(),
                                "BEACONWARD_NAMES_ENTRIES",
                                "4096",
                                "BEACONWARD_RULES",
                                "baseline",
                                "BEACONWARD_AUTO_ZONE",
                                autoZone))
                .settings();
        Catalogue catalogue = new Catalogue(CatalogueFile.read(Optional.empty()), settings.catalogue());
        pairs = new Pairs(settings.data(), settings.window(), meters);
        pairs.open(NOW.toEpochMilli());
        FindingMaker maker = new FindingMaker(catalogue, pairs::sourcesOf, losses);
        OpenAlerts openAlerts = new OpenAlerts(pairs, maker, settings.alerts(), findings::add, meters);
        Detector detector = new Detector(maker, openAlerts, settings.alerts(), findings::add, (f, by) -> {});
        pipeline = new Pipeline(
                settings,
                new NameTable(settings.names(), meters),
                catalogue,
                pairs,
                detector,
                EventClock.LIVE,
                new Notices(),
                new Roster(meters, losses),
                meters);
    }

    @AfterEach
    void stop() {
        pairs.close();
    }

    private void receive(String line) {
        receive(line.getBytes(StandardCharsets.ISO_8859_1), NOW);
    }

    private void receive(byte[] bytes, Instant received) {
        receive("192.0.2.1", bytes, received);
    }

    private void receiveFrom(String peer, String line) {
        receive(peer, line.getBytes(StandardCharsets.ISO_8859_1), NOW);
    }

    private void receive(String peer, byte[] bytes, Instant received) {
        frame.peer().parse(peer);
        frame.set(bytes, 0, bytes.length, Transport.UDP, received.toEpochMilli());
        pipeline.frame(frame);
    }

    private static String header(Instant time) {
        return "<134>1 " + time + " proxy1 access 77 - - ";
    }

    private static String fortiGate(String logId, String action, Instant time, String more) {
        return "<189>date=2026-05-20 time=10:00:00 devid=\"FGT60F0000000002\" eventtime=" + time.getEpochSecond()
                + " logid=\"" + logId + "\" type=\"traffic\" subtype=\"forward\" srcip=10.0.0.1 dstip=203.0.113.9"
                + " dstport=443 hostname=\"a.workers.dev\" action=\"" + action + "\" " + more;
    }

    /** What the one pair that these tests speak of amounts to. */
    private Totals totals() {
        Totals totals = new Totals();
        totals.clear();
        PairKey key = new PairKey();
        key.set("10.0.0.1", "a.workers.dev");
        pairs.visit(key, (k, pair) -> pair.totals(pair.oldestHour(Pair.hourOf(NOW.toEpochMilli())), totals));
        return totals;
    }

    private Instant onlyContact() {
        assertThat(totals().connections()).isEqualTo(1);
        return Instant.ofEpochMilli(totals().firstMillis());
    }

    private long labelled(Metric metric, String value) {
        String name = metric.prometheusName().replaceAll("_total$", "");
        return (long) registry.get(name)
                .tag(metric.labels().get(0), value)
                .functionCounter()
                .count();
    }

    @Test
    void takesTheTimeThatTheBodyStates() {
        receive("<189>May 20 09:45:00 fw1 "
                + fortiGate("0000000013", "close", NOW.minusSeconds(7200), "").substring(5));
        assertThat(onlyContact()).isEqualTo(NOW.minusSeconds(7200));
    }

    @Test
    void takesTheHeadersTimeWhereTheBodyStatesNone() {
        receive(header(NOW.minusSeconds(3600)) + BODY);
        assertThat(onlyContact()).isEqualTo(NOW.minusSeconds(3600));
    }

    @Test
    void takesTheReceiveTimeWhereNothingStatesOne() {
        receive(BODY);
        assertThat(onlyContact()).isEqualTo(NOW);
        assertThat(meters.total(Metric.TIMES_REPLACED)).isZero();
    }

    @Test
    void keepsATimeAsFarAheadAsClocksMayDiffer() {
        receive(header(NOW.plusSeconds(300)) + BODY);
        assertThat(onlyContact()).isEqualTo(NOW.plusSeconds(300));
        assertThat(meters.total(Metric.TIMES_REPLACED)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"301", "86400", "3000000000"})
    void replacesATimeFurtherAheadAndCountsIt(long seconds) {
        receive(header(NOW.plusSeconds(seconds)) + BODY);
        assertThat(onlyContact()).isEqualTo(NOW);
        assertThat(meters.total(Metric.TIMES_REPLACED)).isEqualTo(1);
        assertThat(meters.total(Metric.CONTACTS)).isEqualTo(1);
    }

    @Test
    void countsIntoTheWindowsFirstHour() {
        Instant first = NOW.truncatedTo(ChronoUnit.HOURS).minus(23, ChronoUnit.HOURS);
        receive(header(first) + BODY);
        assertThat(onlyContact()).isEqualTo(first);
    }

    @Test
    void leavesOutWhatIsOlderThanTheWindowAndCountsIt() {
        Instant before =
                NOW.truncatedTo(ChronoUnit.HOURS).minus(23, ChronoUnit.HOURS).minusMillis(1);
        receive(header(before) + BODY);
        assertThat(totals().connections()).isZero();
        assertThat(pairs.size()).isZero();
        assertThat(meters.total(Metric.MATCHES)).isEqualTo(1);
        assertThat(meters.total(Metric.CONTACTS)).isZero();
        assertThat(labelled(Metric.CONTACTS_LEFT_OUT, "late")).isEqualTo(1);
    }

    @Test
    void countsASessionOnceWithTheBytesOfItsEnd() {
        receive(fortiGate("0000000011", "start", NOW.minusSeconds(60), ""));
        receive(fortiGate("0000000020", "accept", NOW.minusSeconds(30), "sentbyte=100 rcvdbyte=200"));
        receive(fortiGate("0000000020", "accept", NOW.minusSeconds(20), "sentbyte=300 rcvdbyte=400"));
        receive(fortiGate("0000000013", "close", NOW, "sentbyte=500 rcvdbyte=600"));
        assertThat(totals().connections()).isEqualTo(1);
        assertThat(totals().bytesSent()).isEqualTo(500);
        assertThat(totals().bytesReceived()).isEqualTo(600);
        assertThat(meters.total(Metric.MATCHES)).isEqualTo(4);
        assertThat(meters.total(Metric.CONTACTS)).isEqualTo(1);
        assertThat(labelled(Metric.CONTACTS_LEFT_OUT, "session")).isEqualTo(3);
    }

    private static String squid(Instant time, int received) {
        return time.getEpochSecond() + ".250    120 10.0.0.1 TCP_TUNNEL/200 " + received
                + " CONNECT a.workers.dev:443 - HIER_DIRECT/203.0.113.9 -";
    }

    @Test
    void whatAFirewallAndAProxyTellOfOneSessionCountsOnce() {
        for (int i = 0; i < 6; i++) {
            Instant time = NOW.minusSeconds(1800L * i + 600);
            receiveFrom("192.0.2.1", squid(time, 900));
            receiveFrom(
                    "192.0.2.2",
                    fortiGate("0000000013", "close", time.plusSeconds(2), "srcport=51000 sentbyte=2100 rcvdbyte=6400"));
        }
        assertThat(totals().connections()).isEqualTo(6);
        assertThat(findings).isEmpty();
        assertThat(labelled(Metric.CONTACTS_LEFT_OUT, "twice")).isEqualTo(6);
        assertThat(meters.total(Metric.CONTACTS)).isEqualTo(6);
        assertThat(meters.total(Metric.MATCHES)).isEqualTo(12);
    }

    @Test
    void whatOneSenderRepeatsCountsEachTime() {
        for (int i = 0; i < 3; i++) receive(fortiGate("0000000013", "close", NOW, "srcport=51000 sentbyte=21"));
        assertThat(totals().connections()).isEqualTo(3);
    }

    @Test
    void sessionsOfBothMembersOfAPairOfFirewallsCountOnce() {
        for (String member : List.of("192.0.2.1", "192.0.2.2")) {
            receiveFrom(member, fortiGate("0000000011", "start", NOW.minusSeconds(90), "srcport=51000"));
            receiveFrom(member, fortiGate("0000000011", "start", NOW.minusSeconds(90), "srcport=51001"));
        }
        assertThat(totals().connections()).isEqualTo(2);
        for (String member : List.of("192.0.2.2", "192.0.2.1")) {
            receiveFrom(member, fortiGate("0000000013", "close", NOW, "srcport=51000 sentbyte=500 rcvdbyte=600"));
            receiveFrom(member, fortiGate("0000000013", "close", NOW, "srcport=51001 sentbyte=700 rcvdbyte=800"));
        }
        assertThat(totals().connections()).isEqualTo(2);
        assertThat(totals().bytesSent()).isEqualTo(1200);
        assertThat(labelled(Metric.CONTACTS_LEFT_OUT, "twice")).isEqualTo(4);
        assertThat(labelled(Metric.CONTACTS_LEFT_OUT, "session")).isEqualTo(2);
    }

    @Test
    void raisesAnAlertWithTheFrameThatCompletesTheEvidence() {
        for (int i = 0; i < 12; i++) {
            assertThat(findings).isEmpty();
            receive(header(NOW.minusSeconds(900L * (11 - i))) + BODY);
        }
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).pair().connectionCount()).isEqualTo(12);
    }

    private static String bindAnswer(String client, String name, String address) {
        return "<30>May 20 10:29:00 ns1 named[7]: client @0x7f12 " + client + "#53000 (" + name + "): answer: " + name
                + " IN A + (192.0.2.53) -> NOERROR 300 A " + address;
    }

    private static String teardown(String client, String address) {
        return "<166>May 20 2026 10:29:30: %ASA-6-302014: Teardown TCP connection 7 for outside:" + address
                + "/443 to inside:" + client + "/51000 duration 0:00:01 bytes 700 TCP FINs";
    }

    private long connections(String source, String destination) {
        Totals totals = new Totals();
        totals.clear();
        PairKey key = new PairKey();
        key.set(source, destination);
        pairs.visit(key, (k, pair) -> pair.totals(pair.oldestHour(Pair.hourOf(NOW.toEpochMilli())), totals));
        return totals.connections();
    }

    @Test
    void aConnectionThatNamesNoHostIsAContactUnderTheNameItsClientResolved() {
        receive(teardown("10.0.0.1", "203.0.113.7"));
        receive(bindAnswer("10.0.0.1", "A.workers.dev", "203.0.113.7"));
        assertThat(meters.total(Metric.MATCHES)).isZero();
        receive(teardown("10.0.0.1", "203.0.113.7"));
        assertThat(connections("10.0.0.1", "a.workers.dev")).isEqualTo(1);
        assertThat(meters.total(Metric.NAMES_LEARNED)).isEqualTo(2);
        assertThat(labelled(Metric.NAMES_USED, "client")).isEqualTo(1);
        assertThat(registry.get("beaconward_names").gauge().value()).isEqualTo(2);
    }

    @Test
    void aReplyThatNamesNoClientServesAny() {
        receive("<30>May 20 10:29:00 gw1 dnsmasq[7]: query[A] a.workers.dev from 10.0.0.1");
        receive("<30>May 20 10:29:00 gw1 dnsmasq[7]: reply a.workers.dev is 203.0.113.7");
        receive(teardown("10.0.0.1", "203.0.113.7"));
        assertThat(connections("10.0.0.1", "a.workers.dev")).isEqualTo(1);
        assertThat(labelled(Metric.NAMES_USED, "any")).isEqualTo(1);
        assertThat(meters.total(Metric.FLOWS_WITHOUT_SOURCE)).isZero();
    }

    @Test
    void countsANameThatNoHostCanHave() {
        receive("<13>src=10.0.0.1 host=" + "a".repeat(254));
        receive("<13>src=10.0.0.1 host=a\u0001.workers.dev");
        receive("<13>src=10.0.0.1 host=-");
        assertThat(meters.total(Metric.HOSTS_REFUSED)).isEqualTo(2);
        assertThat(meters.total(Metric.FLOWS)).isEqualTo(3);
        assertThat(meters.total(Metric.MATCHES)).isZero();
    }

    @Test
    void clientsThatResolvedDifferentNamesForOneAddressStayApart() {
        receive(bindAnswer("10.0.0.1", "a.workers.dev", "203.0.113.7"));
        receive(bindAnswer("10.0.0.2", "www.example.com", "203.0.113.7"));
        receive(bindAnswer("10.0.0.3", "c.workers.dev", "203.0.113.7"));
        for (String client : List.of("10.0.0.1", "10.0.0.2", "10.0.0.3")) receive(teardown(client, "203.0.113.7"));
        assertThat(connections("10.0.0.1", "a.workers.dev")).isEqualTo(1);
        assertThat(connections("10.0.0.3", "c.workers.dev")).isEqualTo(1);
        assertThat(meters.total(Metric.CONTACTS)).isEqualTo(2);
    }

    @Test
    void aDnsMessageIsNoContactWhateverItAsksFor() {
        receive(bindAnswer("10.0.0.1", "a.workers.dev", "203.0.113.7"));
        receive(bindAnswer("10.0.0.1", "ns.workers.dev", "192.0.2.53")); // the name server's own name
        receive("client 10.0.0.1#5 (a.workers.dev): query: a.workers.dev IN A + (192.0.2.53)");
        receive("<30>May 20 10:29:00 gw1 dnsmasq[7]: forwarded a.workers.dev to 203.0.113.7");
        receive(fortiGate("0000000013", "close", NOW, "qname=\"a.workers.dev\""));
        assertThat(meters.total(Metric.FLOWS)).isEqualTo(5);
        assertThat(meters.total(Metric.MATCHES)).isZero();
    }

    @Test
    void aConnectionThatWasLoggedByNameDoesNotCountAgainByItsAddress() {
        receive(fortiGate("0000000013", "close", NOW, ""));
        receive(teardown("10.0.0.1", "203.0.113.9"));
        assertThat(connections("10.0.0.1", "a.workers.dev")).isEqualTo(1);
        receive(teardown("10.0.0.2", "203.0.113.9"));
        assertThat(connections("10.0.0.2", "a.workers.dev")).isEqualTo(1);
    }

    @Test
    void aFindingSaysHowManyOfItsNamesWereInferredAndHowWell() {
        receive(bindAnswer("10.0.0.9", "a.workers.dev", "203.0.113.7"));
        for (int i = 0; i < 12; i++) {
            if (i == 3) receive(bindAnswer("10.0.0.1", "a.workers.dev", "203.0.113.7"));
            receive(teardown("10.0.0.1", "203.0.113.7").replace("10:29:30", "0" + (7 + i / 4) + ":29:30"));
        }
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).pair().connectionCount()).isEqualTo(12);
        assertThat(findings.get(0).inferredNames()).isEqualTo(12);
        assertThat(findings.get(0).namesOfOthers()).isEqualTo(3);
        assertThat(Alert.of(findings.get(0)).evidence()).contains("(12 of 12 connections; 3 of them by what other");
    }

    @Test
    void everyFrameIsAccountedFor() {
        List<String> bag = List.of(
                header(NOW) + BODY,
                header(NOW) + BODY.replace("a.workers.dev", "www.example.com"),
                header(NOW) + "host=a.workers.dev bytes_sent=1",
                header(NOW.minusSeconds(90_000)) + BODY,
                header(NOW.plusSeconds(9000)) + BODY,
                fortiGate("0000000011", "start", NOW, ""),
                fortiGate("0000000020", "accept", NOW, ""),
                fortiGate("0000000013", "close", NOW, ""),
                fortiGate("0000000013", "close", NOW, "qname=\"a.workers.dev\""),
                "<189>date=2026-05-20 time=10:00:00 devid=\"FGT60F0000000002\" logid=\"0100032001\" type=\"event\""
                        + " subtype=\"system\" logdesc=\"Admin login\"",
                "<165>May 20 2026 10:00:00: %ASA-5-304001: 10.0.0.2 Accessed URL 203.0.113.7:http://b.run.app/x",
                "<165>May 20 2026 10:00:00: %ASA-5-111008: User 'admin' executed the 'show' command.",
                "1779273000.123    120 10.0.0.3 TCP_TUNNEL/200 800 CONNECT c.pages.dev:443 - HIER_DIRECT/203.0.113.8 -",
                "<13>May 20 10:00:00 host1 cron[77]: (root) CMD (run-parts)",
                "nothing that anybody could read",
                "\0\u00ff<999>");
        int rounds = 25;
        for (int i = 0; i < rounds; i++) bag.forEach(this::receive);

        long messages = meters.total(Metric.MESSAGES);
        assertThat(messages + meters.total(Metric.FRAMES_REFUSED)).isEqualTo((long) rounds * bag.size());
        assertThat(meters.total(Metric.FRAMES_REFUSED)).isZero();
        assertThat(labelled(Metric.MESSAGES, "unknown")
                        + meters.total(Metric.FLOWS)
                        + meters.total(Metric.MESSAGES_WITHOUT_FLOW))
                .isEqualTo(messages);
        assertThat(meters.total(Metric.CONTACTS) + meters.total(Metric.CONTACTS_LEFT_OUT))
                .isEqualTo(meters.total(Metric.MATCHES));

        assertThat(labelled(Metric.MESSAGES, "generic-kv")).isEqualTo(5L * rounds);
        assertThat(labelled(Metric.MESSAGES, "fortigate")).isEqualTo(5L * rounds);
        assertThat(labelled(Metric.MESSAGES, "cisco-asa")).isEqualTo(2L * rounds);
        assertThat(labelled(Metric.MESSAGES, "squid-native")).isEqualTo(rounds);
        assertThat(labelled(Metric.MESSAGES, "unknown")).isEqualTo(3L * rounds);
        assertThat(meters.total(Metric.MESSAGES_WITHOUT_FLOW)).isEqualTo(2L * rounds);
        assertThat(meters.total(Metric.FLOWS_WITHOUT_SOURCE)).isEqualTo(rounds);
        assertThat(meters.total(Metric.TIMES_REPLACED)).isEqualTo(rounds);
        assertThat(meters.total(Metric.MATCHES)).isEqualTo(8L * rounds);
        assertThat(labelled(Metric.CONTACTS_LEFT_OUT, "late")).isEqualTo(rounds);
    }

    @Test
    void garbageNeitherStopsItNorBringsADefectToLight() {
        Random random = new Random(11);
        List<byte[]> seeds = List.of(
                (header(NOW) + BODY).getBytes(StandardCharsets.UTF_8),
                fortiGate("0000000013", "close", NOW, "sentbyte=5 rcvdbyte=6").getBytes(StandardCharsets.UTF_8),
                "<14>May 20 10:00:00 fw 1,2026/05/20 10:00:00,0070,TRAFFIC,end,2561,2026/05/20 10:00:00,10.0.0.1"
                        .getBytes(StandardCharsets.UTF_8),
                "<165>:May 20 2026 10:00:00.123 UTC: %ASA-6-302014: Teardown TCP connection 7 for out:1.2.3.4/443 to"
                        .getBytes(StandardCharsets.UTF_8),
                "1779273000.123  1 10.0.0.3 TCP_TUNNEL/200 800 CONNECT c.pages.dev:443 - HIER_DIRECT/2001:db8::1 -"
                        .getBytes(StandardCharsets.UTF_8));
        int frames = 60_000;
        for (int i = 0; i < frames; i++) receive(spoiled(seeds.get(i % seeds.size()), random), NOW);
        receive(new byte[65_507], NOW);
        assertThat(meters.total(Metric.UNEXPECTED)).isZero();
        assertThat(meters.total(Metric.MESSAGES)).isEqualTo(frames + 1);
    }

    /** Random bytes, or a line cut short, with bytes exchanged, or with a part of itself twice. */
    private static byte[] spoiled(byte[] line, Random random) {
        byte[] bytes = line.clone();
        switch (random.nextInt(4)) {
            case 0 -> {
                bytes = new byte[1 + random.nextInt(300)];
                random.nextBytes(bytes);
            }
            case 1 -> bytes = java.util.Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
            case 2 -> System.arraycopy(line, random.nextInt(20), bytes, 20, bytes.length - 40);
            default -> {
                byte[] spoiling = "\"=,:/<>[]()%@. \\\0\u00ff9-".getBytes(StandardCharsets.ISO_8859_1);
                for (int n = random.nextInt(6); n >= 0; n--) {
                    bytes[random.nextInt(bytes.length)] = spoiling[random.nextInt(spoiling.length)];
                }
            }
        }
        return bytes;
    }

    @Test
    void allocatesNothingForAFrame() {
        List<byte[]> lines = List.of(
                (header(NOW) + BODY).getBytes(StandardCharsets.UTF_8),
                ("<134>May 20 10:29:00 proxy1 access: " + BODY).getBytes(StandardCharsets.UTF_8),
                fortiGate("0000000013", "close", NOW, "sentbyte=5 rcvdbyte=6").getBytes(StandardCharsets.UTF_8),
                "<165>May 20 2026 10:00:00: %ASA-5-304001: 10.0.0.2 Accessed URL 203.0.113.7:http://b.run.app/x"
                        .getBytes(StandardCharsets.UTF_8),
                "1779273000.123  1 10.0.0.3 TCP_TUNNEL/200 800 CONNECT c.pages.dev:443 - HIER_DIRECT/203.0.113.8 -"
                        .getBytes(StandardCharsets.UTF_8),
                bindAnswer("10.0.0.4", "d.workers.dev", "203.0.113.10").getBytes(StandardCharsets.UTF_8),
                "<30>named[7]: client 10.0.0.4#5: UDP: query: e.run.app IN A response: NOERROR + e.run.app. 9 IN A 203.0.113.11;"
                        .getBytes(StandardCharsets.UTF_8),
                "<30>unbound[7]: [7:0] info: 10.0.0.4 e.run.app. A IN".getBytes(StandardCharsets.UTF_8),
                "<30>dnsmasq[7]: reply e.run.app is 203.0.113.11".getBytes(StandardCharsets.UTF_8),
                "[INFO] 10.0.0.4:53 - 7 \"A IN e.run.app. udp 41 false 512\" NOERROR qr 100 0.001s"
                        .getBytes(StandardCharsets.UTF_8),
                "20/05/2026 10:29:00 0E1C PACKET  00 UDP Rcv 10.0.0.4  966f   Q [0001   D   NOERROR] A      (1)e(3)run(3)app(0)"
                        .getBytes(StandardCharsets.UTF_8),
                teardown("10.0.0.4", "203.0.113.10").getBytes(StandardCharsets.UTF_8),
                "<134>1 - fw1 app - - [meta sequenceId=\"7\"] src=10.0.0.1 host=a.workers.dev"
                        .getBytes(StandardCharsets.UTF_8),
                "<13>May 20 10:00:00 host1 cron[77]: (root) CMD (run-parts)".getBytes(StandardCharsets.UTF_8));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int frames = 100_000;
        receiveAll(lines, frames);
        long before = threads.getCurrentThreadAllocatedBytes();
        receiveAll(lines, frames);
        long perFrame = (threads.getCurrentThreadAllocatedBytes() - before) / frames;
        assertThat(perFrame).as("bytes allocated a frame").isLessThan(64);
        assertThat(meters.total(Metric.CONTACTS)).isGreaterThan(frames / 4);
        assertThat(labelled(Metric.CONTACTS_LEFT_OUT, "twice")).isGreaterThan(frames / 4);
    }

    private void receiveAll(List<byte[]> lines, int frames) {
        for (int i = 0; i < frames; i++) {
            receive(i / lines.size() % 2 == 0 ? "192.0.2.1" : "192.0.2.2", lines.get(i % lines.size()), NOW);
        }
    }

    /** Three hundred contacts, each three seconds after the one before, of a sender whose wall clock shows {@code ahead} of UTC. */
    private void contactsAhead(Duration ahead) {
        DateTimeFormatter clock =
                DateTimeFormatter.ofPattern("MMM dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
        for (int i = 0; i < 300; i++) {
            Instant time = NOW.plusSeconds(3L * i);
            String line = "<134>" + clock.format(time.plus(ahead)) + " proxy1 access: " + BODY;
            receive(line.getBytes(StandardCharsets.UTF_8), time);
        }
    }

    @Test
    void movesTheTimesOfASenderInAnotherZoneWhereThatIsWanted() throws Exception {
        stop();
        registry = new SimpleMeterRegistry();
        meters = new Meters(registry);
        start("true");
        contactsAhead(Duration.ofHours(2));
        assertThat(meters.total(Metric.TIMES_REPLACED)).isBetween(100L, 120L);
        assertThat(meters.total(Metric.TIMES_SHIFTED)).isEqualTo(300 - meters.total(Metric.TIMES_REPLACED));
        assertThat(meters.total(Metric.CONTACTS)).isEqualTo(300);
        long shifted = meters.total(Metric.TIMES_SHIFTED);
        contactsAhead(Duration.ZERO);
        assertThat(meters.total(Metric.TIMES_SHIFTED)).isEqualTo(shifted);
    }

    @Test
    void movesNoTimesUnlessThatIsWanted() {
        contactsAhead(Duration.ofHours(2));
        assertThat(meters.total(Metric.TIMES_REPLACED)).isEqualTo(300);
        assertThat(meters.total(Metric.TIMES_SHIFTED)).isZero();
    }

    @Test
    void countsToSendersWithoutAllocatingForLinesThatNobodyCanRead() {
        List<byte[]> lines = List.of(
                "<13>May 20 10:00:00 host1 app[77]: session 17 of \"somebody\" at 192.0.2.9 took 4 ms"
                        .getBytes(StandardCharsets.UTF_8),
                "nothing that anybody could read".getBytes(StandardCharsets.UTF_8),
                "{\"what\":\"nothing\",\"took\":12}".getBytes(StandardCharsets.UTF_8));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int frames = 60_000;
        receiveAll(lines, frames);
        long before = threads.getCurrentThreadAllocatedBytes();
        receiveAll(lines, frames);
        assertThat((threads.getCurrentThreadAllocatedBytes() - before) / frames)
                .as("bytes allocated a frame")
                .isLessThan(40); // of which the test itself takes 32
        assertThat(labelled(Metric.MESSAGES, "unknown")).isEqualTo(2L * frames);
        assertThat(pipeline.senders().views(Set.of("192.0.2.1"), NOW).get(0).shapes())
                .hasSize(3);
    }

    @Test
    void saysInAFindingThatTheInputHadLosses() {
        losses.dropped(NOW.minus(Duration.ofHours(3)).toEpochMilli(), 250);
        losses.missing(NOW.toEpochMilli(), 7);
        losses.dropped(NOW.minus(Duration.ofHours(24)).toEpochMilli(), 9);
        for (int i = 0; i < 12; i++) receive(header(NOW.minus(Duration.ofHours(i % 3))) + BODY);
        assertThat(findings.get(0).losses()).isEqualTo(new Losses(2, 257));
        assertThat(Alert.of(findings.get(0)).evidence())
                .contains(
                        "The input had losses in 2 of these 24 hours (at least 257 messages), so beats may be missing.");
    }

    /** A message a second with the numbers of a Cisco device. */
    private void numbered(long from, long to) {
        for (long number = from; number <= to; number++) {
            String line = "<189>" + number + ": *May 20 10:30:00.123: %LINK-3-UPDOWN: Interface changed state";
            receive(line.getBytes(StandardCharsets.UTF_8), NOW.plusSeconds(number));
        }
    }

    @Test
    void countsTheMessagesWhoseNumbersNeverCame() {
        numbered(1, 20_000);
        numbered(20_101, 21_000);
        assertThat(labelled(Metric.SEQUENCE_MISSING, "cisco")).isEqualTo(100);
        int hour = Pair.hourOf(NOW.plusSeconds(20_000).toEpochMilli());
        assertThat(losses.lost(hour)).isEqualTo(100);
        assertThat(losses.isLossy(hour - 1)).isFalse();
    }
}
