package io.beaconward.detect;

import io.beaconward.counters.Habits;
import io.beaconward.counters.Totals;

/**
 * Sessions that hide every beat in one logged connection: WebSockets, HTTP/2 streams and CONNECT tunnels of ten minutes or
 * more, each with less than a KiB a second on average, that last two hours together. Once a window
 * what was before counts half. And they have to be most of what the pair does, a minute for each connection in the window: of
 * the many connections of a busy pair some always stay open.
 */
public final class LongSessionRule {
    private static final int LEAST_SECONDS = 7200;
    private static final int SECONDS_A_CONNECTION = 60;

    private LongSessionRule() {}

    /** Whether it holds, by the durations that were logged, and all connections of the window. */
    public static boolean holds(Habits habits, Totals totals) {
        return habits.tunnelSeconds() >= LEAST_SECONDS
                && habits.tunnelSeconds() >= SECONDS_A_CONNECTION * totals.connections();
    }
}
