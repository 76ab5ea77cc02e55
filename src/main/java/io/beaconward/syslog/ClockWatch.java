package io.beaconward.syslog;

import java.time.Duration;

/**
 * Notices a clock that is constantly off by a multiple of a quarter of an hour, as a wrong zone makes it. Owned by one {@link
 * Sender}. A few numbers, whatever the traffic; the time is passed in.
 *
 * <p>It judges round by round. A round takes at least {@link #SAMPLES} stamps over at least {@link #SPAN_MILLIS}, and ends
 * with a verdict if nearly all of them (19 of 20) are off by the same multiple, to within {@link #NEAR_MILLIS}. As soon as too
 * many are not, another round begins, so that messages that come late, by this much or that, lead to no verdict: the one
 * before holds on. Beyond the hundredth stamp of a round only each sixteenth is looked at; not the first of each second or
 * so, since of a batch that would always be the oldest.
 */
final class ClockWatch {
    static final long QUARTER_MILLIS = Duration.ofMinutes(15).toMillis();
    static final long NEAR_MILLIS = Duration.ofMinutes(2).toMillis();
    static final long SPAN_MILLIS = Duration.ofMinutes(5).toMillis();
    static final int SAMPLES = 100;

    private static final int ONE_IN = 20; // may be off otherwise
    private static final int STRIDE = 16;
    private static final long FURTHEST = Duration.ofHours(26).toMillis(); // from UTC-12 to UTC+14
    private static final int NONE = Integer.MIN_VALUE;

    private int verdict;
    private int candidate;
    private long firstMillis;
    private int samples;
    private int misses;
    private int skipped;

    /**
     * Takes the stamp of one message.
     *
     * @param offsetMillis its receive time minus the time it states
     * @return whether the verdict is another now
     */
    boolean sample(long offsetMillis, long receivedMillis) {
        boolean lastedLong = receivedMillis - firstMillis >= SPAN_MILLIS;
        if (samples >= SAMPLES && !lastedLong && ++skipped % STRIDE != 0) return false;
        int quarters = quarters(offsetMillis);
        if (samples == 0 || receivedMillis < firstMillis) {
            begin(quarters, receivedMillis);
            return false;
        }
        samples++;
        if (quarters != candidate && ++misses * ONE_IN > Math.max(samples, SAMPLES)) {
            begin(quarters, receivedMillis);
            return false;
        }
        if (samples < SAMPLES || !lastedLong) return false;
        samples = 0;
        if (candidate == verdict) return false;
        verdict = candidate;
        return true;
    }

    private void begin(int quarters, long receivedMillis) {
        candidate = quarters;
        firstMillis = receivedMillis;
        samples = quarters == NONE ? 0 : 1;
        misses = 0;
        skipped = 0;
    }

    private static int quarters(long offsetMillis) {
        if (offsetMillis > FURTHEST || offsetMillis < -FURTHEST) return NONE;
        long quarters = Math.floorDiv(offsetMillis + QUARTER_MILLIS / 2, QUARTER_MILLIS);
        return Math.abs(offsetMillis - quarters * QUARTER_MILLIS) <= NEAR_MILLIS ? (int) quarters : NONE;
    }

    /** What is to be added to the stated times so that they are right; 0: nothing, or not known. Milliseconds. */
    long offMillis() {
        return verdict * QUARTER_MILLIS;
    }
}
