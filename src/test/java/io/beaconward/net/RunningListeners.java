package io.beaconward.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.config.Configuration;
import io.beaconward.metrics.Meters;
import io.beaconward.metrics.Metric;
import io.beaconward.tls.TlsFailure;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Listeners of settings given as environment variables without their prefix, and the frames that they heard. */
final class RunningListeners implements AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    /** What the handler was given. */
    record Heard(String text, String peer, Transport transport) {}

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private final BlockingQueue<Throwable> fatal = new LinkedBlockingQueue<>();
    private final Map<String, String> environment;
    private final EventLoops loops;
    private final Listeners listeners;

    RunningListeners(boolean epoll, Map<String, String> settings, Clock clock) throws Exception {
        environment = new HashMap<>(Map.of(
                "BEACONWARD_LISTEN_UDP", "",
                "BEACONWARD_LISTEN_TCP", "",
                "BEACONWARD_LISTEN_THREADS", "2"));
        settings.forEach((key, value) -> environment.put("BEACONWARD_" + key, value));
        loops = new EventLoops(2, fatal::add, epoll, System::nanoTime);
        listeners = new Listeners(
                Configuration.read(Optional.empty(), environment).settings(),
                loops,
                new Meters(registry),
                clock,
                loop -> this::hear);
        loops.start();
        try {
            listeners.start();
        } catch (BindFailure | TlsFailure e) {
            loops.close();
            throw e;
        }
    }

    static RunningListeners start(Map<String, String> settings) throws Exception {
        return new RunningListeners(true, settings, Clock.systemUTC());
    }

    /** Takes other settings while it runs. */
    void renew(Map<String, String> changed) throws Exception {
        changed.forEach((key, value) -> environment.put("BEACONWARD_" + key, value));
        listeners
                .renewed(Configuration.read(Optional.empty(), environment).settings())
                .run();
    }

    private void hear(Frame frame) {
        String text = new String(frame.array(), frame.from(), frame.to() - frame.from(), StandardCharsets.ISO_8859_1);
        heard.add(new Heard(text, frame.peer().toString(), frame.transport()));
    }

    Heard next() throws InterruptedException {
        Heard next = heard.poll(PATIENCE_NANOS, TimeUnit.NANOSECONDS);
        assertThat(next).as("a frame in time").isNotNull();
        return next;
    }

    int waiting() {
        return heard.size();
    }

    Listeners listeners() {
        return listeners;
    }

    InetSocketAddress udp() {
        return listeners.udpAddresses().get(0);
    }

    InetSocketAddress tcp() {
        return listeners.tcpAddresses().get(0);
    }

    InetSocketAddress tls() {
        return listeners.tlsAddresses().get(0);
    }

    /** What a counter stands at, over those of its series that have all the label values. */
    long count(Metric metric, String... labelValues) {
        String name = metric.prometheusName().replaceAll("_total$", "");
        return (long) registry.find(name).functionCounters().stream()
                .filter(counter -> hasAll(counter, labelValues))
                .mapToDouble(FunctionCounter::count)
                .sum();
    }

    private static boolean hasAll(FunctionCounter counter, String... labelValues) {
        for (String value : labelValues) {
            if (counter.getId().getTags().stream()
                    .noneMatch(tag -> tag.getValue().equals(value))) return false;
        }
        return true;
    }

    long gauge(Metric metric) {
        return (long) registry.find(metric.prometheusName()).gauges().stream()
                .mapToDouble(gauge -> gauge.value())
                .sum();
    }

    /** Looks again and again until the counter has come to {@code least}. */
    void await(long least, Metric metric, String... labelValues) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (count(metric, labelValues) < least) {
            assertThat(System.nanoTime())
                    .as(metric + " came to " + count(metric, labelValues) + " of " + least)
                    .isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Looks again and again until the gauge is down to {@code most}. */
    void awaitDown(long most, Metric metric) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (gauge(metric) > most) {
            assertThat(System.nanoTime()).as(metric + " is at " + gauge(metric)).isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public void close() {
        listeners.close();
        loops.close();
        assertThat(fatal).isEmpty();
    }
}
