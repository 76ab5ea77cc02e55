package io.beaconward.names;

import java.util.concurrent.TimeUnit;
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
    private static final int TAG = 0xffff_0000;
    private static final int MINUTES = 0x0000_ffff;

    private final AtomicIntegerArray watched; // minutes since 1970
    private final AtomicIntegerArray told; // 16 bits of the hash, 16 bits of the minutes since 1970: 45 days

    /** @param slots how many at least */
    NamedAddresses(int slots) {
        int size = Math.max(1, Integer.highestOneBit(Math.max(1, slots - 1)) << 1);
        this.watched = new AtomicIntegerArray(size);
        this.told = new AtomicIntegerArray(size);
    }

    /** A name was told for the address with this hash, which is watched or not. */
    void tell(long hash, boolean isWatched, long nowMillis) {
        int slot = slot(hash);
        int now = minutes(nowMillis);
        int mark = tag(hash) | (now & MINUTES);
        if (told.getOpaque(slot) != mark) told.setOpaque(slot, mark);
        if (isWatched && watched.getOpaque(slot) != now) watched.setOpaque(slot, now);
    }

    /** Whether a watched name may have been told for the address within so long before. */
    boolean isWatched(long hash, long nowMillis, long keepMillis) {
        return minutes(nowMillis) - watched.getOpaque(slot(hash)) <= minutes(keepMillis);
    }

    /** Whether a name was told for the address within so long before, to the minute; at its end it counts as forgotten. */
    boolean isTold(long hash, long nowMillis, long keepMillis) {
        int mark = told.getOpaque(slot(hash));
        int age = (minutes(nowMillis) - mark) & MINUTES;
        return mark != 0 && (mark & TAG) == tag(hash) && age < minutes(keepMillis);
    }

    private int slot(long hash) {
        return (int) (hash >>> Short.SIZE) & (watched.length() - 1);
    }

    private static int tag(long hash) {
        return (int) hash << Short.SIZE;
    }

    private static int minutes(long millis) {
        return (int) TimeUnit.MILLISECONDS.toMinutes(millis);
    }
}
