package io.beaconward;

import io.beaconward.advice.Notices;
import io.beaconward.config.CatalogueFile;
import io.beaconward.config.Configuration;
import io.beaconward.config.Settings;
import io.beaconward.counters.Pairs;
import io.beaconward.detect.Detector;
import io.beaconward.detect.FindingMaker;
import io.beaconward.detect.OpenAlerts;
import io.beaconward.metrics.LossHours;
import io.beaconward.metrics.Meters;
import io.beaconward.names.NameTable;
import io.beaconward.net.Frame;
import io.beaconward.net.Transport;
import io.beaconward.syslog.Roster;
import io.beaconward.watch.Catalogue;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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

/** What a frame costs from its first byte to the verdict on its pair, in the mixture of {@link Traffic}, on one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xbatch")
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class PipelineBenchmark {
    private static final int MESSAGES = 20_000;

    /** How many of the messages with a name are contacts, percent. */
    @Param({"2", "80"})
    public int serverless;

    private final Frame frame = new Frame();
    private final byte[] scratch = new byte[1 << 16];
    private final List<byte[]> messages = new ArrayList<>();
    private Path directory = Path.of("");
    private @Nullable Pairs pairs;
    private @Nullable Pipeline pipeline;
    private int next;

    /** Puts the stages together as the appliance does. */
    @Setup
    public void start() throws Exception {
        directory = Files.createTempDirectory("pipeline");
        Settings settings = Configuration.read(
                        Optional.empty(), Map.of("BEACONWARD_DATA_DIRECTORY", directory.toString()))
                .settings();
        Meters meters = Meters.unregistered();
        LossHours losses = new LossHours();
        Catalogue catalogue = new Catalogue(CatalogueFile.read(Optional.empty()), settings.catalogue());
        Pairs opened = new Pairs(settings.data(), settings.window(), meters);
        opened.open(System.currentTimeMillis());
        FindingMaker maker = new FindingMaker(catalogue, opened::sourcesOf, losses);
        OpenAlerts openAlerts = new OpenAlerts(opened, maker, settings.alerts(), finding -> true, meters);
        pairs = opened;
        pipeline = new Pipeline(
                settings,
                new NameTable(settings.names(), meters),
                catalogue,
                opened,
                new Detector(maker, openAlerts, settings.alerts(), finding -> true, (finding, by) -> {}),
                EventClock.LIVE,
                new Notices(),
                new Roster(meters, losses),
                meters);
        frame.peer().parse("192.0.2.1");
        for (ByteBuffer message : Traffic.messages(MESSAGES, serverless / 100.0)) {
            byte[] bytes = new byte[message.remaining()];
            message.duplicate().get(bytes);
            messages.add(bytes);
        }
    }

    /** One frame, copied to where a socket's would be. */
    @Benchmark
    public void frame() {
        byte[] message = messages.get(next);
        if (++next == MESSAGES) next = 0;
        System.arraycopy(message, 0, scratch, 0, message.length);
        frame.set(scratch, 0, message.length, Transport.UDP, System.currentTimeMillis());
        Objects.requireNonNull(pipeline).frame(frame);
    }

    @TearDown
    public void delete() throws Exception {
        Objects.requireNonNull(pairs).close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
