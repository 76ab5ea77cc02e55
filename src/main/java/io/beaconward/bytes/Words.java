package io.beaconward.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Up to eight bytes of text as one number, the first byte lowest: compared, folded to lower case and spread over a table at one
 * go. Allocates nothing.
 */
public final class Words {
    /** How many bytes a word holds. */
    public static final int BYTES = Long.BYTES;

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101_0101_0101_0101L;
    private static final long TOPS = EACH << 7;
    private static final long SPREAD = 0x9e37_79b9_7f4a_7c15L; // 2^64 over the golden ratio

    private Words() {}

    /** The first bytes of {@code [from, to)}, which is not empty; zeros above them where there are fewer than eight. */
    public static long first(byte[] text, int from, int to) {
        if (from + BYTES > text.length) return byBytes(text, from, to);
        return (long) EIGHT.get(text, from) & (-1L >>> missing(from, to));
    }

    /** The last bytes of {@code [from, to)}, which is not empty; zeros above them where there are fewer than eight. */
    public static long last(byte[] text, int from, int to) {
        if (to < BYTES) return byBytes(text, from, to);
        return (long) EIGHT.get(text, to - BYTES) >>> missing(from, to);
    }

    private static int missing(int from, int to) {
        return Math.max(BYTES - (to - from), 0) * Byte.SIZE;
    }

    /** At an end of the array. */
    private static long byBytes(byte[] text, int from, int to) {
        long word = 0;
        for (int i = Math.min(to, from + BYTES) - 1; i >= from; i--) word = (word << Byte.SIZE) | (text[i] & 0xff);
        return word;
    }

    /**
     * The word with its letters A to Z as a to z.
     *
     * <p>A sum of seven bits reaches the eighth where the byte is at least the bound, and never touches the next byte. A capital is
     * at least 'A', not above 'Z', and had no eighth bit itself; moved by two that bit is the one that makes it small.
     */
    public static long lower(long word) {
        long sevenBits = word & ~TOPS;
        long fromA = sevenBits + (0x80 - 'A') * EACH;
        long aboveZ = sevenBits + (0x7f - 'Z') * EACH;
        long capitals = (fromA ^ aboveZ) & ~word & TOPS;
        return word | (capitals >>> 2);
    }

    /** Mixes two words so that the upper bits depend on all of them: for the places of hash tables. */
    public static long spread(long one, long other) {
        return (one + 2 * other) * SPREAD;
    }
}
