package io.beaconward.detect;

import io.beaconward.counters.Beats;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * A pair's rhythm in figures.
 *
 * @param beats begun so far; contacts close together are one beat
 * @param medianInterval from beat to beat, seconds, about
 * @param jitter the standard deviation of the intervals heard last over their mean; 0 where there are too few
 * @param from most intervals are at least so many seconds, idle
 * @param to and at most so many
 * @param within so many of them are
 * @param of of so many
 * @param offPeriods pauses much longer than the beat
 * @param chance how likely random arrivals would ever come this far, at most; 1 to 1e-12
 * @param recent the intervals heard last, seconds, the newest last
 * @param histogram the idle times by quarter octaves, those that there are
 */
public record RhythmFigures(
        int beats,
        double medianInterval,
        double jitter,
        int from,
        int to,
        int within,
        int of,
        int offPeriods,
        double chance,
        List<Integer> recent,
        List<Bar> histogram) {
    /**
     * A bar of the histogram.
     *
     * @param seconds from here
     * @param count how many
     */
    public record Bar(int seconds, int count) {}

    /** Of a finding that an earlier version stored without. */
    public static final RhythmFigures NONE = new RhythmFigures(0, 0, 0, 0, 0, 0, 0, 0, 1, List.of(), List.of());

    private static final int WIDTH = 4;
    private static final double LEAST_CHANCE = 1e-12;

    /** Of what was heard so far. */
    static RhythmFigures of(Beats beats) {
        int recent = beats.recent();
        List<Integer> intervals = new ArrayList<>();
        for (int i = recent - 1; i >= 0; i--) intervals.add(beats.recent(i));
        Beats.Window window = beats.window(1, WIDTH);
        double mean = recent < 2 ? 0 : FastBeatRule.mean(beats, recent);
        return new RhythmFigures(
                beats.beats(),
                beats.intervals() == 0 ? 0 : Math.round(beats.medianIdle()) + beats.gap(),
                mean == 0 ? 0 : Math.round(1000 * FastBeatRule.deviation(beats, recent) / mean) / 1000.0,
                window.count() == 0 ? 0 : window.from() + beats.gap(),
                window.count() == 0 ? 0 : window.to() + beats.gap(),
                window.count(),
                window.of(),
                beats.offPeriods(),
                beats.intervals() == 0 ? 1 : oneDigit(Math.min(1, Math.exp(-beats.evidence()))),
                List.copyOf(intervals),
                histogram(beats));
    }

    private static List<Bar> histogram(Beats beats) {
        List<Bar> bars = new ArrayList<>();
        beats.forEachIdleTime((seconds, count) -> bars.add(new Bar(seconds, count)));
        return List.copyOf(bars);
    }

    private static double oneDigit(double probability) {
        if (!(probability >= LEAST_CHANCE)) return LEAST_CHANCE;
        return BigDecimal.valueOf(probability)
                .round(new MathContext(1, RoundingMode.UP))
                .doubleValue();
    }
}
