package io.beaconward.counters;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Which generations are in use: the one counted in, and, while pairs still move over, the one before it.
 *
 * <p>Why no contact is lost when the epoch changes: who counts locks the pair in the generation he takes for the current
 * one and only then looks whether it still is. If it is, he is done before anyone who saw the new epoch can lock the pair
 * in the old generation to move it; if it is not, he begins anew. So once the new epoch is seen, the old generation does
 * not change any more.
 */
final class Epoch {
    private final Generation current;
    private final @Nullable Generation previous;
    private final AtomicLong unmoved;

    Epoch(Generation current, @Nullable Generation previous) {
        this.current = current;
        this.previous = previous;
        this.unmoved = new AtomicLong(previous == null ? 0 : previous.size());
    }

    Generation current() {
        return current;
    }

    @Nullable
    Generation previous() {
        return previous;
    }

    /** Pairs held; while pairs move, an estimate. */
    long pairs() {
        return current.size() + Math.max(0, unmoved.get());
    }

    /**
     * Fills {@code pair}, which is locked in the current generation and empty, with what the previous one knows of it.
     *
     * @return whether it knew anything
     */
    boolean moveIn(PairKey key, Pair pair) {
        if (previous == null || !previous.copyTo(key, new Pair(previous.layout()), pair)) return false;
        current.filledOne();
        unmoved.decrementAndGet();
        return true;
    }

    /** Notes that a pair of the previous generation will not move. */
    void leftBehind() {
        unmoved.decrementAndGet();
    }

    /** Whether the key's pair is held. */
    boolean contains(PairKey key) {
        return current.contains(key) || (previous != null && previous.contains(key));
    }

    /** Removes the key's pair if it is worth {@code worth} still. */
    boolean remove(PairKey key, Pair bound, long worth) {
        if (!current.remove(key, bound, worth)) return false;
        if (previous != null) previous.remove(key);
        return true;
    }
}
