package io.beaconward.syslog;

/**
 * Follows one sequence of numbers that a device gives its messages, and says how many of them are missing for good. A few
 * numbers, whatever the traffic; not thread-safe.
 *
 * <p>A gap is a loss only where the sender is known to leave none by itself, since many number what they log and forward a
 * part of it. So a missing number counts as lost if
 * <ul>
 *   <li>it stayed away while {@link #WINDOW} further numbers came, and {@link #SETTLE_MILLIS} more: messages overtake each
 *       other;
 *   <li>the {@link #PROOF} messages before came in one sequence: none was further back than the window, as where several
 *       devices speak as one sender, or where numbers begin anew;
 *   <li>of the hours remembered, {@link #LEAST_HOURS} to {@link #MOST_HOURS} in which the sender was heard, the current
 *       one aside, at most a quarter had gaps: a sender with more leaves messages out by habit.
 * </ul>
 * Numbers may begin anew, at 1 or elsewhere: three in a row below the window, or a leap of more than {@link #FURTHEST},
 * begin another sequence, of which nothing is known. What lies between is not counted.
 */
final class SequenceStream {
    static final int WINDOW = Long.SIZE;
    static final int PROOF = 1024;
    static final long SETTLE_MILLIS = 5000;
    static final int FURTHEST = 1 << 20;
    static final int LEAST_HOURS = 3;
    static final int MOST_HOURS = 24;

    private static final long NONE = -1;
    private static final long ALL = -1L;
    private static final long HOUR = 3_600_000L;
    private static final int BELOW_TO_BEGIN = 3;

    private long highest = NONE;
    private long seen; // bit i: highest - i came, or was before the sequence began
    private int inOrder;
    private int belowInARow;
    private long lastBelow;

    private long pending; // left the window without having come
    private long pendingMillis;
    private long gapMillis; // when the oldest hole in the window was made
    private long pendingGapMillis;
    private long lostMillis;

    private long hour = Long.MIN_VALUE;
    private boolean gapThisHour;
    private int gapHours; // bit i: the i-th hour before this one that was heard had a gap
    private int hours;

    /**
     * Takes the number of a message.
     *
     * @param number not negative
     * @return how many messages are known to be lost now, beside those told before; {@link #lostMillis} says since when
     */
    long take(long number, long nowMillis) {
        enterHour(Math.floorDiv(nowMillis, HOUR));
        long lost = settle(nowMillis);
        if (highest == NONE) {
            begin(number);
        } else if (number > highest) {
            ahead(number, nowMillis);
        } else if (highest - number < WINDOW) {
            seen |= 1L << (highest - number);
            belowInARow = 0;
        } else {
            below(number);
        }
        return lost;
    }

    /** When the messages told last as lost had been due, milliseconds since 1970. */
    long lostMillis() {
        return lostMillis;
    }

    private void begin(long number) {
        highest = number;
        seen = ALL;
        belowInARow = 0;
    }

    private void ahead(long number, long nowMillis) {
        long by = number - highest;
        if (by > FURTHEST) {
            disorder();
            begin(number);
            return;
        }
        if (by > 1 && seen == ALL) gapMillis = nowMillis;
        long gone = by < WINDOW ? Long.bitCount(~seen >>> (WINDOW - by)) : Long.bitCount(~seen) + by - WINDOW;
        if (gone > 0) {
            if (pending == 0) {
                pendingMillis = nowMillis;
                pendingGapMillis = gapMillis;
            }
            pending += gone;
        }
        seen = by < WINDOW ? seen << by | 1 : 1;
        highest = number;
        belowInARow = 0;
        if (inOrder < PROOF) inOrder++;
    }

    private void below(long number) {
        disorder();
        boolean follows = belowInARow > 0 && number > lastBelow && number - lastBelow <= WINDOW;
        belowInARow = follows ? belowInARow + 1 : 1;
        lastBelow = number;
        if (belowInARow == BELOW_TO_BEGIN) begin(number);
    }

    /** The numbers are not, or no longer, one sequence. */
    private void disorder() {
        pending = 0;
        inOrder = 0;
        gapThisHour = true;
    }

    private long settle(long nowMillis) {
        if (pending == 0 || nowMillis - pendingMillis < SETTLE_MILLIS) return 0;
        long gone = pending;
        pending = 0;
        gapThisHour = true;
        if (inOrder < PROOF || !isGaplessByHabit()) return 0;
        lostMillis = pendingGapMillis;
        return gone;
    }

    private boolean isGaplessByHabit() {
        return hours >= LEAST_HOURS && Integer.bitCount(gapHours) * 4 <= hours;
    }

    private void enterHour(long now) {
        if (now <= hour) return;
        if (hour != Long.MIN_VALUE) {
            gapHours = (gapHours << 1 | (gapThisHour ? 1 : 0)) & ((1 << MOST_HOURS) - 1);
            hours = Math.min(hours + 1, MOST_HOURS);
        }
        gapThisHour = false;
        hour = now;
    }
}
