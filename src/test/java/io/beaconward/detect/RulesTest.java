package io.beaconward.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.config.Settings;
import io.beaconward.counters.LonePair;
import io.beaconward.counters.Pair;
import io.beaconward.counters.Totals;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each rule at the contact at which it comes to hold. */
class RulesTest {
    private static final long START = 1_772_352_000L; // a full hour

    private final LonePair lone = new LonePair();

    @AfterEach
    void free() {
        lone.close();
    }

    @Test
    void areTheOnesThatTheSettingsName() {
        assertThat(Arrays.stream(Rule.values()).map(Rule::name))
                .containsExactlyElementsOf(Arrays.stream(Settings.Alerts.Rule.values())
                        .map(Enum::name)
                        .toList());
    }

    @Test
    void setsOfRulesSurviveTheirIds() {
        for (Rule rule : Rule.values()) {
            assertThat(Rule.ids(rule.bit())).containsExactly(rule.id());
            assertThat(Rule.bitsOf(Rule.ids(rule.bit()))).isEqualTo(rule.bit());
        }
    }

    @Test
    void aFastBeatIsFoundAtItsFifteenthConnection() {
        Random jitter = new Random(1);
        long t = START;
        for (int i = 1; i <= 14; i++) {
            assertThat(FastBeatRule.holds(lone.contact(t).beats())).isFalse();
            t += 29 + jitter.nextInt(3);
        }
        assertThat(FastBeatRule.holds(lone.contact(t).beats())).isTrue();
    }

    @Test
    void aBeatWithJitterIsNotFast() {
        Random jitter = new Random(2);
        long t = START;
        for (int i = 0; i < 100; i++) {
            assertThat(FastBeatRule.holds(lone.contact(t).beats())).isFalse();
            t += 20 + jitter.nextInt(21);
        }
    }

    @Test
    void aRhythmIsFoundWithinTenBeats() {
        Random jitter = new Random(3);
        long t = START;
        for (int i = 1; i < 10; i++) {
            lone.contact(t);
            t += 285 + jitter.nextInt(31);
        }
        assertThat(RhythmRule.holds(lone.contact(t).beats())).isTrue();
        RhythmFigures figures = RhythmFigures.of(lone.pair().beats());
        assertThat(figures.medianInterval()).isBetween(260.0, 340.0);
        assertThat(figures.within()).isEqualTo(figures.of()).isEqualTo(9);
        assertThat(figures.chance()).isLessThanOrEqualTo(RhythmRule.FALSE_ALARMS);
        assertThat(figures.recent()).hasSize(9).allMatch(interval -> interval >= 285 && interval <= 315);
    }

    @Test
    void beatsOfAFewSecondsAreNoRhythm() {
        for (int i = 0; i < 500; i++) {
            assertThat(RhythmRule.holds(lone.contact(START + 8L * i).beats())).isFalse();
        }
    }

    @Test
    void aRhythmIsForgottenOnceTheIntervalsAreOfAllLengths() {
        for (int i = 0; i < 40; i++) lone.contact(START + 300L * i);
        assertThat(RhythmRule.holds(lone.pair().beats())).isTrue();
        Random chance = new Random(4);
        long t = START + 40 * 300;
        for (int i = 0; i < 400; i++) {
            t += 10 + (long) (-300 * Math.log(1 - chance.nextDouble()));
            lone.contact(t);
        }
        assertThat(RhythmRule.holds(lone.pair().beats())).isFalse();
    }

    @Test
    void linesThatComeLateLeaveTheRhythmAlone() {
        for (int i = 0; i < 20; i++) {
            lone.contact(START + 300L * i);
            lone.contact(START + 300L * i - 40);
        }
        assertThat(lone.pair().beats().beats()).isEqualTo(20);
        assertThat(RhythmRule.holds(lone.pair().beats())).isTrue();
    }

    @Test
    void aNightIsAnOffPeriodAndNoEvidence() {
        for (int day = 0; day < 2; day++) {
            for (int i = 0; i < 30; i++) lone.contact(START + 86_400L * day + 300L * i);
        }
        assertThat(lone.pair().beats().offPeriods()).isEqualTo(1);
        assertThat(lone.pair().beats().intervals()).isEqualTo(58);
        assertThat(RhythmRule.holds(lone.pair().beats())).isTrue();
    }

    @Test
    void sizesAreLockedInSpiteOfOneUpload() {
        for (int i = 0; i < 15; i++) lone.contact(START + i, 300 + i % 3, 900);
        assertThat(SizeLockRule.holds(lone.pair().habits())).isFalse();
        lone.contact(START + 20, 100_000, 900);
        for (int i = 0; i < 10; i++) lone.contact(START + 30 + i, 300, 910);
        assertThat(SizeLockRule.holds(lone.pair().habits())).isTrue();
    }

    @Test
    void sizesOfAllKindsAreNotLocked() {
        Random sizes = new Random(5);
        for (int i = 0; i < 100; i++) {
            lone.contact(START + i, 200 + sizes.nextInt(800), 500 + sizes.nextInt(5000));
            assertThat(SizeLockRule.holds(lone.pair().habits())).isFalse();
        }
    }

    @Test
    void sessionsOfTwoHoursAtATrickleAreLong() {
        assertThat(isLong(lone.session(START, 3600, 20_000, 40_000))).isFalse();
        assertThat(isLong(lone.session(START + 3600, 3600, 20_000, 40_000))).isTrue();
    }

    @Test
    void longSessionsAmongManyShortOnesAreNotFound() {
        for (int i = 0; i < 200; i++) lone.session(START + 20L * i, 15, 2000, 4000);
        for (int i = 0; i < 3; i++)
            assertThat(isLong(lone.session(START + 4000 + i, 3600, 20_000, 40_000)))
                    .isFalse();
        assertThat(isLong(lone.session(START + 4100, 3600, 20_000, 40_000))).isTrue();
    }

    private static boolean isLong(Pair pair) {
        Totals totals = new Totals();
        pair.totals(pair.oldestHour(Pair.hourOf(pair.receivedMillis())), totals);
        return LongSessionRule.holds(pair.habits(), totals);
    }

    @Test
    void sessionsOfAQuarterOfAnHourADayAreNotLong() {
        for (int day = 0; day < 60; day++) {
            Pair pair = lone.session(START + 86_400L * day, 900, 2000, 40_000);
            lone.contact(START + 86_400L * day + 40_000);
            assertThat(isLong(pair)).isFalse();
        }
        assertThat(lone.pair().habits().tunnelSeconds()).isLessThan(1800);
    }

    @Test
    void secondsOfTheMinuteAreThoseOfTheClockAfter2038Too() {
        for (int i = 0; i < 12; i++) lone.contact(4_000_000_020L + 3600L * i);
        assertThat(lone.pair().habits().onMinute()).isEqualTo(12);
    }

    @Test
    void downloadsAndShortSessionsAreNotLong() {
        lone.session(START, 7200, 20_000, 900_000_000);
        for (int i = 0; i < 100; i++) lone.session(START + 7200 + 300L * i, 300, 2000, 4000);
        assertThat(isLong(lone.pair())).isFalse();
        assertThat(lone.pair().habits().tunnelSeconds()).isZero();
    }
}
