package io.beaconward.detect;

import io.beaconward.counters.Habits;

/**
 * Sessions that hide every beat in one logged connection: WebSockets, HTTP/2 streams and CONNECT tunnels of ten minutes or
 * more, each with less than a KiB a second on average, that last two hours together. Once a window
 * what was before counts half.
 */
public final class LongSessionRule {
    private static final int LEAST_SECONDS = 7200;

    private LongSessionRule() {}

    /** Whether it holds, by the durations that were logged. */
    public static boolean holds(Habits habits) {
        return habits.tunnelSeconds() >= LEAST_SECONDS;
    }
}
