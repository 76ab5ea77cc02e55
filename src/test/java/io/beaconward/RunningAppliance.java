package io.beaconward;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The packaged jar as a process of its own, for integration tests: started, asked over HTTP, ended. */
final class RunningAppliance implements AutoCloseable {
    static final String JAR = Path.of(System.getProperty("beaconward.jar", "target/beaconward.jar"))
            .toAbsolutePath()
            .toString();

    /** {@code -Dbeaconward.patience} gives more seconds, for a machine that does much else. */
    private static final Duration PATIENCE = Duration.ofSeconds(Integer.getInteger("beaconward.patience", 30));

    private static final Pattern READY =
            Pattern.compile("ready: udp \\[(.*?)], tcp \\[(.*?)], tls \\[(.*?)], http ([^, ]+)");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> fresh = new LinkedBlockingQueue<>();
    private InetSocketAddress udp = new InetSocketAddress(0);
    private InetSocketAddress tcp = new InetSocketAddress(0);
    private InetSocketAddress tls = new InetSocketAddress(0);
    private InetSocketAddress http = new InetSocketAddress(0);

    private RunningAppliance(Process process) {
        this.process = process;
        Thread reader = new Thread(this::readLog, "appliance-log");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts {@code run} with its data in {@code directory} and all ports free ones, and waits until it is ready. */
    static RunningAppliance start(Path directory, Map<String, String> environment, String... options) throws Exception {
        String[] arguments = Stream.concat(Stream.of("run"), Stream.of(options)).toArray(String[]::new);
        RunningAppliance appliance = launch("java", directory, environment, arguments);
        try {
            appliance.awaitReady();
        } catch (AssertionError e) {
            String threads = appliance.threads();
            appliance.kill(); // nobody else knows of it
            throw new AssertionError(e.getMessage() + "\n" + threads, e);
        }
        return appliance;
    }

    /** What its threads do, as the JVM tells at SIGQUIT; empty where it has ended. */
    private String threads() throws IOException, InterruptedException {
        fresh.clear();
        new ProcessBuilder("kill", "-QUIT", Long.toString(process.pid()))
                .start()
                .waitFor();
        StringBuilder told = new StringBuilder();
        for (String line = nextOfDump(); line != null; line = nextOfDump())
            told.append(line).append('\n');
        return told.toString();
    }

    private @Nullable String nextOfDump() throws InterruptedException {
        return fresh.poll(2, TimeUnit.SECONDS);
    }

    /** Starts a command without waiting. */
    static RunningAppliance launch(String java, Path directory, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(java, "-Xmx128m", "-jar", JAR));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        Map<String, String> defaults = new HashMap<>(Map.of(
                "BEACONWARD_LISTEN_UDP", "127.0.0.1:0",
                "BEACONWARD_LISTEN_TCP", "127.0.0.1:0",
                "BEACONWARD_HTTP_LISTEN", "127.0.0.1:0",
                "BEACONWARD_DATA_DIRECTORY", directory.resolve("data").toString()));
        defaults.putAll(environment);
        builder.environment().putAll(defaults);
        return new RunningAppliance(builder.start());
    }

    private void readLog() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.add(line);
                fresh.add(line);
            }
        } catch (IOException e) {
            log.add("log ended: " + e);
        }
    }

    private void awaitReady() throws InterruptedException {
        Matcher ready = READY.matcher(awaitLog(line -> READY.matcher(line).find()));
        if (!ready.find()) throw new AssertionError("no ready line");
        udp = address(ready.group(1));
        tcp = address(ready.group(2));
        if (!ready.group(3).isEmpty()) tls = address(ready.group(3));
        http = address(ready.group(4));
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    /** The next line, from where the last call ended, that fits. */
    String awaitLog(Predicate<String> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            String line = fresh.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (line == null)
                throw new AssertionError("not in the log within " + PATIENCE + ":\n" + String.join("\n", log));
            if (wanted.test(line)) return line;
        }
    }

    List<String> log() {
        return log;
    }

    InetSocketAddress udp() {
        return udp;
    }

    InetSocketAddress tcp() {
        return tcp;
    }

    InetSocketAddress tls() {
        return tls;
    }

    InetSocketAddress http() {
        return http;
    }

    String get(String path) throws IOException, InterruptedException {
        return HTTP.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.getPort() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** The sum of a metric over all its labels. */
    double metric(String name) throws IOException, InterruptedException {
        return metric(name, "");
    }

    /** The sum of those series of a metric whose labels contain {@code label}. */
    double metric(String name, String label) throws IOException, InterruptedException {
        return get("/metrics")
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .filter(line -> line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Asks again and again until the metric has come to {@code least}. */
    void awaitMetric(String name, double least) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (metric(name) < least) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(name + " is " + metric(name) + ", not " + least + "\n" + get("/metrics"));
            }
        }
    }

    /** Asks it to read its files anew, as {@code systemctl reload} does. */
    void hangUp() throws IOException, InterruptedException {
        Tool.Result kill = Tool.run("kill", "-HUP", Long.toString(pid()));
        if (kill.code() != 0) throw new AssertionError(kill.output());
    }

    /** Asks it to end, as systemd does. */
    void terminate() {
        process.destroy();
    }

    /** Ends it as a power cut of its own. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitExit();
    }

    int awaitExit() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still running after " + PATIENCE + "\n" + String.join("\n", log));
        }
        return process.exitValue();
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() throws InterruptedException {
        terminate();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) kill();
    }
}
