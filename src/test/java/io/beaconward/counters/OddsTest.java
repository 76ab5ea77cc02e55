package io.beaconward.counters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Bets are fair: none has more than all there is to lay. */
class OddsTest {
    private static final int[] COUNTS = {1, 2, 5, 20, 100, 191};
    private static final float[] BEATS = {6, 8.5f, 20.3f, 55, 295, 1490};

    @Test
    void theStakesAreOneTogether() {
        double sum = 0;
        for (int bet = 0; bet < Odds.BETS; bet++) sum += Math.exp(Odds.stake(bet));
        assertThat(sum).isCloseTo(1, within(1e-6));
    }

    @Test
    void chanceIsADensityOfWholeSeconds() {
        for (int n : COUNTS) {
            for (float mean : BEATS) {
                double sum = 0;
                for (int idle = 1; idle <= 1_000_000; idle++) sum += Math.exp(Odds.chance(idle, n, mean * n));
                assertThat(sum).as("%d of %s s", n, mean).isCloseTo(1, within(0.01));
            }
        }
    }

    @Test
    void combsAndHillsAreDensitiesOfWholeSeconds() {
        float[] gains = new float[Odds.BETS];
        for (int n : COUNTS) {
            for (float beat : BEATS) {
                double[] sums = new double[Odds.BETS];
                for (int pause = 1; pause <= 20_000; pause++) {
                    float chance = Odds.chance(pause, n, beat * n);
                    Odds.combs(pause, beat, n, beat, n, chance, gains);
                    for (int bet = Odds.HISTORIES; bet < Odds.BETS; bet++) sums[bet] += Math.exp(gains[bet] + chance);
                }
                for (int bet = Odds.HISTORIES; bet < Odds.BETS; bet++) {
                    assertThat(sums[bet]).as("%d of %s s", n, beat).isBetween(0.7, 1.06);
                }
            }
        }
    }

    @Test
    void theLogarithmHasSevenDigits() {
        for (float x = 0.5f; x < 2e7f; x *= 1.00001f) {
            double ln = Math.log(x);
            assertThat(Math.abs(Odds.ln(x) - ln)).as("ln %s", x).isLessThan(2e-7 * Math.max(1, Math.abs(ln)));
        }
    }

    @Test
    void theLogarithmIsExactAboveOne() {
        for (float x = 1; x < 1.01f; x = Math.nextUp(x)) {
            assertThat(Math.abs(Odds.ln(x) - Math.log(x))).as("ln %s", x).isLessThan(5e-9);
        }
    }

    @Test
    void bucketsAreQuarterOctaves() {
        for (int seconds = 1; seconds <= 3 * Odds.LONGEST; seconds++) {
            int bucket = Odds.bucket(seconds);
            assertThat(bucket).isBetween(0, Odds.BUCKETS - 1);
            assertThat(Odds.lowerEdge(bucket)).isLessThanOrEqualTo(seconds * (1 + 1e-3));
            if (bucket < Odds.BUCKETS - 1)
                assertThat(Odds.lowerEdge(bucket + 1)).isGreaterThan(seconds * (1 - 1e-3));
        }
    }
}
