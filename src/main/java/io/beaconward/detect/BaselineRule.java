package io.beaconward.detect;

import io.beaconward.counters.Totals;

/**
 * The baseline rule, exactly: at least 12 connections in at least 3 distinct UTC clock hours, at least 2 connections an
 * hour, on average under 4096 bytes sent and under 16384 bytes received. Averages are compared as whole numbers, so that
 * nothing is rounded.
 */
public final class BaselineRule {
    private static final long LEAST_CONNECTIONS = 12;
    private static final int LEAST_HOURS = 3;
    private static final long LEAST_CONNECTIONS_PER_HOUR = 2;
    private static final long BYTES_SENT_BELOW = 4096;
    private static final long BYTES_RECEIVED_BELOW = 16_384;

    private BaselineRule() {}

    /** Whether the rule holds for what a pair amounts to over the window. */
    public static boolean holds(Totals totals) {
        long connections = totals.connections();
        return connections >= LEAST_CONNECTIONS
                && totals.hours() >= LEAST_HOURS
                && connections >= LEAST_CONNECTIONS_PER_HOUR * totals.hours()
                && isSmall(totals);
    }

    /** Whether the averages are under the rule's limits. */
    static boolean isSmall(Totals totals) {
        return totals.bytesSent() < BYTES_SENT_BELOW * totals.connections()
                && totals.bytesReceived() < BYTES_RECEIVED_BELOW * totals.connections();
    }
}
