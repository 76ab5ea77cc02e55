package io.beaconward.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The page of metrics says what {@link Metric} says. To write it anew:
 * {@code mvn -Dtest=MetricsPageTest -Dbeaconward.write-docs=true test}.
 */
class MetricsPageTest {
    private static final Path PAGE = Path.of("src/docs/metrics.md");

    @Test
    void thePageIsPrintedFromTheMetrics() throws IOException {
        if (Boolean.getBoolean("beaconward.write-docs")) Files.writeString(PAGE, page());
        assertThat(Files.readString(PAGE)).isEqualTo(page());
    }

    @Test
    void eachMetricHasANameOfItsOwnInTheHouseStyle() {
        assertThat(Arrays.stream(Metric.values()).map(Metric::prometheusName)).doesNotHaveDuplicates();
        for (Metric metric : Metric.values()) {
            assertThat(metric.prometheusName()).matches("beaconward_[a-z_]+");
            if (metric.kind() == Metric.Kind.GAUGE)
                assertThat(metric.prometheusName()).doesNotEndWith("_total");
            assertThat(metric.help()).as(metric.name()).endsWith(".").doesNotContain("|");
        }
    }

    @Test
    void metricsNamedInAMeaningExist() {
        String names =
                Arrays.stream(Metric.values()).map(Metric::prometheusName).collect(Collectors.joining("|"));
        for (Metric metric : Metric.values()) {
            assertThat(metric.help().replaceAll("\\b(" + names + ")\\b", ""))
                    .as(metric.name())
                    .doesNotContain("beaconward_");
        }
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # Metrics

                `/metrics` of the local HTTP endpoint shows them as Prometheus text, or as OpenMetrics to who asks for it, along with
                those of the JVM and its process (`jvm_`, `process_`, `system_`). Counters begin at 0 with the process. No label takes
                a value from a message.

                Once all that was received is done with, over all labels:

                - `beaconward_frames_total` = `beaconward_frames_refused_total` + `beaconward_messages_total`
                - `beaconward_messages_total` = `beaconward_flows_total` + `beaconward_messages_without_flow_total` + those of dialect
                  `unknown`
                - `beaconward_matches_total` = `beaconward_contacts_total` + `beaconward_contacts_left_out_total`

                Printed from the code by `MetricsPageTest`.

                | name | type | labels | meaning |
                |---|---|---|---|
                """);
        for (Metric metric : Metric.values()) page.append(row(metric));
        return page.toString();
    }

    private static String row(Metric metric) {
        String type = metric.kind() == Metric.Kind.TIMER
                ? "summary: `_count`, `_sum`; gauge: `_max`"
                : metric.kind().name().toLowerCase(Locale.ROOT);
        String labels = metric.labels().stream().map(label -> "`" + label + "`").collect(Collectors.joining(", "));
        return "| `" + metric.prometheusName() + "` | " + type + " | " + labels + " | " + metric.help() + " |\n";
    }
}
