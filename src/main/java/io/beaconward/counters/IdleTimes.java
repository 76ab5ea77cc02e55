package io.beaconward.counters;

/**
 * Three histograms of idle times by quarter octaves, where {@link BeatLayout} draws them: of single ones, and of the sums
 * of two and of three in a row; {@code lag} says which, 1 to 3. They hold at most {@link Odds#FULL}.
 */
final class IdleTimes {
    private static final double HALF_A_BUCKET = Math.pow(2, 1 / 8.0);

    private long address;

    void wrap(long beats) {
        address = beats;
    }

    int count(int lag) {
        return Math.min(Raw.u8(address + BeatLayout.LAGS + lag - 1), Odds.FULL);
    }

    int in(int lag, int bucket) {
        return Raw.u8(at(lag, bucket));
    }

    private long at(int lag, int bucket) {
        return address + BeatLayout.HISTOGRAMS + (lag - 1L) * Odds.BUCKETS + bucket;
    }

    /** Adds one to the bucket that holds {@code held} of {@code n}. */
    void add(int lag, int bucket, int held, int n) {
        Raw.u8(at(lag, bucket), held + 1);
        Raw.u8(address + BeatLayout.LAGS + lag - 1, n + 1);
    }

    /** Halves all buckets, rounded down. */
    void halve() {
        for (int lag = 1; lag <= 3; lag++) {
            int sum = 0;
            for (int b = 0; b < Odds.BUCKETS; b++) {
                int half = in(lag, b) / 2;
                Raw.u8(at(lag, b), half);
                sum += half;
            }
            Raw.u8(address + BeatLayout.LAGS + lag - 1, sum);
        }
    }

    void clear() {
        Raw.clear(at(1, 0), at(3, Odds.BUCKETS));
        for (int lag = 1; lag <= 3; lag++) Raw.u8(address + BeatLayout.LAGS + lag - 1, 0);
    }

    /** The middle of a bucket, seconds. */
    static double middle(int bucket) {
        return Odds.lowerEdge(bucket) * HALF_A_BUCKET;
    }

    /** The median of the single ones, seconds, about; 0 where there is none. */
    double median() {
        int n = count(1);
        int below = 0;
        for (int b = 0; b < Odds.BUCKETS; b++) {
            int here = in(1, b);
            if (here > 0 && 2 * (below + here) >= n) {
                double part = (n / 2.0 - below) / here;
                return Odds.lowerEdge(b) + part * (Odds.lowerEdge(b + 1) - Odds.lowerEdge(b));
            }
            below += here;
        }
        return 0;
    }

    /** Shows the bars of single ones that are not empty, the shortest first. */
    void forEach(Beats.BarVisitor visitor) {
        for (int b = 0; b < Odds.BUCKETS; b++) {
            int count = in(1, b);
            if (count > 0) visitor.bar((int) Math.ceil(Odds.lowerEdge(b)), count);
        }
    }

    /** The run of {@code width} quarter octaves that holds the most. */
    Beats.Window window(int lag, int width) {
        int best = 0;
        int at = 0;
        int sum = 0;
        for (int b = 0; b < Odds.BUCKETS; b++) {
            sum += in(lag, b) - (b < width ? 0 : in(lag, b - width));
            if (sum <= best) continue;
            best = sum;
            at = b;
        }
        int from = Math.max(at - width + 1, 0);
        return new Beats.Window((int) Math.ceil(Odds.lowerEdge(from)), (int) Odds.lowerEdge(at + 1), best, count(lag));
    }
}
