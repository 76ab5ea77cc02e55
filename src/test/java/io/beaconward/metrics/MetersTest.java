package io.beaconward.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class MetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Meters meters = new Meters(registry);

    @Test
    void talliesOfOneSeriesAddUp() {
        meters.tally(Metric.FRAMES, "udp").add(3);
        meters.tally(Metric.FRAMES, "udp").increment();

        assertThat(registry.get("beaconward_frames")
                        .tag("transport", "udp")
                        .functionCounter()
                        .count())
                .isEqualTo(4);
    }

    @Test
    void theTotalOfACounterIsTakenOverItsLabels() {
        meters.tally(Metric.FRAMES, "udp").add(3);
        meters.tally(Metric.FRAMES, "tcp").add(4);
        meters.tally(Metric.FRAME_BYTES, "tcp").add(100);

        assertThat(meters.total(Metric.FRAMES)).isEqualTo(7);
    }

    @Test
    void aTallyIsShownBeforeItMoves() {
        meters.tally(Metric.FRAMES_REFUSED, "empty");

        assertThat(registry.get("beaconward_frames_refused").functionCounter().count())
                .isZero();
    }

    @Test
    void levelsOfOneSeriesAddUpAndGoDown() {
        Tally one = meters.level(Metric.SENDERS);
        Tally other = meters.level(Metric.SENDERS);
        one.add(5);
        other.add(2);
        one.add(-4);

        assertThat(registry.get("beaconward_senders").gauge().value()).isEqualTo(3);
    }

    @Test
    void aGaugeIsReadWhenItIsShown() {
        LongAdder pairs = new LongAdder();
        meters.gauge(Metric.PAIRS, pairs::sum);
        pairs.add(7);

        assertThat(registry.get("beaconward_pairs").gauge().value()).isEqualTo(7);
    }

    @Test
    void aTimerTakesNanoseconds() {
        meters.timer(Metric.ROLLOVER).accept(1_500_000_000);

        assertThat(registry.get("beaconward_rollover").timer().totalTime(java.util.concurrent.TimeUnit.MILLISECONDS))
                .isEqualTo(1500);
    }

    @Test
    void aCounterOfATotalKeptElsewhereGoesOnAfterACollection() {
        LongAdder total = new LongAdder();
        meters.counter(Metric.ALERTS_DEFERRED, total::sum);

        System.gc();
        total.add(3);

        assertThat(meters.total(Metric.ALERTS_DEFERRED)).isEqualTo(3);
    }

    @Test
    void aSecondGaugeOfTheSameSeriesIsRefused() {
        meters.gauge(Metric.CONNECTIONS, () -> 1, "tcp");
        meters.gauge(Metric.CONNECTIONS, () -> 2, "tls");

        assertThatIllegalStateException()
                .isThrownBy(() -> meters.gauge(Metric.CONNECTIONS, () -> 3, "tcp"))
                .withMessageContainingAll("CONNECTIONS", "tcp");
    }

    @Test
    void aSecondCounterOfTheSameSeriesIsRefused() {
        meters.counter(Metric.SOCKET_DROPPED, () -> 1, "127.0.0.1:5514/0");
        meters.counter(Metric.SOCKET_DROPPED, () -> 2, "127.0.0.1:5514/1");

        assertThatIllegalStateException()
                .isThrownBy(() -> meters.counter(Metric.SOCKET_DROPPED, () -> 3, "127.0.0.1:5514/0"));
        assertThat(meters.total(Metric.SOCKET_DROPPED)).isEqualTo(3);
    }

    @Test
    void aSeriesIsEitherTalliedOrReadElsewhere() {
        meters.tally(Metric.ALERTS_DEFERRED);
        assertThatIllegalStateException().isThrownBy(() -> meters.counter(Metric.ALERTS_DEFERRED, () -> 1));

        meters.gauge(Metric.SENDERS, () -> 1);
        assertThatIllegalStateException().isThrownBy(() -> meters.level(Metric.SENDERS));
    }

    @Test
    void aMetricIsUsedAsWhatItIs() {
        assertThatIllegalArgumentException().isThrownBy(() -> meters.tally(Metric.PAIRS));
        assertThatIllegalArgumentException().isThrownBy(() -> meters.level(Metric.FLOWS));
        assertThatIllegalArgumentException().isThrownBy(() -> meters.gauge(Metric.ROLLOVER, () -> 1));
        assertThatIllegalArgumentException().isThrownBy(() -> meters.counter(Metric.PAIRS, () -> 1));
        assertThatIllegalArgumentException().isThrownBy(() -> meters.timer(Metric.FLOWS));
    }

    @Test
    void eachLabelNeedsItsValue() {
        assertThatIllegalArgumentException().isThrownBy(() -> meters.tally(Metric.FRAMES));
        assertThatIllegalArgumentException().isThrownBy(() -> meters.tally(Metric.FLOWS, "udp"));
        assertThatIllegalArgumentException().isThrownBy(() -> meters.gauge(Metric.PAIRS, () -> 1, "udp"));
    }
}
