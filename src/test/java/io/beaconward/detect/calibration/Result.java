package io.beaconward.detect.calibration;

import io.beaconward.detect.Level;
import io.beaconward.detect.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What became of many pairs of one kind of traffic. */
record Result(String name, List<Outcome> pairs) {
    /**
     * What became of one pair.
     *
     * @param beats with which the rules first held; without those that never did
     * @param alerts whether one of them opens an alert
     * @param score of its confidence in the end
     * @param rita its {@link RitaScore}; NaN where that was not asked for
     */
    record Outcome(Map<Rule, Integer> beats, boolean alerts, int score, Level level, double rita) {}

    /** Pairs of all of them. */
    static Result together(String name, List<Result> results) {
        List<Outcome> all = new ArrayList<>();
        for (Result result : results) all.addAll(result.pairs);
        return new Result(name, all);
    }

    /** How many pairs the rule found. */
    int found(Rule rule) {
        return beatsTo(rule).length;
    }

    double share(Rule rule) {
        return (double) found(rule) / pairs.size();
    }

    /** The share of all pairs that the rule found by that beat. */
    double shareBy(Rule rule, int beat) {
        return (double) Arrays.stream(beatsTo(rule)).filter(b -> b <= beat).count() / pairs.size();
    }

    private int[] beatsTo(Rule rule) {
        return pairs.stream()
                .mapToInt(pair -> pair.beats().getOrDefault(rule, 0))
                .filter(beat -> beat > 0)
                .sorted()
                .toArray();
    }

    /** The beats that it took to find that share of the pairs that the rule found; 0 where it found none. */
    int beatsTo(Rule rule, double share) {
        int[] beats = beatsTo(rule);
        return beats.length == 0 ? 0 : beats[(int) Math.min(beats.length - 1, share * beats.length)];
    }

    double shareOfAlerts() {
        return share(pairs.stream().filter(Outcome::alerts).count());
    }

    /** The share of alerts whose confidence came to that level. */
    double share(Level level) {
        long alerts = pairs.stream().filter(Outcome::alerts).count();
        long of = pairs.stream().filter(p -> p.alerts() && p.level() == level).count();
        return alerts == 0 ? 0 : (double) of / alerts;
    }

    /** The median score of those that alert. */
    int score() {
        int[] scores = pairs.stream()
                .filter(Outcome::alerts)
                .mapToInt(Outcome::score)
                .sorted()
                .toArray();
        return scores.length == 0 ? 0 : scores[scores.length / 2];
    }

    private double share(long count) {
        return (double) count / pairs.size();
    }

    private double[] rita() {
        return pairs.stream()
                .mapToDouble(Outcome::rita)
                .filter(score -> !Double.isNaN(score))
                .sorted()
                .toArray();
    }

    double ritaMedian() {
        double[] scores = rita();
        return scores[scores.length / 2];
    }

    /** The share of pairs with such a score or a higher one. */
    double ritaFrom(double score) {
        return (double) Arrays.stream(rita()).filter(s -> s >= score).count() / rita().length;
    }
}
