package io.beaconward.counters;

import io.beaconward.watch.Contact;
import net.openhft.chronicle.core.Memory;
import net.openhft.chronicle.core.OS;

/**
 * The four rings of a pair's clock hours where they lie off-heap, laid out as {@link PairLayout} draws them. {@code top} is
 * the newest hour that they hold; hours are counted from 1970, UTC.
 */
final class HourRings {
    private static final Memory MEMORY = OS.memory();
    private static final long LOW_16 = 0xffffL;
    private static final long LOW_24 = 0xff_ffffL;
    private static final long MAX_BYTES = (1L << 48) - 1;
    private static final int MILLIS_PER_SECOND = 1000;
    private static final int SECONDS_PER_HOUR = 3600;
    private static final long MILLIS_PER_HOUR = 3_600_000L;

    private final PairLayout layout;
    private long address;

    HourRings(PairLayout layout) {
        this.layout = layout;
    }

    void wrap(long pair) {
        address = pair;
    }

    /** Fills {@code totals} with the hours from {@code oldest} on. */
    void totals(int top, int oldest, Totals totals) {
        totals.clear();
        for (int hour = Math.max(oldest, top - layout.hours + 1); hour <= top; hour++) {
            int slot = hour % layout.hours;
            long count = count(slot);
            if (count == 0) continue;
            long sent = ring(layout.bytesSent, slot);
            long received = ring(layout.bytesReceived, slot);
            long details = ring(layout.details, slot);
            long start = hour * MILLIS_PER_HOUR;
            totals.addHour(
                    count,
                    sent >>> 16,
                    received >>> 16,
                    details & LOW_24,
                    (details >>> 24) & LOW_24,
                    start + (sent & LOW_16) * MILLIS_PER_SECOND,
                    start + (received & LOW_16) * MILLIS_PER_SECOND);
        }
    }

    /** Connections in the clock hour; 0 for one that the rings do not hold. */
    int connections(int top, int hour) {
        return hour > top || hour <= top - layout.hours
                ? 0
                : (int) Math.min(count(hour % layout.hours), Integer.MAX_VALUE);
    }

    /** Whether any hour from {@code oldest} on has a connection. */
    boolean isActiveSince(int top, int oldest) {
        for (int hour = Math.max(oldest, top - layout.hours + 1); hour <= top; hour++) {
            if (count(hour % layout.hours) != 0) return true;
        }
        return false;
    }

    long count(int slot) {
        return Integer.toUnsignedLong(MEMORY.readInt(address + layout.counts + (long) Integer.BYTES * slot));
    }

    void count(int slot, long value) {
        MEMORY.writeInt(address + layout.counts + (long) Integer.BYTES * slot, (int) Math.min(value, 0xffff_ffffL));
    }

    long ring(int ring, int slot) {
        return MEMORY.readLong(address + ring + (long) Long.BYTES * slot);
    }

    void ring(int ring, int slot, long value) {
        MEMORY.writeLong(address + ring + (long) Long.BYTES * slot, value);
    }

    /** Empties the hours from the one after {@code top} to {@code hour}, at most all. */
    void advance(int top, int hour) {
        int cleared = Math.min(hour - top, layout.hours);
        for (int h = hour - cleared + 1; h <= hour; h++) clear(h % layout.hours);
    }

    private void clear(int slot) {
        count(slot, 0);
        ring(layout.bytesSent, slot, 0);
        ring(layout.bytesReceived, slot, 0);
        ring(layout.details, slot, 0);
    }

    /** Counts the contact in the hour. */
    void add(int hour, Contact contact, long detail) {
        int slot = hour % layout.hours;
        long second = Math.floorDiv(contact.millis(), (long) MILLIS_PER_SECOND) % SECONDS_PER_HOUR;
        long count = count(slot);
        long sent = ring(layout.bytesSent, slot);
        long received = ring(layout.bytesReceived, slot);
        long first = count == 0 ? second : Math.min(sent & LOW_16, second);
        long last = count == 0 ? second : Math.max(received & LOW_16, second);
        ring(layout.bytesSent, slot, (added(sent >>> 16, contact.bytesSent()) << 16) | first);
        ring(layout.bytesReceived, slot, (added(received >>> 16, contact.bytesReceived()) << 16) | last);
        ring(layout.details, slot, detailsPlus(ring(layout.details, slot), detail));
        count(slot, count + 1);
    }

    private static long added(long sum, long bytes) {
        return Math.min(sum + Math.min(bytes, MAX_BYTES), MAX_BYTES);
    }

    /** Adds to each of the three packed numbers, unless it is at its most. */
    private static long detailsPlus(long details, long detail) {
        long known = Math.min((details & LOW_24) + (detail & LOW_24), LOW_24);
        long blocked = Math.min(((details >>> 24) & LOW_24) + ((detail >>> 24) & LOW_24), LOW_24);
        long starts = Math.min((details >>> 48) + (detail >>> 48), LOW_16);
        return (starts << 48) | (blocked << 24) | known;
    }

    /** Uncounts the oldest contact that was counted from a start record; false where all of them have left the rings. */
    boolean takeBackOldestStart(int top) {
        for (int hour = top - layout.hours + 1; hour <= top; hour++) {
            int slot = hour % layout.hours;
            long details = ring(layout.details, slot);
            if (details >>> 48 == 0) continue;
            long count = count(slot);
            if (count <= 1) {
                clear(slot);
            } else {
                ring(layout.details, slot, details - (1L << 48));
                count(slot, count - 1);
            }
            return true;
        }
        return false;
    }

    /** Takes over the hours of {@code other}, whose window may be another one; those that do not fit are left behind. */
    void copyFrom(HourRings other, int top) {
        for (int hour = top - Math.min(layout.hours, other.layout.hours) + 1; hour <= top; hour++) {
            int slot = hour % layout.hours;
            int theirs = hour % other.layout.hours;
            ring(layout.bytesSent, slot, other.ring(other.layout.bytesSent, theirs));
            ring(layout.bytesReceived, slot, other.ring(other.layout.bytesReceived, theirs));
            ring(layout.details, slot, other.ring(other.layout.details, theirs));
            count(slot, other.count(theirs));
        }
    }
}
