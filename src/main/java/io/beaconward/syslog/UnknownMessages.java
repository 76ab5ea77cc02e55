package io.beaconward.syslog;

import io.beaconward.bytes.Slice;

/**
 * Counts messages that nobody could read, by sender and shape. Over all senders {@link #MOST} shapes are kept; the fuller it
 * is, the fewer a sender may add, so that few senders with many shapes leave room for one or two of many. Allocates only
 * for a new shape. Owned by one event loop.
 */
public final class UnknownMessages {
    /** Most shapes of all senders together. */
    static final int MOST = 256;

    private final Shaper shaper = new Shaper();
    private int kept;

    /**
     * Counts one message.
     *
     * @param at when it was received, milliseconds since 1970, or its line
     */
    public void add(Slice app, Slice body, Shapes shapes, long at) {
        shaper.shape(app, body);
        if (!shapes.count(shaper, at) && shapes.add(shaper, at, most())) kept++;
    }

    private int most() {
        if (kept < MOST / 2) return Shapes.MOST;
        if (kept < MOST * 3 / 4) return 4;
        return kept < MOST ? 1 : 0;
    }

    /** Gives back the room of a sender that is forgotten. */
    void forget(Shapes shapes) {
        kept -= shapes.size();
    }
}
