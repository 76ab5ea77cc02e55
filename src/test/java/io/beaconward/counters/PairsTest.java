package io.beaconward.counters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Slice;
import io.beaconward.config.Settings;
import io.beaconward.metrics.Meters;
import io.beaconward.metrics.Metric;
import io.beaconward.watch.Contact;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairsTest {
    private static final long HOUR = 3_600_000L;
    private static final long START = 500_000 * HOUR + 1000;

    @TempDir
    private Path directory;

    private final Meters meters = new Meters(new SimpleMeterRegistry());
    private final List<Pairs> opened = new ArrayList<>();

    @AfterEach
    void closeAll() {
        opened.forEach(Pairs::close);
    }

    private Pairs open(Path where, int capacity, int window, long now) throws StoreException {
        Pairs pairs = new Pairs(
                new Settings.Data(where, capacity),
                new Settings.Window(window, Duration.ofMinutes(5), Duration.ZERO),
                new Meters(new SimpleMeterRegistry()));
        pairs.open(now);
        opened.add(pairs);
        return pairs;
    }

    private static Contact contact(String source, String name, long millis, long received) {
        Contact contact = new Contact();
        contact.source().parse(source);
        byte[] bytes = Ascii.bytes(name);
        System.arraycopy(bytes, 0, contact.name(), 0, bytes.length);
        contact.nameLength(bytes.length);
        contact.millis(millis);
        contact.receivedMillis(received);
        contact.bytes(100, 1000);
        return contact;
    }

    private static final CountedListener NOBODY = (contact, pair) -> {};

    private static Totals totals(Pairs pairs, String source, String name, long now) {
        Totals totals = new Totals();
        totals.clear();
        PairKey key = new PairKey();
        key.set(source, name);
        pairs.visit(key, (k, pair) -> pair.totals(pair.oldestHour(Pair.hourOf(now)), totals));
        return totals;
    }

    @Test
    void countsInPlaceAndTellsTheListener() throws Exception {
        Pairs pairs = open(directory, 1000, 24, START);
        PairCounter counter = pairs.counter();
        List<Long> told = new ArrayList<>();
        CountedListener listener = new CountedListener() {
            @Override
            public void aboutToCount(Contact contact, Pair pair) {
                told.add(-pair.receivedMillis());
            }

            @Override
            public void counted(Contact contact, Pair pair) {
                told.add(pair.receivedMillis());
            }
        };
        for (int i = 0; i < 3; i++) {
            Contact contact = contact("10.0.0.1", "a.workers.dev", START - i * HOUR, START + i);
            assertThat(counter.count(contact, listener)).isEqualTo(PairCounter.Outcome.COUNTED);
        }
        Totals totals = totals(pairs, "10.0.0.1", "a.workers.dev", START);
        assertThat(totals.connections()).isEqualTo(3);
        assertThat(totals.hours()).isEqualTo(3);
        assertThat(totals.bytesSent()).isEqualTo(300);
        assertThat(totals.bytesReceived()).isEqualTo(3000);
        assertThat(totals.bytesKnown()).isEqualTo(3);
        assertThat(totals.firstMillis()).isEqualTo(START - 2 * HOUR);
        assertThat(totals.lastMillis()).isEqualTo(START);
        assertThat(told).containsExactly(START, -START, START + 1, -START - 1, START + 2);
        assertThat(pairs.size()).isEqualTo(1);
    }

    @Test
    void survivesAnOrderlyRestart() throws Exception {
        Pairs pairs = open(directory, 1000, 24, START);
        PairCounter counter = pairs.counter();
        counter.count(contact("2001:db8::1", "a.workers.dev", START, START), NOBODY);
        pairs.close();
        Pairs again = open(directory, 1000, 24, START + HOUR);
        assertThat(totals(again, "2001:db8::1", "a.workers.dev", START + HOUR).connections())
                .isEqualTo(1);
    }

    @Test
    void recoversWhatAKilledProcessLeft(@TempDir Path copy) throws Exception {
        Pairs pairs = open(directory, 1000, 24, START);
        PairCounter counter = pairs.counter();
        for (int i = 0; i < 500; i++)
            counter.count(contact("10.0.0." + i % 250, "h" + i + ".run.app", START, START), NOBODY);
        copyFiles(directory, copy); // as the files lie at this moment, in the middle of the run
        Pairs recovered = open(copy, 1000, 24, START);
        assertThat(recovered.size()).isEqualTo(500);
        assertThat(totals(recovered, "10.0.0.7", "h7.run.app", START).connections())
                .isEqualTo(1);
    }

    private static void copyFiles(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                if (!file.endsWith("lock")) Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    @Test
    void movesPairsAndDropsExpiredOnesAtTheRollover() throws Exception {
        Pairs pairs = open(directory, 1000, 4, START);
        PairCounter counter = pairs.counter();
        counter.count(contact("10.0.0.1", "old.run.app", START, START), NOBODY);
        counter.count(contact("10.0.0.1", "new.run.app", START + 3 * HOUR, START + 3 * HOUR), NOBODY);
        long later = START + 4 * HOUR;
        pairs.tend(later);
        assertThat(pairs.size()).isEqualTo(1);
        assertThat(totals(pairs, "10.0.0.1", "new.run.app", later).connections())
                .isEqualTo(1);
        assertThat(totals(pairs, "10.0.0.1", "old.run.app", later).connections())
                .isZero();
        pairs.tend(later + HOUR);
        pairs.tend(later + 2 * HOUR);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.filter(f -> f.toString().endsWith(".map")))
                    .as("current and sealed")
                    .hasSize(2);
        }
        counter.count(contact("10.0.0.1", "new.run.app", later + 2 * HOUR, later + 2 * HOUR), NOBODY);
        assertThat(totals(pairs, "10.0.0.1", "new.run.app", later + 2 * HOUR).connections())
                .isEqualTo(2);
    }

    @Test
    void fallsBackToTheSealedGenerationWhenTheMachineDied(@TempDir Path copy) throws Exception {
        Pairs pairs = open(directory, 1000, 24, START);
        PairCounter counter = pairs.counter();
        counter.count(contact("10.0.0.1", "a.run.app", START, START), NOBODY);
        pairs.tend(START + HOUR);
        counter.count(contact("10.0.0.1", "a.run.app", START + HOUR, START + HOUR), NOBODY);
        copyFiles(directory, copy);
        Path manifest = copy.resolve(Manifest.FILE);
        Files.writeString(manifest, Files.readString(manifest).replaceAll("boot=.*", "boot=another"));
        Pairs recovered = open(copy, 1000, 24, START + HOUR);
        assertThat(totals(recovered, "10.0.0.1", "a.run.app", START + HOUR).connections())
                .isEqualTo(1);
    }

    @Test
    void setsAsideATruncatedFileAndGoesOnFromTheSealedOne() throws Exception {
        Pairs pairs = open(directory, 1000, 24, START);
        pairs.counter().count(contact("10.0.0.1", "a.run.app", START, START), NOBODY);
        pairs.tend(START + HOUR);
        pairs.close();
        Path current = directory.resolve(
                Manifest.read(directory).orElseThrow().current().file());
        try (FileChannel channel = FileChannel.open(current, StandardOpenOption.WRITE)) {
            channel.truncate(1000);
        }
        Pairs again = open(directory, 1000, 24, START + HOUR);
        assertThat(totals(again, "10.0.0.1", "a.run.app", START + HOUR).connections())
                .isEqualTo(1);
        assertThat(Files.exists(current.resolveSibling(current.getFileName() + ".set-aside")))
                .isTrue();
    }

    @Test
    void setsAsideAForeignFile() throws Exception {
        Pairs pairs = open(directory, 1000, 24, START);
        pairs.close();
        Path current = directory.resolve(
                Manifest.read(directory).orElseThrow().current().file());
        byte[] garbage = new byte[(int) Files.size(current)];
        Files.write(current, garbage);
        Pairs again = open(directory, 1000, 24, START);
        assertThat(again.size()).isZero();
        assertThat(again.counter().count(contact("10.0.0.1", "a.run.app", START, START), NOBODY))
                .isEqualTo(PairCounter.Outcome.COUNTED);
    }

    @Test
    void refusesADirectoryThatIsInUse() throws Exception {
        open(directory, 1000, 24, START);
        assertThatThrownBy(() -> open(directory, 1000, 24, START))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("in use by another process");
    }

    @Test
    void keepsCountsWhenTheWindowChanges() throws Exception {
        Pairs pairs = open(directory, 1000, 24, START);
        PairCounter counter = pairs.counter();
        for (int h = 0; h < 10; h++)
            counter.count(contact("10.0.0.1", "a.run.app", START + h * HOUR, START + h * HOUR), NOBODY);
        pairs.close();
        long now = START + 9 * HOUR;
        Pairs shorter = open(directory, 1000, 6, now);
        assertThat(totals(shorter, "10.0.0.1", "a.run.app", now).connections()).isEqualTo(6);
        shorter.close();
        Pairs longer = open(directory, 1000, 48, now);
        assertThat(totals(longer, "10.0.0.1", "a.run.app", now).connections()).isBetween(6L, 7L);
    }

    @Test
    void remembersHowItsNamesWereInferredOverRestartAndRolloverUntilAWholeWindowIsQuiet() throws Exception {
        Pairs pairs = open(directory, 1000, 24, START);
        for (int i = 0; i < 5; i++) {
            Contact contact = contact("10.0.0.1", "a.workers.dev", START + i, START + i);
            contact.named(i < 2, i == 2);
            pairs.counter().count(contact, NOBODY);
        }
        assertThat(named(pairs)).containsExactly(2, 1);
        pairs.tend(START + HOUR);
        assertThat(named(pairs)).containsExactly(2, 1);
        pairs.close();
        Pairs again = open(directory, 1000, 48, START + 2 * HOUR);
        assertThat(named(again)).containsExactly(2, 1);
        long later = START + 60 * HOUR;
        again.counter().count(contact("10.0.0.1", "a.workers.dev", later, later), NOBODY);
        assertThat(named(again)).containsExactly(0, 0);
    }

    @Test
    void beaconsThatHaveOnlyBegunSurviveAFloodOfNamesUnderOneTenantAndOfSpoofedSources() throws Exception {
        int capacity = 1600;
        int beacons = 40;
        Pairs pairs = open(directory, capacity, 24, START);
        PairCounter counter = pairs.counter();
        long now = START;
        int flooded = 0;
        for (int beat = 0; beat < 5; beat++) {
            for (int b = 0; b < beacons; b++) {
                Contact real = contact("10.0.0." + b, "real" + b + ".workers.dev", now, now);
                real.tenant(b + 1);
                assertThat(counter.count(real, NOBODY)).isEqualTo(PairCounter.Outcome.COUNTED);
            }
            for (int i = 0; i < 5000; i++) {
                boolean spoofed = i % 2 == 0;
                String source = spoofed ? "10.9." + i / 250 + "." + i % 250 : "10.1.1.1";
                Contact flood = contact(source, "x" + beat + "-" + i + ".evil.workers.dev", now, now);
                flood.tenant(spoofed ? 7777 : -i - beat * 5000 - 1);
                if (counter.count(flood, NOBODY) == PairCounter.Outcome.FLOOD) flooded++;
            }
            now += 10 * 60_000;
        }
        assertThat(flooded).isGreaterThan(20_000);
        assertThat(pairs.size()).isLessThanOrEqualTo(capacity);
        for (int b = 0; b < beacons; b++) {
            assertThat(totals(pairs, "10.0.0." + b, "real" + b + ".workers.dev", now)
                            .connections())
                    .as("beacon %s", b)
                    .isEqualTo(5);
        }
    }

    @Test
    void sharesAreGivenBackWhenPairsExpireAndRebuiltAtTheStart() throws Exception {
        Pairs pairs = open(directory, 160, 24, START);
        PairKey key = new PairKey();
        key.set("10.0.0.1", "a");
        for (int i = 0; i < 100; i++) {
            Contact contact = contact("10.0.0.1", "n" + i + ".workers.dev", START, START);
            contact.tenant(5);
            pairs.counter().count(contact, NOBODY);
        }
        assertThat(pairs.shares().isCrowd(key, 5, 160)).isTrue();
        pairs.close();
        Pairs again = open(directory, 160, 24, START);
        assertThat(again.shares().isCrowd(key, 5, 160)).isTrue();
        again.tend(START + 30 * HOUR);
        assertThat(again.size()).isZero();
        assertThat(again.shares().isCrowd(key, 5, 0)).isFalse();
    }

    private static void count(Pairs pairs, String user, long millis) {
        Contact contact = contact("10.0.0.1", "a.workers.dev", millis, millis);
        contact.user(new Slice().set(Ascii.bytes(user), 0, user.length()));
        pairs.counter().count(contact, NOBODY);
    }

    private static String user(Pairs pairs) {
        StringBuilder user = new StringBuilder();
        PairKey key = new PairKey();
        key.set("10.0.0.1", "a.workers.dev");
        pairs.visit(key, (k, pair) -> user.append(pair.user()));
        return user.toString();
    }

    @Test
    void remembersTheUserNamedLastOverRolloverAndRestart() throws Exception {
        Pairs pairs = open(directory, 1000, 24, START);
        count(pairs, "anna.with.a.name.that.is.long", START);
        count(pairs, "bob", START + 1);
        count(pairs, "", START + 2);
        assertThat(user(pairs)).isEqualTo("bob");
        pairs.tend(START + HOUR);
        count(pairs, "c".repeat(100), START + HOUR);
        pairs.close();
        assertThat(user(open(directory, 1000, 24, START + HOUR))).isEqualTo("c".repeat(63));
    }

    @Test
    void takesOverPairsOfTheFormatBeforeUsersWereKept() throws Exception {
        Path file = directory.resolve("pairs-7.map");
        PairLayout former = new PairLayout(24, 1);
        try (Generation generation = Generation.create(file, former, 1000)) {
            PairKey key = new PairKey();
            key.set("10.0.0.1", "a.workers.dev");
            Pair pair = new Pair(former);
            try (Closeable lock = generation.lock(key, pair)) {
                pair.add(contact("10.0.0.1", "a.workers.dev", START, START));
                assertThat(pair.user()).isEmpty();
            }
        }
        Files.writeString(
                directory.resolve(Manifest.FILE),
                "version=1\ncurrent=pairs-7.map 1000 24 " + Files.size(file) + "\nboot=x\nclean=true\n");
        Pairs pairs = open(directory, 1000, 24, START);
        count(pairs, "anna", START + 1);
        assertThat(totals(pairs, "10.0.0.1", "a.workers.dev", START).connections())
                .isEqualTo(2);
        assertThat(user(pairs)).isEqualTo("anna");
    }

    @Test
    void refusesPairsOfALaterFormat() throws Exception {
        Files.writeString(
                directory.resolve(Manifest.FILE), "version=2\ncurrent=pairs-7.map 1000 24 99 4\nboot=x\nclean=true\n");
        assertThatThrownBy(() -> open(directory, 1000, 24, START)).hasMessageContaining("pairs of format 4");
    }

    private static List<Integer> named(Pairs pairs) {
        List<Integer> counts = new ArrayList<>();
        PairKey key = new PairKey();
        key.set("10.0.0.1", "a.workers.dev");
        pairs.visit(key, (k, pair) -> {
            counts.add((int) pair.namedByOwnReply());
            counts.add((int) pair.namedByOthers());
        });
        return counts;
    }

    @Test
    void theLeastValuablePairMakesWayAtCapacity() throws Exception {
        Pairs pairs = open(directory, 100, 24, START);
        PairCounter counter = pairs.counter();
        for (int beacon = 0; beacon < 20; beacon++) {
            for (int h = 0; h < 3; h++) {
                counter.count(contact("10.0.0." + beacon, "c2.run.app", START - h * HOUR, START), NOBODY);
            }
        }
        for (int i = 0; i < 5000; i++) counter.count(contact("10.1.0.1", "x" + i + ".run.app", START, START), NOBODY);
        assertThat(pairs.size()).isEqualTo(100);
        for (int beacon = 0; beacon < 20; beacon++) {
            assertThat(totals(pairs, "10.0.0." + beacon, "c2.run.app", START).connections())
                    .isEqualTo(3);
        }
    }

    @Test
    void aSessionCountsOnceAtItsEnd() throws Exception {
        Pairs pairs = open(directory, 100, 24, START);
        PairCounter counter = pairs.counter();
        Contact start = contact("10.0.0.1", "a.run.app", START, START);
        start.bytes(-1, -1);
        start.sessionStart(true);
        Contact end = contact("10.0.0.1", "a.run.app", START + 10_000, START + 10_000);
        assertThat(counter.count(start, NOBODY)).isEqualTo(PairCounter.Outcome.COUNTED);
        assertThat(counter.count(end, NOBODY)).isEqualTo(PairCounter.Outcome.SESSION);
        assertThat(counter.count(start, NOBODY)).isEqualTo(PairCounter.Outcome.SESSION);
        assertThat(counter.count(end, NOBODY)).isEqualTo(PairCounter.Outcome.COUNTED);
        Totals totals = totals(pairs, "10.0.0.1", "a.run.app", START);
        assertThat(totals.connections()).isEqualTo(2);
        assertThat(totals.bytesSent()).isEqualTo(200);
        assertThat(totals.firstMillis()).isEqualTo(START + 10_000 - 1000 + 1000);
    }

    @Test
    void countsStartsOfASenderThatLogsNothingElse() throws Exception {
        Pairs pairs = open(directory, 100, 24, START);
        PairCounter counter = pairs.counter();
        Contact start = contact("10.0.0.1", "a.run.app", START, START);
        start.sessionStart(true);
        for (int i = 0; i < 12; i++) counter.count(start, NOBODY);
        assertThat(totals(pairs, "10.0.0.1", "a.run.app", START).connections()).isEqualTo(12);
    }

    @Test
    void losesNothingWhileTwoThreadsCountAndGenerationsChange() throws Exception {
        Pairs pairs = open(directory, 10_000, 24, START);
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(3);
        int each = 20_000;
        int names = 97;
        List<Future<?>> counting = new ArrayList<>();
        for (int thread = 0; thread < 2; thread++) {
            counting.add(threads.submit(() -> {
                PairCounter counter = pairs.counter();
                for (int i = 0; i < each; i++) {
                    counter.count(contact("10.0.0.1", "n" + i % names + ".run.app", START, START), NOBODY);
                }
            }));
        }
        Future<Integer> rolling = threads.submit(() -> {
            int rolls = 0;
            while (!done.get()) {
                rolls++;
                pairs.tend(START + (rolls % 2 == 0 ? 1 : 2) * HOUR * (rolls < 12 ? 1 : 0) + rolls * HOUR);
                if (rolls > 15) break;
            }
            return rolls;
        });
        for (Future<?> one : counting) one.get(60, TimeUnit.SECONDS);
        done.set(true);
        assertThat(rolling.get(60, TimeUnit.SECONDS)).isPositive();
        threads.shutdown();
        Map<String, Long> counts = new HashMap<>();
        pairs.forEach((key, pair) -> {
            Totals totals = new Totals();
            pair.totals(0, totals);
            counts.merge(key.destination(), totals.connections(), Long::sum);
        });
        assertThat(counts).hasSize(names);
        assertThat(counts.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(2L * each);
        assertThat(meters.total(Metric.PAIRS_EVICTED)).isZero();
    }
}
