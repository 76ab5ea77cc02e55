package io.beaconward;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.advice.Notices;
import io.beaconward.config.CatalogueFile;
import io.beaconward.config.Configuration;
import io.beaconward.config.Settings;
import io.beaconward.counters.Pair;
import io.beaconward.counters.PairKey;
import io.beaconward.counters.Pairs;
import io.beaconward.counters.Totals;
import io.beaconward.detect.Detector;
import io.beaconward.detect.FindingMaker;
import io.beaconward.detect.OpenAlerts;
import io.beaconward.metrics.LossHours;
import io.beaconward.metrics.Meters;
import io.beaconward.metrics.Metric;
import io.beaconward.metrics.Scrape;
import io.beaconward.names.NameTable;
import io.beaconward.net.Frame;
import io.beaconward.net.Transport;
import io.beaconward.syslog.Roster;
import io.beaconward.watch.Catalogue;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What strangers can send without end, through the whole pipeline, while real beacons call: these keep every contact, and memory
 * stays what it was. {@code -Dbeaconward.flood=10000000} for a long run.
 */
class FloodTest {
    private static final int FLOOD = Integer.getInteger("beaconward.flood", 300_000);
    private static final int SPOOFED = 1_000_000;

    /** One in so many messages of spoofed senders is a contact. */
    private static final int CONTACT_OF = 5;

    private static final int CAPACITY = 20_000;
    private static final int SENDERS = 10_000;
    private static final int BEACONS = 100;
    private static final int BEATS = 36;
    private static final long MOST_GROWTH = 40 << 20;

    @TempDir
    private Path directory;

    private final Scrape scrape = new Scrape("test");
    private final Meters meters = scrape.meters();
    private final Frame frame = new Frame();
    private Instant now = Instant.parse("2026-05-20T10:30:00Z");
    private Pairs pairs;
    private Pipeline pipeline;

    @BeforeEach
    void start() throws Exception {
        Settings settings = Configuration.read(
                        Optional.empty(),
                        Map.of(
                                "BEACONWARD_DATA_DIRECTORY",
                                directory.toString(),
                                "BEACONWARD_DATA_PAIRS",
                                Integer.toString(CAPACITY),
                                "BEACONWARD_LIMITS_SENDERS",
                                Integer.toString(SENDERS),
                                "BEACONWARD_RELAYS",
                                "192.0.2.99"))
                .settings();
        Catalogue catalogue = new Catalogue(CatalogueFile.read(Optional.empty()), settings.catalogue());
        LossHours losses = new LossHours();
        pairs = new Pairs(settings.data(), settings.window(), meters);
        pairs.open(now.toEpochMilli());
        FindingMaker maker = new FindingMaker(catalogue, pairs::sourcesOf, losses);
        OpenAlerts openAlerts = new OpenAlerts(pairs, maker, settings.alerts(), finding -> true, meters);
        pipeline = new Pipeline(
                settings,
                new NameTable(settings.names(), meters),
                catalogue,
                pairs,
                new Detector(maker, openAlerts, settings.alerts(), finding -> true, (finding, by) -> {}),
                EventClock.LIVE,
                new Notices(),
                new Roster(meters, losses),
                meters);
    }

    @AfterEach
    void stop() {
        pairs.close();
        scrape.close();
    }

    private void receive(String peer, String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        frame.peer().parse(peer);
        frame.set(bytes, 0, bytes.length, Transport.UDP, now.toEpochMilli());
        pipeline.frame(frame);
    }

    private static String address(String block, int number) {
        return block + "." + (number >> 16 & 0xff) + "." + (number >> 8 & 0xff) + "." + (number & 0xff);
    }

    /** A contact of each beacon, with a name of its own. */
    private void beat() {
        for (int beacon = 0; beacon < BEACONS; beacon++) {
            receive(
                    "192.0.2.1",
                    "<13>src=10.0.0." + beacon + " host=c" + beacon + ".real" + beacon
                            + ".workers.dev bytes_sent=300 bytes_received=900");
        }
    }

    private void assertThatBeaconsLostNothing(int beats) {
        Totals totals = new Totals();
        PairKey key = new PairKey();
        for (int beacon = 0; beacon < BEACONS; beacon++) {
            totals.clear();
            key.set("10.0.0." + beacon, "c" + beacon + ".real" + beacon + ".workers.dev");
            pairs.visit(key, (k, pair) -> pair.totals(pair.oldestHour(Pair.hourOf(now.toEpochMilli())), totals));
            assertThat(totals.connections()).as("contacts of beacon %s", beacon).isEqualTo(beats);
        }
    }

    private static long liveHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private long senders() {
        return scrape.page("")
                .body()
                .lines()
                .filter(line -> line.startsWith(Metric.SENDERS.prometheusName() + " "))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Test
    void beaconsThatBeginAmidMillionsOfNamesUnderOneTenantLoseNoContact() {
        for (int i = 0; i < FLOOD; i++) {
            boolean spoofed = i % 2 == 0;
            receive(
                    "192.0.2.2",
                    "<13>src=" + (spoofed ? address("11", i) : "10.9.9.9") + " host=" + Integer.toString(i, 36)
                            + ".x.evil.workers.dev bytes_sent=300 bytes_received=900");
            if (i % (FLOOD / BEATS) == FLOOD / BEATS - 1) {
                beat();
                now = now.plus(Duration.ofMinutes(10));
                pairs.tend(now.toEpochMilli());
            }
        }
        assertThatBeaconsLostNothing(BEATS);
        assertThat(pairs.size()).isLessThanOrEqualTo(CAPACITY);
        assertThat(meters.total(Metric.CONTACTS_LEFT_OUT, "reason", "flood")).isPositive();
        assertThat(meters.total(Metric.MATCHES))
                .isEqualTo(meters.total(Metric.CONTACTS) + meters.total(Metric.CONTACTS_LEFT_OUT));
    }

    @Test
    void aMillionSpoofedSendersWithSourcesAndTenantsOfTheirOwnAreForgottenAndBeaconsThatCalledTwiceAreNot() {
        beat();
        beat();
        long before = liveHeap();
        for (int i = 0; i < SPOOFED; i++) {
            String platform = i % CONTACT_OF == 0 ? ".workers.dev" : ".example.com";
            receive(
                    address("100", i),
                    "<13>src=" + address("11", i) + " host=t" + Integer.toString(i, 36) + platform
                            + " bytes_sent=300 bytes_received=900");
        }
        beat();
        assertThatBeaconsLostNothing(3);
        assertThat(pairs.size()).isLessThanOrEqualTo(CAPACITY);
        assertThat(meters.total(Metric.PAIRS_EVICTED)).isGreaterThan(SPOOFED / CONTACT_OF / 2);
        assertThat(senders()).isLessThanOrEqualTo(SENDERS);
        assertThat(liveHeap() - before).isLessThan(MOST_GROWTH);
    }

    private Set<String> series() {
        return scrape.page("")
                .body()
                .lines()
                .filter(line -> line.startsWith("beaconward_"))
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .collect(Collectors.toSet());
    }

    @Test
    void nothingThatASenderSaysMakesOrForgesASeries() {
        Set<String> before = series();
        List<String> hostile = List.of(
                "\"} beaconward_evil_total{x=\"1\"} 1",
                "a\nbeaconward_evil_total 1\n",
                "{evil=\"1\"}",
                "\u001b[31m<!channel>",
                "\\\"\u0000\u202e");
        for (String text : hostile) {
            for (String peer : List.of("192.0.2.3", "192.0.2.99")) {
                receive(peer, "<13>1 2026-05-20T10:30:00Z " + text + " " + text + " " + text + " - - " + text);
                receive(peer, "<13>May 20 10:30:00 " + text + " " + text + "[1]: " + text);
                receive(peer, "<13>src=" + text + " host=" + text + " user=\"" + text + "\"");
                receive(peer, "<13>src=10.0.0.1 host=\"" + text + ".workers.dev\" bytes_sent=" + text);
                receive(peer, "CEF:0|" + text + "|" + text + "|1|" + text + "|n|1|src=10.0.0.1 dhost=" + text);
                receive(peer, "{\"" + text.replace("\"", "\\\"") + "\": \"x\", \"src\": \"10.0.0.1\"}");
            }
        }
        assertThat(meters.total(Metric.MESSAGES)).isEqualTo(hostile.size() * 12L);
        assertThat(meters.total(Metric.UNEXPECTED)).isZero();
        assertThat(series()).isEqualTo(before);
    }
}
