package io.beaconward.net;

import io.beaconward.Traffic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
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

/** What it costs to cut a stream into frames, in chunks as they come from a socket; a frame. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xbatch")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FramerBenchmark {
    private static final int FRAMES = 1000;
    private static final int CHUNK = 1 << 16;
    private static final int LIMIT = 1 << 16;

    @Param({"lines", "counted"})
    public String framing;

    private final StreamFramer framer = new StreamFramer(LIMIT);
    private byte[] stream = {};
    private int frames;

    /** Puts the messages one behind the other. */
    @Setup
    public void join() {
        List<ByteBuffer> messages = Traffic.messages(FRAMES, 0.02);
        ByteBuffer all = ByteBuffer.allocate(FRAMES * 1000);
        for (ByteBuffer message : messages) {
            if (framing.equals("counted")) all.put((message.remaining() + " ").getBytes(StandardCharsets.US_ASCII));
            all.put(message.duplicate());
            if (framing.equals("lines")) all.put((byte) '\n');
        }
        stream = new byte[all.position()];
        all.flip().get(stream);
    }

    /** All of them. */
    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public int frames() {
        frames = 0;
        for (int at = 0; at < stream.length; at += CHUNK) {
            framer.read(stream, at, Math.min(stream.length, at + CHUNK), (array, from, to, cut) -> frames++);
        }
        return frames;
    }
}
