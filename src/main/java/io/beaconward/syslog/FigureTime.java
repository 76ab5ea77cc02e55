package io.beaconward.syslog;

import io.beaconward.bytes.Ascii;

/**
 * Reads dates in figures as Windows writes them by the locale. Each method reads from {@code from} on, as {@link StampParser}
 * does.
 */
public final class FigureTime {
    private static final byte[] AM = Ascii.bytes(" am");
    private static final byte[] PM = Ascii.bytes(" pm");

    private FigureTime() {}

    /**
     * A date in figures as Windows writes it by the locale: {@code 11/24/2026 9:05:00 PM}, {@code 24/11/2026 21:05:00}, {@code
     * 24.11.2026 21.05.00}, {@code 2026/11/24 9:05:00}. With the year last, which of the two others is the month is guessed where
     * both may be: the first with a clock of twelve hours, the second with one of 24.
     */
    public static int figures(byte[] text, int from, int to, Stamp out) {
        int firstTo = endOfPair(text, from, to);
        boolean yearFirst = firstTo < 0 && to - from > 4;
        if (yearFirst) firstTo = from + 4;
        int secondTo = firstTo < 0 ? Ascii.NONE : endOfPair(text, firstTo + 1, to);
        if (secondTo < 0 || text[firstTo] != text[secondTo] || "/.-".indexOf(text[firstTo]) < 0) return Ascii.NONE;
        int thirdTo = StampParser.endOfDigits(text, secondTo + 1, Math.min(to, secondTo + 6));
        int year = yearFirst ? StampParser.digits(text, from, firstTo) : StampParser.year(text, secondTo + 1, to);
        int at = Ascii.skipBlanks(text, thirdTo, to);
        int end = endOfLooseClock(text, at, to);
        if (end < 0 || at == thirdTo || (yearFirst && thirdTo - secondTo > 3)) return Ascii.NONE;
        int one = yearFirst ? StampParser.digits(text, firstTo + 1, secondTo) : StampParser.digits(text, from, firstTo);
        int other = yearFirst
                ? StampParser.digits(text, secondTo + 1, thirdTo)
                : StampParser.digits(text, firstTo + 1, secondTo);
        boolean twelve = Ascii.isLetter(text[end - 1]);
        boolean monthFirst = yearFirst || (twelve ? one <= 12 : other > 12);
        long date = monthFirst ? StampParser.date(year, one, other) : StampParser.date(year, other, one);
        long clock = looseClock(text, at, end);
        if (date == Ascii.NONE || clock < 0) return Ascii.NONE;
        out.setWallClock(date + clock);
        return end;
    }

    /** The end of {@code h:mm:ss}, with colons or dots, and of the half of the day behind it; {@link Ascii#NONE} where there is none. */
    private static int endOfLooseClock(byte[] text, int from, int to) {
        int hourTo = endOfPair(text, from, to);
        if (hourTo < 0 || to - hourTo < 6 || text[hourTo] != text[hourTo + 3]) return Ascii.NONE;
        if (text[hourTo] != ':' && text[hourTo] != '.') return Ascii.NONE;
        int end = hourTo + 6;
        boolean half =
                Ascii.startsWithIgnoringCase(text, end, to, AM) || Ascii.startsWithIgnoringCase(text, end, to, PM);
        return half ? end + AM.length : end;
    }

    /** Milliseconds since midnight of what {@link #endOfLooseClock} accepted, negative where there is no such time. */
    private static long looseClock(byte[] text, int from, int end) {
        boolean twelve = Ascii.isLetter(text[end - 1]);
        int hourTo = endOfPair(text, from, end);
        int hour = StampParser.digits(text, from, hourTo);
        int minute = StampParser.digits(text, hourTo + 1, hourTo + 3);
        int second = StampParser.digits(text, hourTo + 4, hourTo + 6);
        if (twelve && (hour < 1 || hour > 12)) return Ascii.NONE;
        if (twelve) hour = hour % 12 + (Ascii.startsWithIgnoringCase(text, hourTo + 6, end, PM) ? 12 : 0);
        if (hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return Ascii.NONE;
        return hour * StampParser.HOUR + minute * StampParser.MINUTE + Math.min(59, second) * StampParser.SECOND;
    }

    /** A date without separators: {@code 20261124 21:05:00}. */
    public static int compact(byte[] text, int from, int to, Stamp out) {
        if (to - from < 9 + StampParser.CLOCK || text[from + 8] != ' ') return Ascii.NONE;
        long date = StampParser.date(
                100 * StampParser.two(text, from) + StampParser.two(text, from + 2),
                StampParser.two(text, from + 4),
                StampParser.two(text, from + 6));
        return StampParser.clock(text, from + 9, to, date, out);
    }

    /** The end of one or two digits with something behind them, or {@link Ascii#NONE}. */
    private static int endOfPair(byte[] text, int from, int to) {
        int end = StampParser.endOfDigits(text, from, Math.min(to, from + 3));
        return end > from && end - from <= 2 && end < to ? end : Ascii.NONE;
    }
}
