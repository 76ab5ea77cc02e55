package io.beaconward;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.config.CatalogueFile;
import io.beaconward.config.ConfigException;
import io.beaconward.config.Configuration;
import io.beaconward.config.Settings;
import io.beaconward.config.TuningFile;
import io.beaconward.dialect.Dialects;
import io.beaconward.dialect.Flow;
import io.beaconward.metrics.Meters;
import io.beaconward.net.Frame;
import io.beaconward.net.Transport;
import io.beaconward.syslog.Message;
import io.beaconward.syslog.Senders;
import io.beaconward.syslog.SyslogParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mutates what is right, and sees that nothing but the answers that are meant for it comes of it. As many rounds as {@code
 * -Dbeaconward.fuzz} says; an input that is found wanting is written to {@code src/test/resources/io/beaconward/fuzz}, and
 * stays there as a test.
 */
class FuzzTest {
    private static final int ROUNDS = Integer.getInteger("beaconward.fuzz", 20_000);
    private static final Path FINDINGS = Path.of("src/test/resources/io/beaconward/fuzz");
    private static final byte[][] SPICE = Stream.of(
                    "=",
                    "\"",
                    "\\",
                    "|",
                    ",",
                    ";",
                    " ",
                    "[",
                    "]",
                    "{",
                    "}",
                    "\u0000",
                    "\n",
                    "%",
                    "-1",
                    "0",
                    "99999999999999999999",
                    "CEF:0|",
                    "LEEF:2.0|",
                    "<134>",
                    "src=",
                    "host=",
                    "https://",
                    "\u00ff",
                    "é",
                    "\ud83d\ude00",
                    "1,2,3",
                    "T00:00:00Z",
                    ": ",
                    "- ",
                    "&a",
                    "*a",
                    "!!",
                    "#")
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);

    @TempDir
    private Path directory;

    private interface Target {
        void take(byte[] input) throws IOException;
    }

    private static byte[] mutated(byte[] seed, byte[] other, Random random) {
        byte[] input = seed.clone();
        for (int changes = 1 + random.nextInt(6); changes > 0; changes--) {
            int at = input.length == 0 ? 0 : random.nextInt(input.length);
            input = switch (random.nextInt(5)) {
                case 0 -> replaced(input, at, Math.min(at + 1, input.length), new byte[] {(byte) random.nextInt()});
                case 1 -> replaced(input, at, at, SPICE[random.nextInt(SPICE.length)]);
                case 2 -> replaced(input, at, Math.min(input.length, at + random.nextInt(20)), new byte[0]);
                case 3 -> replaced(input, at, input.length, new byte[0]);
                default -> {
                    int from = other.length == 0 ? 0 : random.nextInt(other.length);
                    int to = Math.min(other.length, from + random.nextInt(60));
                    yield replaced(input, at, at, Arrays.copyOfRange(other, from, to));
                }
            };
        }
        return input;
    }

    private static byte[] replaced(byte[] input, int from, int to, byte[] by) {
        byte[] result = new byte[input.length - (to - from) + by.length];
        System.arraycopy(input, 0, result, 0, from);
        System.arraycopy(by, 0, result, from, by.length);
        System.arraycopy(input, to, result, from + by.length, input.length - to);
        return result;
    }

    private static void fuzz(String name, List<byte[]> seeds, int rounds, Target target) throws IOException {
        assertThat(seeds).isNotEmpty();
        for (byte[] earlier : findings(name)) target.take(earlier);
        Random random = new Random(rounds);
        for (int round = 0; round < rounds; round++) {
            byte[] input =
                    mutated(seeds.get(random.nextInt(seeds.size())), seeds.get(random.nextInt(seeds.size())), random);
            try {
                target.take(input);
            } catch (RuntimeException | Error | IOException e) {
                Files.createDirectories(FINDINGS);
                Path kept = Files.write(FINDINGS.resolve(name + "-" + round + ".txt"), input);
                throw new AssertionError("kept as " + kept, e);
            }
        }
    }

    private static List<byte[]> findings(String name) throws IOException {
        if (!Files.isDirectory(FINDINGS)) return List.of();
        try (Stream<Path> files = Files.list(FINDINGS)) {
            List<Path> mine = files.filter(file -> file.getFileName().toString().startsWith(name + "-"))
                    .sorted()
                    .toList();
            List<byte[]> inputs = new ArrayList<>();
            for (Path file : mine) inputs.add(Files.readAllBytes(file));
            return inputs;
        }
    }

    @Test
    void noLineMakesAReaderFail() throws IOException {
        List<byte[]> lines =
                Files.readAllLines(Path.of("src/test/resources/io/beaconward/dialect/vendors.txt")).stream()
                        .filter(line -> line.length() > 40)
                        .map(line -> line.getBytes(StandardCharsets.UTF_8))
                        .toList();
        Meters meters = Meters.unregistered();
        var settings = configuration("");
        SyslogParser parser = new SyslogParser(new Senders(settings.senders(), 100, meters));
        Dialects dialects = Dialects.with(List.of());
        Frame frame = new Frame();
        Message message = new Message();
        Flow flow = new Flow();
        fuzz("line", lines, ROUNDS, input -> {
            frame.set(input, 0, input.length, Transport.UDP, 1_772_352_000_000L);
            parser.parse(frame, message);
            dialects.read(message, flow);
            assertThat(flow.bytesSent()).isGreaterThanOrEqualTo(-1);
            assertThat(flow.bytesReceived()).isGreaterThanOrEqualTo(-1);
            assertThat(flow.host().length()).isLessThanOrEqualTo(253);
        });
    }

    private Settings configuration(String text) {
        try {
            Path file = Files.writeString(directory.resolve("c.yaml"), text);
            return Configuration.read(Optional.of(file), Map.of()).settings();
        } catch (ConfigException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void noFileMakesTheConfigurationFail() throws IOException {
        List<byte[]> files = new ArrayList<>();
        for (String name : List.of("beaconward", "dialects", "tuning", "serverless")) {
            String text = Files.readString(Path.of("config/" + name + ".yaml"));
            files.add(text.getBytes(StandardCharsets.UTF_8));
            files.add(text.replaceAll("(?m)^# ?(?=[ a-z-]+:)", "").getBytes(StandardCharsets.UTF_8));
        }
        Path file = directory.resolve("f.yaml");
        fuzz("file", files, ROUNDS / 40, input -> {
            Files.write(file, input);
            answered(() -> Configuration.read(Optional.of(file), Map.of()));
            answered(() -> TuningFile.read(file));
            answered(() -> CatalogueFile.read(Optional.of(file)));
            answered(() -> Configuration.read(Optional.empty(), Map.of("BEACONWARD_DIALECTS_FILE", file.toString())));
        });
    }

    private interface Reading {
        Object read() throws ConfigException;
    }

    private static void answered(Reading reading) {
        try {
            assertThat(reading.read()).isNotNull();
        } catch (ConfigException e) {
            assertThat(e.problems()).isNotEmpty();
        }
    }
}
