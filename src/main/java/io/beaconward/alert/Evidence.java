package io.beaconward.alert;

import io.beaconward.detect.Finding;
import io.beaconward.detect.Losses;
import io.beaconward.detect.PairFigures;
import io.beaconward.detect.RhythmFigures;
import io.beaconward.detect.Rule;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/**
 * A finding in plain English. Names come from logs: they are made {@link Printable}, and stand between two {@code quote}s,
 * which they cannot hold themselves.
 */
final class Evidence {
    private static final int LONGEST_NAME = 253;
    private static final long KIB = 1024;
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final Map<String, String> SENTENCES = Map.of(
            Rule.FAST_BEAT.id(),
            "The latest beats come as evenly as a clock, two minutes apart or less. ",
            Rule.ROTATION.id(),
            "Its beats are spread over several destinations of one provider, so that none of them shows the rhythm alone. ",
            Rule.CAMPAIGN.id(),
            "Other sources call the same tenant at the same pace. ",
            Rule.TASKING.id(),
            "Then the beats came much faster, or far more was sent: somebody may be at work through it. ",
            Rule.LONG_SESSION.id(),
            "Sessions of hours at a trickle of bytes can hide every beat in one line of the log. ",
            Rule.STROBE.id(),
            "More than 360 connections in an hour leave no single beat to be told. ",
            Rule.SIZE_LOCK.id(),
            "Nearly all of them have the same sizes. ");

    private Evidence() {}

    /** Who, where, how much and since when, in one line. */
    static String summary(Finding finding, String quote) {
        PairFigures pair = finding.pair();
        return name(pair.sourceIp(), quote) + " to " + name(pair.destination(), quote) + ": "
                + count(pair.connectionCount(), "connection") + " in " + count(pair.hourlyBuckets(), "hour")
                + " since " + minute(pair.firstSeen());
    }

    /** What was seen, and what it means. */
    static String sentences(Finding finding, String quote) {
        PairFigures pair = finding.pair();
        return name(pair.sourceIp(), quote) + user(finding, quote) + " connected to " + name(pair.destination(), quote)
                + " (" + platform(finding, quote) + ") "
                + count(pair.connectionCount(), "time") + " in " + count(pair.hourlyBuckets(), "different clock hour")
                + " since " + minute(pair.firstSeen()) + ", " + sizes(finding) + blocked(finding) + ". "
                + inferred(finding)
                + losses(finding)
                + rhythm(finding)
                + others(finding, quote)
                + meaning(finding, quote);
    }

    private static String user(Finding finding, String quote) {
        return finding.user().isEmpty() ? "" : " (user " + name(finding.user(), quote) + ")";
    }

    private static String platform(Finding finding, String quote) {
        String provider = unquoted(finding.provider(), quote);
        return finding.tenant().isEmpty() ? provider : provider + ", tenant " + name(finding.tenant(), quote);
    }

    private static String sizes(Finding finding) {
        if (finding.bytesKnownShare() <= 0) return "sizes not logged";
        PairFigures pair = finding.pair();
        String sizes = "sending " + size(pair.avgBytesSent()) + " and receiving " + size(pair.avgBytesRecv())
                + " each on average";
        if (finding.bytesKnownShare() >= 1) return sizes;
        return sizes + " (sizes logged for " + part(pair, finding.bytesKnownShare())
                + " of them, the others count as 0)";
    }

    private static String blocked(Finding finding) {
        if (finding.blockedShare() <= 0) return "";
        if (finding.blockedShare() >= 1) return "; all of them were blocked";
        return "; " + part(finding.pair(), finding.blockedShare()) + " of them were blocked";
    }

    private static String inferred(Finding finding) {
        if (finding.inferredNames() == 0) return "";
        String others = finding.namesOfOthers() == 0
                ? ""
                : "; " + grouped(finding.namesOfOthers()) + " of them by what other clients were told: weaker evidence";
        return "The name comes from DNS replies, not from the device's own log (" + grouped(finding.inferredNames())
                + " of " + count(finding.pair().connectionCount(), "connection") + others + "). ";
    }

    private static String losses(Finding finding) {
        Losses losses = finding.losses();
        if (losses.hours() == 0) return "";
        return "The input had losses in " + losses.hours() + " of these "
                + count(finding.hourlyCounts().size(), "hour") + " (at least " + count(losses.messages(), "message")
                + "), so beats may be missing. ";
    }

    private static String rhythm(Finding finding) {
        RhythmFigures rhythm = finding.judgement().rhythm();
        if (rhythm.of() == 0 || !finding.rules().contains(Rule.RHYTHM.id())) return more(finding);
        String range = rhythm.from() >= rhythm.to() ? "" + rhythm.to() : rhythm.from() + " to " + rhythm.to();
        String offs = rhythm.offPeriods() == 0 ? "" : ", besides " + count(rhythm.offPeriods(), "long pause");
        return grouped(rhythm.within()) + " of the latest " + count(rhythm.of(), "interval") + " were about " + range
                + " s" + offs + ": random connections would ever look so with a probability of at most "
                + probability(rhythm.chance()) + ". " + more(finding);
    }

    /** What the other rules say. */
    private static String more(Finding finding) {
        StringBuilder more = new StringBuilder();
        for (String rule : finding.rules()) more.append(SENTENCES.getOrDefault(rule, ""));
        return more.toString();
    }

    private static String others(Finding finding, String quote) {
        if (finding.judgement().others().isEmpty()) return "";
        StringBuilder others = new StringBuilder("Beside it: ");
        String separator = "";
        for (String other : finding.judgement().others()) {
            others.append(separator).append(name(other, quote));
            separator = ", ";
        }
        return others.append(". ").toString();
    }

    private static String probability(double chance) {
        return "1 in " + grouped(Math.max(1, Math.round(1 / chance)));
    }

    private static String meaning(Finding finding, String quote) {
        String lastSeen = minute(finding.pair().lastSeen());
        return switch (finding.state()) {
            case OPEN ->
                "Small exchanges again and again with a function on a shared cloud are how malware calls home"
                        + " unnoticed: find out which program on "
                        + name(finding.pair().sourceIp(), quote) + " does this.";
            case UPDATED -> "It goes on: the latest connection was at " + lastSeen + ".";
            case CLOSED ->
                "The latest connection was at " + lastSeen + "; this alert is closed" + partOf(finding) + ".";
        };
    }

    private static String partOf(Finding finding) {
        String whole = finding.judgement().partOf();
        return whole.isEmpty()
                ? ""
                : ", for many sources call the tenant: alert " + whole
                        + " tells of this one, too, as long as it goes on";
    }

    private static String name(String text, String quote) {
        return quote + unquoted(text, quote) + quote;
    }

    private static String unquoted(String text, String quote) {
        String printable = Printable.of(text, LONGEST_NAME);
        return quote.isEmpty() ? printable : printable.replace(quote, "?");
    }

    private static String count(long count, String thing) {
        return grouped(count) + " " + (count == 1 ? thing : thing + "s");
    }

    private static String part(PairFigures pair, double share) {
        return grouped(Math.round(share * pair.connectionCount()));
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String size(double bytes) {
        if (bytes < KIB) return Math.round(bytes) + " B";
        if (bytes < KIB * KIB) return String.format(Locale.ROOT, "%.1f KiB", bytes / KIB);
        return String.format(Locale.ROOT, "%,.1f MiB", bytes / (KIB * KIB));
    }

    private static String minute(Instant time) {
        return MINUTE.format(time);
    }
}
