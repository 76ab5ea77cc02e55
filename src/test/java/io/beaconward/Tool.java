package io.beaconward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs of the machine that tests talk to. Where one is missing its test is skipped, but fails under {@code CI=true}. */
final class Tool {
    /** What a program printed, to both streams, and its exit code. */
    record Result(int code, String output) {}

    private Tool() {}

    static void require(String name) {
        require(name, isThere(name));
    }

    /** As {@link #require(String)}, but skipped in any case: what a machine need not be able to install. */
    static void prefer(String name) {
        assumeTrue(isThere(name), name + " is not installed");
    }

    private static boolean isThere(String name) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(directory -> Path.of(directory, name))
                .anyMatch(Files::isExecutable);
    }

    /** As {@link #require(String)}, for the driver by which rsyslog speaks TLS. */
    static void requireRsyslogWithTls() throws IOException {
        require("rsyslogd");
        try (Stream<Path> found =
                Files.find(Path.of("/usr/lib"), 4, (path, attributes) -> path.endsWith("rsyslog/lmnsd_gtls.so"))) {
            require("rsyslog-gnutls", found.findAny().isPresent());
        }
    }

    private static void require(String name, boolean present) {
        if ("true".equals(System.getenv("CI")))
            assertThat(present).as(name + " is installed").isTrue();
        assumeTrue(present, name + " is not installed");
    }

    static Result run(String... command) throws IOException, InterruptedException {
        return runIn(Path.of("."), command);
    }

    static Result runIn(Path directory, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("tool", ".out");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(String.join(" ", command) + " does not end");
        }
        String text = Files.readString(output, StandardCharsets.UTF_8);
        Files.delete(output);
        return new Result(process.exitValue(), text);
    }
}
