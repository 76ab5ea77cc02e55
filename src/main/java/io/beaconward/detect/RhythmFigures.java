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
 * @param medianInterval of the intervals heard last, from beat to beat, seconds
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

    private static final int WIDEST = 7;
    private static final double MOST = 0.9;
    private static final double LEAST_CHANCE = 1e-12;

    /** Of what was heard so far. */
    static RhythmFigures of(Beats beats) {
        if (beats.intervals() == 0) return NONE;
        List<Integer> recent = new ArrayList<>();
        for (int i = beats.recent() - 1; i >= 0; i--) recent.add(beats.recent(i));
        List<Integer> sorted = recent.stream().sorted().toList();
        double mean = recent.isEmpty() ? 0 : FastBeatRule.mean(beats, recent.size());
        Beats.Window window = narrowest(beats);
        int from = window.from() + beats.gap();
        int to = window.to() + beats.gap();
        if (beats.intervals() <= recent.size()) { // all are known to the second
            from = Math.max(from, sorted.get(0));
            to = Math.max(from, Math.min(to, sorted.get(sorted.size() - 1)));
        }
        return new RhythmFigures(
                beats.beats(),
                recent.isEmpty() ? Math.round(beats.medianIdle()) + beats.gap() : sorted.get(sorted.size() / 2),
                mean == 0 ? 0 : Math.round(1000 * FastBeatRule.deviation(beats, recent.size()) / mean) / 1000.0,
                from,
                to,
                window.count(),
                window.of(),
                beats.offPeriods(),
                oneDigit(Math.min(1, Math.exp(-beats.evidence()))),
                List.copyOf(recent),
                histogram(beats));
    }

    /** The narrowest window that holds nearly as many as the widest. */
    private static Beats.Window narrowest(Beats beats) {
        Beats.Window widest = beats.window(1, WIDEST);
        for (int width = 1; width < WIDEST; width++) {
            Beats.Window window = beats.window(1, width);
            if (window.count() >= MOST * widest.count()) return window;
        }
        return widest;
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
