package io.beaconward.syslog;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Words;

/**
 * Reads times as messages write them. Each method reads from {@code from} on and returns the position behind what it read,
 * or {@link Ascii#NONE}; the stamp is set only where it succeeds. Dates that do not exist are refused; second 60, a leap
 * second, is read as 59. Fractions may have any length, of which milliseconds are kept.
 */
public final class StampParser {
    private static final int JAN = 'j' << 16 | 'a' << 8 | 'n';
    private static final int FEB = 'f' << 16 | 'e' << 8 | 'b';
    private static final int MAR = 'm' << 16 | 'a' << 8 | 'r';
    private static final int APR = 'a' << 16 | 'p' << 8 | 'r';
    private static final int MAY = 'm' << 16 | 'a' << 8 | 'y';
    private static final int JUN = 'j' << 16 | 'u' << 8 | 'n';
    private static final int JUL = 'j' << 16 | 'u' << 8 | 'l';
    private static final int AUG = 'a' << 16 | 'u' << 8 | 'g';
    private static final int SEP = 's' << 16 | 'e' << 8 | 'p';
    private static final int OCT = 'o' << 16 | 'c' << 8 | 't';
    private static final int NOV = 'n' << 16 | 'o' << 8 | 'v';
    private static final int DEC = 'd' << 16 | 'e' << 8 | 'c';
    private static final int MON = 'm' << 16 | 'o' << 8 | 'n';
    private static final int TUE = 't' << 16 | 'u' << 8 | 'e';
    private static final int WED = 'w' << 16 | 'e' << 8 | 'd';
    private static final int THU = 't' << 16 | 'h' << 8 | 'u';
    private static final int FRI = 'f' << 16 | 'r' << 8 | 'i';
    private static final int SAT = 's' << 16 | 'a' << 8 | 't';
    private static final int SUN = 's' << 16 | 'u' << 8 | 'n';

    private static final int SHORTEST_BSD = "Nov 4 10:00:00".length();

    private static final long MONTH_DIGITS = 0x0080_8000_8080_8080L; // yyyy-mm- is a word
    private static final long MONTH_VALUES = 0x000f_0f00_0f0f_0f0fL;
    static final int CLOCK = Words.BYTES; // hh:mm:ss is another
    private static final long CLOCK_DIGITS = 0x8080_0080_8000_8080L;
    private static final long CLOCK_COLONS = 0x0000_ff00_00ff_0000L;

    static final long SECOND = 1000;
    static final long MINUTE = 60 * SECOND;
    static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final int NO_NUMBER = -100_000;
    private static final int LEAST_YEAR = 1970;
    private static final int MOST_YEAR = 2199;

    private StampParser() {}

    /**
     * ISO 8601 and RFC 3339: {@code 2026-11-24T10:00:00.123Z}, also with a blank, with slashes, blanks or colons, and with {@code +01:00},
     * {@code +0100}, {@code +01} or no zone.
     */
    public static int iso(byte[] text, int from, int to, Stamp out) {
        if (to - from < 19) return Ascii.NONE;
        long word = Words.at(text, from); // yyyy-mm-
        byte separator = (byte) (word >>> 32);
        if (Words.findDigits(word) != MONTH_DIGITS || (byte) (word >>> 56) != separator || !separatesDate(separator)) {
            return Ascii.NONE;
        }
        if (text[from + 10] != 'T' && text[from + 10] != ' ' && (separator != ':' || text[from + 10] != '-'))
            return Ascii.NONE;
        long numbers = pairs(word & MONTH_VALUES);
        int year = 100 * ((int) numbers & 0xff) + ((int) (numbers >>> 16) & 0xff);
        int month = (int) (numbers >>> 40) & 0xff;
        return clock(text, from + 11, to, date(year, month, two(text, from + 8)), out);
    }

    /**
     * The time of RFC 3164 as devices write it: {@code Nov 24 10:00:00}, {@code Nov  4 10:00:00.123 CET}, {@code Nov 24
     * 2026 10:00:00}, {@code Nov 24 10:00:00 2026}, {@code Tue Nov 24 10:00:00 UTC 2026}, {@code 2026 Nov 24 10:00:00}.
     */
    public static int bsd(byte[] text, int from, int to, Stamp out) {
        if (to - from < SHORTEST_BSD) return Ascii.NONE;
        byte fourth = text[from + 3]; // behind a month or a day of the week, or the end of a year: of few other words
        if (!Ascii.isBlank(fourth) && fourth != ',' && !Ascii.isDigit(fourth)) return Ascii.NONE;
        int month = month(text, from, to);
        return month < 0 ? behindWord(text, from, to, out) : fromMonth(text, from, to, month, Ascii.NONE, out);
    }

    /** With a day of the week, which says nothing, or the year before the month. */
    private static int behindWord(byte[] text, int from, int to, Stamp out) {
        int year = Ascii.NONE;
        int end = from + 3;
        if (isWeekday(text, from, to)) {
            if (end < to && text[end] == ',') end++;
        } else {
            year = year(text, from, to);
            if (year < 0) return Ascii.NONE;
            end = from + 4;
        }
        int at = Ascii.skipBlanks(text, Math.min(end, to), to);
        int month = at > end ? month(text, at, to) : Ascii.NONE;
        return month < 0 ? Ascii.NONE : fromMonth(text, at, to, month, year, out);
    }

    private static int fromMonth(byte[] text, int from, int to, int month, int yearBefore, Stamp out) {
        int dayFrom = Ascii.skipBlanks(text, from + 3, to);
        int dayTo = endOfDigits(text, dayFrom, to);
        if (dayFrom == from + 3 || dayTo - dayFrom < 1 || dayTo - dayFrom > 2) return Ascii.NONE;
        int day = digits(text, dayFrom, dayTo);
        int at = Ascii.skipBlanks(text, dayTo, to);
        int year = yearBefore < 0 ? year(text, at, to) : yearBefore;
        if (year > 0 && yearBefore < 0) at = Ascii.skipBlanks(text, at + 4, to);
        int end = endOfTime(text, at, to);
        if (end < 0 || day < 1 || day > 31) return Ascii.NONE;
        long time = timeOfDay(text, at, end);
        int zone = end;
        if (year < 0 && end < to && text[end] == ' ') {
            int zoneEnd = endOfZoneName(text, end, to);
            year = year(text, zoneEnd + 1, to);
            if (year > 0) end = zoneEnd + 5;
            if (year > 0 && zoneEnd == zone) zone = end; // behind the year, if anywhere
        }
        if (year < 0) {
            if (day > CivilDate.lengthOfMonth(2000, month)) return Ascii.NONE;
            out.setWallClockWithoutYear(month, day, (int) time);
            return endOfZoneName(text, end, to);
        }
        long date = date(year, month, day);
        if (date == Ascii.NONE) return Ascii.NONE;
        int zoneEnd = zone(text, zone, to, date + time, out);
        return Math.max(end, zoneEnd);
    }

    /** Time since 1970 by its count of digits: 10 seconds (with a fraction or not), 13 ms, 16 µs, 19 ns. */
    public static int epoch(byte[] text, int from, int to, Stamp out) {
        int end = endOfDigits(text, from, to);
        int count = end - from;
        if (count != 10 && count != 13 && count != 16 && count != 19) return Ascii.NONE;
        long millis = 0;
        for (int i = from; i < from + Math.min(count, 13); i++) millis = millis * 10 + text[i] - '0';
        if (count == 10) {
            millis *= SECOND;
            if (end + 1 < to && text[end] == '.' && Ascii.isDigit(text[end + 1])) {
                millis += fraction(text, end + 1, to);
                end = endOfDigits(text, end + 1, to);
            }
        }
        out.setInstant(millis);
        return end;
    }

    /**
     * Any of the times that devices put into their own fields, filling {@code [from, to)} but for what follows it: those above,
     * {@code Fri Dec 31 07:07:07 2026}, {@code 31/Dec/2026:07:07:07 +0100}, {@code 31/12/2026 07:07:07}, {@code 31-Dec-2026
     * 07:07:07}, {@code 2026 12 31 07:07:07}, {@code 2026:12:31-07:07:07}.
     *
     * @return whether there was one; if not, the stamp may have been cleared
     */
    public static boolean any(byte[] text, int from, int to, Stamp out) {
        int start = Ascii.skipBlanks(text, from, to);
        if (start >= to) return false;
        if (!Ascii.isDigit(text[start])) {
            if (text[start] == '[' && text[to - 1] == ']') return any(text, start + 1, to - 1, out);
            int weekday =
                    month(text, start, to) < 0 ? Ascii.indexOf(text, start, Math.min(to, start + 10), ' ') : start - 1;
            return weekday >= start - 1 && bsd(text, weekday + 1, to, out) > 0;
        }
        if (to - start > 4 && !Ascii.isDigit(text[start + 2])) return dayFirst(text, start, to, out) > 0;
        int end = epoch(text, start, to, out);
        if (end > 0 && end < to) out.clear();
        if (end > 0) return end == to;
        return iso(text, start, to, out) > 0;
    }

    /** {@code 31/Dec/2026:07:07:07 +0100}, {@code 31/12/2026 07:07:07}, {@code 31-Dec-2026 07:07:07}. */
    public static int dayFirst(byte[] text, int from, int to, Stamp out) {
        if (to - from < 19) return Ascii.NONE;
        int day = digits(text, from, from + 2);
        byte separator = text[from + 2];
        if (day < 0 || (separator != '/' && separator != '-' && separator != '.')) return Ascii.NONE;
        int month = month(text, from + 3, to);
        int behind = from + 6;
        if (month < 0) {
            month = digits(text, from + 3, from + 5);
            behind = from + 5;
        }
        if (behind + 14 > to || text[behind] != separator) return Ascii.NONE;
        byte between = text[behind + 5];
        long date = date(digits(text, behind + 1, behind + 5), month, day);
        if (between != ' ' && between != ':' && between != 'T') return Ascii.NONE;
        return clock(text, behind + 6, to, date, out);
    }

    // --- parts ---

    /** Milliseconds of the date since 1970, as if in UTC, or {@link Ascii#NONE} where there is no such date. */
    static long date(int year, int month, int day) {
        if (year < LEAST_YEAR || year > MOST_YEAR || month < 1 || month > 12 || day < 1) return Ascii.NONE;
        return day > CivilDate.lengthOfMonth(year, month) ? Ascii.NONE : CivilDate.toDays(year, month, day) * DAY;
    }

    private static boolean separatesDate(byte b) {
        return b == '-' || b == '/' || b == ':' || b == ' ';
    }

    /** Reads the time of day at {@code at} and the zone behind it, if any; the date is {@link Ascii#NONE} where there is no such one. */
    static int clock(byte[] text, int at, int to, long date, Stamp out) {
        int second = secondOfDay(text, at, to);
        int end = second < 0 ? Ascii.NONE : endOfFraction(text, at + CLOCK, to);
        if (date == Ascii.NONE || end < 0) return Ascii.NONE;
        return zone(text, end, to, date + second * SECOND + fraction(text, at + CLOCK + 1, end), out);
    }

    /** The end of {@code hh:mm:ss[.fraction]}, or {@link Ascii#NONE} where it is not a time of day. */
    private static int endOfTime(byte[] text, int from, int to) {
        return secondOfDay(text, from, to) < 0 ? Ascii.NONE : endOfFraction(text, from + CLOCK, to);
    }

    /** The end of the fraction of a second, if there is one at {@code at}; {@link Ascii#NONE} where further digits follow. */
    private static int endOfFraction(byte[] text, int at, int to) {
        if (at >= to) return at;
        if (Ascii.isDigit(text[at])) return Ascii.NONE;
        boolean fraction = at + 1 < to && (text[at] == '.' || text[at] == ',') && Ascii.isDigit(text[at + 1]);
        return fraction ? endOfDigits(text, at + 1, to) : at;
    }

    /** Milliseconds since midnight of what {@link #endOfTime} accepted. */
    private static long timeOfDay(byte[] text, int from, int end) {
        long whole = secondOfDay(text, from, end) * SECOND;
        return end == from + CLOCK ? whole : whole + fraction(text, from + CLOCK + 1, end);
    }

    /** The second of the day that {@code hh:mm:ss} at {@code from} is, or {@link Ascii#NONE}: read as one word, three numbers at once. */
    private static int secondOfDay(byte[] text, int from, int to) {
        if (to - from < CLOCK) return Ascii.NONE;
        long word = Words.at(text, from);
        if (Words.findDigits(word) != CLOCK_DIGITS || (word & CLOCK_COLONS) != (Words.each(':') & CLOCK_COLONS)) {
            return Ascii.NONE;
        }
        long numbers = pairs(word - Words.each('0'));
        int hour = (int) numbers & 0xff;
        int minute = (int) (numbers >>> 24) & 0xff;
        int second = (int) (numbers >>> 48) & 0xff;
        if (hour > 23 || minute > 59 || second > 60) return Ascii.NONE;
        return (hour * 60 + minute) * 60 + Math.min(59, second);
    }

    /** The values of digits, a byte each, so that the first of two neighbours becomes the number that both write. */
    private static long pairs(long values) {
        return values * 10 + (values >>> Byte.SIZE);
    }

    /** The milliseconds that the digits from {@code from} on are behind a decimal point. */
    private static long fraction(byte[] text, int from, int to) {
        long millis = 0;
        int scale = 100;
        for (int i = from; i < to && Ascii.isDigit(text[i]) && scale > 0; i++, scale /= 10)
            millis += (long) (text[i] - '0') * scale;
        return millis;
    }

    /** Sets the stamp to the wall clock, shifted by the zone that follows it at {@code at}; returns the zone's end. */
    private static int zone(byte[] text, int at, int to, long wallClock, Stamp out) {
        int sign = at < to && text[at] == ' ' ? at + 1 : at;
        if (sign < to && (text[sign] == '+' || text[sign] == '-')) {
            int end = endOfOffset(text, sign, to);
            if (end > 0) {
                out.setInstant(wallClock - offset(text, sign, end));
                return end;
            }
        }
        int end = ZoneNames.end(text, sign, to);
        if (end > 0 && ZoneNames.isUtc(text, sign, end)) {
            out.setInstant(wallClock);
            return end;
        }
        out.setWallClock(wallClock);
        return end < 0 || sign == at ? at : end;
    }

    /** The end of the zone's name behind a blank at {@code at}, or {@code at} where there is none. */
    private static int endOfZoneName(byte[] text, int at, int to) {
        int end = at < to && text[at] == ' ' ? ZoneNames.end(text, at + 1, to) : Ascii.NONE;
        return end < 0 ? at : end;
    }

    /** The end of {@code ±hh}, {@code ±hhmm} or {@code ±hh:mm}, or {@link Ascii#NONE}. */
    private static int endOfOffset(byte[] text, int sign, int to) {
        int hours = endOfDigits(text, sign + 1, to);
        if (hours - sign == 5) return hours;
        if (hours - sign != 3) return Ascii.NONE;
        boolean minutes = hours + 3 <= to && text[hours] == ':' && digits(text, hours + 1, hours + 3) >= 0;
        return minutes ? hours + 3 : hours;
    }

    private static long offset(byte[] text, int sign, int end) {
        int minutes = end - sign == 3 ? 0 : digits(text, end - 2, end);
        long amount = digits(text, sign + 1, sign + 3) * HOUR + minutes * MINUTE;
        return text[sign] == '-' ? -amount : amount;
    }

    /** The month, 1 to 12, whose English name begins at {@code from}, or {@link Ascii#NONE}. */
    private static int month(byte[] text, int from, int to) {
        if (to - from < 3 || !Ascii.isLetter(text[from])) return Ascii.NONE;
        return switch (letters(text[from], text[from + 1], text[from + 2])) {
            case JAN -> 1;
            case FEB -> 2;
            case MAR -> 3;
            case APR -> 4;
            case MAY -> 5;
            case JUN -> 6;
            case JUL -> 7;
            case AUG -> 8;
            case SEP -> 9;
            case OCT -> 10;
            case NOV -> 11;
            case DEC -> 12;
            default -> Ascii.NONE;
        };
    }

    private static boolean isWeekday(byte[] text, int from, int to) {
        if (to - from < 3 || !Ascii.isLetter(text[from])) return false;
        return switch (letters(text[from], text[from + 1], text[from + 2])) {
            case MON, TUE, WED, THU, FRI, SAT, SUN -> true;
            default -> false;
        };
    }

    /** Three bytes as one number, letters as small ones. */
    private static int letters(byte one, byte two, byte three) {
        return (Ascii.lower(one) & 0xff) << 16 | (Ascii.lower(two) & 0xff) << 8 | (Ascii.lower(three) & 0xff);
    }

    /** A year of four digits that stands alone, or {@link Ascii#NONE}. */
    static int year(byte[] text, int from, int to) {
        if (endOfDigits(text, from, Math.min(to, from + 5)) - from != 4) return Ascii.NONE;
        if (from + 4 < to && !endsYear(text, from + 4, to)) return Ascii.NONE;
        int year = digits(text, from, from + 4);
        return year < LEAST_YEAR || year > MOST_YEAR ? Ascii.NONE : year;
    }

    /** Whether a year ends at {@code at}, and not the first part of a time or of a host's name or address. */
    private static boolean endsYear(byte[] text, int at, int to) {
        if (text[at] == ':') return at + 1 == to || text[at + 1] == ' ';
        return Ascii.isBlank(text[at]) || text[at] == ',' || text[at] == ']' || text[at] == '"';
    }

    static int endOfDigits(byte[] text, int from, int to) {
        int i = from;
        while (i < to && Ascii.isDigit(text[i])) i++;
        return i;
    }

    /** The number that the two digits at {@code from} write, or one so negative that a hundredfold or another added leaves it so. */
    static int two(byte[] text, int from) {
        int tens = text[from] - '0';
        int ones = text[from + 1] - '0';
        return (tens | ones) < 0 || tens > 9 || ones > 9 ? NO_NUMBER : 10 * tens + ones;
    }

    /** The number in exactly {@code [from, to)}, or {@link Ascii#NONE}; at most four digits. */
    static int digits(byte[] text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            if (!Ascii.isDigit(text[i])) return Ascii.NONE;
            value = value * 10 + text[i] - '0';
        }
        return value;
    }
}
