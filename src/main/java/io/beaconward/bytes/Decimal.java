package io.beaconward.bytes;

/** Decimal numbers in byte ranges. A number that is not one is {@link #NONE}, never 0 and never negative. */
public final class Decimal {
    /** Not a number, or one outside the range asked for. */
    public static final int NONE = -1;

    private static final int MAX_DIGITS = 18;

    private Decimal() {}

    /**
     * The decimal in {@code [from, to)}, or {@link #NONE}: empty, over 18 digits, or anything but digits. Leading zeros
     * count as digits.
     */
    public static long parse(byte[] text, int from, int to) {
        if (from >= to || to - from > MAX_DIGITS) return NONE;
        if (to - from <= Words.BYTES && to >= Words.BYTES) {
            long digits = Words.digits(Words.at(text, to - Words.BYTES), to - from);
            return Words.areDigits(digits) ? Words.decimal(digits) : NONE;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) return NONE;
            value = value * 10 + digit;
        }
        return value;
    }

    /** As {@link #parse(byte[], int, int)}. */
    public static long parse(Slice text) {
        return parse(text.array(), text.from(), text.to());
    }

    /** The decimal in {@code [from, to)} if it is at most {@code max}, else {@link #NONE}. */
    public static int parseUpTo(byte[] text, int from, int to, int max) {
        long value = parse(text, from, to);
        return value <= max ? (int) value : NONE;
    }
}
