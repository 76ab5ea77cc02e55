package io.beaconward.alert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PausesTest {
    @Test
    void doublesUpToTheLongest() {
        assertThat(Pauses.DEFAULT.millis(1, 0.5)).isEqualTo(1000);
        assertThat(Pauses.DEFAULT.millis(2, 0.5)).isEqualTo(2000);
        assertThat(Pauses.DEFAULT.millis(9, 0.5)).isEqualTo(256_000);
        assertThat(Pauses.DEFAULT.millis(10, 0.5)).isEqualTo(300_000);
        assertThat(Pauses.DEFAULT.millis(1_000_000, 0.5)).isEqualTo(300_000);
    }

    @Test
    void chanceMovesThemByAFifthAtMost() {
        assertThat(Pauses.DEFAULT.millis(1, 0)).isEqualTo(800);
        assertThat(Pauses.DEFAULT.millis(1, 1)).isEqualTo(1200);
        assertThat(Pauses.DEFAULT.millis(50, 1)).isEqualTo(360_000);
    }
}
