package io.beaconward.detect;

import io.beaconward.config.Settings;
import io.beaconward.counters.LonePair;
import io.beaconward.counters.Pair;
import io.beaconward.counters.Totals;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** A pair on its own that all rules for one pair judge at each contact, as the detector asks them, and when each first held. */
public final class LoneJudge implements AutoCloseable {
    private static final Company NOBODY_ELSE = new Company();
    private static final Settings.Alerts ALL_OF_ONE_PAIR = new Settings.Alerts(
            Duration.ofHours(24),
            Duration.ofHours(6),
            EnumSet.complementOf(EnumSet.of(Settings.Alerts.Rule.ROTATION, Settings.Alerts.Rule.CAMPAIGN)),
            List.of(),
            Duration.ZERO);

    private final LonePair lone = new LonePair();
    private final Judge judge = new Judge(ALL_OF_ONE_PAIR, NOBODY_ELSE);
    private final Totals totals = new Totals();
    private final Map<Rule, Integer> beats = new EnumMap<>(Rule.class);
    private int found;

    /** From now on the clock shows multiples of so many seconds. */
    public void grain(int seconds) {
        lone.grain(seconds);
    }

    /** Counts a contact at so many seconds since 1970, which lasted for so many, and judges the pair. */
    public void contact(long seconds, long duration, long sent, long received) {
        Pair pair = lone.session(seconds, duration, sent, received);
        int rules = judge.rules(lone.last(), pair);
        int first = rules & ~found;
        if (first == 0) return;
        found |= rules;
        if ((found & Rule.opening()) != 0) pair.alertFound(found, 0);
        for (Rule rule : Rule.values()) {
            if ((first & rule.bit()) != 0) beats.put(rule, pair.beats().beats());
        }
    }

    /** The beats with which the rules first held; without those that never did. */
    public Map<Rule, Integer> beats() {
        return beats;
    }

    /** Whether a rule that opens an alert held. */
    public boolean alerts() {
        return (found & Rule.opening()) != 0;
    }

    /** How sure it is by all that was found, where so many sources call the tenant. */
    public Confidence confidence(int sourcesOfTenant) {
        Pair pair = lone.pair();
        long now = pair.receivedMillis();
        pair.totals(pair.oldestHour(Pair.hourOf(now)), totals);
        return Confidence.of(found, pair, totals, sourcesOfTenant, now);
    }

    @Override
    public void close() {
        lone.close();
    }
}
