package io.beaconward.syslog;

/**
 * A time as a message states it: an instant, or a wall clock without a zone, with or without a year. What is missing is
 * supplied by {@link #toMillis}. Reusable carrier; not thread-safe.
 */
public final class Stamp {
    private enum Kind {
        ABSENT,
        INSTANT,
        WALL_CLOCK,
        WALL_CLOCK_WITHOUT_YEAR
    }

    private static final long DAY = 86_400_000L;
    private static final long HALF_A_YEAR = 182 * DAY; // what is as near as that is nearer than in any other year

    private Kind kind = Kind.ABSENT;
    private long millis; // since 1970; of a wall clock: as if its zone were UTC
    private int month; // of a wall clock without a year
    private int day;
    private int millisOfDay;

    public void clear() {
        kind = Kind.ABSENT;
    }

    public boolean isPresent() {
        return kind != Kind.ABSENT;
    }

    /** Whether the message states the instant itself, zone included. */
    public boolean isInstant() {
        return kind == Kind.INSTANT;
    }

    /** The instant itself, milliseconds since 1970; only of a stamp that {@link #isInstant}. */
    public long instantMillis() {
        if (kind != Kind.INSTANT) throw new IllegalStateException("no instant was set");
        return millis;
    }

    public void set(Stamp other) {
        kind = other.kind;
        millis = other.millis;
        month = other.month;
        day = other.day;
        millisOfDay = other.millisOfDay;
    }

    /** An instant, milliseconds since 1970. */
    public void setInstant(long millis) {
        this.kind = Kind.INSTANT;
        this.millis = millis;
    }

    /** A wall clock, given as the milliseconds since 1970 that it would show in UTC. */
    public void setWallClock(long millis) {
        this.kind = Kind.WALL_CLOCK;
        this.millis = millis;
    }

    /** A wall clock that has a month (1 to 12) and a day (1 to 31) but no year. */
    public void setWallClockWithoutYear(int month, int day, int millisOfDay) {
        this.kind = Kind.WALL_CLOCK_WITHOUT_YEAR;
        this.month = month;
        this.day = day;
        this.millisOfDay = millisOfDay;
    }

    /**
     * The instant, milliseconds since 1970. A wall clock is read in the sender's zone, and corrected where that is known to be
     * wrong and {@code auto-zone} is on; a missing year is the one that brings the time nearest to {@code reference}, so that
     * New Year is crossed both ways.
     *
     * @param reference milliseconds since 1970: the receive time
     */
    public long toMillis(Sender sender, long reference) {
        long millis = uncorrectedMillis(sender, reference);
        return kind == Kind.INSTANT ? millis : sender.corrected(millis, reference);
    }

    /** As {@link #toMillis}, but by the zone that the settings give the sender, whether or not that is wrong. */
    public long uncorrectedMillis(Sender sender, long reference) {
        return switch (kind) {
            case INSTANT -> millis;
            case WALL_CLOCK -> sender.toInstant(millis);
            case WALL_CLOCK_WITHOUT_YEAR -> sender.toInstant(nearestYear(reference));
            case ABSENT -> throw new IllegalStateException("no time was set");
        };
    }

    private long nearestYear(long reference) {
        int year = CivilDate.year(Math.floorDiv(reference, DAY));
        long best = wallClock(year, reference);
        if (Math.abs(best - reference) <= HALF_A_YEAR) return best;
        long before = wallClock(year - 1, reference);
        long after = wallClock(year + 1, reference);
        if (Math.abs(before - reference) < Math.abs(best - reference)) best = before;
        if (Math.abs(after - reference) < Math.abs(best - reference)) best = after;
        return best;
    }

    /** In {@code year}; 29 February in a year without one is as far from {@code reference} as can be. */
    private long wallClock(int year, long reference) {
        if (day > CivilDate.lengthOfMonth(year, month)) return reference - Long.MAX_VALUE / 4;
        return CivilDate.toDays(year, month, day) * DAY + millisOfDay;
    }
}
