package io.beaconward.syslog;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.EnumMap;
import java.util.Map;

/**
 * What is known of one sender over all event loops, since its connections may be heard by several, one after the other or at
 * once. Thread-safe; nothing here allocates, but for the first message of a numbering.
 */
public final class Attendance {
    private static final VarHandle MESSAGES;
    private static final VarHandle HEARD;

    static {
        try {
            MESSAGES = MethodHandles.lookup().findVarHandle(Attendance.class, "messages", long.class);
            HEARD = MethodHandles.lookup().findVarHandle(Attendance.class, "heardMillis", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final String name;
    private final Roster roster;
    private final Map<Numbering, SequenceStream> sequences = new EnumMap<>(Numbering.class);
    private long missing;
    private long messages;
    private long heardMillis;
    private int holders; // guarded by the roster

    Attendance(String name, Roster roster) {
        this.name = name;
        this.roster = roster;
    }

    /** The sender's name, as in logs. */
    public String name() {
        return name;
    }

    /** Takes messages, the last of them received at {@code nowMillis}. Of those that two event loops take at once, some may not be counted. */
    public void heard(long count, long nowMillis) {
        MESSAGES.setOpaque(this, messages + count);
        if (heardMillis != nowMillis) HEARD.setOpaque(this, nowMillis);
    }

    /** About how many messages were heard. */
    public long messages() {
        return (long) MESSAGES.getOpaque(this);
    }

    /** When the last one was heard, milliseconds since 1970; 0 before the first. */
    public long heardMillis() {
        return (long) HEARD.getOpaque(this);
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
