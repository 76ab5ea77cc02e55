package io.beaconward.counters;

import io.beaconward.watch.Contact;

/** Told of every contact counted, while the pair's lock is held: this is where a pair is judged. */
@FunctionalInterface
public interface CountedListener {
    /**
     * The contact was counted to the pair.
     *
     * @param previousMillis when the pair's contact before this one was received, milliseconds since 1970; 0: never
     */
    void counted(Contact contact, Pair pair, long previousMillis);
}
