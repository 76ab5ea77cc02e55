package io.beaconward.detect.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The yardstick, where it can be worked out by hand. */
class RitaScoreTest {
    private static List<Line> each(int period, int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> new Line((long) period * i, 1, 300, 900))
                .toList();
    }

    @Test
    void aPerfectBeaconHasAPerfectScore() {
        assertThat(RitaScore.of(each(300, 288))).isCloseTo(1, within(0.01));
    }

    @Test
    void fewConnectionsHaveNone() {
        assertThat(RitaScore.of(each(300, 3))).isZero();
    }

    @Test
    void threeHoursAreTooFewForDurationAndHistogram() {
        // evenness is 1 both times; three buckets of 24 hold all, so that their coefficient of variation is above 1
        assertThat(RitaScore.of(each(300, 36))).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void evennessIsOfQuartiles() {
        assertThat(RitaScore.evenness(new double[] {10, 10, 10, 10})).isEqualTo(1);
        // quartiles 2, 3, 4: no skew; median deviation 1 of 3
        assertThat(RitaScore.evenness(new double[] {1, 2, 3, 4, 5})).isCloseTo((1 + 2 / 3.0) / 2, within(1e-9));
        // quartiles 1, 2, 9: skew 0.75; deviations 0, 1, 1, 7, 18: median 1 of 2
        assertThat(RitaScore.evenness(new double[] {1, 1, 2, 9, 20})).isCloseTo((0.25 + 0.5) / 2, within(1e-9));
    }
}
