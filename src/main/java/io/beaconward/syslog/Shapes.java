package io.beaconward.syslog;

import java.util.Arrays;
import java.util.List;

/**
 * The shapes of one sender's messages that nobody could read: the first {@link #MOST}; the rest is only counted. A shape that
 * was not seen for a day makes way. Owned by the event loop of the sender.
 */
public final class Shapes {
    /** Most shapes of one sender. */
    static final int MOST = 16;

    private static final long STALE_MILLIS = 86_400_000L;
    private static final Shape[] NONE = {};

    private Shape[] kept = NONE;
    private int size;
    private long others;

    /** Counts the message to its shape, if that is known. */
    boolean count(Shaper shaper, long at) {
        long hash = shaper.hash();
        for (int i = 0; i < size; i++) {
            if (!kept[i].is(shaper, hash)) continue;
            kept[i].again(at);
            return true;
        }
        return false;
    }

    /**
     * Counts a message of a new shape.
     *
     * @param most how many there may be of this sender
     * @return whether there is one more now
     */
    boolean add(Shaper shaper, long at, int most) {
        if (size < Math.min(most, MOST)) {
            if (kept == NONE) kept = new Shape[MOST];
            kept[size++] = new Shape(shaper, at);
            return true;
        }
        int oldest = -1;
        for (int i = 0; i < size; i++) {
            if (oldest < 0 || kept[i].last() < kept[oldest].last()) oldest = i;
        }
        if (oldest >= 0 && at - kept[oldest].last() > STALE_MILLIS) {
            others += kept[oldest].count();
            kept[oldest] = new Shape(shaper, at);
        } else {
            others++;
        }
        return false;
    }

    public int size() {
        return size;
    }

    /** Those there are, in the order in which they came. */
    public List<Shape> all() {
        return List.of(Arrays.copyOf(kept, size));
    }

    /** How many messages are of shapes that are not kept. */
    public long others() {
        return others;
    }
}
