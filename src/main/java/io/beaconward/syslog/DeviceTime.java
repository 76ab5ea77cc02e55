package io.beaconward.syslog;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Decimal;

/**
 * Times that single devices write in ways of their own. Each method reads the whole of {@code [from, to)} or nothing: the
 * stamp is set only where it returns true. Dates that do not exist are refused.
 */
public final class DeviceTime {
    private static final byte[] MONTHS = Ascii.bytes("janfebmaraprmayjunjulaugsepoctnovdec");
    private static final byte[] UTC = Ascii.bytes("UTC");
    private static final byte[] GMT = Ascii.bytes("GMT");
    private static final long SECOND = 1000;
    private static final long DAY = 86_400 * SECOND;

    private DeviceTime() {}

    /** {@code 9/16/19 10:00} and {@code 09/16/2019 10:00:05}: month, day, year of two digits (20..) or four. */
    public static boolean monthFirst(byte[] text, int from, int to, Stamp out) {
        int firstSlash = Ascii.indexOf(text, from, to, '/');
        int secondSlash = Ascii.indexOf(text, firstSlash + 1, to, '/');
        int blank = Ascii.indexOf(text, from, to, ' ');
        if (firstSlash < 0 || secondSlash < firstSlash || blank < secondSlash) return false;
        int year = Decimal.parseUpTo(text, secondSlash + 1, blank, 9999);
        int month = Decimal.parseUpTo(text, from, firstSlash, 12);
        int day = Decimal.parseUpTo(text, firstSlash + 1, secondSlash, 31);
        int digits = blank - secondSlash - 1;
        if (digits != 2 && digits != 4) return false;
        return set(date(digits == 2 ? 2000 + year : year, month, day), clock(text, blank + 1, to), out);
    }

    /** {@code 2026/11/24:10:00:05}, {@code 11/24/2026:10:00:05} or {@code 24/11/2026:10:00:05}, perhaps with {@code GMT}. */
    public static boolean colonBeforeClock(byte[] text, int from, int to, Stamp out) {
        if (to - from < 19 || text[from + 10] != ':') return false;
        long date = text[from + 4] == '/' ? yearFirst(text, from) : yearLast(text, from);
        int zone = Ascii.skipBlanks(text, from + 19, to);
        boolean utc = Ascii.startsWith(text, zone, to, GMT) || Ascii.startsWith(text, zone, to, UTC);
        if (!set(date, clock(text, from + 11, from + 19), out)) return false;
        if (utc) out.setInstant(date + clock(text, from + 11, from + 19));
        return true;
    }

    /** {@code 24Nov2026} and, from {@code clockFrom} on, {@code 10:00:05}. */
    public static boolean dayFirst(byte[] text, int from, int to, int clockFrom, int clockTo, Stamp out) {
        if (to - from != 9) return false;
        int month = 1;
        while (month <= 12 && !isMonth(text, from + 2, month)) month++;
        int day = Decimal.parseUpTo(text, from, from + 2, 31);
        int year = Decimal.parseUpTo(text, from + 5, to, 9999);
        return set(date(year, month, day), clock(text, clockFrom, clockTo), out);
    }

    private static boolean isMonth(byte[] text, int from, int month) {
        for (int i = 0; i < 3; i++) {
            if (Ascii.lower(text[from + i]) != MONTHS[(month - 1) * 3 + i]) return false;
        }
        return true;
    }

    private static long yearFirst(byte[] text, int from) {
        if (text[from + 7] != '/') return Decimal.NONE;
        return date(
                Decimal.parseUpTo(text, from, from + 4, 9999),
                Decimal.parseUpTo(text, from + 5, from + 7, 12),
                Decimal.parseUpTo(text, from + 8, from + 10, 31));
    }

    /** The month is first, as is the default, unless there is no such month. */
    private static long yearLast(byte[] text, int from) {
        if (text[from + 2] != '/' || text[from + 5] != '/') return Decimal.NONE;
        int first = Decimal.parseUpTo(text, from, from + 2, 31);
        int second = Decimal.parseUpTo(text, from + 3, from + 5, 31);
        int year = Decimal.parseUpTo(text, from + 6, from + 10, 9999);
        return first > 12 ? date(year, second, first) : date(year, first, second);
    }

    private static long date(int year, int month, int day) {
        if (year < 1970 || year > 2199 || month < 1 || month > 12 || day < 1) return Decimal.NONE;
        return day > CivilDate.lengthOfMonth(year, month) ? Decimal.NONE : CivilDate.toDays(year, month, day) * DAY;
    }

    /** Milliseconds of {@code hh:mm} or {@code hh:mm:ss}; the hour may have one digit. */
    private static long clock(byte[] text, int from, int to) {
        int colon = Ascii.indexOf(text, from, to, ':');
        if (colon < 0 || to < colon + 3) return Decimal.NONE;
        int hour = Decimal.parseUpTo(text, from, colon, 23);
        int minute = Decimal.parseUpTo(text, colon + 1, colon + 3, 59);
        int second = to == colon + 3 ? 0 : Decimal.NONE;
        if (to == colon + 6 && text[colon + 3] == ':') second = Decimal.parseUpTo(text, colon + 4, to, 60);
        if (hour < 0 || minute < 0 || second < 0) return Decimal.NONE;
        return ((hour * 60L + minute) * 60 + Math.min(59, second)) * SECOND;
    }

    private static boolean set(long date, long clock, Stamp out) {
        if (date < 0 || clock < 0) return false;
        out.setWallClock(date + clock);
        return true;
    }
}
