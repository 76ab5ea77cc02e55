package io.beaconward.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class MetersTest {
    @Test
    void aCounterOfATotalKeptElsewhereGoesOnAfterACollection() {
        Meters meters = new Meters(new SimpleMeterRegistry());
        LongAdder total = new LongAdder();
        meters.counter(Metric.ALERTS_DEFERRED, total::sum);

        System.gc();
        total.add(3);

        assertThat(meters.total(Metric.ALERTS_DEFERRED)).isEqualTo(3);
    }
}
