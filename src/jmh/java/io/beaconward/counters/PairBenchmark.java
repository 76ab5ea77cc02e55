package io.beaconward.counters;

import io.beaconward.watch.Contact;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import net.openhft.chronicle.bytes.BytesStore;
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
 * What counting a contact to its pair costs in place, without the map around it: in format 2, which has no rhythm, and in the newest,
 * where each contact begins a beat. So the difference is what a beat costs at most; contacts within a beat cost next to nothing
 * more. {@link PairBenchmarks} runs it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xbatch") // else a busy machine measures what is not compiled yet
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class PairBenchmark {
    private static final int WINDOW = 24;
    private static final int KINDS = 256;
    private static final int PERIOD = 300;
    private static final long START = 1_772_352_000_000L;
    private static final int STRIDE = 514_229; // a prime: the pairs follow each other as if by chance

    @Param({"10000", "1000000"})
    public int pairs;

    @Param({"2", "3"})
    public int format;

    private final Contact contact = new Contact();
    private PairLayout layout = new PairLayout(WINDOW);
    private Pair pair = new Pair(layout);
    private BytesStore<?, ?> memory = BytesStore.nativeStore(Long.BYTES);
    private int next;
    private long millis;
    private int random;

    /** Fills the memory with pairs of a day's life: half are beacons of more and less jitter, half random arrivals. */
    @Setup
    public void fill() {
        memory.releaseLast();
        layout = new PairLayout(WINDOW, format);
        pair = new Pair(layout);
        memory = BytesStore.nativeStore((long) layout.size * pairs);
        contact.bytes(300, 900);
        int kinds = Math.min(KINDS, pairs);
        for (int i = 0; i < kinds; i++) live(i, new Random(i));
        byte[] one = new byte[layout.size];
        for (int i = kinds; i < pairs; i++) {
            memory.read((long) layout.size * (i % kinds), one, 0, one.length);
            memory.write((long) layout.size * i, one);
        }
        millis = START + 86_400_000L;
    }

    private void live(int number, Random chance) {
        pair.bytesStore(memory, (long) layout.size * number, layout.size);
        double jitter = 0.5 * number / KINDS;
        int contacts = 20 + chance.nextInt(268);
        double t = START + 86_400_000L - 1000.0 * PERIOD * contacts;
        for (int i = 0; i < contacts; i++) {
            contact.millis((long) t);
            contact.receivedMillis((long) t);
            pair.add(contact);
            double pause = number % 2 == 0
                    ? 1 + jitter * (2 * chance.nextDouble() - 1)
                    : 0.1 - Math.log(1 - chance.nextDouble());
            t = Math.min(t + 1000 * PERIOD * pause, START + 86_400_000L - 1000);
        }
    }

    @TearDown
    public void free() {
        memory.releaseLast();
    }

    /** The next pair's next contact: each in its turn, five minutes after the one before, a fifth more or less. */
    @Benchmark
    public boolean add() {
        next += STRIDE;
        if (next >= pairs) {
            next %= pairs;
            random = random * 1_103_515_245 + 12_345;
        }
        pair.bytesStore(memory, (long) layout.size * next, layout.size);
        random = random * 1_103_515_245 + 12_345;
        long t = Math.max(millis, pair.receivedMillis() + 240_000 + ((random >>> 8) % 120_000));
        contact.millis(t);
        contact.receivedMillis(t);
        return pair.add(contact) == Pair.Change.ADDED;
    }
}
