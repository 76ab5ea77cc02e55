package io.beaconward.detect;

import io.beaconward.counters.Beats;

/**
 * A fast, even beat: the last 14 intervals are two minutes or less on average, and their standard deviation is under a
 * twentieth of that. So a beacon of half a minute is found at its 15th connection, within minutes.
 */
public final class FastBeatRule {
    private static final int INTERVALS = 14;
    private static final double LONGEST_MEAN = 120;
    private static final double SHORTEST_MEAN = 8; // grains of the stamps, which blur shorter ones
    private static final double JITTER_BELOW = 0.05;

    private FastBeatRule() {}

    /** Whether it holds, by the beats heard last. */
    public static boolean holds(Beats beats) {
        if (beats.recent() < INTERVALS) return false;
        double mean = mean(beats, INTERVALS);
        return mean >= SHORTEST_MEAN * beats.grain()
                && mean <= LONGEST_MEAN
                && deviation(beats, INTERVALS) < JITTER_BELOW * mean;
    }

    /** The mean of the newest intervals, seconds. */
    static double mean(Beats beats, int intervals) {
        double sum = 0;
        for (int i = 0; i < intervals; i++) sum += beats.recent(i);
        return sum / intervals;
    }

    /** Their standard deviation. */
    static double deviation(Beats beats, int intervals) {
        double mean = mean(beats, intervals);
        double squares = 0;
        for (int i = 0; i < intervals; i++) squares += (beats.recent(i) - mean) * (beats.recent(i) - mean);
        return Math.sqrt(squares / intervals);
    }
}
