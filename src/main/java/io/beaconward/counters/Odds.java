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
 *   <li>combs: the next one lies about the beat T, or, where beats were missed, 2T, 3T or 4T; each comb for a jitter and a
 *       share of missed beats;
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

    private static final float[] JITTER = {0.08f, 0.2f, 0.35f, 0.55f};
    private static final float[] MISSED = {0.03f, 0.25f};
    private static final float[] WIDTH_OF_MULTIPLE = {0, 1, 2, 2.6f, 3};
    private static final int MULTIPLES = 4;
    private static final float LEAST_BLUR = 0.1f;
    private static final float BLUR = 0.8f;
    private static final int SQUARE_ROOT_OF_A_HALF = 0x3f3504f3; // as a float's bits
    private static final int MANTISSA = 23;
    private static final float LN_2 = 0.6931472f;
    private static final float LEAST_DOUBT = 0.02f;
    private static final double[] STAKES = {0.1, 0.1, 0.07, 0.07, 0.03, 0.03};
    private static final double COMB_STAKE = 0.6 / (JITTER.length * MISSED.length);

    private static final byte[] BUCKET_OF = new byte[4096];
    private static final float[] LN = new float[FULL * 3 + 2];
    private static final float[] LN_WIDTH = new float[BUCKETS];
    private static final float[] LN_DOUBT = new float[FULL + 1];
    private static final float[] LN_TRUST = new float[FULL + 1];
    private static final float[] LN_STAKE = new float[BETS];
    private static final float[] TOPS = new float[FULL + 1];
    private static final float[][] FEET = new float[FULL + 1][MULTIPLES + 1];
    private static final float[][] CHAIN = new float[MISSED.length][MULTIPLES + 1];

    static {
        int[] widths = new int[BUCKETS];
        for (int e = 1; e <= LONGEST; e++) {
            int bucket = Math.min((int) Math.floor(4 * Math.log(e) / Math.log(2) + 1e-9), BUCKETS - 1);
            if (e < BUCKET_OF.length) BUCKET_OF[e] = (byte) bucket;
            widths[bucket]++;
        }
        for (int i = 0; i < BUCKETS; i++) LN_WIDTH[i] = (float) Math.log(Math.max(widths[i], 1));
        for (int i = 1; i < LN.length; i++) LN[i] = (float) Math.log(i);
        for (int n = 0; n <= FULL; n++) {
            double doubt = Math.max(LEAST_DOUBT, 1 / (n + 1.5));
            LN_DOUBT[n] = (float) Math.log(doubt);
            LN_TRUST[n] = (float) Math.log(1 - doubt);
            float blur = (float) Math.max(LEAST_BLUR, BLUR / Math.sqrt(Math.max(n, 1)));
            TOPS[n] = Math.max(0, 1 - blur);
            for (int m = 1; m <= MULTIPLES; m++) FEET[n][m] = WIDTH_OF_MULTIPLE[m] * (1 + (m == 1 ? blur : blur / 2));
        }
        for (int bet = 0; bet < BETS; bet++) {
            LN_STAKE[bet] = (float) Math.log(bet < HISTORIES ? STAKES[bet] : COMB_STAKE);
        }
        for (int r = 0; r < MISSED.length; r++) {
            for (int m = 1; m <= MULTIPLES; m++) {
                CHAIN[r][m] = (float) ((1 - MISSED[r]) * Math.pow(MISSED[r], m - 1.0));
            }
        }
    }

    private Odds() {}

    /** The quarter octave of so many seconds, 1 or more. */
    static int bucket(int seconds) {
        if (seconds < BUCKET_OF.length) return BUCKET_OF[seconds];
        int shift =
                Integer.SIZE - 12 - Integer.numberOfLeadingZeros(seconds); // to 2048 and more: four buckets an octave
        return Math.min(BUCKET_OF[seconds >> shift] + 4 * shift, BUCKETS - 1);
    }

    /** The least number of seconds in the bucket, as a fraction. */
    static double lowerEdge(int bucket) {
        return Math.pow(2, bucket / 4.0);
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
     * A history's gain over chance: where {@code near} of {@code n} earlier ones lay in the {@code window} buckets around
     * {@code bucket}.
     */
    static float history(int near, int n, int window, int bucket, float chance) {
        if (near == 0) return LN_DOUBT[n];
        float density = LN[near] - LN[n] - LN[window] - LN_WIDTH[bucket];
        float gain = density + LN_TRUST[n] - chance;
        return gain > LN_DOUBT[n] ? gain : LN_DOUBT[n];
    }

    /**
     * Writes each comb's gain over chance to {@code gains}, for an idle time of {@code idle} where the beat is about {@code beat}.
     * A tooth is a trapezoid of area 1 about the multiple: its top is flat and as wide as the jitter, its sides are as wide as
     * what is not yet known. Teeth of less jitter lie within those of more, so that the first one that is missed ends the search.
     */
    static void combs(int idle, float beat, int n, float chance, float[] gains) {
        for (int bet = HISTORIES; bet < BETS; bet++) gains[bet] = 0;
        float at = idle / beat;
        float second = 0.5f / beat;
        for (int m = 1; m <= MULTIPLES; m++) {
            float distance = Math.abs(at - m);
            for (int j = JITTER.length - 1; j >= 0; j--) {
                float foot = JITTER[j] * FEET[n][m] + second;
                if (distance >= foot) break;
                float top = m == 1 ? JITTER[j] * TOPS[n] : 0;
                float tooth = (distance <= top ? 1 : (foot - distance) / (foot - top)) / (top + foot);
                gains[HISTORIES + 2 * j] += CHAIN[0][m] * tooth;
                gains[HISTORIES + 2 * j + 1] += CHAIN[1][m] * tooth;
            }
        }
        float base = LN_TRUST[n] - ln(beat) - chance;
        float doubt = LN_DOUBT[n];
        for (int bet = HISTORIES; bet < BETS; bet++) {
            float density = gains[bet];
            float gain = density > 0 ? ln(density) + base : doubt;
            gains[bet] = gain > doubt ? gain : doubt;
        }
    }

    /** The first of the two bets that look at the sums of so many idle times in a row, 1 to 3; the other has a window of three. */
    static int history(int lag) {
        return 2 * (lag - 1);
    }

    /**
     * The natural logarithm of a positive number, to seven digits: x = m 2^e with m about 1, and ln m by its series in
     * (m-1)/(m+1). Math.log takes several times as long, and a beat needs a dozen.
     */
    static float ln(float x) {
        int bits = Float.floatToRawIntBits(x);
        int e = (bits - SQUARE_ROOT_OF_A_HALF) >> MANTISSA;
        float m = Float.intBitsToFloat(bits - (e << MANTISSA));
        float s = (m - 1) / (m + 1);
        float z = s * s;
        return e * LN_2 + 2 * s * (1 + z * (1 / 3f + z * (1 / 5f + z * (1 / 7f))));
    }
}
