package io.beaconward.counters;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes room when the capacity is reached: the least valuable pair goes, by {@link Pair#worth}. The order is exact within
 * one segment of the map; segments take turns, and one look at a segment serves the next evictions, of a thirty-second of its pairs
 * or so. A pair with an open alert never goes. One instance a thread.
 */
final class Eviction {
    private static final int MOST_CANDIDATES = 256;
    private static final int LEAST_CANDIDATES = 16;
    private static final int CANDIDATE_SHARE = 32; // of a segment: to look at a pair costs 300 ns, so an eviction 10 µs
    private static final int SEGMENTS_TRIED = 64;
    private static final long WITH_ALERT = 1L << 62;

    private final AtomicInteger turn;
    private final Pair bound;
    private final PairKey key = new PairKey();
    private final PairKey[] candidates = new PairKey[MOST_CANDIDATES];
    private final long[] worths = new long[MOST_CANDIDATES];
    private final int[] tenants = new int[MOST_CANDIDATES];
    private int most = LEAST_CANDIDATES;
    private int count;
    private int next;

    /**
     * Makes an eviction that looks at the segments in the turn shared with others.
     *
     * @param turn the next segment, shared by all threads
     */
    Eviction(AtomicInteger turn, PairLayout layout) {
        this.turn = turn;
        this.bound = new Pair(layout);
        for (int i = 0; i < MOST_CANDIDATES; i++) candidates[i] = new PairKey();
    }

    /** Removes one pair, also from the shares; false where none could go. The caller holds no lock. */
    boolean makeRoom(Epoch epoch, Shares shares) {
        for (int tried = 0; tried < SEGMENTS_TRIED; tried++) {
            while (next < count) {
                int candidate = next++;
                if (!epoch.remove(candidates[candidate], bound, worths[candidate])) continue;
                shares.remove(candidates[candidate], tenants[candidate]);
                return true;
            }
            look(epoch.current());
        }
        return false;
    }

    private void look(Generation generation) {
        count = 0;
        next = 0;
        long share = generation.size() / generation.segments() / CANDIDATE_SHARE;
        most = (int) Math.max(LEAST_CANDIDATES, Math.min(MOST_CANDIDATES, share));
        int segment = Math.floorMod(turn.getAndIncrement(), generation.segments());
        generation.forEach(segment, key, bound, this::consider);
    }

    /** Keeps the least valuable ones, in order. */
    private void consider(PairKey pairKey, Pair pair) {
        long worth = pair.worth();
        if (worth >= WITH_ALERT || (count == most && worth >= worths[count - 1])) return;
        int place = count < most ? count++ : count - 1;
        PairKey free = candidates[place];
        while (place > 0 && worths[place - 1] > worth) {
            worths[place] = worths[place - 1];
            tenants[place] = tenants[place - 1];
            candidates[place] = candidates[place - 1];
            place--;
        }
        worths[place] = worth;
        tenants[place] = pair.tenant();
        candidates[place] = free;
        free.set(pairKey);
    }
}
