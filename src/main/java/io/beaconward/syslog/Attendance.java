package io.beaconward.syslog;

import java.util.EnumMap;
import java.util.Map;

/**
 * What is known of one sender over all event loops, since its connections may be heard by several, one after the other or at
 * once. Thread-safe; nothing here allocates, but for the first message of a numbering.
 */
public final class Attendance {
    private final String name;
    private final Roster roster;
    private final Map<Numbering, SequenceStream> sequences = new EnumMap<>(Numbering.class);
    private long missing;
    private int holders; // guarded by the roster

    Attendance(String name, Roster roster) {
        this.name = name;
        this.roster = roster;
    }

    /** The sender's name, as in logs. */
    public String name() {
        return name;
    }

    /** Messages known to be lost because their numbers did not come. */
    public synchronized long missing() {
        return missing;
    }

    /**
     * Takes the number that a message bears.
     *
     * @param number not negative
     * @return how many messages are known to be lost now, beside those told before
     */
    public long number(Numbering numbering, long number, long nowMillis) {
        long lost;
        long dueMillis;
        synchronized (this) {
            SequenceStream sequence = sequences.computeIfAbsent(numbering, first -> new SequenceStream());
            lost = sequence.take(number, nowMillis);
            dueMillis = sequence.lostMillis();
            missing += lost;
        }
        if (lost > 0) roster.missing(numbering, lost, dueMillis);
        return lost;
    }

    /** One more event loop remembers the sender. */
    void joined() {
        holders++;
    }

    /** One event loop forgot the sender; whether none remembers it now. */
    boolean left() {
        return --holders == 0;
    }
}
