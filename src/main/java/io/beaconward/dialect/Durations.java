package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Decimal;
import io.beaconward.bytes.Slice;

/** How long something took, as devices write it, in milliseconds. */
final class Durations {
    private static final long MAX_HOURS = 1_000_000;

    private Durations() {}

    /** The milliseconds of {@code 12}, {@code 12.345} or {@code h:mm:ss}; {@link Decimal#NONE} of anything else. */
    static long seconds(Slice text) {
        return seconds(text.array(), text.from(), text.to());
    }

    /** As {@link #seconds(Slice)}. */
    static long seconds(byte[] text, int from, int to) {
        int colon = Ascii.indexOf(text, from, to, ':');
        if (colon >= 0) return clock(text, from, colon, to);
        int dot = Ascii.indexOf(text, from, to, '.');
        if (dot < 0) return thousandfold(Decimal.parse(text, from, to));
        long whole = thousandfold(Decimal.parse(text, from, dot));
        long thousandths = Decimal.parse(text, dot + 1, Math.min(to, dot + 4));
        if (whole < 0 || thousandths < 0) return Decimal.NONE;
        for (int digits = to - dot - 1; digits < 3; digits++) thousandths *= 10;
        return whole + thousandths;
    }

    private static long clock(byte[] text, int from, int colon, int to) {
        int second = Ascii.indexOf(text, colon + 1, to, ':');
        if (second < 0) return Decimal.NONE;
        long hours = Decimal.parse(text, from, colon);
        long minutes = Decimal.parseUpTo(text, colon + 1, second, 59);
        long seconds = Decimal.parseUpTo(text, second + 1, to, 59);
        if (hours < 0 || hours > MAX_HOURS || minutes < 0 || seconds < 0) return Decimal.NONE;
        return ((hours * 60 + minutes) * 60 + seconds) * 1000;
    }

    private static long thousandfold(long seconds) {
        return seconds < 0 || seconds > Integer.MAX_VALUE ? Decimal.NONE : seconds * 1000;
    }
}
