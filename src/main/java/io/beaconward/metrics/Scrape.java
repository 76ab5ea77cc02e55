package io.beaconward.metrics;

import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.Info;

/** All numbers as Prometheus reads them: in its text format, or OpenMetrics where that is asked for. Thread-safe. */
public final class Scrape implements AutoCloseable {
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String OPEN_METRICS = "application/openmetrics-text";
    private static final String OPEN_METRICS_1 = OPEN_METRICS + "; version=1.0.0; charset=utf-8";

    /** What is answered. */
    public record Page(String contentType, String body) {}

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Meters meters = new Meters(registry);
    private final JvmGcMetrics gc = new JvmGcMetrics();

    public Scrape(String version) {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        gc.bindTo(registry);
        // Not through Micrometer, which would take the suffix _info off the name.
        Info.builder()
                .name(Metric.BUILD.prometheusName())
                .help(Metric.BUILD.help())
                .labelNames(Metric.BUILD.labels().toArray(String[]::new))
                .register(registry.getPrometheusRegistry())
                .setLabelValues(version);
    }

    /** Where the parts register their numbers. */
    public Meters meters() {
        return meters;
    }

    /** The numbers now, in the format that the Accept header of a request prefers. */
    public Page page(String accept) {
        String type = accept.contains(OPEN_METRICS) ? OPEN_METRICS_1 : TEXT;
        return new Page(type, registry.scrape(type));
    }

    @Override
    public void close() {
        gc.close();
        registry.close();
    }
}
