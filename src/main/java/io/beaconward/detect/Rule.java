package io.beaconward.detect;

import io.beaconward.config.Settings;
import io.beaconward.counters.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What can be found of a pair. In the order in which the rules of an alert are named; the first that holds leads. */
public enum Rule {
    /** {@link BaselineRule}. */
    BASELINE(0, "baseline", Severity.HIGH, true),
    /** {@link RhythmRule}. */
    RHYTHM(1, "rhythm", Severity.HIGH, true),
    /** {@link FastBeatRule}. */
    FAST_BEAT(2, "fast-beat", Severity.HIGH, true),
    /** One source takes turns among destinations of one provider; together they have the rhythm of {@link RhythmRule}. */
    ROTATION(7, "rotation", Severity.HIGH, true),
    /** After a quiet rhythm the beats come much faster, or much more is sent: somebody is at the keys. */
    TASKING(3, "tasking", Severity.HIGH, false),
    /** {@link LongSessionRule}. */
    LONG_SESSION(4, "long-session", Severity.MEDIUM, true),
    /** {@link StrobeRule}. */
    STROBE(5, "strobe", Severity.MEDIUM, true),
    /** {@link SizeLockRule}. */
    SIZE_LOCK(6, "size-lock", Severity.MEDIUM, false),
    /** Three sources or more have a rhythm of the same period with one tenant. */
    CAMPAIGN(8, "campaign", Severity.HIGH, false);

    /** How bad it is if it is true. */
    public enum Severity {
        MEDIUM,
        HIGH
    }

    private static final Map<String, Rule> BY_ID =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(Rule::id, rule -> rule));

    private final int bit;
    private final String id;
    private final Severity severity;
    private final boolean opens;

    Rule(int number, String id, Severity severity, boolean opens) {
        this.bit = 1 << number;
        this.id = id;
        this.severity = severity;
        this.opens = opens;
    }

    /** The severity of the rule of that id; an unknown one is taken for the worst. */
    public static Severity severity(String id) {
        Rule rule = BY_ID.get(id);
        return rule == null ? Severity.HIGH : rule.severity;
    }

    /** Its name in alerts, metrics and settings. */
    public String id() {
        return id;
    }

    /** Its place in a set of rules; part of the map files. */
    int bit() {
        return bit;
    }

    /** What is noted of the pair's open alert; earlier versions had the baseline rule alone, and noted nothing. */
    static int ofAlert(Pair pair) {
        int noted = pair.alertRules();
        return noted == 0 ? BASELINE.bit : noted;
    }

    /** The ids of a set of rules, in order. */
    static List<String> ids(int bits) {
        List<String> ids = new ArrayList<>();
        for (Rule rule : values()) if ((bits & rule.bit()) != 0) ids.add(rule.id);
        return List.copyOf(ids);
    }

    /** The set of those that open an alert. */
    static int opening() {
        int bits = 0;
        for (Rule rule : values()) if (rule.opens) bits |= rule.bit();
        return bits;
    }

    /** The set of these rules. */
    static int bits(Iterable<Settings.Alerts.Rule> rules) {
        int bits = 0;
        for (Settings.Alerts.Rule rule : rules) bits |= valueOf(rule.name()).bit();
        return bits;
    }

    /** The set of the rules with these ids; those of later versions are left out. */
    static int bitsOf(Iterable<String> ids) {
        int bits = 0;
        for (String id : ids) {
            Rule rule = BY_ID.get(id);
            if (rule != null) bits |= rule.bit();
        }
        return bits;
    }
}
