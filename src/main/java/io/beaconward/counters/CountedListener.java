package io.beaconward.counters;

import io.beaconward.watch.Contact;

/** Told of every contact that is counted, while the pair's lock is held: this is where a pair is judged. */
@FunctionalInterface
public interface CountedListener {
    /** The contact was counted to the pair. */
    void counted(Contact contact, Pair pair);

    /** The contact is about to be counted to a pair that has earlier ones: the last look at it as it was. */
    default void aboutToCount(Contact contact, Pair pair) {
        // most have nothing to say before
    }
}
