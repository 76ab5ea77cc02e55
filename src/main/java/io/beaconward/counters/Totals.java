package io.beaconward.counters;

/** What a pair amounts to over a span of hours. Reusable carrier. */
public final class Totals {
    private long connections;
    private int hours;
    private long bytesSent;
    private long bytesReceived;
    private long bytesKnown;
    private long blocked;
    private long firstMillis;
    private long lastMillis;

    public void clear() {
        connections = 0;
        hours = 0;
        bytesSent = 0;
        bytesReceived = 0;
        bytesKnown = 0;
        blocked = 0;
        firstMillis = Long.MAX_VALUE;
        lastMillis = Long.MIN_VALUE;
    }

    /** Adds one clock hour that has contacts; times in milliseconds since 1970. */
    public void addHour(long count, long sent, long received, long known, long blockedOnes, long first, long last) {
        connections += count;
        hours++;
        bytesSent += sent;
        bytesReceived += received;
        bytesKnown += known;
        blocked += blockedOnes;
        firstMillis = Math.min(firstMillis, first);
        lastMillis = Math.max(lastMillis, last);
    }

    /** Sets all of them; times in milliseconds since 1970. */
    public void set(
            long count,
            int distinctHours,
            long sent,
            long received,
            long known,
            long blockedOnes,
            long first,
            long last) {
        clear();
        addHour(count, sent, received, known, blockedOnes, first, last);
        hours = distinctHours;
    }

    public long connections() {
        return connections;
    }

    /** Distinct UTC clock hours with a connection. */
    public int hours() {
        return hours;
    }

    public long bytesSent() {
        return bytesSent;
    }

    public long bytesReceived() {
        return bytesReceived;
    }

    /** Connections whose byte counts were logged. */
    public long bytesKnown() {
        return bytesKnown;
    }

    /** Connections that the device blocked. */
    public long blocked() {
        return blocked;
    }

    /** Event time of the first contact; meaningless without connections. */
    public long firstMillis() {
        return firstMillis;
    }

    /** Event time of the last contact; meaningless without connections. */
    public long lastMillis() {
        return lastMillis;
    }
}
