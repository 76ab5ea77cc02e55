package io.beaconward;

/** A clock for stored logs: the greatest event time read so far, milliseconds since 1970. */
final class ReplayClock implements EventClock {
    private long now;

    @Override
    public long now(long received, long event) {
        now = Math.max(now, event);
        return now;
    }

    long now() {
        return now;
    }
}
