package io.beaconward.cli;

import io.beaconward.bytes.Address;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Sends a made-up beacon, so that a newcomer sees an alert at once. Only to this machine, unless told otherwise. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description =
                "Sends a beacon with back-dated event times, three hours of evidence within a second, and ordinary"
                        + " traffic around it.")
public final class SimulateCommand implements Callable<Integer> {
    private static final int BURST = 50;
    private static final long PAUSE_NANOS = 2_000_000;
    private static final int MOST = 1_000_000;
    private static final int CONNECT_MILLIS = 3000;

    /** How the lines are sent. */
    private enum Transport {
        UDP,
        TCP
    }

    @Option(names = "--to", paramLabel = "HOST:PORT", description = "Where to send (default: ${DEFAULT-VALUE}).")
    private String to = "127.0.0.1:5514";

    @Option(names = "--transport", paramLabel = "udp|tcp", description = "How to send (default: ${DEFAULT-VALUE}).")
    private String transport = "udp";

    @Option(
            names = "--dialect",
            paramLabel = "NAME",
            description = "generic-kv, pan-os, fortigate, cisco-asa or squid-native (default: ${DEFAULT-VALUE}).")
    private String dialect = "generic-kv";

    @Option(names = "--source", paramLabel = "ADDRESS", description = "Who beacons (default: ${DEFAULT-VALUE}).")
    private String source = "10.20.30.40";

    @Option(names = "--destination", paramLabel = "NAME", description = "To where (default: ${DEFAULT-VALUE}).")
    private String destination = "telemetry-sync.acme-cdn.workers.dev";

    @Option(
            names = "--period",
            paramLabel = "DURATION",
            description = "Between beats: 30s, 5m, 1h (default: ${DEFAULT-VALUE}).")
    private String period = "5m";

    @Option(
            names = "--jitter",
            paramLabel = "PERCENT",
            description = "By which a period may differ (default: ${DEFAULT-VALUE}).")
    private int jitter = 10;

    @Option(names = "--count", paramLabel = "N", description = "How many beats (default: ${DEFAULT-VALUE}).")
    private int count = 40;

    @Option(names = "--size", paramLabel = "BYTES", description = "Sent with each beat (default: ${DEFAULT-VALUE}).")
    private int size = 310;

    @Option(
            names = "--reply-size",
            paramLabel = "BYTES",
            description = "Received with each beat (default: ${DEFAULT-VALUE}).")
    private int replySize = 890;

    @Option(
            names = "--noise",
            paramLabel = "N",
            description = "Lines of ordinary traffic around it (default: ${DEFAULT-VALUE}).")
    private int noise = 200;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same seed gives the same lines (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--dry-run", description = "Prints the lines instead of sending them.")
    private boolean dryRun;

    @Option(names = "--allow-remote", description = "Sends to addresses other than loopback as well.")
    private boolean allowRemote;

    private final InstantSource clock;
    private final PrintStream out;
    private final PrintStream err;

    public SimulateCommand() {
        this(InstantSource.system(), System.out, System.err);
    }

    SimulateCommand(InstantSource clock, PrintStream out, PrintStream err) {
        this.clock = clock;
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        Optional<SimulatedDevice> device = Choice.of(SimulatedDevice.values(), dialect);
        if (device.isEmpty()) return Choice.refuse(err, "--dialect", dialect, SimulatedDevice.values());
        Optional<Transport> way = Choice.of(Transport.values(), transport);
        if (way.isEmpty()) return Choice.refuse(err, "--transport", transport, Transport.values());
        Optional<Duration> interval = duration(period);
        String wrong = wrong(interval);
        if (!wrong.isEmpty()) return refuse(wrong);
        Simulation simulation = new Simulation(
                source, destination, interval.orElseThrow(), jitter / 100.0, count, size, replySize, noise, seed);
        List<byte[]> lines = simulation.flows(clock.instant().truncatedTo(ChronoUnit.MILLIS)).stream()
                .map(flow -> device.get().line(flow).getBytes(StandardCharsets.UTF_8))
                .toList();
        if (dryRun) {
            for (byte[] line : lines) {
                out.write(line, 0, line.length);
                out.write('\n');
            }
            out.flush();
            return Failure.FINE;
        }
        return send(way.get(), lines);
    }

    private String wrong(Optional<Duration> interval) {
        if (interval.isEmpty()) return "--period is written as 30s, 5m or 1h";
        if (jitter < 0 || jitter > 90) return "--jitter is a percentage, 0 to 90";
        if (count < 1 || noise < 0 || (long) count + noise > MOST)
            return "--count and --noise are at most " + MOST + " lines";
        if (size < 0 || replySize < 0) return "--size and --reply-size are not negative";
        if (!new Address().parse(source)) return "--source is no IP address: " + source;
        if (!destination.matches("[A-Za-z0-9._-]{1,253}")) return "--destination is no host name: " + destination;
        return "";
    }

    private int refuse(String what) {
        err.println("beaconward: " + what);
        return Failure.WRONG;
    }

    /** {@code 30s}, {@code 5m}, {@code 1h}; at least a second, at most a day. */
    private static Optional<Duration> duration(String text) {
        if (!text.matches("[0-9]{1,5}[smh]")) return Optional.empty();
        Duration value = Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
        boolean fits = value.compareTo(Duration.ofSeconds(1)) >= 0 && value.compareTo(Duration.ofDays(1)) <= 0;
        return fits ? Optional.of(value) : Optional.empty();
    }

    private int send(Transport way, List<byte[]> lines) {
        int colon = to.lastIndexOf(':');
        if (colon < 1 || !to.substring(colon + 1).matches("[0-9]{1,5}")) return refuse("--to is HOST:PORT, not " + to);
        int port = Integer.parseInt(to.substring(colon + 1));
        if (port > 65_535) return refuse("--to names no port: " + port);
        try {
            InetAddress host = InetAddress.getByName(to.substring(0, colon));
            if (!host.isLoopbackAddress() && !allowRemote) {
                return refuse(to + " is not this machine; --allow-remote sends there all the same");
            }
            InetSocketAddress target = new InetSocketAddress(host, port);
            long start = System.nanoTime();
            if (way == Transport.UDP) {
                sendDatagrams(target, lines);
            } else {
                sendStream(target, lines);
            }
            err.printf(
                    Locale.ROOT,
                    "sent %d beacon lines of %s to %s and %d others, to %s over %s in %.1f s%n",
                    count,
                    source,
                    destination,
                    noise,
                    to,
                    transport,
                    (System.nanoTime() - start) / 1e9);
            return Failure.FINE;
        } catch (IOException e) {
            String reason = e instanceof PortUnreachableException ? "nobody listens there" : e.getMessage();
            err.println("beaconward: cannot send to " + to + " over " + transport + ": " + reason);
            return Failure.FAILED;
        }
    }

    /** In small bursts, so that the default receive buffer of a socket holds them. */
    private static void sendDatagrams(InetSocketAddress target, List<byte[]> lines) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(target);
            int sent = 0;
            for (byte[] line : lines) {
                socket.send(new DatagramPacket(line, line.length));
                if (++sent % BURST == 0) LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private static void sendStream(InetSocketAddress target, List<byte[]> lines) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(target, CONNECT_MILLIS);
            try (OutputStream stream = new BufferedOutputStream(socket.getOutputStream(), 1 << 16)) {
                for (byte[] line : lines) {
                    stream.write(line);
                    stream.write('\n');
                }
            }
        }
    }
}
