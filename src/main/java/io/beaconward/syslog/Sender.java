package io.beaconward.syslog;

import io.beaconward.bytes.Address;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;

/**
 * What is remembered of one sender: its zone, the dialect it last spoke, how many of its lines came too late. Owned by
 * one {@link Senders}, used on that one thread.
 */
public final class Sender {
    private static final long HOUR = 3_600_000L;
    private static final int NO_DIALECT = -1;
    private static final int NO_LAYOUT = -1;

    private final String name;
    private final ZoneRules zone;
    private final int number;
    private int lastDialect = NO_DIALECT;
    private int layout = NO_LAYOUT;
    private long offsetMillis;
    private long offsetHour = Long.MIN_VALUE; // the local hour offsetMillis was looked up for
    private long contacts;
    private long late;
    private boolean toldLate;

    Sender(String name, ZoneRules zone, int number) {
        this.name = name;
        this.zone = zone;
        this.number = number;
    }

    /** A sender at {@code address} whose wall clock shows UTC. */
    public static Sender inUtc(Address address) {
        return new Sender(address.toString(), ZoneOffset.UTC.getRules(), 0);
    }

    /** Not negative, and no other sender's of the same {@link Senders}: one that was forgotten and returns has a new one. */
    public int number() {
        return number;
    }

    /** The peer's address; behind a relay, the header's host name and the relay's address. For logs. */
    public String name() {
        return name;
    }

    /**
     * The instant of a wall clock of this sender, given and returned as milliseconds since 1970. In the hour that
     * occurs twice the earlier instant is meant; in the hour that is skipped the offset before the gap holds.
     */
    public long toInstant(long wallClockMillis) {
        if (zone.isFixedOffset()) return wallClockMillis - fixedOffset();
        // Offsets change on quarter hours of the wall clock at the finest; an hour is looked up once, then remembered.
        long quarter = Math.floorDiv(wallClockMillis, HOUR / 4);
        if (quarter != offsetHour) {
            LocalDateTime local = LocalDateTime.ofEpochSecond(Math.floorDiv(wallClockMillis, 1000L), 0, ZoneOffset.UTC);
            offsetMillis = zone.getOffset(local).getTotalSeconds() * 1000L;
            offsetHour = quarter;
        }
        return wallClockMillis - offsetMillis;
    }

    private long fixedOffset() {
        if (offsetHour == Long.MIN_VALUE) {
            offsetMillis = zone.getOffset(LocalDateTime.MIN).getTotalSeconds() * 1000L;
            offsetHour = 0;
        }
        return offsetMillis;
    }

    /** The number of the dialect that read the sender's last message, or -1. */
    public int lastDialect() {
        return lastDialect;
    }

    public void lastDialect(int number) {
        lastDialect = number;
    }

    /** The number of the columns that the sender announced last, or -1. */
    public int layout() {
        return layout;
    }

    public void layout(int number) {
        layout = number;
    }

    /** Notes a contact of the sender, late or not. */
    public void contact(boolean tooLate) {
        contacts++;
        if (tooLate) late++;
    }

    /** Whether most of at least 100 contacts came too late to count; true once. */
    public boolean mostlyLateForTheFirstTime() {
        if (toldLate || contacts < 100 || late * 2 <= contacts) return false;
        toldLate = true;
        return true;
    }
}
