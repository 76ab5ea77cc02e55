package io.beaconward;

import io.beaconward.dialect.Flow;
import io.beaconward.syslog.Message;

/** What time it is for a contact: live, when its message was received; in a replay, what the log has come to. */
@FunctionalInterface
interface EventClock {
    /** The receive clock. */
    EventClock LIVE = (received, event) -> received;

    /**
     * The time now, milliseconds since 1970, for an event of time {@code event} whose message came at {@code received}; {@link
     * Long#MIN_VALUE} where the event's time does not matter.
     */
    long now(long received, long event);

    /** Told of every message once it was read, contact or not. */
    default void passed(Message message, Flow flow) {}
}
