package io.beaconward.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScrapeTest {
    private static final String OPEN_METRICS = "application/openmetrics-text;version=1.0.0;q=0.8,text/plain;q=0.5";

    private final Scrape scrape = new Scrape("1.2.3");

    @AfterEach
    void close() {
        scrape.close();
    }

    @Test
    void everyMetricAppearsByItsName() {
        registerAll();
        List<String> series = series(scrape.page(""));

        for (Metric metric : Metric.values()) {
            switch (metric.kind()) {
                case TIMER ->
                    assertThat(series)
                            .contains(
                                    metric.prometheusName() + "_count",
                                    metric.prometheusName() + "_sum",
                                    metric.prometheusName() + "_max");
                default -> assertThat(series).containsOnlyOnce(metric.prometheusName());
            }
        }
    }

    @Test
    void everyNameOfOursIsThatOfAMetric() {
        registerAll();
        List<String> names =
                List.of(Metric.values()).stream().map(Metric::prometheusName).toList();

        assertThat(series(scrape.page("")))
                .filteredOn(name -> name.startsWith("beaconward"))
                .allSatisfy(
                        name -> assertThat(names).contains(name.replaceFirst("_seconds_(count|sum|max)$", "_seconds")));
    }

    @Test
    void noNameIsDeclaredTwice() {
        registerAll();

        for (String accept : List.of("", OPEN_METRICS)) {
            assertThat(scrape.page(accept).body().lines().filter(line -> line.startsWith("# TYPE ")))
                    .doesNotHaveDuplicates();
            assertThat(scrape.page(accept).body())
                    .doesNotContain("_total_total")
                    .doesNotContain("_seconds_seconds");
        }
    }

    @Test
    void showsHelpTypeLabelsAndValue() {
        scrape.meters().tally(Metric.FRAMES, "udp").add(12);

        assertThat(scrape.page("").body().lines())
                .contains(
                        "# HELP beaconward_frames_total " + Metric.FRAMES.help(),
                        "# TYPE beaconward_frames_total counter",
                        "beaconward_frames_total{transport=\"udp\"} 12.0");
    }

    @Test
    void tellsTheVersion() {
        assertThat(scrape.page("").body().lines()).contains("beaconward_build_info{version=\"1.2.3\"} 1");
        assertThat(scrape.page(OPEN_METRICS).body().lines()).contains("beaconward_build_info{version=\"1.2.3\"} 1");
    }

    @Test
    void tellsOfTheMachineItRunsOn() {
        assertThat(series(scrape.page("")))
                .contains("jvm_memory_used_bytes", "process_uptime_seconds", "process_files_open_files");
    }

    @Test
    void answersPrometheusTextUnlessAskedOtherwise() {
        for (String accept : List.of("", "*/*", "text/plain", "text/html,application/xhtml+xml")) {
            Scrape.Page page = scrape.page(accept);
            assertThat(page.contentType()).as(accept).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
            assertThat(page.body()).as(accept).doesNotContain("# EOF").endsWith("\n");
        }
    }

    @Test
    void answersOpenMetricsWhereItIsAskedFor() {
        scrape.meters().tally(Metric.FRAMES, "udp").add(12);
        Scrape.Page page = scrape.page(OPEN_METRICS);

        assertThat(page.contentType()).isEqualTo("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(page.body()).endsWith("# EOF\n");
        assertThat(page.body().lines())
                .contains("# TYPE beaconward_frames counter", "beaconward_frames_total{transport=\"udp\"} 12.0");
    }

    private void registerAll() {
        Meters meters = scrape.meters();
        for (Metric metric : Metric.values()) {
            if (metric == Metric.BUILD) continue; // has its own way
            String[] labels = metric.labels().toArray(String[]::new);
            switch (metric.kind()) {
                case COUNTER -> meters.tally(metric, labels);
                case GAUGE -> meters.gauge(metric, () -> 1, labels);
                case TIMER -> meters.timer(metric, labels);
            }
        }
    }

    /** The names before labels and value. */
    private static List<String> series(Scrape.Page page) {
        return page.body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .toList();
    }
}
