package io.beaconward.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StampGrainTest {
    private static final long START = 1_772_352_000L;

    private final StampGrain grain = new StampGrain();
    private final Random random = new Random(5);

    /** So many messages, a second apart on average, by a clock that shows multiples of so many seconds. */
    private void hear(int messages, int seconds) {
        double time = START;
        for (int i = 0; i < messages; i++) {
            grain.stated((long) time / seconds * seconds);
            time += -Math.log(1 - random.nextDouble());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 10, 15, 30, 60})
    void noticesWhatTheClockShowsMultiplesOf(int seconds) {
        hear(1000, seconds);
        assertThat(grain.seconds()).isEqualTo(seconds);
    }

    @Test
    void aClockOfSecondsIsNeverTakenForACoarseOne() {
        for (int trial = 0; trial < 200; trial++) {
            StampGrain fresh = new StampGrain();
            double time = START + random.nextInt(600);
            for (int i = 0; i < 2000; i++) {
                fresh.stated((long) time);
                assertThat(fresh.seconds()).isEqualTo(1);
                time += random.nextInt(4) == 0 ? random.nextInt(3) : 0;
            }
        }
    }

    @Test
    void evenBeatsOnFullMinutesAreNoClockOfMinutes() {
        for (int i = 0; i < 5000; i++) grain.stated(START + 60L * i);
        assertThat(grain.seconds()).isEqualTo(1);
    }

    @Test
    void oneOtherTimeEndsItAndASenderThatWasChangedIsNoticed() {
        hear(1000, 60);
        grain.stated(START + 7);
        assertThat(grain.seconds()).isEqualTo(1);
        hear(70_000, 60);
        assertThat(grain.seconds()).isEqualTo(60);
        hear(60, 10);
        assertThat(grain.seconds()).isEqualTo(10);
    }
}
