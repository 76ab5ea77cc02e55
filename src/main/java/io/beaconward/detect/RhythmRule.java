package io.beaconward.detect;

import io.beaconward.counters.Beats;

/**
 * The rhythm rule: the idle times before a pair's beats are neither chance nor people, and most of them are alike.
 *
 * <p>Evidence says "not chance": what bets on a rhythm have won from random arrivals of any rate reaches 1/a with a
 * probability of at most a, over all looks together. So at most one in 10,000 pairs of random arrivals is ever found, and one
 * in 1,000 of people whose pauses are log-normal with a spread of 1 or more; each time that the evidence began anew costs
 * more, so that all beginnings together keep to it. The effect says "not merely unusual": of single idle times more than half lie within a ratio of 3.4, or most sums of
 * two or three in a row do. And stamps must be able to tell: the median idle time is 6 s or more, and no less than the stamps' grain.
 */
public final class RhythmRule {
    /** The share of random pairs that the rule may find, over all looks. */
    public static final double FALSE_ALARMS = 1e-4;

    /** The same for people. */
    public static final double FALSE_ALARMS_OF_PEOPLE = 1e-3;

    private static final double AGAINST_CHANCE = -Math.log(FALSE_ALARMS);
    private static final double AGAINST_PEOPLE = -Math.log(FALSE_ALARMS_OF_PEOPLE);

    /** The first beginning may spend this share of them; the k-th one after it 1/k² of the rest, over the sum of all of these. */
    private static final double FIRST = 0.9;

    private static final double AT_FIRST = -Math.log(FIRST);
    private static final double LATER = -Math.log((1 - FIRST) * 6 / (Math.PI * Math.PI));
    private static final double LEAST_MEDIAN_IDLE = 6;
    private static final double LEAST_GRAINS = 1;
    private static final int WIDTH = 7;
    private static final double[] LEAST_SHARE = {0, 0.55, 0.8, 0.9};

    private RhythmRule() {}

    /** Whether the rule holds, by what was heard so far. */
    public static boolean holds(Beats beats) {
        double again = beats.restarts() == 0 ? AT_FIRST : LATER + 2 * Math.log(beats.restarts());
        if (beats.mostEvidence() < AGAINST_CHANCE + again) return false;
        double evidence = beats.evidence();
        return evidence >= AGAINST_CHANCE + again
                && evidence - beats.people() >= AGAINST_PEOPLE + again
                && beats.medianIdle() >= Math.max(LEAST_MEDIAN_IDLE, LEAST_GRAINS * beats.grain())
                && isMostlyAlike(beats);
    }

    private static boolean isMostlyAlike(Beats beats) {
        for (int lag = 1; lag < LEAST_SHARE.length; lag++) {
            if (beats.window(lag, WIDTH).share() >= LEAST_SHARE[lag]) return true;
        }
        return false;
    }
}
