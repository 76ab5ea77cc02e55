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
    private static final byte[][] UTC = {Ascii.bytes("UTC"), Ascii.bytes("GMT"), Ascii.bytes("Z")};

    private static final byte[] AM = Ascii.bytes(" am");
    private static final byte[] PM = Ascii.bytes(" pm");

    /** Abbreviations that stand behind a time but are not clear enough to shift it: the sender's zone holds. */
    private static final byte[][] OTHER_ZONES = {
        Ascii.bytes("EST"), Ascii.bytes("EDT"), Ascii.bytes("CST"), Ascii.bytes("CDT"), Ascii.bytes("MST"),
        Ascii.bytes("MDT"), Ascii.bytes("PST"), Ascii.bytes("PDT"), Ascii.bytes("CET"), Ascii.bytes("CEST"),
        Ascii.bytes("MET"), Ascii.bytes("MEST"), Ascii.bytes("WET"), Ascii.bytes("WEST"), Ascii.bytes("EET"),
        Ascii.bytes("EEST"), Ascii.bytes("BST"), Ascii.bytes("IST"), Ascii.bytes("MSK"), Ascii.bytes("JST"),
        Ascii.bytes("KST"), Ascii.bytes("HKT"), Ascii.bytes("SGT"), Ascii.bytes("AEST"), Ascii.bytes("AEDT"),
        Ascii.bytes("NZST"), Ascii.bytes("NZDT"), Ascii.bytes("BRT")
    };

    private static final int LONGEST_ZONE = 4;

    private static final int CLOCK = Words.BYTES; // hh:mm:ss is a word
    private static final long CLOCK_DIGITS = 0x8080_0080_8000_8080L;
    private static final long CLOCK_COLONS = 0x0000_ff00_00ff_0000L;

    private static final long SECOND = 1000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
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
        byte separator = text[from + 4];
        if (!separatesDate(separator) || text[from + 7] != separator) return Ascii.NONE;
        if (text[from + 10] != 'T' && text[from + 10] != ' ' && (separator != ':' || text[from + 10] != '-'))
            return Ascii.NONE;
        int year = 100 * two(text, from) + two(text, from + 2);
        int month = two(text, from + 5);
        int day = two(text, from + 8);
        return clock(text, from + 11, to, date(year, month, day), out);
    }

    /**
     * The time of RFC 3164 as devices write it: {@code Nov 24 10:00:00}, {@code Nov  4 10:00:00.123 CET}, {@code Nov 24
     * 2026 10:00:00}, {@code Nov 24 10:00:00 2026}.
     */
    public static int bsd(byte[] text, int from, int to, Stamp out) {
        int month = month(text, from, to);
        if (month < 0) return Ascii.NONE;
        int dayFrom = Ascii.skipBlanks(text, from + 3, to);
        int dayTo = endOfDigits(text, dayFrom, to);
        if (dayFrom == from + 3 || dayTo - dayFrom < 1 || dayTo - dayFrom > 2) return Ascii.NONE;
        int day = digits(text, dayFrom, dayTo);
        int at = Ascii.skipBlanks(text, dayTo, to);
        int year = year(text, at, to);
        if (year > 0) at = Ascii.skipBlanks(text, at + 4, to);
        int end = endOfTime(text, at, to);
        if (end < 0 || day < 1 || day > 31) return Ascii.NONE;
        long time = timeOfDay(text, at, end);
        if (year < 0 && end < to && text[end] == ' ') {
            year = year(text, end + 1, to);
            if (year > 0) end += 5;
        }
        if (year < 0) {
            if (day > CivilDate.lengthOfMonth(2000, month)) return Ascii.NONE;
            out.setWallClockWithoutYear(month, day, (int) time);
            return endOfZoneName(text, end, to);
        }
        long date = date(year, month, day);
        return date == Ascii.NONE ? Ascii.NONE : zone(text, end, to, date + time, out);
    }

    /**
     * A date in figures, its year last, as Windows writes it by the locale: {@code 11/24/2026 9:05:00 PM}, {@code 24/11/2026
     * 21:05:00}, {@code 24.11.2026 21:05:00}. Which of the two is the month is guessed where both may be: the first with a
     * clock of twelve hours, the second with one of 24.
     */
    public static int figures(byte[] text, int from, int to, Stamp out) {
        int firstTo = endOfPair(text, from, to);
        int secondTo = firstTo < 0 ? Ascii.NONE : endOfPair(text, firstTo + 1, to);
        if (secondTo < 0 || text[firstTo] != text[secondTo] || "/.-".indexOf(text[firstTo]) < 0) return Ascii.NONE;
        int year = year(text, secondTo + 1, to);
        int at = Ascii.skipBlanks(text, Math.min(to, secondTo + 5), to);
        int hourTo = endOfPair(text, at, to);
        if (year < 0 || hourTo < 0 || to - hourTo < 6 || text[hourTo] != ':' || text[hourTo + 3] != ':') {
            return Ascii.NONE;
        }
        int hour = digits(text, at, hourTo);
        int minute = digits(text, hourTo + 1, hourTo + 3);
        int second = digits(text, hourTo + 4, hourTo + 6);
        int end = hourTo + 6;
        boolean morning = Ascii.startsWithIgnoringCase(text, end, to, AM);
        boolean twelve = morning || Ascii.startsWithIgnoringCase(text, end, to, PM);
        if (twelve) {
            if (hour < 1 || hour > 12) return Ascii.NONE;
            hour = hour % 12 + (morning ? 0 : 12);
            end += AM.length;
        }
        int one = digits(text, from, firstTo);
        int other = digits(text, firstTo + 1, secondTo);
        boolean monthFirst = twelve ? one <= 12 : other > 12;
        long date = monthFirst ? date(year, one, other) : date(year, other, one);
        if (date == Ascii.NONE || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60)
            return Ascii.NONE;
        out.setWallClock(date + hour * HOUR + minute * MINUTE + Math.min(59, second) * SECOND);
        return end;
    }

    /** A date without separators: {@code 20261124 21:05:00}. */
    public static int compact(byte[] text, int from, int to, Stamp out) {
        if (to - from < 9 + CLOCK || text[from + 8] != ' ') return Ascii.NONE;
        long date = date(100 * two(text, from) + two(text, from + 2), two(text, from + 4), two(text, from + 6));
        return clock(text, from + 9, to, date, out);
    }

    /** The end of one or two digits with something behind them, or {@link Ascii#NONE}. */
    private static int endOfPair(byte[] text, int from, int to) {
        int end = endOfDigits(text, from, Math.min(to, from + 3));
        return end > from && end - from <= 2 && end < to ? end : Ascii.NONE;
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
    private static long date(int year, int month, int day) {
        if (year < LEAST_YEAR || year > MOST_YEAR || month < 1 || month > 12 || day < 1) return Ascii.NONE;
        return day > CivilDate.lengthOfMonth(year, month) ? Ascii.NONE : CivilDate.toDays(year, month, day) * DAY;
    }

    private static boolean separatesDate(byte b) {
        return b == '-' || b == '/' || b == ':' || b == ' ';
    }

    /** Reads the time of day at {@code at} and the zone behind it, if any; the date is {@link Ascii#NONE} where there is no such one. */
    private static int clock(byte[] text, int at, int to, long date, Stamp out) {
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
        long digits = word - Words.each('0');
        long numbers = digits * 10 + (digits >>> Byte.SIZE); // the first of two digits becomes the number of both
        int hour = (int) numbers & 0xff;
        int minute = (int) (numbers >>> 24) & 0xff;
        int second = (int) (numbers >>> 48) & 0xff;
        if (hour > 23 || minute > 59 || second > 60) return Ascii.NONE;
        return (hour * 60 + minute) * 60 + Math.min(59, second);
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
        if (sign == to || !isCapital(text[sign])) {
            out.setWallClock(wallClock);
            return at;
        }
        for (byte[] utc : UTC) {
            if (isWord(text, sign, to, utc)) {
                out.setInstant(wallClock);
                return sign + utc.length;
            }
        }
        out.setWallClock(wallClock);
        return endOfZoneName(text, at, to);
    }

    private static int endOfZoneName(byte[] text, int at, int to) {
        int word = at < to && text[at] == ' ' ? at + 1 : at;
        int end = word;
        while (end < to && isCapital(text[end])) end++;
        if (word == at || end == word || end - word > LONGEST_ZONE || (end < to && !endsWord(text[end]))) return at;
        for (byte[] zone : OTHER_ZONES) {
            if (isWord(text, word, to, zone)) return word + zone.length;
        }
        for (byte[] zone : UTC) {
            if (isWord(text, word, to, zone)) return word + zone.length;
        }
        return at;
    }

    private static boolean isCapital(byte b) {
        return b >= 'A' && b <= 'Z';
    }

    private static boolean isWord(byte[] text, int at, int to, byte[] word) {
        if (!Ascii.startsWith(text, at, to, word)) return false;
        int end = at + word.length;
        return end == to || endsWord(text[end]);
    }

    private static boolean endsWord(byte b) {
        return b == ' ' || b == ':' || b == ',' || b == '"' || b == ']';
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

    /** Three bytes as one number, letters as small ones. */
    private static int letters(byte one, byte two, byte three) {
        return (Ascii.lower(one) & 0xff) << 16 | (Ascii.lower(two) & 0xff) << 8 | (Ascii.lower(three) & 0xff);
    }

    /** A year of four digits that stands alone, or {@link Ascii#NONE}. */
    private static int year(byte[] text, int from, int to) {
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

    private static int endOfDigits(byte[] text, int from, int to) {
        int i = from;
        while (i < to && Ascii.isDigit(text[i])) i++;
        return i;
    }

    /** The number that the two digits at {@code from} write, or one so negative that a hundredfold or another added leaves it so. */
    private static int two(byte[] text, int from) {
        int tens = text[from] - '0';
        int ones = text[from + 1] - '0';
        return (tens | ones) < 0 || tens > 9 || ones > 9 ? NO_NUMBER : 10 * tens + ones;
    }

    /** The number in exactly {@code [from, to)}, or {@link Ascii#NONE}; at most four digits. */
    private static int digits(byte[] text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            if (!Ascii.isDigit(text[i])) return Ascii.NONE;
            value = value * 10 + text[i] - '0';
        }
        return value;
    }
}
