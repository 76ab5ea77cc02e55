package io.beaconward;

import io.beaconward.dialect.Flow;
import io.beaconward.syslog.Message;
import io.beaconward.syslog.Stamp;

/** A clock for stored logs: the greatest event time read so far, milliseconds since 1970. */
final class ReplayClock implements EventClock {
    private long now;

    @Override
    public long now(long received, long event) {
        now = Math.max(now, event);
        return now;
    }

    /** A line without a time of its own does not move the clock: its receive time is the file's, which is not the log's. */
    @Override
    public void passed(Message message, Flow flow) {
        Stamp stated = flow.statedTime(message);
        if (stated.isPresent()) now = Math.max(now, stated.toMillis(message.sender(), message.receivedMillis()));
    }

    long now() {
        return now;
    }
}
