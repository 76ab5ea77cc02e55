package io.beaconward.syslog;

/**
 * How coarse the times are that a sender states: the greatest divisor of a minute that all of them are multiples of, once that is more than
 * chance; the first other time ends it. 1 is the usual clock. Looked at anew now and then, since senders are changed.
 *
 * <p>Where a clock is coarse, many messages state the same time; so four must share each, or else a few even beats on full minutes would
 * be taken for a clock of minutes.
 */
final class StampGrain {
    private static final int MINUTE = 60;
    private static final int LEAST_STAMPS = 200;
    private static final int LEAST_DIFFERENT = 8; // of a clock of seconds all are multiples of ten once in 10^8 times
    private static final int LEAST_SHARING = 4;
    private static final int AGAIN = 65_536;

    private int known = 1;
    private int divisor = MINUTE;
    private int stamps;
    private int different;
    private long last = Long.MIN_VALUE;

    /** Notes a time that the sender stated, seconds since 1970. */
    void stated(long seconds) {
        if (++stamps > AGAIN) begin();
        if (seconds == last) return;
        last = seconds;
        different++;
        divisor = common(divisor, Math.floorMod(seconds, MINUTE));
        if (divisor < known) known = divisor;
        else if (isEstablished()) known = divisor;
    }

    private boolean isEstablished() {
        return stamps >= LEAST_STAMPS && different >= LEAST_DIFFERENT && stamps >= LEAST_SHARING * different;
    }

    private void begin() {
        stamps = 1;
        different = 0;
        divisor = MINUTE;
    }

    private static int common(int a, int b) {
        int divisor = a;
        for (int rest = b; rest != 0; ) {
            int next = divisor % rest;
            divisor = rest;
            rest = next;
        }
        return divisor;
    }

    /** Seconds, 1 to 60. */
    int seconds() {
        return known;
    }
}
