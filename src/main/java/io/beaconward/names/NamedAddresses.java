package io.beaconward.names;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * For which addresses names were told lately, and for which of them one that is watched. Most names are watched by nobody, and most
 * flows are done with after a look in here. Two times 4 bytes a slot; shared by all event loops, without a lock: a slot is a number that
 * whoever wrote it last has set.
 *
 * <p>Addresses are known by a hash of theirs. Who is watched is never forgotten too early, but several addresses share a slot, so that a
 * few are taken for watched that are not. Whether a name was told is forgotten when another address needs the slot, and right but for one
 * answer in 65,536.
 */
final class NamedAddresses {
    private static final long MINUTE =
            60_000; // a constant: TimeUnit divides by a variable, which costs as much as all else here
    private static final int TAG = 0xffff_0000;
    private static final int MINUTES = 0x0000_ffff;

    /*
     * Two numbers a slot, side by side so that both are in one cache line:
     *
     *   watched  minutes since 1970
     *   told     16 bits of the hash, 16 bits of the minutes since 1970: 45 days
     */
    private static final int WATCHED = 0;
    private static final int TOLD = 1;
    private static final int NUMBERS = 2;

    private final AtomicIntegerArray slots;

    /** @param slots how many at least */
    NamedAddresses(int slots) {
        int size = Math.max(1, Integer.highestOneBit(Math.max(1, slots - 1)) << 1);
        this.slots = new AtomicIntegerArray(NUMBERS * size);
    }

    /** A name was told for the address with this hash, which is watched or not. */
    void tell(long hash, boolean isWatched, long nowMillis) {
        int slot = slot(hash);
        int now = minutes(nowMillis);
        int mark = tag(hash) | (now & MINUTES);
        if (slots.getOpaque(slot + TOLD) != mark) slots.setOpaque(slot + TOLD, mark);
        if (isWatched && slots.getOpaque(slot + WATCHED) != now) slots.setOpaque(slot + WATCHED, now);
    }

    /** Whether a watched name may have been told for the address within so long before. */
    boolean isWatched(long hash, long nowMillis, long keepMillis) {
        return minutes(nowMillis) - slots.getOpaque(slot(hash) + WATCHED) <= minutes(keepMillis);
    }

    /** Whether a name was told for the address within so long before, to the minute; at its end it counts as forgotten. */
    boolean isTold(long hash, long nowMillis, long keepMillis) {
        int mark = slots.getOpaque(slot(hash) + TOLD);
        int age = (minutes(nowMillis) - mark) & MINUTES;
        return mark != 0 && (mark & TAG) == tag(hash) && age < minutes(keepMillis);
    }

    private int slot(long hash) {
        return (int) (hash >>> Short.SIZE) & (slots.length() - NUMBERS);
    }

    private static int tag(long hash) {
        return (int) hash << Short.SIZE;
    }

    private static int minutes(long millis) {
        return (int) (millis / MINUTE);
    }
}
