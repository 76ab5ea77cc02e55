package io.beaconward.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ScrapeTest {
    @Test
    void everyMetricAppearsUnderItsNameFromZeroOn() {
        try (Scrape scrape = new Scrape("1.2.3")) {
            Meters meters = scrape.meters();
            for (Metric metric : Metric.values()) {
                String[] labels =
                        Collections.nCopies(metric.labels().size(), "x").toArray(String[]::new);
                switch (metric.kind()) {
                    case COUNTER -> meters.tally(metric, labels);
                    case TIMER -> meters.timer(metric, labels).accept(5);
                    case GAUGE -> {
                        if (metric != Metric.BUILD) meters.gauge(metric, () -> 7, labels);
                    }
                }
            }
            String page = scrape.page("").body();
            for (Metric metric : Metric.values()) {
                String name = metric.prometheusName() + (metric.kind() == Metric.Kind.TIMER ? "_count" : "");
                assertThat(page.lines().filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{")))
                        .as(name)
                        .hasSize(1);
                assertThat(page).contains("# HELP " + metric.prometheusName() + " ");
            }
            assertThat(page)
                    .contains("beaconward_build_info{version=\"1.2.3\"} 1")
                    .contains("jvm_memory_used_bytes");
        }
    }

    @Test
    void theFormatIsTheOneAskedFor() {
        try (Scrape scrape = new Scrape("1")) {
            assertThat(scrape.page("*/*").contentType()).startsWith("text/plain; version=0.0.4");
            Scrape.Page open = scrape.page("application/openmetrics-text;version=1.0.0,text/plain;q=0.5");
            assertThat(open.contentType()).startsWith("application/openmetrics-text; version=1.0.0");
            assertThat(open.body()).endsWith("# EOF\n");
        }
    }

    @Test
    void talliesAndLevelsOfOneNameAreSummedOverThreads() throws Exception {
        try (Scrape scrape = new Scrape("1")) {
            Meters meters = scrape.meters();
            int threads = 4;
            CountDownLatch done = new CountDownLatch(threads);
            for (int i = 0; i < threads; i++) {
                Thread thread = new Thread(() -> {
                    Tally tally = meters.tally(Metric.CONTACTS);
                    Tally level = meters.level(Metric.SENDERS);
                    for (int n = 0; n < 1000; n++) tally.increment();
                    level.add(5);
                    level.add(-2);
                    done.countDown();
                });
                thread.start();
            }
            done.await();
            String page = scrape.page("").body();
            assertThat(page).contains("beaconward_contacts_total 4000.0\n", "beaconward_senders 12.0\n");
            assertThat(meters.total(Metric.CONTACTS)).isEqualTo(4000);
        }
    }

    @Test
    void aSecondRegistrationThatWouldBeIgnoredIsRefused() {
        try (Scrape scrape = new Scrape("1")) {
            Meters meters = scrape.meters();
            meters.gauge(Metric.PAIRS, () -> 1);
            assertThatThrownBy(() -> meters.gauge(Metric.PAIRS, () -> 2)).isInstanceOf(IllegalStateException.class);
            meters.counter(Metric.SOCKET_DROPPED, () -> 1, "a");
            meters.counter(Metric.SOCKET_DROPPED, () -> 1, "b");
            assertThatThrownBy(() -> meters.counter(Metric.SOCKET_DROPPED, () -> 2, "a"))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void labelsMustFitTheMetric() {
        Meters meters = Meters.unregistered();
        assertThatThrownBy(() -> meters.tally(Metric.FRAMES)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> meters.tally(Metric.PAIRS)).isInstanceOf(IllegalArgumentException.class);
    }
}
