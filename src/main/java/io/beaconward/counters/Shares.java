package io.beaconward.counters;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * About how many pairs each tenant and each source holds, so that a flood of made-up names under one tenant, or of names asked
 * for by one source, cannot push out the pairs of everybody else: at capacity, who holds more than a {@link #CROWD}th of the room
 * gets no further pair. Numbers that fall into one slot are counted together, so a share is never taken for less than it is.
 * Thread-safe; 512 KiB.
 */
final class Shares {
    /** The part of the capacity that one tenant or source may hold once there is no more room. */
    static final int CROWD = 16;

    private static final int SLOTS = 1 << 16;

    private final AtomicIntegerArray tenants = new AtomicIntegerArray(SLOTS);
    private final AtomicIntegerArray sources = new AtomicIntegerArray(SLOTS);

    /** Forgets all. */
    void clear() {
        for (int slot = 0; slot < SLOTS; slot++) {
            tenants.set(slot, 0);
            sources.set(slot, 0);
        }
    }

    void add(PairKey key, int tenant) {
        tenants.incrementAndGet(slot(tenant));
        sources.incrementAndGet(slot(key.sourceHash()));
    }

    void remove(PairKey key, int tenant) {
        tenants.decrementAndGet(slot(tenant));
        sources.decrementAndGet(slot(key.sourceHash()));
    }

    /** Whether the tenant or the key's source holds more than its share of {@code capacity}. */
    boolean isCrowd(PairKey key, int tenant, int capacity) {
        int most = capacity / CROWD;
        return tenants.get(slot(tenant)) > most || sources.get(slot(key.sourceHash())) > most;
    }

    private static int slot(int hash) {
        int mixed = hash * 0x9e37_79b9;
        return mixed >>> 16;
    }
}
