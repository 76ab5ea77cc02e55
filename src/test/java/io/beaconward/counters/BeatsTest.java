package io.beaconward.counters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.openhft.chronicle.bytes.BytesStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rhythm where it lies off-heap: clocks, kills, and what is forgotten. */
class BeatsTest {
    private static final long START = 1_772_352_000L;
    private static final int PERIOD = 300;

    private final BytesStore<?, ?> memory = BytesStore.nativeStore(BeatLayout.SIZE);
    private final Beats beats = new Beats();
    private long address;

    @BeforeEach
    void wrap() {
        address = memory.addressForRead(0);
        beats.wrap(address);
    }

    @AfterEach
    void free() {
        memory.releaseLast();
    }

    private long hear(long start, int number) {
        for (int i = 0; i < number; i++) beats.hear((int) (start + (long) PERIOD * i), 1);
        return start + (long) PERIOD * number;
    }

    private long hearRandom(long start, int number, Random chance) {
        return hearRandom(start, number, PERIOD, chance);
    }

    private long hearRandom(long start, int number, int pause, Random chance) {
        long t = start;
        for (int i = 0; i < number; i++) {
            beats.hear((int) t, 1);
            t += 1 + (long) (-pause * Math.log(1 - chance.nextDouble()));
        }
        return t;
    }

    @Test
    void ofTheGridOfACoarseClockNothingIsWon() {
        Random chance = new Random(9);
        for (int trial = 0; trial < 200; trial++) {
            Raw.clear(address, address + BeatLayout.SIZE);
            double t = START;
            for (int i = 0; i < 200; i++, t -= 150 * Math.log(1 - chance.nextDouble())) {
                beats.hear((int) (t - t % 60), 60);
            }
            assertThat(beats.evidence()).isLessThan(9);
            assertThat(beats.grain()).isEqualTo(60);
        }
    }

    @Test
    void secondsAreUnsigned() {
        hear(START, 20);
        double evidence = beats.evidence();
        Raw.clear(address, address + BeatLayout.SIZE);
        hear((1L << 31) - 10L * PERIOD, 20);
        assertThat(beats.beats()).isEqualTo(20);
        assertThat(beats.evidence()).isEqualTo(evidence).isGreaterThan(12);
        Raw.clear(address, address + BeatLayout.SIZE);
        hear(4_000_000_000L, 20);
        assertThat(beats.evidence()).isEqualTo(evidence);
    }

    @Test
    void theEvidenceBeginsAnewWhereAKillCutABeatShort() {
        long next = hear(START, 20);
        Raw.u8(address + BeatLayout.CHANGING, 1);
        Raw.f32(address + BeatLayout.SUM, 1e9f); // as if chance were much slower
        hear(next, 2);
        assertThat(beats.restarts()).isEqualTo(1);
        assertThat(beats.intervals()).isEqualTo(2);
        assertThat(beats.evidence()).isLessThan(4);
        hear(next + 2 * PERIOD, 20);
        assertThat(beats.restarts()).isEqualTo(1);
        assertThat(beats.evidence()).isGreaterThan(12);
    }

    @Test
    void anyBytesAreTakenAndSoonForgotten() {
        Random chance = new Random(1);
        for (int trial = 0; trial < 300; trial++) {
            byte[] bytes = new byte[BeatLayout.SIZE];
            chance.nextBytes(bytes);
            memory.write(0, bytes);
            Raw.i32(address + BeatLayout.START, (int) START);
            Raw.i32(address + BeatLayout.END, (int) START);
            Raw.u8(address + BeatLayout.CHANGING, 1);
            hear(START + PERIOD, 50);
            assertThat(beats.evidence()).isFinite();
            assertThat(beats.intervals()).isBetween(40, 50);
        }
    }

    @Test
    void forgettingRaisesNoStake() {
        Random chance = new Random(2);
        for (int trial = 0; trial < 200; trial++) {
            Raw.clear(address, address + BeatLayout.SIZE);
            hear(hearRandom(START, 64 + chance.nextInt(64), chance), chance.nextInt(30));
            if (beats.intervals() < 32) continue; // it began anew
            double evidence = beats.evidence();
            double againstPeople = beats.evidence() - beats.people();
            beats.halve();
            assertThat(beats.evidence()).isLessThanOrEqualTo(evidence + 1e-3);
            assertThat(beats.evidence() - beats.people()).isLessThanOrEqualTo(againstPeople + 1e-3);
        }
    }

    @Test
    void forgettingTakesTheSquareRootOfAStakeThatHasGrown() {
        hear(START, 100);
        double evidence = beats.evidence();
        double againstPeople = beats.evidence() - beats.people();
        beats.halve();
        assertThat(beats.intervals()).isBetween(45, 50);
        assertThat(beats.evidence()).isCloseTo(evidence / 2, within(3.0));
        assertThat(beats.evidence() - beats.people()).isCloseTo(againstPeople / 2, within(3.0));
    }

    @Test
    void aRhythmOfAMonthStands() {
        for (int i = 0; i < 8640; i++) {
            beats.hear((int) (START + (long) PERIOD * i), 1);
            if (i > 20) assertThat(beats.evidence()).isGreaterThan(12);
        }
        assertThat(beats.restarts()).isZero();
        assertThat(beats.beats()).isEqualTo(8640);
    }

    @Test
    void chanceKeepsItsMean() {
        assertThat(meanStake(PERIOD, 3)).isLessThan(1.05);
    }

    @Test
    void wholeSecondsGiveNarrowBetsNoMoreThanThereIs() {
        assertThat(meanStake(20, 4)).isLessThan(1.1);
    }

    /** What a stake of 1 has become after twelve random arrivals, on average. */
    private double meanStake(int pause, int seed) {
        Random chance = new Random(seed);
        double won = 0;
        int trials = 20_000;
        for (int trial = 0; trial < trials; trial++) {
            Raw.clear(address, address + BeatLayout.SIZE);
            hearRandom(START, 12, pause, chance);
            won += Math.min(Math.exp(beats.evidence()), 1000);
        }
        return won / trials;
    }

    @Test
    void connectionsWithinSixSecondsAreOneBeatOfAMinute() {
        for (int i = 0; i < 40; i++) {
            beats.hear((int) START + 60 * i, 1);
            beats.hear((int) START + 60 * i + 6, 1);
        }
        assertThat(beats.beats()).isEqualTo(40);
        assertThat(beats.gap()).isEqualTo(6);
    }
}
