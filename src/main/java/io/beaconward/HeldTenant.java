package io.beaconward;

import io.beaconward.detect.Confidence;
import io.beaconward.detect.Finding;
import io.beaconward.detect.Level;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** The findings on one tenant that the first day held back. Of its sources it tells {@link #MOST_SOURCES} apart. */
final class HeldTenant {
    static final int MOST_SOURCES = 100;

    private static final Pattern PLAIN = Pattern.compile("[a-z0-9._-]{1,253}");
    private static final long KIB = 1024;
    private static final long MOST_SENT = 1024 * KIB;
    private static final int DAY_SECONDS = 86_400;
    private static final int SUGGESTED_DAYS = 90;
    private static final double WIDEST = 1.5;

    private final String name;
    private final Set<String> sources = new HashSet<>();
    private long pairs;
    private long likeUpdaters;
    private double shortest = Double.MAX_VALUE;
    private double longest;
    private double mostSent;

    HeldTenant(String name) {
        this.name = name;
    }

    void add(Finding finding) {
        if (sources.size() < MOST_SOURCES) sources.add(finding.pair().sourceIp());
        pairs++;
        double interval = finding.judgement().rhythm().medianInterval();
        if (interval > 0 && isScheduledOrUnlikely(finding.judgement().confidence())) likeUpdaters++;
        shortest = Math.min(shortest, interval);
        longest = Math.max(longest, interval);
        mostSent = Math.max(mostSent, finding.pair().avgBytesSent());
    }

    private static boolean isScheduledOrUnlikely(Confidence confidence) {
        return confidence.level() == Level.LOW
                || confidence.parts().stream().anyMatch(part -> part.name().equals("schedule"));
    }

    String name() {
        return name;
    }

    int sources() {
        return sources.size();
    }

    String sourcesInWords() {
        return sources() < MOST_SOURCES ? sources() + " sources" : MOST_SOURCES + " sources or more";
    }

    /** Whether most of its pairs are scheduled or of low confidence, and all about as fast. */
    boolean looksLikeAnUpdater() {
        return 2 * likeUpdaters > pairs && shortest >= 1 && longest <= DAY_SECONDS && longest <= WIDEST * shortest;
    }

    /** Whether the name is nothing but a name. */
    boolean isPlain() {
        return PLAIN.matcher(name).matches();
    }

    /** An entry that holds while the pairs go on as they do. */
    String suppression(Instant now) {
        long interval = Math.round((shortest + longest) / 2);
        long tolerance = Math.max(1, Math.round((longest - shortest) / 2 + interval * 0.1));
        LocalDate until = now.atZone(ZoneOffset.UTC).toLocalDate().plusDays(SUGGESTED_DAYS);
        long sentBelow = Math.min(MOST_SENT, KIB * (1 + (long) (2 * mostSent / KIB)));
        return "  - {tenant: \"" + name + "\", interval: " + interval + "s, tolerance: " + tolerance + "s, sent-below: "
                + sentBelow + ", until: " + until + ", by: \"the first day\", why: \"" + sourcesInWords()
                + " polled it so\"}";
    }

    /** An entry that leaves alerts of high confidence. */
    String override() {
        return "  - {tenant: \"" + name + "\", confidence: high, why: \"" + sourcesInWords()
                + " polled it on the first day\"}";
    }
}
