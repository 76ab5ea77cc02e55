package io.beaconward.detect;

import io.beaconward.bytes.Ascii;
import io.beaconward.config.Settings;
import io.beaconward.counters.LonePair;
import io.beaconward.counters.Pair;
import io.beaconward.watch.Contact;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Pairs that all rules judge at each contact, those that look at several pairs included, and when each first held of any. */
public final class JudgedTogether implements AutoCloseable {
    private static final Settings.Alerts ALL = new Settings.Alerts(
            Duration.ofHours(24),
            Duration.ofHours(6),
            EnumSet.allOf(Settings.Alerts.Rule.class),
            List.of(),
            Duration.ZERO);
    private static final Company COMPANY = new Company();
    private static final AtomicInteger SOURCES = new AtomicInteger();
    private static final int SOURCES_AT_MOST = 256;

    private final Judge judge = new Judge(ALL, COMPANY);
    private final Map<String, LonePair> pairs = new HashMap<>();
    private final Map<Rule, Integer> contacts = new EnumMap<>(Rule.class);
    private final int first = SOURCES.getAndAdd(SOURCES_AT_MOST);
    private int contactsSoFar;

    /** A contact of the source of that number, 0 to 255, with the tenant of that number, at so many seconds since 1970. */
    public void contact(int source, int tenant, long seconds, long sent, long received) {
        LonePair lone = pairs.computeIfAbsent(source + " " + tenant, key -> new LonePair());
        Contact contact = lone.last();
        contact.source().set(0, first + source + 1L);
        byte[] name = Ascii.bytes("x.t" + first + "-" + tenant + ".workers.dev");
        System.arraycopy(name, 0, contact.name(), 0, name.length);
        contact.nameLength(name.length);
        contact.tenant(first + tenant + 1);
        contact.provider(1);
        Pair pair = lone.session(seconds, 1, sent, received);
        contactsSoFar++;
        int rules = judge.rules(contact, pair);
        if ((rules & Rule.opening()) != 0) pair.alertFound(pair.alertRules() | rules, 0);
        for (Rule rule : Rule.values()) if ((rules & rule.bit()) != 0) contacts.putIfAbsent(rule, contactsSoFar);
    }

    /** After how many contacts, of all pairs together, the rules first held of one of them; without those that never did. */
    public Map<Rule, Integer> contacts() {
        return contacts;
    }

    @Override
    public void close() {
        pairs.values().forEach(LonePair::close);
    }
}
