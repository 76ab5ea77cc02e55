package io.beaconward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.config.Configuration;
import io.beaconward.dialect.Reading;
import io.beaconward.metrics.Meters;
import io.beaconward.net.Frame;
import io.beaconward.net.Transport;
import java.io.ByteArrayInputStream;
import java.io.PrintStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulateCommandTest {
    private static final Instant NOW = Instant.parse("2026-03-01T02:10:11.250Z");
    private static final String SOURCE = "10.9.8.7";
    private static final String DESTINATION = "c2.acme.workers.dev";
    private static final int TIMEOUT = 10_000;

    private static CommandRun simulate(String... arguments) {
        return CommandRun.of(
                (out, err) -> new SimulateCommand(
                        InstantSource.fixed(NOW), new PrintStream(out, false, StandardCharsets.UTF_8), err),
                arguments);
    }

    private static String name(SimulatedDevice device) {
        return device.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    @ParameterizedTest
    @EnumSource
    void everyDevicesLinesAreReadAsItsOwn(SimulatedDevice device) throws Exception {
        Simulation simulation = new Simulation(SOURCE, DESTINATION, Duration.ofMinutes(5), 0.1, 40, 310, 890, 60, 7);
        MessageReader reader =
                new MessageReader(Configuration.read(Optional.empty(), Map.of()).settings(), Meters.unregistered());
        Frame frame = new Frame();
        for (SimulatedFlow flow : simulation.flows(NOW)) {
            String line = device.line(flow);
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            frame.set(bytes, 0, bytes.length, Transport.UDP, NOW.toEpochMilli());
            assertThat(reader.read(frame)).as(line).isEqualTo(Reading.FLOW);
            assertThat(reader.dialect()).as(line).isEqualTo(name(device));
            assertThat(reader.flow().source()).as(line).hasToString(flow.source());
            assertThat(reader.flow().host()).as(line).hasToString(flow.host());
            assertThat(Instant.ofEpochMilli(reader.millis()).truncatedTo(ChronoUnit.SECONDS))
                    .as(line)
                    .isEqualTo(flow.time().truncatedTo(ChronoUnit.SECONDS));
            if (reader.flow().bytesSent() >= 0) {
                assertThat(reader.flow().bytesSent()).as(line).isEqualTo(flow.bytesSent());
            }
            if (reader.flow().bytesReceived() >= 0) {
                assertThat(reader.flow().bytesReceived()).as(line).isEqualTo(flow.bytesReceived());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void completesTheBaselineRuleInEveryDialect(SimulatedDevice device) {
        CommandRun lines = simulate("--dry-run", "--dialect", name(device));
        assertThat(lines.lines()).hasSize(240);
        CommandRun hunt = CommandRun.hunt(
                new ByteArrayInputStream(lines.out().getBytes(StandardCharsets.UTF_8)), "--format", "csv");
        assertThat(hunt.lines()).hasSize(2);
        assertThat(hunt.lines().get(1)).contains(",10.20.30.40,telemetry-sync.acme-cdn.workers.dev,40,");
        assertThat(hunt.err()).contains("240 lines read, 0 not understood, 40 contacts of 1 pairs");
    }

    @Test
    void endsNowAndReachesBackOverThreeClockHours() {
        List<Instant> times = new Simulation(SOURCE, DESTINATION, Duration.ofMinutes(5), 0.1, 40, 310, 890, 200, 1)
                .flows(NOW).stream().map(SimulatedFlow::time).toList();
        assertThat(times).isSorted().hasSize(240);
        assertThat(times.get(239)).isEqualTo(NOW);
        assertThat(times.stream()
                        .map(time -> time.truncatedTo(ChronoUnit.HOURS))
                        .distinct())
                .hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void theSameSeedGivesTheSameLines() {
        String[] arguments = {"--dry-run", "--seed", "5", "--jitter", "40"};
        String lines = simulate(arguments).out();
        assertThat(lines).isNotEmpty().isEqualTo(simulate(arguments).out());
        assertThat(simulate("--dry-run", "--seed", "6", "--jitter", "40").out()).isNotEqualTo(lines);
    }

    @Test
    void doesAsItsOptionsSay() {
        CommandRun run = simulate(
                "--dry-run",
                "--source=2001:db8::7",
                "--destination=x.run.app",
                "--period=1m",
                "--jitter=0",
                "--count=3",
                "--size=1",
                "--reply-size=2",
                "--noise=0");
        assertThat(run.lines()).hasSize(3);
        assertThat(run.lines().get(0)).startsWith("<134>1 2026-03-01T02:08:11.250Z");
        assertThat(run.lines().get(2))
                .startsWith("<134>1 2026-03-01T02:10:11.250Z")
                .contains("src=2001:db8::7 host=x.run.app bytes_sent=1 bytes_received=2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1:514", "[2001:db8::1]:514"})
    void sendsToNoOtherMachineUnlessAllowedTo(String target) {
        CommandRun run = simulate("--to", target);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(target, "--allow-remote");
    }

    @ParameterizedTest
    @CsvSource({
        "--dialect, syslog",
        "--transport, sctp",
        "--period, 5",
        "--period, 0s",
        "--period, 25h",
        "--jitter, 91",
        "--jitter, -1",
        "--count, 0",
        "--count, many",
        "--noise, 1000000",
        "--size, -1",
        "--source, here",
        "--destination, a b",
        "--to, 127.0.0.1",
        "--to, 127.0.0.1:65536",
    })
    void refusesAWrongOption(String option, String value) {
        CommandRun run = simulate(option + "=" + value);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(option);
    }

    @Test
    void sendsADatagramForEachLine() throws Exception {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            socket.setSoTimeout(TIMEOUT);
            CommandRun run = simulate("--to", "127.0.0.1:" + socket.getLocalPort(), "--noise", "10");
            assertThat(run.code()).isZero();
            assertThat(run.err()).contains("sent 40 beacon lines", "10 others", "over udp");
            List<String> received = new ArrayList<>();
            DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
            while (received.size() < 50) {
                socket.receive(packet);
                received.add(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
            }
            assertThat(received)
                    .isEqualTo(simulate("--dry-run", "--noise", "10").lines());
        }
    }

    @Test
    void sendsAStreamOfLines() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(TIMEOUT);
            CompletableFuture<String> received = CompletableFuture.supplyAsync(() -> {
                try (Socket socket = server.accept()) {
                    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            CommandRun run = simulate(
                    "--to", "localhost:" + server.getLocalPort(), "--transport", "tcp", "--dialect", "fortigate");
            assertThat(run.code()).isZero();
            assertThat(received.get(TIMEOUT, TimeUnit.MILLISECONDS))
                    .isEqualTo(simulate("--dry-run", "--dialect", "fortigate").out());
        }
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        CommandRun run = simulate("--to", "127.0.0.1:" + port, "--transport", "tcp");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err().lines()).singleElement().asString().contains("cannot send to 127.0.0.1:" + port);
    }

    /** The kernel tells of the first datagram with the second. */
    @Test
    void saysThatNobodyTakesDatagrams() throws Exception {
        int port;
        try (DatagramSocket closed = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        CommandRun run = simulate("--to", "127.0.0.1:" + port);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("cannot send to 127.0.0.1:" + port + " over udp: nobody listens there");
    }
}
