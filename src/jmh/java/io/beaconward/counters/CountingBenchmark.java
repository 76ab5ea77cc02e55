package io.beaconward.counters;

import io.beaconward.config.Configuration;
import io.beaconward.config.Settings;
import io.beaconward.metrics.Meters;
import io.beaconward.watch.Contact;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to count a contact to one of so many pairs: finding it in the map, its lock, its update in place; and what a new pair
 * costs where there is no more room.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xbatch")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class CountingBenchmark {
    private static final byte[] NAME = "t0000000.acme.workers.dev".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGITS = 7;
    private static final int TENDED_EVERY = 10_000;
    private static final int STRIDE = 514_229; // a prime: the pairs follow each other as if by chance

    @Param({"10000", "100000", "1000000", "4000000"})
    public int pairs;

    private final Contact contact = new Contact();
    private Path directory = Path.of("");
    private @Nullable Pairs map;
    private @Nullable PairCounter counter;
    private long millis = Instant.now().toEpochMilli();
    private int next;
    private int fresh;

    /** Counts a first contact of each pair. */
    @Setup
    public void fill() throws Exception {
        directory = Files.createTempDirectory("pairs");
        Settings settings = Configuration.read(
                        Optional.empty(),
                        Map.of(
                                "BEACONWARD_DATA_DIRECTORY", directory.toString(),
                                "BEACONWARD_DATA_PAIRS", Integer.toString(Math.max(pairs, 65_536))))
                .settings();
        map = new Pairs(settings.data(), settings.window(), Meters.unregistered());
        map.open(millis);
        counter = map.counter();
        contact.bytes(300, 900);
        System.arraycopy(NAME, 0, contact.name(), 0, NAME.length);
        contact.nameLength(NAME.length);
        for (int i = 0; i < pairs; i++) {
            if (i % TENDED_EVERY == 0) map.tend(millis);
            count(i);
        }
        if (map.size() != pairs) throw new IllegalStateException(map.size() + " pairs were kept of " + pairs);
    }

    private PairCounter.Outcome count(int number) {
        contact.source().set(0, 0xffff_0a00_0000L + number % 100_000);
        byte[] name = contact.name();
        for (int i = DIGITS, rest = number; i > 0; i--, rest /= 10) name[i] = (byte) ('0' + rest % 10);
        contact.tenant(number);
        contact.millis(millis);
        contact.receivedMillis(millis);
        return Objects.requireNonNull(counter).count(contact, (counted, pair) -> {});
    }

    @TearDown
    public void delete() throws Exception {
        Objects.requireNonNull(map).close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }

    /** The next pair's next contact, a second after the last one of another. */
    @Benchmark
    public PairCounter.Outcome count() {
        next = (next + STRIDE) % pairs;
        millis++;
        return count(next);
    }

    /** A new pair's first contact, at capacity: another pair makes way. */
    @Benchmark
    public PairCounter.Outcome replace() {
        millis++;
        return count(pairs + fresh++);
    }
}
