package io.beaconward.counters;

import io.beaconward.config.Configuration;
import io.beaconward.metrics.Meters;
import io.beaconward.watch.Contact;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * For how long a thread that counts is held up while a million pairs roll over, and how long it takes to open them again. The
 * thread counts 50,000 contacts a second to pairs all over the map; what it waits without a rollover is shown beside.
 */
final class RolloverBench {
    private static final byte[] NAME = "t0000000.acme.workers.dev".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGITS = 7;
    private static final int STRIDE = 514_229; // a prime: the pairs follow each other as if by chance
    private static final int TENDED_EVERY = 10_000;
    private static final int MOST = 4_000_000;
    private static final int ROUNDS = 5;
    private static final long BETWEEN_NANOS = 20_000;
    private static final Duration HOUR = Duration.ofHours(1);

    private final int number;
    private final Path directory;
    private final Contact contact = new Contact();
    private long millis = Instant.now().toEpochMilli();
    private Pairs pairs;
    private PairCounter counter;
    private int next;

    private RolloverBench(int number, Path directory) throws Exception {
        this.number = number;
        this.directory = directory;
        this.pairs = opened();
        this.counter = pairs.counter();
        contact.bytes(300, 900);
        System.arraycopy(NAME, 0, contact.name(), 0, NAME.length);
        contact.nameLength(NAME.length);
    }

    /**
     * Measures.
     *
     * @param args how many pairs; a million where it is no number
     */
    public static void main(String[] args) throws Exception {
        int number = args[0].matches("\\d+") ? Integer.parseInt(args[0]) : 1_000_000;
        Path directory = Files.createTempDirectory("pairs");
        try {
            new RolloverBench(number, directory).measure();
        } finally {
            delete(directory);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }

    private Pairs opened() throws Exception {
        var settings = Configuration.read(
                        Optional.empty(),
                        Map.of(
                                "BEACONWARD_DATA_DIRECTORY",
                                directory.toString(),
                                "BEACONWARD_DATA_PAIRS",
                                Integer.toString(Math.min(MOST, number + number / 2))))
                .settings();
        Pairs opened = new Pairs(settings.data(), settings.window(), Meters.unregistered());
        opened.open(millis);
        return opened;
    }

    private void measure() throws Exception {
        for (int i = 0; i < number; i++) {
            if (i % TENDED_EVERY == 0) pairs.tend(millis);
            count(i);
        }
        System.out.printf(Locale.ROOT, "%,d pairs%n", pairs.size());
        for (int round = 0; round < ROUNDS; round++) {
            report(
                    "no rollover",
                    () -> LockSupport.parkNanos(Duration.ofSeconds(5).toNanos()));
            millis += HOUR.toMillis();
            long now = millis;
            report("rollover", () -> pairs.tend(now));
            long start = System.nanoTime();
            pairs.close();
            System.out.printf(Locale.ROOT, "closed in %.1f s, ", (System.nanoTime() - start) / 1e9);
            start = System.nanoTime();
            pairs = opened();
            counter = pairs.counter();
            System.out.printf(
                    Locale.ROOT, "%,d pairs opened in %.1f s%n", pairs.size(), (System.nanoTime() - start) / 1e9);
        }
        pairs.close();
    }

    /** Counts for as long as the work takes, and shows how long the longest counts took. */
    private void report(String name, Runnable work) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        Thread worker = new Thread(() -> {
            work.run();
            done.countDown();
        });
        long[] micros = new long[20_000_000];
        int counts = 0;
        worker.start();
        long start = System.nanoTime();
        while (done.getCount() > 0) {
            long due = start + counts * BETWEEN_NANOS;
            while (System.nanoTime() < due) Thread.onSpinWait();
            long before = System.nanoTime();
            next = (next + STRIDE) % number;
            count(next);
            micros[counts++] = (System.nanoTime() - before) / 1000;
        }
        worker.join();
        double seconds = (System.nanoTime() - start) / 1e9;
        Arrays.sort(micros, 0, counts);
        System.out.printf(
                Locale.ROOT,
                "%s: %.1f s, a count took %d us (median), %d (99 %%), %d (99.9 %%), %.1f ms at most%n",
                name,
                seconds,
                micros[counts / 2],
                micros[(int) (counts * 0.99)],
                micros[(int) (counts * 0.999)],
                micros[counts - 1] / 1e3);
    }

    private void count(int pair) {
        contact.source().set(0, 0xffff_0a00_0000L + pair % 100_000);
        byte[] name = contact.name();
        for (int i = DIGITS, rest = pair; i > 0; i--, rest /= 10) name[i] = (byte) ('0' + rest % 10);
        contact.tenant(pair);
        contact.millis(millis);
        contact.receivedMillis(millis);
        counter.count(contact, (counted, kept) -> {});
    }
}
