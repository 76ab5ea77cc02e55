package io.beaconward.watch;

import io.beaconward.config.CatalogueFile;
import io.beaconward.config.Configuration;
import io.beaconward.config.Settings;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to tell whether a name is one of the catalogue's. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xbatch")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CatalogueBenchmark {
    @Param({"www.site-17.example.com", "telemetry.acme.workers.dev", "a1b2c3.execute-api.eu-west-1.amazonaws.com"})
    public String name;

    private byte[] bytes = {};
    private @Nullable Catalogue catalogue;

    @Setup
    public void read() throws Exception {
        Settings settings = Configuration.read(Optional.empty(), Map.of()).settings();
        catalogue = new Catalogue(CatalogueFile.read(Optional.empty()), settings.catalogue());
        bytes = name.getBytes(StandardCharsets.US_ASCII);
    }

    @Benchmark
    public Service match() {
        return Objects.requireNonNull(catalogue).match(bytes, 0, bytes.length);
    }
}
