package io.beaconward.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The reference page of metrics is printed from {@link Metric}: {@code -Dbeaconward.write-docs=true} writes it anew. */
class MetricsPageTest {
    private static final Path PAGE = Path.of("src/docs/metrics.md");

    @Test
    void thePageIsPrintedFromTheCode() throws IOException {
        if (Boolean.getBoolean("beaconward.write-docs")) Files.writeString(PAGE, page());
        assertThat(Files.readString(PAGE)).isEqualTo(page());
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # Metrics

                Served at `/metrics` in Prometheus' text format, or OpenMetrics where the Accept header asks for it, beside those of
                the JVM and the process (`jvm_…`, `process_…`). Labels take their values from sets that the settings or the code
                bound, never from messages. A counter moves after what it counts has happened.

                How the counters relate, which a test checks:

                - frames = frames refused + messages
                - messages = flows + messages without flow + messages of dialect `unknown`
                - matches = contacts + contacts left out

                Worth an alert of your own: `beaconward_socket_dropped_datagrams_total` or
                `beaconward_frames_truncated_total` growing, `beaconward_messages_total{dialect="unknown"}` growing as fast as all
                messages, `beaconward_notifications_total{result!="delivered"}` or `beaconward_unexpected_errors_total` growing at all.

                Printed from the code by `MetricsPageTest`.

                | name | type | labels | meaning |
                |---|---|---|---|
                """);
        for (Metric metric : Metric.values()) {
            String labels =
                    metric.labels().stream().map(label -> "`" + label + "`").collect(Collectors.joining(", "));
            String kind = metric.kind() == Metric.Kind.TIMER
                    ? "summary"
                    : metric.kind().name().toLowerCase(Locale.ROOT);
            page.append(
                    "| `" + metric.prometheusName() + "` | " + kind + " | " + labels + " | " + metric.help() + " |\n");
        }
        return page.toString();
    }
}
