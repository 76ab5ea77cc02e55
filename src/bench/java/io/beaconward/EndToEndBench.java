package io.beaconward;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.SocketFactory;

/**
 * Measures the packaged appliance from outside, sender and appliance on one machine: what it takes by TCP, TLS and UDP, what is lost
 * at which rate, what a message costs, and how long after a datagram the webhook is called. {@code src/docs/performance.md} has the
 * command. Each round starts a process of its own, with the flags of the systemd unit.
 */
final class EndToEndBench {
    private static final int MESSAGES = 20_000;
    private static final int[] RATES = {25_000, 50_000, 100_000, 150_000, 200_000, 300_000, 400_000, 600_000};
    private static final int FIXED = 50_000;
    private static final double LOSSLESS = 0.001;
    private static final int PROBES = 6;
    private static final String FLAGS = "-Xms128m -XX:+UseSerialGC -XX:-UseCompressedOops -XX:MaxDirectMemorySize=128m";

    private final Figures figures = new Figures();
    private final double seconds;
    private final double warmUp;

    private EndToEndBench(double seconds, double warmUp) {
        this.seconds = seconds;
        this.warmUp = warmUp;
    }

    /**
     * Measures.
     *
     * @param args rounds, seconds of each measurement, seconds of warm-up, and the file for the figures as JSON
     */
    public static void main(String[] args) throws Exception {
        EndToEndBench bench = new EndToEndBench(Double.parseDouble(args[1]), Double.parseDouble(args[2]));
        bench.describe();
        for (int round = 0; round < Integer.parseInt(args[0]); round++) {
            for (double share : List.of(0.02, 0.8)) bench.round(share);
        }
        bench.figures.write(Path.of(args[3]));
        System.out.println("\n" + bench.figures.table());
    }

    private void describe() throws IOException {
        String model = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 2))
                .findFirst()
                .orElse("unknown");
        figures.machine("processors", Runtime.getRuntime().availableProcessors() + " of " + model);
        figures.machine("java", System.getProperty("java.vm.version"));
        figures.machine("date", Instant.now().toString());
        figures.machine("flags", FLAGS + " -Xmx128m");
    }

    private void round(double share) throws Exception {
        System.out.printf(Locale.ROOT, "%.0f %% of the messages with a name are contacts:%n", 100 * share);
        Path directory = Files.createTempDirectory("bench");
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            new Round(directory, receiver, new Load(Traffic.messages(MESSAGES, share)), suffix(share)).measure();
        } finally {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
            }
        }
    }

    private static String suffix(double share) {
        return String.format(Locale.ROOT, ", %.0f %% serverless", 100 * share);
    }

    /** One process. */
    private final class Round {
        private final Path directory;
        private final WebhookReceiver receiver;
        private final Load load;
        private final String suffix;

        Round(Path directory, WebhookReceiver receiver, Load load, String suffix) {
            this.directory = directory;
            this.receiver = receiver;
            this.load = load;
            this.suffix = suffix;
        }

        void measure() throws Exception {
            Certificate certificate = Certificate.make(directory);
            Map<String, String> environment = Map.of(
                    "JDK_JAVA_OPTIONS",
                    FLAGS,
                    "BEACONWARD_LISTEN_TLS",
                    "127.0.0.1:0",
                    "BEACONWARD_TLS_CERTIFICATE",
                    certificate.file().toString(),
                    "BEACONWARD_TLS_KEY",
                    certificate.key().toString());
            Path file = Files.writeString(
                    directory.resolve("bench.yaml"),
                    "webhooks:\n  - name: bench\n    url: " + receiver.url() + "\n    alerts-per-hour: 0\n");
            long start = System.nanoTime();
            try (RunningAppliance appliance =
                    RunningAppliance.start(directory, environment, "--config", file.toString())) {
                add("seconds to be ready", (System.nanoTime() - start) / 1e9);
                Subject process = new Subject(appliance);
                load.stream(SocketFactory.getDefault(), appliance.tcp(), 4, warmUp);
                process.settle();
                stream(process, "TCP, 1 connection", SocketFactory.getDefault(), appliance.tcp(), 1);
                stream(process, "TCP, 8 connections", SocketFactory.getDefault(), appliance.tcp(), 8);
                stream(process, "TLS, 8 connections", certificate.sockets(), appliance.tls(), 8);
                fixed(process);
                double lossless = lossCurve(process);
                latency(process, (int) lossless / 2);
                add("peak RSS MiB", process.peakMiB());
            }
        }

        private void stream(Subject process, String name, SocketFactory sockets, InetSocketAddress to, int connections)
                throws Exception {
            Subject.Mark mark = process.mark();
            long sent = load.stream(sockets, to, connections, seconds);
            process.awaitFrames(mark.frames() + sent);
            Subject.Mark end = process.mark();
            add(name + ", messages/s", sent / (end.seconds() - mark.seconds()));
            add(name + ", CPU s a million", (end.cpu() - mark.cpu()) / sent * 1e6);
            add(
                    name + ", MB/s allocated",
                    (end.allocated() - mark.allocated()) / 1e6 / (end.seconds() - mark.seconds()));
            add(
                    name + ", ms a second in GC pauses",
                    1e3 * (end.paused() - mark.paused()) / (end.seconds() - mark.seconds()));
        }

        private void fixed(Subject process) throws Exception {
            Subject.Mark mark = process.mark();
            long sent = load.udp(process.udp(), FIXED, seconds);
            process.settle();
            Subject.Mark end = process.mark();
            add("UDP at 50,000/s, CPU s a million", (end.cpu() - mark.cpu()) / (end.frames() - mark.frames()) * 1e6);
            add("UDP at 50,000/s, B allocated a message", (end.allocated() - mark.allocated()) / sent);
        }

        /** The highest rate sent without loss. */
        private double lossCurve(Subject process) throws Exception {
            double most = RATES[0];
            double failed = Double.POSITIVE_INFINITY;
            for (int rate : RATES) {
                Sent sent = sent(process, rate);
                add(String.format(Locale.ROOT, "UDP at %,d/s, %% lost", rate), 100 * sent.lost());
                if (sent.lost() < LOSSLESS) most = Math.max(most, sent.rate());
                else if (rate < failed) failed = rate;
                if (sent.lost() >= LOSSLESS && rate > 2 * most) break;
            }
            for (int probe = 0; probe < PROBES && failed > 1.06 * most && failed < Double.POSITIVE_INFINITY; probe++) {
                int middle = (int) Math.sqrt(most * failed);
                Sent sent = sent(process, middle);
                if (sent.lost() < LOSSLESS) most = Math.max(most, sent.rate());
                else failed = middle;
            }
            add("UDP without loss (< 0.1 %), messages/s", most);
            return most;
        }

        private Sent sent(Subject process, int rate) throws Exception {
            Subject.Mark mark = process.mark();
            long start = System.nanoTime();
            long count = load.udp(process.udp(), rate, seconds);
            double took = (System.nanoTime() - start) / 1e9;
            process.settle();
            return new Sent(count / took, 1 - (process.mark().frames() - mark.frames()) / count);
        }

        private void latency(Subject process, int rate) throws Exception {
            Latency latency = new Latency(receiver, process.udp());
            latency.measure(load, rate);
            add("datagram to webhook, ms, first alert of the process", latency.first());
            add("datagram to webhook, ms, p50", latency.percentile(0.5));
            add("datagram to webhook, ms, p99", latency.percentile(0.99));
            add("datagram to webhook, ms, p99.9", latency.percentile(0.999));
        }

        private void add(String name, double value) {
            figures.add(name + suffix, value);
        }
    }

    /** What became of a stream of datagrams. */
    private record Sent(double rate, double lost) {}
}
