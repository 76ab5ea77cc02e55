package io.beaconward.detect.calibration;

import java.util.Arrays;
import java.util.List;

/**
 * A yardstick: the beacon score of RITA, version 5, over a day, written anew from the settings and notes that it is published
 * with. A quarter each:
 *
 * <ul>
 *   <li>times: of the intervals between distinct stamps, the mean of 1 - |Bowley's skew| and 1 - median deviation / median
 *   <li>sizes: the same of the bytes sent
 *   <li>duration: how much of the day lies between first and last, or the longest run of hours in twelfths if that is more; 0
 *       where fewer than six hours were seen
 *   <li>histogram of 24 hours: 1 - coefficient of variation, or the share of the hours that the two most frequent counts hold,
 *       one hour left aside, if that is more and eleven hours were seen; counts within a twentieth of the greatest are the same
 * </ul>
 *
 * By its own settings 0.7 is medium and 0.9 high. Its modifiers for prevalence and novelty are not part of it.
 */
final class RitaScore {
    private static final int HOURS = 24;
    private static final int LEAST_CONNECTIONS = 4;
    private static final int LEAST_HOURS = 6;
    private static final double IDEAL_HOURS = 12;
    private static final int LEAST_HOURS_OF_TWO = 11;
    private static final double LIKE = 0.05;

    private RitaScore() {}

    /** Of a day's lines; 0 where they are too few. */
    static double of(List<Line> lines) {
        double[] stamps =
                lines.stream().mapToDouble(Line::second).sorted().distinct().toArray();
        if (stamps.length < LEAST_CONNECTIONS) return 0;
        double[] intervals = new double[stamps.length - 1];
        for (int i = 0; i < intervals.length; i++) intervals[i] = stamps[i + 1] - stamps[i];
        double[] sizes = lines.stream().mapToDouble(Line::sent).toArray();
        int[] hours = new int[HOURS];
        for (Line line : lines) hours[(int) Math.min(line.second() / Traffic.HOUR, HOURS - 1)]++;
        double span = stamps[stamps.length - 1] - stamps[0];
        return (evenness(intervals) + evenness(sizes) + duration(span, hours) + histogram(hours)) / 4;
    }

    /** How little the values are spread, and how evenly. */
    static double evenness(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double low = quantile(sorted, 0.25);
        double middle = quantile(sorted, 0.5);
        double high = quantile(sorted, 0.75);
        double skew = high == low || middle == low || middle == high ? 0 : (high + low - 2 * middle) / (high - low);
        double[] off =
                Arrays.stream(sorted).map(v -> Math.abs(v - middle)).sorted().toArray();
        double spread = middle < 1 ? 0 : Math.max(0, 1 - quantile(off, 0.5) / middle);
        return (1 - Math.abs(skew) + spread) / 2;
    }

    private static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    private static double duration(double span, int[] hours) {
        if (seen(hours) < LEAST_HOURS) return 0;
        int run = 0;
        int longest = 0;
        for (int count : hours) {
            run = count == 0 ? 0 : run + 1;
            longest = Math.max(longest, run);
        }
        return Math.max(span / Traffic.DAY, Math.min(1, longest / IDEAL_HOURS));
    }

    private static long seen(int[] hours) {
        return Arrays.stream(hours).filter(count -> count > 0).count();
    }

    private static double histogram(int[] hours) {
        double mean = Arrays.stream(hours).average().orElse(0);
        double variance = Arrays.stream(hours)
                .mapToDouble(c -> (c - mean) * (c - mean))
                .average()
                .orElse(0);
        double even = Math.max(0, 1 - Math.sqrt(variance) / mean);
        return seen(hours) < LEAST_HOURS_OF_TWO ? even : Math.max(even, twoLevels(hours));
    }

    private static double twoLevels(int[] hours) {
        int most = Arrays.stream(hours).max().orElse(0);
        int width = (int) Math.max(1, Math.ceil(LIKE * most));
        int[] alike = new int[most / width + 1];
        for (int count : hours) if (count > 0) alike[count / width]++;
        Arrays.sort(alike);
        int two = alike[alike.length - 1] + (alike.length > 1 ? alike[alike.length - 2] : 0);
        return Math.min(1, two / (double) Math.max(1, seen(hours) - 1));
    }
}
