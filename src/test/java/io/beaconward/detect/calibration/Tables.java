package io.beaconward.detect.calibration;

import static java.util.stream.Collectors.joining;

import io.beaconward.detect.Level;
import io.beaconward.detect.Rule;
import io.beaconward.detect.calibration.Groups.Group;
import io.beaconward.detect.calibration.Others.Other;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The tables of src/docs/detection.md.
 *
 * @param implants pairs a row
 * @param people pairs a row, and a fortieth of that for crowds
 * @param random pairs a row, and a tenth of that where they are very many
 */
record Tables(int implants, int people, int random) {
    private static final double MEDIUM_OF_RITA = 0.7;
    private static final double HIGH_OF_RITA = 0.9;
    private static final int MILLION = 1_000_000;

    String markdown() {
        StringBuilder page = new StringBuilder();
        page.append(head(
                "### Beacons\n\n",
                "jitter, beats missed, connections a beat",
                "found in a day, 60 / 300 / 900 / 1500 s",
                "by beat 12 / 24 / 48, of all",
                "beats to alert, median, 60 / 300 / 900 / 1500 s",
                "RITA, median",
                "0.7 and more",
                "0.9 and more"));
        for (Grid.Row row : Grid.rows()) page.append(gridRow(row));
        page.append(head(
                "\n### Other implants, and what is regular without being one\n\n",
                "traffic",
                "rhythm by beat 12 / 24 / 48",
                "in a day",
                "beats to alert, 10 / 50 / 90 %",
                "other rules",
                "confidence, median",
                "high / medium / low",
                "RITA, median",
                "0.7 and more"));
        for (Other other : Others.IMPLANTS) page.append(otherRow(other));
        for (Other other : Others.GREY) page.append(otherRow(other));
        return page + groups() + falseAlarms();
    }

    /** The rules that look at several pairs. */
    String groups() {
        StringBuilder page = new StringBuilder(head(
                "\n### Several pairs together\n\n",
                "traffic",
                "rule",
                "groups",
                "found in a day",
                "contacts to alert, of all pairs, 10 / 50 / 90 %"));
        for (Group group : Groups.FOUND) page.append(groupRow(group, implants));
        for (Group group : Groups.NOT_FOUND) page.append(groupRow(group, people / 10));
        return page.toString();
    }

    private static String groupRow(Group group, int groups) {
        Result result = group.measure(groups);
        Rule rule = group.rule();
        boolean found = result.found(rule) > 0;
        return row(
                group.name(),
                rule.id(),
                "" + groups,
                result.share(rule) < 0.01 ? alarms(result, rule) : two(result.share(rule)),
                found
                        ? result.beatsTo(rule, 0.1) + " / " + result.beatsTo(rule, 0.5) + " / "
                                + result.beatsTo(rule, 0.9)
                        : "");
    }

    String falseAlarms() {
        StringBuilder page = new StringBuilder(head(
                "\n### False alarms\n\n",
                "traffic",
                "pairs",
                "rhythm",
                "fast-beat",
                "strobe",
                "long-session",
                "baseline",
                "size-lock",
                "RITA 0.7 and more"));
        for (Other other : Others.PEOPLE) page.append(negativeRow(other, people));
        for (Other other : Others.CROWDS) page.append(negativeRow(other, people / 40));
        for (Other other : Others.RANDOM) page.append(negativeRow(other, random));
        for (Other other : Others.BUSY) page.append(negativeRow(other, random / 10));
        return page.toString();
    }

    private static String head(String heading, String... columns) {
        return heading + row(columns) + "|---".repeat(columns.length) + "|\n";
    }

    private static String row(String... cells) {
        return Arrays.stream(cells).collect(joining(" | ", "| ", " |\n"));
    }

    private String gridRow(Grid.Row row) {
        List<Result> results = row.measure(new Calibration(implants, 1, true));
        Result all = Result.together(row.name(), results);
        return row(
                row.name(),
                results.stream().map(r -> two(r.share(Rule.RHYTHM))).collect(joining(" / ")),
                shares(all),
                results.stream().map(r -> "" + r.beatsTo(Rule.RHYTHM, 0.5)).collect(joining(" / ")),
                two(all.ritaMedian()),
                two(all.ritaFrom(MEDIUM_OF_RITA)),
                two(all.ritaFrom(HIGH_OF_RITA)));
    }

    private static String shares(Result result) {
        return two(result.shareBy(Rule.RHYTHM, 12)) + " / " + two(result.shareBy(Rule.RHYTHM, 24)) + " / "
                + two(result.shareBy(Rule.RHYTHM, 48));
    }

    private String otherRow(Other other) {
        Result result = other.measure(implants);
        boolean found = result.found(Rule.RHYTHM) > 0;
        return row(
                other.name(),
                shares(result),
                two(result.share(Rule.RHYTHM)),
                found
                        ? result.beatsTo(Rule.RHYTHM, 0.1) + " / " + result.beatsTo(Rule.RHYTHM, 0.5) + " / "
                                + result.beatsTo(Rule.RHYTHM, 0.9)
                        : "",
                Arrays.stream(Rule.values())
                        .filter(rule -> rule != Rule.RHYTHM && result.share(rule) >= 0.005)
                        .map(rule -> rule.id() + " " + two(result.share(rule)))
                        .collect(joining(", ")),
                result.shareOfAlerts() > 0 ? "" + result.score() : "",
                result.shareOfAlerts() > 0
                        ? two(result.share(Level.HIGH)) + " / " + two(result.share(Level.MEDIUM)) + " / "
                                + two(result.share(Level.LOW))
                        : "",
                two(result.ritaMedian()),
                two(result.ritaFrom(MEDIUM_OF_RITA)));
    }

    private static String negativeRow(Other other, int pairs) {
        Result result = other.measure(pairs);
        return row(
                other.name(),
                "" + pairs,
                alarms(result, Rule.RHYTHM),
                alarms(result, Rule.FAST_BEAT),
                alarms(result, Rule.STROBE),
                alarms(result, Rule.LONG_SESSION),
                alarms(result, Rule.BASELINE),
                alarms(result, Rule.SIZE_LOCK),
                two(result.ritaFrom(MEDIUM_OF_RITA)));
    }

    /** How many, and so many of a million. */
    private static String alarms(Result result, Rule rule) {
        int found = result.found(rule);
        return found == 0 ? "0" : found + " (" + Math.round(result.share(rule) * MILLION) + ")";
    }

    private static String two(double share) {
        return String.format(Locale.ROOT, "%.2f", share);
    }
}
