package io.beaconward.dialect;

import io.beaconward.syslog.Message;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What one frame costs from its first byte to the flow that it tells of; {@link Benchmarks} gives the lines. The median of many short
 * samples is right on a machine that does other work too; each is of several frames, for the clock takes as long as a small one.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1, // compiled in the foreground, for a busy machine would measure what is not compiled yet; as the unit
        // runs it
        jvmArgsAppend = {"-Xbatch", "-XX:+UseSerialGC", "-XX:-UseCompressedOops"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DialectBenchmark {

    private static final int FRAMES = 64; // a sample

    @Param("generic-kv") // JMH wants a default; Benchmarks gives all names
    public String line;

    private final Lines lines = new Lines();
    private final Dialects dialects = Dialects.all();
    private byte[] frame = {};

    /** Makes the frame, and sees to it that the benchmark reads what it is meant to. */
    @Setup
    public void read() {
        ValidLines.Line valid = ValidLines.named(line);
        frame = valid.bytes();
        Reading reading = remembered();
        if (reading == Reading.FOREIGN || !dialects.name(dialects.last()).equals(valid.dialect()))
            throw new IllegalStateException(line + " is read by another dialect");
    }

    /** A sender whose last message was of the same dialect. */
    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public void remembered(Blackhole results) {
        for (int i = 0; i < FRAMES; i++) results.consume(remembered());
    }

    private Reading remembered() {
        return dialects.read(lines.message(frame, frame.length), lines.flow());
    }

    /** A sender nothing is known of: all dialects are asked in their order. */
    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public void forgotten(Blackhole results) {
        for (int i = 0; i < FRAMES; i++) {
            Message message = lines.message(frame, frame.length);
            dialects.forget(message);
            results.consume(dialects.read(message, lines.flow()));
        }
    }

    /** The syslog header alone, with the sender looked up. */
    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public void header(Blackhole results) {
        for (int i = 0; i < FRAMES; i++) results.consume(lines.message(frame, frame.length));
    }
}
