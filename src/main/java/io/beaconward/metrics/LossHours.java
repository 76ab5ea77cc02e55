package io.beaconward.metrics;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How many messages are known to be lost in each of the last {@link #HOURS} UTC clock hours: dropped by the kernel or by us,
 * or missing by their senders' own numbers. Hours count since 1970. What is reported of an hour longer past is left out.
 * Thread-safe, without locks; nothing here allocates.
 *
 * <p>A slot holds the hour in its upper half and the messages in its lower one, and is taken over by a later hour.
 */
public final class LossHours {
    /** Hours held; more than the longest window. */
    public static final int HOURS = 64;

    private static final long HOUR = 3_600_000L;
    private static final long MOST = 0xffff_ffffL;

    private final AtomicLongArray dropped = new AtomicLongArray(HOURS);
    private final AtomicLongArray missing = new AtomicLongArray(HOURS);

    /** Shows what is held. */
    @FunctionalInterface
    public interface Visitor {
        void hour(int hour, long dropped, long missing);
    }

    /** Messages were dropped on this machine, in the hour of {@code atMillis}. */
    public void dropped(long atMillis, long messages) {
        add(dropped, hourOf(atMillis), messages);
    }

    /** Messages did not arrive, those of the kernel's drops among them perhaps, in the hour of {@code atMillis}. */
    public void missing(long atMillis, long messages) {
        add(missing, hourOf(atMillis), messages);
    }

    /** Takes over what was held by an earlier run. */
    public void restore(int hour, long droppedMessages, long missingMessages) {
        add(dropped, hour, droppedMessages);
        add(missing, hour, missingMessages);
    }

    private static int hourOf(long millis) {
        return (int) Math.floorDiv(millis, HOUR);
    }

    private static void add(AtomicLongArray slots, int hour, long messages) {
        if (messages <= 0 || hour < 0) return;
        int slot = hour % HOURS;
        long before;
        long after;
        do {
            before = slots.get(slot);
            if (before >>> 32 > hour) return;
            long known = before >>> 32 == hour ? before & MOST : 0;
            after = (long) hour << 32 | Math.min(known + Math.min(messages, MOST), MOST);
        } while (!slots.compareAndSet(slot, before, after));
    }

    private static long of(AtomicLongArray slots, int hour) {
        long held = slots.get(Math.floorMod(hour, HOURS));
        return held >>> 32 == hour ? held & MOST : 0;
    }

    /** Whether a message of the hour is known to be lost. */
    public boolean isLossy(int hour) {
        return lost(hour) > 0;
    }

    /** Messages of the hour known to be lost, at least: those dropped may be among those missing. */
    public long lost(int hour) {
        return Math.max(of(dropped, hour), of(missing, hour));
    }

    /** Shows every hour with a loss. */
    public void forEach(Visitor visitor) {
        for (int slot = 0; slot < HOURS; slot++) {
            int hour = (int) Math.max(dropped.get(slot) >>> 32, missing.get(slot) >>> 32);
            if (isLossy(hour)) visitor.hour(hour, of(dropped, hour), of(missing, hour));
        }
    }
}
