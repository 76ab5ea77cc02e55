package io.beaconward;

import io.beaconward.metrics.LossHours;
import io.beaconward.metrics.Meters;
import io.beaconward.metrics.Metric;

/**
 * Marks the messages that were lost on this machine on the hours they fell into: what the kernel dropped, frames on which our
 * own code failed, and, as one each, connections refused at a limit or cut for want of room, which cost a message at least.
 * What senders are not meant to send, empty frames, and frames that were cut but read, are no losses. Thread-safe.
 */
final class LossWatch {
    private final Meters meters;
    private final LossHours losses;
    private long seen;
    private long seenMillis;

    /** @param nowMillis before anything was received, milliseconds since 1970 */
    LossWatch(Meters meters, LossHours losses, long nowMillis) {
        this.meters = meters;
        this.losses = losses;
        this.seenMillis = nowMillis;
    }

    /** Takes what was lost since the last look, which is to be a second ago or so; it counts to the hour of that one. */
    synchronized void look(long nowMillis) {
        long total = meters.total(Metric.SOCKET_DROPPED)
                + meters.total(Metric.FRAMES_REFUSED, "reason", "unexpected")
                + meters.total(Metric.CONNECTIONS_REFUSED, "reason", "limit")
                + meters.total(Metric.CONNECTIONS_REFUSED, "reason", "sender-limit")
                + meters.total(Metric.CONNECTIONS_CUT, "reason", "unfinished");
        losses.dropped(seenMillis, total - seen);
        seen = total;
        seenMillis = nowMillis;
    }
}
