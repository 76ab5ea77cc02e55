package io.beaconward;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.advice.Notices;
import io.beaconward.advice.SilenceWatch;
import io.beaconward.alert.AlertDesk;
import io.beaconward.alert.Ledger;
import io.beaconward.config.CatalogueFile;
import io.beaconward.config.Configuration;
import io.beaconward.config.Settings;
import io.beaconward.counters.Pairs;
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
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A day of load from the frame to the receiver of alerts, in minutes: the parts of the appliance but its sockets, at the heap of
 * the tests (128 MiB), with a clock that is moved on. Notes at each hour what memory is used. Not run with the tests:
 * src/docs/reliability.md has the command, and takes the table.
 */
class DayOfLoadBench {
    private static final int HOURS = 24;
    private static final int MESSAGES_A_MINUTE = Integer.getInteger("beaconward.day", 10_000);
    private static final int SETTLED_HOUR = 12;
    private static final int MOST_GROWTH_MIB = 12;
    private static final int MOST_WAITING = 1000;
    private static final long PATIENCE_NANOS = 30_000_000_000L;
    private static final Path PAGE = Path.of("src/docs/reliability.md");
    private static final String BEGIN = "<!-- day: measured -->\n";
    private static final String END = "<!-- day: end -->\n";

    private static final String HEADER = """
            | hour | messages | contacts | pairs | senders | names | alerts raised, open | heap MiB | RSS MiB | of it files | map files MiB |
            |---|---|---|---|---|---|---|---|---|---|---|
            """;

    @TempDir
    private Path directory;

    private final HandClock clock = new HandClock(Instant.parse("2026-05-20T00:00:00Z"));
    private final Scrape scrape = new Scrape("bench");
    private final Meters meters = scrape.meters();
    private final LossHours losses = new LossHours();
    private final Frame frame = new Frame();
    private final DayTraffic traffic = new DayTraffic();
    private WebhookReceiver receiver;
    private Pairs pairs;
    private Ledger ledger;
    private AlertDesk desk;
    private OpenAlerts openAlerts;
    private SilenceWatch silences;
    private Pipeline pipeline;

    /** A clock that stands still until it is set; read by the thread of the desk as well. */
    private static final class HandClock extends Clock {
        private volatile Instant now;

        HandClock(Instant now) {
            this.now = now;
        }

        void set(Instant time) {
            now = time;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("it has no zone");
        }
    }

    @BeforeEach
    void start() throws Exception {
        receiver = new WebhookReceiver();
        Settings settings = Configuration.read(
                        Optional.empty(),
                        Map.of(
                                "BEACONWARD_DATA_DIRECTORY", directory.toString(),
                                "BEACONWARD_WEBHOOKS", "siem",
                                "BEACONWARD_WEBHOOKS_SIEM_URL", receiver.url(),
                                "BEACONWARD_WEBHOOKS_SIEM_ALERTS_PER_HOUR", "0",
                                "BEACONWARD_WEBHOOKS_SIEM_NOTICES", "true"))
                .settings();
        Catalogue catalogue = new Catalogue(CatalogueFile.read(Optional.empty()), settings.catalogue());
        pairs = new Pairs(settings.data(), settings.window(), meters);
        pairs.open(clock.millis());
        FindingMaker maker = new FindingMaker(catalogue, pairs::sourcesOf, losses);
        ledger = new Ledger(directory, settings.ledger(), settings.webhooks(), clock);
        ledger.open();
        desk = new AlertDesk(
                settings.webhooks(),
                settings.ledger(),
                ledger,
                meters,
                (finding, state) -> openAlerts.written(finding, state),
                clock);
        openAlerts = new OpenAlerts(pairs, maker, settings.alerts(), desk::offer, meters);
        Roster roster = new Roster(meters, losses);
        silences = new SilenceWatch(
                roster, settings.senders().silentAfter(), silence -> desk.offer(SilenceNotice.of(silence)), meters);
        desk.start();
        Detector detector = new Detector(maker, openAlerts, settings.alerts(), desk::offer, (finding, by) -> {});
        pipeline = new Pipeline(
                settings,
                new NameTable(settings.names(), meters),
                catalogue,
                pairs,
                detector,
                EventClock.LIVE,
                new Notices(),
                roster,
                meters);
    }

    @AfterEach
    void stop() throws Exception {
        desk.close();
        ledger.close();
        pairs.close();
        scrape.close();
        receiver.close();
    }

    @Test
    void memoryIsTheSameAfterADayAsAfterItsMorning() throws Exception {
        StringBuilder table = new StringBuilder(HEADER);
        long settled = 0;
        long last = 0;
        for (int hour = 0; hour < HOURS; hour++) {
            for (int minute = hour * 60; minute < (hour + 1) * 60; minute++) minute(hour, minute);
            last = heapMiB();
            table.append(row(hour + 1, last));
            if (hour + 1 == SETTLED_HOUR) settled = last;
        }
        table.append("\nJava ")
                .append(Runtime.version().feature())
                .append(", -Xmx128m, ")
                .append(Runtime.getRuntime().availableProcessors())
                .append(" cores, ")
                .append(Instant.now().toString(), 0, 10)
                .append(".\n");
        publish(table.toString());
        assertThat(last).as("MiB after a day").isLessThan(settled + MOST_GROWTH_MIB);
        assertThat(meters.total(Metric.UNEXPECTED)).isZero();
        assertThat(meters.total(Metric.ALERTS)).isPositive();
    }

    private void minute(int hour, int minute) throws InterruptedException {
        Instant begin = clock.instant();
        for (int i = 0; i < MESSAGES_A_MINUTE; i++) {
            clock.set(begin.plusMillis(i * 60_000L / MESSAGES_A_MINUTE));
            receive(traffic.next(hour, clock.instant()));
        }
        for (int begun = Math.max(0, hour - 3); begun <= hour; begun++) {
            for (int beacon = 0; beacon < DayTraffic.BEACONS; beacon++) {
                if (DayTraffic.calls(beacon, minute, begun)) receive(traffic.beacon(beacon, begun, clock.instant()));
            }
        }
        clock.set(begin.plusSeconds(60));
        pairs.tend(clock.millis());
        openAlerts.closeQuiet(clock.millis());
        silences.look(clock.millis());
        settle();
    }

    /** Lets the desk come after, which lives by the real time, and forgets what the receiver was sent. */
    private void settle() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (value(scrape.page("").body(), Metric.OUTBOX) > MOST_WAITING && System.nanoTime() < deadline)
            LockSupport.parkNanos(10_000_000);
        while (receiver.waiting() > 0) receiver.next();
    }

    private void receive(DayTraffic.Sent sent) {
        frame.peer().parse(sent.peer());
        byte[] line = sent.line().getBytes(StandardCharsets.US_ASCII);
        frame.set(line, 0, line.length, Transport.UDP, clock.millis());
        pipeline.frame(frame);
    }

    private String row(int hour, long heap) throws IOException {
        String page = scrape.page("").body();
        return String.format(
                Locale.ROOT,
                "| %d | %,d | %,d | %,d | %,d | %,d | %,d, %,d | %d | %d | %d | %d |%n",
                hour,
                meters.total(Metric.MESSAGES),
                meters.total(Metric.CONTACTS),
                pairs.size(),
                value(page, Metric.SENDERS),
                value(page, Metric.NAMES),
                meters.total(Metric.ALERTS),
                value(page, Metric.ALERTS_OPEN),
                heap,
                statusMiB("VmRSS:"),
                statusMiB("RssFile:"),
                mapFilesMiB());
    }

    private static long value(String page, Metric metric) {
        return page.lines()
                .filter(line -> line.startsWith(metric.prometheusName() + " ")
                        || line.startsWith(metric.prometheusName() + "{"))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** What is used after a collection. */
    private static long heapMiB() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
    }

    private static long statusMiB(String field) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .sum();
    }

    /** What the files of pairs take on the disk; they are sparse. */
    private long mapFilesMiB() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            long blocks = 0;
            for (Path file : files.filter(f -> f.toString().endsWith(".map")).toList()) blocks += bytesOnDisk(file);
            return blocks >> 20;
        }
    }

    private static long bytesOnDisk(Path file) throws IOException {
        try {
            Tool.Result blocks = Tool.run("stat", "-c", "%b", file.toString());
            return Long.parseLong(blocks.output().strip()) * 512;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void publish(String table) throws IOException {
        System.out.println(table);
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        Files.writeString(PAGE, page.substring(0, begin) + table + page.substring(page.indexOf(END)));
    }
}
