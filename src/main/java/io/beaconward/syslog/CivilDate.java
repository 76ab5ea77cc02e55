package io.beaconward.syslog;

/** The proleptic Gregorian calendar as arithmetic, without allocating. Days count from 1970-01-01. */
public final class CivilDate {
    // Years run from March, so that the leap day is the last: "chrono-compatible low-level date algorithms", H.
    // Hinnant.
    private static final int DAYS_OF_ERA = 146_097; // 400 years
    private static final int SHIFT = 719_468; // 0000-03-01 to 1970-01-01

    private CivilDate() {}

    /** Days from 1970-01-01 to the date; month 1 to 12, day 1 to 31. */
    public static long toDays(int year, int month, int day) {
        long y = month <= 2 ? year - 1L : year;
        long era = Math.floorDiv(y, 400L);
        long yearOfEra = y - era * 400;
        long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * DAYS_OF_ERA + dayOfEra - SHIFT;
    }

    /** The year in which the day lies. */
    public static int year(long days) {
        long z = days + SHIFT;
        long era = Math.floorDiv(z, (long) DAYS_OF_ERA);
        long dayOfEra = z - era * DAYS_OF_ERA;
        long yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        return (int) (yearOfEra + era * 400 + (dayOfYear >= 306 ? 1 : 0));
    }

    public static int lengthOfMonth(int year, int month) {
        if (month == 2) return isLeap(year) ? 29 : 28;
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    public static boolean isLeap(int year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }
}
