package io.beaconward.net;

import io.beaconward.metrics.Meters;
import io.beaconward.metrics.Metric;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the connections open over all listeners; at the limit no more are let in. Thread-safe. */
final class ConnectionLimit {
    private final int most;
    private final Warnings warnings;
    private final AtomicInteger open = new AtomicInteger();

    ConnectionLimit(int most, Meters meters, Warnings warnings) {
        this.most = most;
        this.warnings = warnings;
        meters.gauge(Metric.CONNECTIONS, open::get, Transport.TCP.label());
    }

    /** Whether one more is let in; it has to tell when it is {@link #closed} then. */
    boolean tryOpen() {
        if (open.incrementAndGet() <= most) return true;
        open.decrementAndGet();
        warnings.tooManyConnections();
        return false;
    }

    void closed() {
        open.decrementAndGet();
    }
}
