package io.beaconward.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Registers the numbers of {@link Metric} at a Micrometer registry. Meters are resolved in constructors and kept; labels
 * are given as values in the metric's own order. Thread-safe.
 *
 * <p>Tallies and levels of one series add up over their callers. A counter or gauge that is read elsewhere has its series
 * for itself: a second one is a defect and refused, where Micrometer would quietly go on with the first.
 */
public final class Meters {
    private final MeterRegistry registry;
    private final Map<Series, List<Tally>> tallies = new ConcurrentHashMap<>();

    /** Held here because Micrometer holds what it counts by weakly: a counter would stop when its lambda is collected. */
    private final List<LongSupplier> totals = new CopyOnWriteArrayList<>();

    private final Set<Series> taken = ConcurrentHashMap.newKeySet();

    private record Series(Metric metric, List<String> labelValues) {}

    public Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Meters that nobody reads, for the commands that only use a part of the appliance. */
    public static Meters unregistered() {
        return new Meters(new SimpleMeterRegistry());
    }

    /**
     * A new counter for the calling part and its thread. Those of the same metric and labels are shown as their sum, from
     * 0 on.
     */
    public Tally tally(Metric metric, String... labelValues) {
        require(metric, Metric.Kind.COUNTER);
        return part(
                metric,
                labelValues,
                all -> FunctionCounter.builder(meterName(metric), all, Meters::sum)
                        .description(metric.help())
                        .tags(tags(metric, labelValues))
                        .register(registry));
    }

    /** A level for the calling part and its thread, moved up and down; those of the same metric are shown as their sum. */
    public Tally level(Metric metric, String... labelValues) {
        require(metric, Metric.Kind.GAUGE);
        return part(metric, labelValues, all -> show(metric, () -> (long) sum(all), labelValues));
    }

    private Tally part(Metric metric, String[] labelValues, Consumer<List<Tally>> register) {
        Tally tally = new Tally();
        tallies.computeIfAbsent(new Series(metric, List.of(labelValues)), series -> {
                    take(series);
                    List<Tally> all = new CopyOnWriteArrayList<>();
                    register.accept(all);
                    return all;
                })
                .add(tally);
        return tally;
    }

    /** A counter whose total is kept elsewhere: by the kernel, or over several threads. */
    public void counter(Metric metric, LongSupplier total, String... labelValues) {
        require(metric, Metric.Kind.COUNTER);
        take(new Series(metric, List.of(labelValues)));
        totals.add(total);
        FunctionCounter.builder(meterName(metric), total, t -> (double) t.getAsLong())
                .description(metric.help())
                .tags(tags(metric, labelValues))
                .register(registry);
    }

    /** A value that is read when it is shown. */
    public void gauge(Metric metric, LongSupplier value, String... labelValues) {
        require(metric, Metric.Kind.GAUGE);
        take(new Series(metric, List.of(labelValues)));
        show(metric, value, labelValues);
    }

    private void show(Metric metric, LongSupplier value, String... labelValues) {
        Gauge.builder(metric.prometheusName(), value, v -> (double) v.getAsLong())
                .description(metric.help())
                .tags(tags(metric, labelValues))
                .strongReference(true)
                .register(registry);
    }

    /** Takes how long something took, in nanoseconds. */
    public LongConsumer timer(Metric metric, String... labelValues) {
        require(metric, Metric.Kind.TIMER);
        Timer timer = Timer.builder(meterName(metric))
                .description(metric.help())
                .tags(tags(metric, labelValues))
                .register(registry);
        return nanos -> timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** What the counter stands at, over all its labels; not for the message path. */
    public long total(Metric metric) {
        return (long) registry.find(meterName(metric)).functionCounters().stream()
                .mapToDouble(FunctionCounter::count)
                .sum();
    }

    /** As {@link #total(Metric)}, over the series whose label has that value. */
    public long total(Metric metric, String label, String value) {
        return (long) registry.find(meterName(metric)).tag(label, value).functionCounters().stream()
                .mapToDouble(FunctionCounter::count)
                .sum();
    }

    private void take(Series series) {
        if (!taken.add(series)) throw new IllegalStateException("registered before: " + series);
    }

    private static double sum(List<Tally> all) {
        long sum = 0;
        for (Tally tally : all) sum += tally.value();
        return sum;
    }

    /** Micrometer adds the suffixes of counters and timers itself. */
    private static String meterName(Metric metric) {
        return switch (metric.kind()) {
            case COUNTER -> without(metric.prometheusName(), "_total");
            case TIMER -> without(metric.prometheusName(), "_seconds");
            case GAUGE -> metric.prometheusName();
        };
    }

    private static String without(String name, String suffix) {
        if (!name.endsWith(suffix)) throw new IllegalArgumentException(name + " does not end with " + suffix);
        return name.substring(0, name.length() - suffix.length());
    }

    private static Tags tags(Metric metric, String... values) {
        List<String> labels = metric.labels();
        if (labels.size() != values.length) throw new IllegalArgumentException(metric + " takes labels " + labels);
        Tags tags = Tags.empty();
        for (int i = 0; i < values.length; i++) tags = tags.and(labels.get(i), values[i]);
        return tags;
    }

    private static void require(Metric metric, Metric.Kind kind) {
        if (metric.kind() != kind) throw new IllegalArgumentException(metric + " is no " + kind);
    }
}
