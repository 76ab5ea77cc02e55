package io.beaconward.detect;

import io.beaconward.counters.Beats;
import io.beaconward.counters.Habits;
import io.beaconward.counters.Pair;
import io.beaconward.counters.Totals;
import java.util.ArrayList;
import java.util.List;

/**
 * How sure it is that a pair is a beacon: 0 to 100, the sum of its parts. Each part grows with what it looks at, and none
 * depends on another, so that more evidence never lowers the sum. Points:
 *
 * <ul>
 *   <li>baseline: 25 if the rule holds
 *   <li>rhythm: 20 if the rule holds, and up to 15 more as chance becomes less likely, down to one in a billion
 *   <li>regularity: up to 10 for the share of idle times within a ratio of 1.4
 *   <li>rotation: 25 if the rule holds
 *   <li>campaign: 10 if the rule holds and the tenant has 8 sources or fewer, falling to 0 at 32: what everybody has is a program
 *   <li>sizes: up to 10 for the share of small exchanges above a half, 5 more if the sizes are nearly constant
 *   <li>rarity: 15 if no other source calls the tenant, falling to 0 at 4 sources, to -45 at 32, and to -65 at 256 and more
 *   <li>hours: 1 for each active clock hour in the window, up to 10
 *   <li>novelty: 5 in the pair's first week, falling to -10 at two months
 *   <li>speed: 5 for a fast beat, 5 for a change of pace as if tasked, 15 for long sessions
 *   <li>schedule: -25 if nine beats in ten fall on the first seconds of a minute, as a scheduler's do; -10 where no rhythm is known
 * </ul>
 *
 * 70 and more is high, 40 and more medium.
 *
 * @param score 0 to 100
 * @param parts in the order above, without those of 0 points
 */
public record Confidence(int score, List<Part> parts) {
    /**
     * One part of the score.
     *
     * @param points may be negative
     */
    public record Part(String name, int points) {}

    /** Of a finding that an earlier version stored without. */
    public static final Confidence UNKNOWN = new Confidence(50, List.of());

    private static final int HIGH = 70;
    private static final int MEDIUM = 40;
    private static final int NARROW = 2;
    private static final double CERTAIN = Math.log(1e9);
    private static final double WEEK = 7 * 86_400_000.0;
    private static final double TWO_MONTHS = 60 * 86_400_000.0;
    private static final int FEW = 2; // doublings: 4 sources
    private static final int SOME = 5;
    private static final int MANY = 8;
    private static final int LEAST_BEATS = 12;

    /** Of a pair by which {@code rules} hold. */
    static Confidence of(int rules, Pair pair, Totals totals, int sourcesOfTenant, long nowMillis) {
        Parts parts = new Parts();
        parts.add("baseline", holds(rules, Rule.BASELINE) ? 25 : 0);
        if (holds(rules, Rule.RHYTHM)) {
            parts.add("rhythm", 20 + scaled(15, pair.beats().evidence(), -Math.log(RhythmRule.FALSE_ALARMS), CERTAIN));
            parts.add("regularity", scaled(10, pair.beats().window(1, NARROW).share(), 0.2, 1));
        }
        parts.add("rotation", holds(rules, Rule.ROTATION) ? 25 : 0);
        parts.add("campaign", holds(rules, Rule.CAMPAIGN) ? scaled(10, -doublings(sourcesOfTenant), -5, -3) : 0);
        parts.add("sizes", sizes(pair.habits()) + (holds(rules, Rule.SIZE_LOCK) ? 5 : 0));
        parts.add("rarity", rarity(sourcesOfTenant));
        parts.add("hours", Math.min(totals.hours(), 10));
        parts.add("novelty", 5 - scaled(15, (double) (nowMillis - pair.createdMillis()), WEEK, TWO_MONTHS));
        parts.add(
                "speed",
                (holds(rules, Rule.FAST_BEAT) ? 5 : 0)
                        + (holds(rules, Rule.TASKING) ? 5 : 0)
                        + (holds(rules, Rule.LONG_SESSION) ? 15 : 0));
        parts.add("schedule", isScheduled(pair.beats(), pair.habits()) ? (holds(rules, Rule.RHYTHM) ? -25 : -10) : 0);
        return new Confidence(Math.max(0, Math.min(parts.sum, 100)), List.copyOf(parts.list));
    }

    private static final class Parts {
        private final List<Part> list = new ArrayList<>();
        private int sum;

        void add(String name, int points) {
            if (points == 0) return;
            list.add(new Part(name, points));
            sum += points;
        }
    }

    private static boolean holds(int rules, Rule rule) {
        return (rules & rule.bit()) != 0;
    }

    private static int sizes(Habits habits) {
        return habits.sized() == 0 ? 0 : scaled(10, (double) habits.small() / habits.sized(), 0.5, 1);
    }

    private static int rarity(int sourcesOfTenant) {
        double doublings = doublings(sourcesOfTenant);
        return scaled(15, -doublings, -FEW, 0) - scaled(45, doublings, FEW, SOME) - scaled(20, doublings, SOME, MANY);
    }

    private static double doublings(int sources) {
        return Math.log(Math.max(sources, 1)) / Math.log(2);
    }

    private static boolean isScheduled(Beats beats, Habits habits) {
        return habits.beats() >= LEAST_BEATS && habits.onMinute() >= 0.9 * habits.beats() && beats.beats() > 0;
    }

    /** From 0 at {@code from} to {@code most} at {@code to}, in a straight line. */
    private static int scaled(int most, double value, double from, double to) {
        return (int) Math.round(most * Math.max(0, Math.min((value - from) / (to - from), 1)));
    }

    /** In words. */
    public Level level() {
        return score >= HIGH ? Level.HIGH : score >= MEDIUM ? Level.MEDIUM : Level.LOW;
    }
}
