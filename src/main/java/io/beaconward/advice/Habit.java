package io.beaconward.advice;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When one sender usually speaks: for each of the last eight days' hours whether it did, steadily, and with what longest
 * pause. It is sampled each minute. Used on one thread.
 *
 * <p>It tells whether the sender is <em>expected</em> to speak in an hour. Heard for a week or more: a week before, it spoke in
 * the same hour and in both beside it, and in the same hour on three of the last seven days at least; so nights, weekends
 * and the edges of the working day are not expected. Heard for less: it spoke in each of the 24 hours before it fell silent.
 */
final class Habit {
    /** Messages in an hour by which a sender speaks steadily. */
    static final int STEADY = 20;

    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final int DAY_HOURS = 24;
    private static final int WEEK_HOURS = 7 * DAY_HOURS;
    private static final int HOURS = WEEK_HOURS + DAY_HOURS;
    private static final int LEAST_DAYS = 3;
    private static final int LONGEST_PAUSE = Byte.MAX_VALUE - 1; // minutes

    /** By hour: 0 where the sender was not steady, else its longest pause in minutes and 1. Made with the first steady hour. */
    private byte @Nullable [] pauses;

    private long firstHour = Long.MIN_VALUE;
    private long hour;
    private long messagesSeen;
    private long messagesThisHour;
    private long longestPauseThisHour;
    private long heardMillis;

    /**
     * Looks at the sender.
     *
     * @param messages since it was first heard
     * @param lastHeardMillis when it was last heard
     * @param countsFromMillis a pause that has ended belongs to the habit from then on; what was before was an outage
     */
    void sample(long nowMillis, long messages, long lastHeardMillis, long countsFromMillis) {
        long now = Math.floorDiv(nowMillis, HOUR);
        if (firstHour == Long.MIN_VALUE) {
            firstHour = now;
            hour = now;
        }
        if (messages != messagesSeen) {
            if (heardMillis != 0) {
                long pause = nowMillis - Math.max(heardMillis, countsFromMillis);
                longestPauseThisHour = Math.max(longestPauseThisHour, pause);
            }
            messagesThisHour += messages - messagesSeen;
            messagesSeen = messages;
            heardMillis = lastHeardMillis;
        }
        if (now > hour) enter(now);
    }

    private void enter(long now) {
        boolean steady = messagesThisHour >= STEADY;
        if (steady && pauses == null) pauses = new byte[HOURS];
        if (pauses != null) {
            long minutes = Math.min(longestPauseThisHour / MINUTE, LONGEST_PAUSE);
            pauses[index(hour)] = steady ? (byte) (minutes + 1) : 0;
            for (long h = Math.max(hour + 1, now - HOURS); h <= now; h++) pauses[index(h)] = 0;
        }
        hour = now;
        messagesThisHour = 0;
        longestPauseThisHour = 0;
    }

    private static int index(long hour) {
        return (int) Math.floorMod(hour, (long) HOURS);
    }

    /** When the sender was last heard, milliseconds since 1970; 0 before it was. */
    long heardMillis() {
        return heardMillis;
    }

    /** How many messages of it were heard. */
    long messages() {
        return messagesSeen;
    }

    /** Whether the sender, silent since it was last heard, is expected to speak in an hour up to the current one. */
    boolean isExpected(long wanted) {
        if (pauses == null) return false;
        return wanted - firstHour > WEEK_HOURS ? isExpectedByWeek(wanted) : spokeAroundTheClock();
    }

    private boolean isExpectedByWeek(long wanted) {
        long weekBefore = wanted - WEEK_HOURS;
        if (!isSteady(weekBefore - 1) || !isSteady(weekBefore) || !isSteady(weekBefore + 1)) return false;
        int days = 0;
        for (int day = 1; day <= 7; day++) {
            if (isSteady(wanted - (long) day * DAY_HOURS)) days++;
        }
        return days >= LEAST_DAYS;
    }

    private boolean spokeAroundTheClock() {
        long last = Math.floorDiv(heardMillis, HOUR);
        for (int before = 1; before <= DAY_HOURS; before++) {
            if (!isSteady(last - before)) return false;
        }
        return true;
    }

    /** Whether it spoke steadily in an hour that is over. */
    private boolean isSteady(long wanted) {
        return pauses != null && wanted < hour && wanted > hour - HOURS && pauses[index(wanted)] > 0;
    }

    /**
     * Since when it is silent while it is expected to speak, without a break; not before {@code earliestMillis}. {@code
     * Long.MAX_VALUE}: it is not expected now.
     */
    long silentSince(long nowMillis, long earliestMillis) {
        long now = Math.floorDiv(nowMillis, HOUR);
        if (!isExpected(now)) return Long.MAX_VALUE;
        long earliest = Math.max(heardMillis, earliestMillis);
        long from = now;
        while (from > Math.floorDiv(earliest, HOUR) && now - from < DAY_HOURS && isExpected(from - 1)) from--;
        return Math.max(earliest, from * HOUR);
    }

    /** Its longest pause between two steady hours of the last week, outages aside, milliseconds. */
    long longestPauseMillis() {
        int longest = 0;
        for (long h = hour - WEEK_HOURS; pauses != null && h < hour; h++) {
            if (isSteady(h) && isSteady(h - 1)) longest = Math.max(longest, pauses[index(h)] - 1);
        }
        return longest * MINUTE;
    }
}
