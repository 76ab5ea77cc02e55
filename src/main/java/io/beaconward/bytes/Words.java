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
    private static final long ZEROS = EACH * '0';
    private static final long SPREAD = 0x9e37_79b9_7f4a_7c15L; // 2^64 over the golden ratio

    private Words() {}

    /** The first bytes of {@code [from, to)}, which is not empty; zeros above them where there are fewer than eight. */
    public static long first(byte[] text, int from, int to) {
        if (from + BYTES > text.length) return byBytes(text, from, to);
        return (long) EIGHT.get(text, from) & mask(to - from);
    }

    /** The last bytes of {@code [from, to)}, which is not empty; zeros above them where there are fewer than eight. */
    public static long last(byte[] text, int from, int to) {
        if (to < BYTES) return byBytes(text, from, to);
        return (long) EIGHT.get(text, to - BYTES) >>> missing(from, to);
    }

    private static int missing(int from, int to) {
        return Math.max(BYTES - (to - from), 0) * Byte.SIZE;
    }

    /** The bits of a word's first {@code length} bytes, 1 or more; all from eight on. */
    public static long mask(int length) {
        return -1L >>> missing(0, length);
    }

    /** At an end of the array. */
    private static long byBytes(byte[] text, int from, int to) {
        long word = 0;
        for (int i = Math.min(to, from + BYTES) - 1; i >= from; i--) word = (word << Byte.SIZE) | (text[i] & 0xff);
        return word;
    }

    /** The eight bytes from {@code at} on, all of which the array must have. */
    public static long at(byte[] text, int at) {
        return (long) EIGHT.get(text, at);
    }

    /** Writes the eight bytes from {@code at} on, all of which the array must have. */
    public static void set(byte[] text, int at, long word) {
        EIGHT.set(text, at, word);
    }

    /** A word that holds {@code b}, an ASCII byte, eight times: for {@link #find}. */
    public static long each(char b) {
        return EACH * b;
    }

    /**
     * Where a byte of {@code word} is that of {@code each}: of the bytes that are, the lowest has its eighth bit set; bytes below it
     * are 0, and those above it are undefined. 0 where there is none.
     */
    public static long find(long word, long each) {
        return ((word ^ each) - EACH) & ~word & TOPS;
    }

    /** Where a byte of {@code word} is less than that of {@code each} and no negative number: as {@link #find}. */
    public static long findBelow(long word, long each) {
        return (word - each) & ~word & TOPS;
    }

    /** All bytes of {@code word} that are that of {@code each}, by their eighth bits; the other bits are 0. */
    public static long findAll(long word, long each) {
        long zeros = word ^ each;
        return ~(((zeros & ~TOPS) + ~TOPS) | zeros) & TOPS;
    }

    /** As {@link #findAll}, for less, of a word that {@link #isAscii}. */
    public static long findAllInAscii(long word, long each) {
        return ~((word ^ each) + ~TOPS) & TOPS;
    }

    /** Whether no byte is above 127. */
    public static boolean isAscii(long word) {
        return (word & TOPS) == 0;
    }

    /** What {@link #findAll} found, as the lowest eight bits: the first byte's is the lowest. */
    public static long bits(long foundAll) {
        return (foundAll * 0x0002_0408_1020_4081L) >>> (Long.SIZE - Byte.SIZE);
    }

    /** Where in {@code bits} so many in a row begin, 1 or more, going up; a run that is longer has several beginnings. */
    public static long runs(long bits, int length) {
        long begins = bits;
        for (int more = length - 1; more > 0; ) {
            int step = Math.min(more, length - more);
            begins &= begins >>> step;
            more -= step;
        }
        return begins;
    }

    /** The index, 0 to 7, of the lowest byte found. */
    public static int index(long found) {
        return Long.numberOfTrailingZeros(found) >>> 3;
    }

    /**
     * The word with its digits 0 to 9 all as 0.
     *
     * <p>A digit's mark, moved to the lowest bit and times 15, covers the four bits in which digits differ.
     */
    public static long withoutDigits(long word) {
        return word & ~((findDigits(word) >>> 7) * 0x0f);
    }

    /**
     * The word with its letters A to Z as a to z.
     *
     * <p>A capital's mark, moved by two, is the bit that makes it small.
     */
    public static long lower(long word) {
        return word | (between(word, 'A', 'Z') >>> 2);
    }

    /**
     * The bytes from {@code first} to {@code last}, both ASCII, by their eighth bits; the other bits are 0.
     *
     * <p>A sum of seven bits reaches the eighth where the byte is at least the bound, and never touches the next byte. A byte between
     * is at least the first, not above the last, and had no eighth bit itself.
     */
    private static long between(long word, char first, char last) {
        long sevenBits = word & ~TOPS;
        long fromFirst = sevenBits + (0x80 - first) * EACH;
        long aboveLast = sevenBits + (0x7f - last) * EACH;
        return (fromFirst ^ aboveLast) & ~word & TOPS;
    }

    /** The word with all but its last {@code count} bytes, 1 to 8, as the digit 0. */
    public static long digits(long word, int count) {
        long kept = -1L << ((BYTES - count) * Byte.SIZE);
        return (word & kept) | (ZEROS & ~kept);
    }

    /** Whether all bytes are digits. */
    public static boolean areDigits(long word) {
        return findDigits(word) == TOPS;
    }

    /** All bytes of {@code word} that are digits, by their eighth bits; the other bits are 0. */
    public static long findDigits(long word) {
        return between(word, '0', '9');
    }

    /**
     * The number that eight digits write, the first byte being the first digit: sums of neighbours, then of pairs, then of fours
     * (D. Lemire, Quickly parsing eight digits, 2018).
     */
    public static long decimal(long digits) {
        long ones = digits - ZEROS;
        long pairs = ones * 10 + (ones >>> 8);
        long low = (pairs & 0x0000_00ff_0000_00ffL) * 0x000f_4240_0000_0064L; // 1,000,000 and 100
        long high = ((pairs >>> 16) & 0x0000_00ff_0000_00ffL) * 0x0000_2710_0000_0001L; // 10,000 and 1
        return (low + high) >>> 32;
    }

    /** Mixes two words so that the upper bits depend on all of them: for the places of hash tables. */
    public static long spread(long one, long other) {
        return (one + 2 * other) * SPREAD;
    }
}
