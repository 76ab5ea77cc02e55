package io.beaconward.bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A reusable view of a range of a byte array. It copies nothing and owns nothing: it is valid for as long as the array
 * holds the bytes it was set to. Not thread-safe.
 */
public final class Slice {
    private static final byte[] NOTHING = {};

    private byte[] array = NOTHING;
    private int from;
    private int to;

    /** Views {@code [from, to)} of {@code array}. */
    public Slice set(byte[] array, int from, int to) {
        if (from < 0 || to < from || to > array.length) {
            throw new IndexOutOfBoundsException("[" + from + ", " + to + ") of " + array.length);
        }
        this.array = array;
        this.from = from;
        this.to = to;
        return this;
    }

    /** Views what {@code other} views. */
    public Slice set(Slice other) {
        this.array = other.array;
        this.from = other.from;
        this.to = other.to;
        return this;
    }

    public void clear() {
        array = NOTHING;
        from = 0;
        to = 0;
    }

    public byte[] array() {
        return array;
    }

    public int from() {
        return from;
    }

    public int to() {
        return to;
    }

    public int length() {
        return to - from;
    }

    public boolean isEmpty() {
        return from == to;
    }

    /** The byte at {@code index} of this view. */
    public byte at(int index) {
        if (index < 0 || index >= to - from) throw new IndexOutOfBoundsException(index);
        return array[from + index];
    }

    /** Whether the view holds exactly {@code text}. */
    public boolean is(byte[] text) {
        return Arrays.equals(array, from, to, text, 0, text.length);
    }

    /** Whether the view holds {@code lowerCase} in any mixture of ASCII case. */
    public boolean isIgnoringCase(byte[] lowerCase) {
        return Ascii.isIgnoringCase(array, from, to, lowerCase);
    }

    public boolean startsWith(byte[] text) {
        return Ascii.startsWith(array, from, to, text);
    }

    /** A copy as text, for use off the message path; bytes that are not UTF-8 become U+FFFD. */
    @Override
    public String toString() {
        return new String(array, from, to - from, StandardCharsets.UTF_8);
    }
}
