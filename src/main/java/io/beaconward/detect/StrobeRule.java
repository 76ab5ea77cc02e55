package io.beaconward.detect;

import io.beaconward.counters.Totals;

/**
 * So many small connections that no beat can be told: 360 or more in a clock hour, while the averages over the window stay
 * under the baseline's limits. Judged by the rate alone, since stamps of whole seconds cannot carry a rhythm of so few.
 */
public final class StrobeRule {
    private static final int CONNECTIONS_AN_HOUR = 360;

    private StrobeRule() {}

    /** Whether it holds for a pair with so many connections in the current clock hour. */
    public static boolean holds(int connections, Totals totals) {
        return connections >= CONNECTIONS_AN_HOUR && BaselineRule.isSmall(totals);
    }
}
