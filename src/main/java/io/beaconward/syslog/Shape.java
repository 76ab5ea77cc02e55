package io.beaconward.syslog;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A kind of message that nobody could read: what one sender's messages of it have in common, how many, when. */
public final class Shape {
    private final byte[] text;
    private final long hash;
    private long count;
    private final long first;
    private long last;

    Shape(Shaper shaper, long at) {
        text = shaper.copy();
        hash = shaper.hash();
        count = 1;
        first = at;
        last = at;
    }

    boolean is(Shaper shaper, long wanted) {
        return hash == wanted && Arrays.equals(text, 0, text.length, shaper.bytes(), 0, shaper.length());
    }

    void again(long at) {
        count++;
        last = at;
    }

    /** Printable ASCII. */
    public String text() {
        return new String(text, StandardCharsets.US_ASCII);
    }

    public long count() {
        return count;
    }

    /** When the first was received, milliseconds since 1970; in stored logs its line. */
    public long first() {
        return first;
    }

    /** As {@link #first}, of the last. */
    public long last() {
        return last;
    }
}
