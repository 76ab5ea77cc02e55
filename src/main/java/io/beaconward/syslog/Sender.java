package io.beaconward.syslog;

import io.beaconward.bytes.Address;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;

/**
 * What is remembered of one sender: its zone and how its clock goes, the dialect it last spoke, what was counted of it. Owned
 * by one {@link Senders}, used on that one thread.
 */
public final class Sender {
    private static final long HOUR = 3_600_000L;
    private static final long MILLIS_PER_SECOND = 1000;
    private static final int NO_DIALECT = -1;
    private static final int NO_LAYOUT = -1;

    private final String name;
    private final String address;
    private final int number;
    private final Attendance attendance;
    private final SenderFigures figures = new SenderFigures();
    private final ClockWatch instants = new ClockWatch();
    private final StampGrain grain = new StampGrain();
    private ZoneRules zone;
    private boolean autoZone;
    private ClockWatch wallClocks = new ClockWatch();
    private int lastDialect = NO_DIALECT;
    private int layout = NO_LAYOUT;
    private long offsetMillis;
    private long offsetHour = Long.MIN_VALUE; // the local hour offsetMillis was looked up for
    private long heardMillis;
    private long untold;
    private long contacts;
    private long late;
    private long ahead;
    private boolean toldLate;
    private boolean toldAhead;

    /**
     * Has not been heard yet.
     *
     * @param address what its zone goes by
     * @param autoZone whether a wall clock in a wrong zone is corrected
     * @param attendance of the sender of this name
     */
    Sender(String name, String address, ZoneRules zone, boolean autoZone, int number, Attendance attendance) {
        this.name = name;
        this.address = address;
        this.zone = zone;
        this.autoZone = autoZone;
        this.number = number;
        this.attendance = attendance;
    }

    /** A sender at {@code address} whose wall clock shows UTC. */
    public static Sender inUtc(Address address) {
        String name = address.toString();
        return new Sender(
                name, name, ZoneOffset.UTC.getRules(), false, 0, Roster.alone().join(name));
    }

    /** Not negative, and no other sender's of the same {@link Senders}: one that was forgotten and returns has a new one. */
    public int number() {
        return number;
    }

    /** A number of its name, so the same in all {@link Senders}; never 0. Those of two senders differ, but for chance. */
    public int identity() {
        int hash = name.hashCode();
        return hash == 0 ? 1 : hash;
    }

    /** The peer's address; behind a relay, the header's host name and the relay's address. For logs. */
    public String name() {
        return name;
    }

    /** The address to write into {@code time-zones} for this sender. */
    public String address() {
        return address;
    }

    /**
     * Takes a message received at {@code nowMillis}. Those of one millisecond are told to the attendance together, which is shared by
     * the event loops: the last of them when the next one comes.
     */
    public void heard(long nowMillis) {
        untold++;
        if (nowMillis == heardMillis) return;
        heardMillis = nowMillis;
        attendance.heard(untold, nowMillis);
        untold = 0;
    }

    /** What is known of it over all event loops. */
    public Attendance attendance() {
        return attendance;
    }

    /** What was counted of its messages. */
    public SenderFigures figures() {
        return figures;
    }

    /**
     * Has its wall clock show another zone, and be corrected or not. What was known of how the clock goes is kept unless the zone
     * is indeed another.
     */
    void zone(ZoneRules now, boolean corrected) {
        autoZone = corrected;
        if (zone.equals(now)) return;
        zone = now;
        offsetHour = Long.MIN_VALUE;
        wallClocks = new ClockWatch();
    }

    /** How its zone differs from UTC at an instant, milliseconds since 1970. */
    public ZoneOffset offsetAt(long millis) {
        return zone.getOffset(Instant.ofEpochMilli(millis));
    }

    /**
     * Notes that a message received at {@code receivedMillis} states {@code stamp}.
     *
     * @return whether that changes what is known of how the sender's clock goes
     */
    public boolean clockChanged(Stamp stamp, long receivedMillis) {
        long stated = stamp.uncorrectedMillis(this, receivedMillis);
        grain.stated(Math.floorDiv(stated, MILLIS_PER_SECOND));
        long off = receivedMillis - stated;
        return (stamp.isInstant() ? instants : wallClocks).sample(off, receivedMillis);
    }

    /** The times that it states are multiples of so many seconds; 1: as far as is known, it states seconds. */
    public int grain() {
        return grain.seconds();
    }

    /**
     * By how much the times that the sender states without a zone are constantly off: what is to be added to them, a multiple of 15
     * minutes. 0: not at all, or not known.
     */
    public long wallClockOffMillis() {
        return wallClocks.offMillis();
    }

    /** As {@link #wallClockOffMillis}, of times that it states with their zone; these are never corrected. */
    public long instantOffMillis() {
        return instants.offMillis();
    }

    /** Whether times without a zone are corrected. */
    public boolean isCorrected() {
        return autoZone && wallClocks.offMillis() != 0;
    }

    /**
     * A time without a zone, moved by as much as the sender's are known to be off, if that brings it nearer to {@code
     * reference}: once the clock was put right, it does not.
     */
    long corrected(long millis, long reference) {
        if (!isCorrected()) return millis;
        long moved = millis + wallClocks.offMillis();
        return Math.abs(reference - moved) < Math.abs(reference - millis) ? moved : millis;
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

    /** Has its next message tried by all dialects. */
    void forgetDialect() {
        lastDialect = NO_DIALECT;
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

    /** Notes that a contact's time was too far ahead, beside {@link #contact}. */
    public void ahead() {
        ahead++;
    }

    /** Whether most of at least 100 contacts were too far ahead, and no wrong zone is known that explains it; true once. */
    public boolean mostlyAheadForTheFirstTime() {
        if (toldAhead || contacts < 100 || ahead * 2 <= contacts) return false;
        if (wallClocks.offMillis() != 0 || instants.offMillis() != 0) return false;
        toldAhead = true;
        return true;
    }
}
