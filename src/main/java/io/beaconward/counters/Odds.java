package io.beaconward.counters;

/**
 * The arithmetic of betting on a rhythm: densities of the next idle time, in nats (natural logarithms).
 *
 * <p>Chance is a stream of random arrivals of unknown rate: its idle times are exponential, so that after n of them that sum
 * to S the next one, e, has the density {@code n S^n / (S+e)^(n+1)}, whatever the rate is. (Counted in whole seconds they are
 * geometric: half a second less makes them exponential again, nearly.) Against it stand {@link #BETS}
 * bets, each a density for the next idle time that is made from those before it:
 *
 * <ul>
 *   <li>combs: the next one ends about the beat T after the last contact, or, where beats were missed, 2T, 3T or 4T; each
 *       comb for a jitter and a share of missed beats;
 *   <li>hills: it ends about as long after the last contact as they did in the mean, for jitters so wide that missed beats cannot
 *       be told from long ones;
 *   <li>histories: the next one lies where the earlier ones lay, in a histogram of quarter octaves seen through a window
 *       of one or three buckets; likewise the sum with the one before it, and with the two before it. These find several
 *       implants behind one address, and beats of two connections.
 * </ul>
 *
 * The product of a bet's density over that of chance is what a gambler's stake of 1 has become who bets on it at even odds:
 * under chance it is expected to stay 1, so that it ever reaches 1/a with a probability of at most a, however often one
 * looks (J. Ville, 1939; G. Shafer, "Testing by betting", 2021). The stake is divided among the bets by {@link #stake}.
 */
final class Odds {
    /** Buckets of a histogram: quarter octaves from 1 s, the last one open above. */
    static final int BUCKETS = 64;

    static final int BETS = 14;

    /** How many of the bets are histories; they come first. */
    static final int HISTORIES = 6;

    /** The longest idle time that is bet on, seconds. */
    static final int LONGEST = 65_535;

    /** Idle times kept in a histogram; when it is full, it and the evidence are halved. */
    static final int FULL = 192;

    /** Standard deviations of a pause by its mean: sleep with 2, 10 and 30 % of jitter, each way. */
    private static final float[] COMBS = {0.02f, 0.06f, 0.16f};

    /** The same for 55 %, and for 50 % with a quarter of the beats missed. */
    private static final float[] HILLS = {0.33f, 0.52f};

    private static final float[] MISSED = {0.03f, 0.25f};
    private static final int MULTIPLES = 4;
    private static final float LEAST_SPREAD_SECONDS = 0.5f;
    private static final int LEAST_MANTISSA = 0x3f360000; // about the square root of a half, as a float's bits
    private static final int MANTISSA = 23;
    private static final int STEPS = 64; // of the mantissa
    private static final int STEP = MANTISSA - 6;
    private static final float LN_2 = 0.6931472f;
    private static final float LEAST_DOUBT = 0.02f;
    private static final float LN_COMB_DOUBT = (float) Math.log(LEAST_DOUBT);
    private static final float LN_COMB_TRUST = (float) Math.log(1 - LEAST_DOUBT);

    /** More for what wins slowly. */
    private static final double[] STAKES = {
        0.06, 0.16, 0.04, 0.1, 0.02, 0.06, // histories
        0.03, 0.02, 0.05, 0.04, 0.08, 0.08, // combs
        0.14, 0.12 // hills
    };

    private static final double LEAST_SPREAD_OF_PEOPLE = 1.0;
    private static final double LN_2_PI = Math.log(2 * Math.PI);

    private static final byte[] BUCKET_OF = new byte[4096];
    private static final double[] LOWER_EDGE = new double[BUCKETS + 1];
    private static final float[] LN = new float[FULL * 3 + 2];
    private static final float[] RECIPROCAL = new float[STEPS];
    private static final float[] LN_RECIPROCAL = new float[STEPS];
    private static final float[] LN_WIDTH = new float[BUCKETS];
    private static final float[] LN_DOUBT = new float[FULL + 1];
    private static final float[] LN_TRUST = new float[FULL + 1];
    private static final float[] LN_STAKE = new float[BETS];
    private static final float[] COMB_TOPS = tops(COMBS);
    private static final float[] COMB_SLOPES = slopes(COMBS);
    private static final float[] HILL_TOPS = tops(HILLS);
    private static final float[] HILL_SLOPES = slopes(HILLS);
    private static final float[] HILL_MEANS = new float[HILLS.length];
    private static final float[][] LN_CHAIN = new float[MISSED.length][MULTIPLES + 1];

    static {
        int[] widths = new int[BUCKETS];
        for (int e = 1; e <= LONGEST; e++) {
            int bucket = Math.min((int) Math.floor(4 * Math.log(e) / Math.log(2) + 1e-9), BUCKETS - 1);
            if (e < BUCKET_OF.length) BUCKET_OF[e] = (byte) bucket;
            widths[bucket]++;
        }
        for (int i = 0; i < STEPS; i++) {
            double m = i == 0 ? 1 : 1 + (i + 0.5) / STEPS;
            if (Float.floatToRawIntBits((float) (m / 2)) >= LEAST_MANTISSA) m /= 2;
            RECIPROCAL[i] = Math.round(256 / m) / 256f; // so few bits that the product with a mantissa is nearly exact
            LN_RECIPROCAL[i] = (float) Math.log(RECIPROCAL[i]);
        }
        for (int i = 0; i < BUCKETS; i++) LN_WIDTH[i] = (float) Math.log(Math.max(widths[i], 1));
        for (int i = 0; i <= BUCKETS; i++) LOWER_EDGE[i] = Math.pow(2, i / 4.0);
        LN[0] = Float.NEGATIVE_INFINITY;
        for (int i = 1; i < LN.length; i++) LN[i] = (float) Math.log(i);
        for (int n = 0; n <= FULL; n++) {
            double doubt = Math.max(LEAST_DOUBT, 1 / (n + 1.5));
            LN_DOUBT[n] = (float) Math.log(doubt);
            LN_TRUST[n] = (float) Math.log(1 - doubt);
        }
        for (int bet = 0; bet < BETS; bet++) LN_STAKE[bet] = (float) Math.log(STAKES[bet]);
        for (int h = 0; h < HILLS.length; h++) HILL_MEANS[h] = HILLS[h] * HILLS[h] / 2;
        for (int m = 1; m <= MULTIPLES; m++) {
            for (int r = 0; r < MISSED.length; r++) {
                LN_CHAIN[r][m] = (float) Math.log((1 - MISSED[r]) * Math.pow(MISSED[r], m - 1.0));
            }
        }
    }

    private Odds() {}

    private static float[] tops(float[] spreads) {
        float[] tops = new float[spreads.length];
        for (int i = 0; i < tops.length; i++) tops[i] = (float) (-0.5 * Math.log(2 * Math.PI) - Math.log(spreads[i]));
        return tops;
    }

    private static float[] slopes(float[] spreads) {
        float[] slopes = new float[spreads.length];
        for (int i = 0; i < slopes.length; i++) slopes[i] = 0.5f / (spreads[i] * spreads[i]);
        return slopes;
    }

    /** The quarter octave of so many seconds, 1 or more. */
    static int bucket(int seconds) {
        if (seconds < BUCKET_OF.length) return BUCKET_OF[seconds];
        int shift =
                Integer.SIZE - 12 - Integer.numberOfLeadingZeros(seconds); // to 2048 and more: four buckets an octave
        return Math.min(BUCKET_OF[seconds >> shift] + 4 * shift, BUCKETS - 1);
    }

    /** The least number of seconds in the bucket, as a fraction. */
    static double lowerEdge(int bucket) {
        return LOWER_EDGE[bucket];
    }

    /** The share of the stake that goes on the bet, nats. */
    static float stake(int bet) {
        return LN_STAKE[bet];
    }

    /** The density at {@code idle} after {@code n} idle times, 1 or more, that sum to {@code sum}, under random arrivals. */
    static float chance(int idle, int n, float sum) {
        float before = sum - 0.5f * n;
        return LN[n] - ln(before) - (n + 1) * ln((before + idle - 0.5f) / before);
    }

    /**
     * Writes the gains over chance of two histories: {@code same} of {@code n} earlier ones, 1 or more, lay in the {@code bucket}, and
     * {@code near} of them in it and the two beside it.
     */
    static void histories(int bet, int same, int near, int n, int bucket, float chance, float[] gains) {
        float one = LN_TRUST[n] - LN[n] - LN_WIDTH[bucket] - chance;
        float doubt = LN_DOUBT[n];
        gains[bet] = Math.max(LN[same] + one, doubt);
        gains[bet + 1] = Math.max(LN[near] - LN[3] + one, doubt);
    }

    /**
     * Writes the gain over chance of each comb and hill to {@code gains}, for a pause since the last contact. Each is a log-normal
     * density, wider by what is not yet known of its middle. Of a comb's teeth the one that is nearest counts; one so narrow that whole
     * seconds would count for more than there is takes the next spread.
     *
     * @param period of a beat, as known from {@code known} of them, seconds
     * @param mean of the {@code n} pauses so far, seconds
     */
    static void combs(float pause, float period, int known, float mean, int n, float chance, float[] gains) {
        float lnPause = ln(pause);
        int m = Math.max(1, Math.min((int) (pause / period + 0.5f), MULTIPLES));
        float base = LN_COMB_TRUST - lnPause - chance;
        float off = lnPause - ln(m * period);
        float above = base - 0.5f * (LN[m + known] - LN[m] - LN[known]);
        float square = off * off * m * known / (m + known);
        float seldom = LN_CHAIN[0][m];
        float often = LN_CHAIN[1][m];
        int narrowest = 0;
        while (narrowest < COMBS.length - 1 && COMBS[narrowest] * period < LEAST_SPREAD_SECONDS) narrowest++;
        int bet = HISTORIES;
        for (int comb = 0; comb < COMBS.length; comb++) {
            int spread = Math.max(comb, narrowest);
            float tooth = above + COMB_TOPS[spread] - COMB_SLOPES[spread] * square;
            gains[bet++] = Math.max(tooth + seldom, LN_COMB_DOUBT);
            gains[bet++] = Math.max(tooth + often, LN_COMB_DOUBT);
        }
        hills(lnPause - ln(mean), n, base, gains);
    }

    private static void hills(float off, int n, float base, float[] gains) {
        float above = base - 0.5f * (LN[n + 1] - LN[n]);
        float share = (float) n / (n + 1);
        for (int hill = 0; hill < HILLS.length; hill++) {
            float from = off + HILL_MEANS[hill];
            float height = above + HILL_TOPS[hill] - HILL_SLOPES[hill] * from * from * share;
            gains[BETS - HILLS.length + hill] = Math.max(height, LN_COMB_DOUBT);
        }
    }

    /**
     * By how much people explain {@code n} idle times, 2 or more, better than random arrivals do, nats: their idle times are log-normal,
     * of any scale and a spread of at least 1.
     *
     * @param logs the sum of their logarithms
     * @param squares the sum of the squares of those
     * @param sum of the idle times
     */
    static double people(double n, double logs, double squares, double sum) {
        double mean = logs / n;
        double off = Math.max(0, squares - n * mean * mean);
        double variance = Math.max(LEAST_SPREAD_OF_PEOPLE * LEAST_SPREAD_OF_PEOPLE, off / (n - 1));
        double people = -(n - 1) / 2 * (LN_2_PI + Math.log(variance)) - Math.log(n) / 2 - off / (2 * variance) - logs;
        double random = lnGamma(n) - n * Math.log(sum - n / 2);
        return people - random;
    }

    /** The logarithm of the gamma function, by Stirling's series. */
    private static double lnGamma(double n) {
        double shift = 0;
        double x = n;
        for (; x < 7; x++) shift += Math.log(x);
        return (x - 0.5) * Math.log(x) - x + LN_2_PI / 2 + 1 / (12 * x) - shift;
    }

    /** The first of the two bets that look at the sums of so many idle times in a row, 1 to 3; the other has a window of three. */
    static int history(int lag) {
        return 2 * (lag - 1);
    }

    /**
     * The natural logarithm of a positive number, to seven digits: x = m 2^e with m about 1, c is about 1/m, and ln x is
     * e ln 2 - ln c + ln mc, the last by its series. Math.log takes several times as long, and a series without a table a third
     * longer, for it needs a division.
     */
    static float ln(float x) {
        int bits = Float.floatToRawIntBits(x);
        int e = (bits - LEAST_MANTISSA) >> MANTISSA;
        float m = Float.intBitsToFloat(bits - (e << MANTISSA));
        int step = (bits >> STEP) & (STEPS - 1);
        float r = m * RECIPROCAL[step] - 1;
        return e * LN_2 + (r - r * r * (0.5f - r * (1 / 3f))) - LN_RECIPROCAL[step];
    }
}
