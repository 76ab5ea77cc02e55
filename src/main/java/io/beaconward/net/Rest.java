package io.beaconward.net;

import io.netty.channel.SelectStrategy;
import io.netty.util.IntSupplier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets an event loop rest between two looks at its sockets while messages come at a moderate rate, so that one waking reads many of
 * them: to be woken for each costs the loop and the senders of this machine several times what reading it does. A loop that read
 * nothing waits for its sockets, so that what comes after a silence is read at once; one that has as much to do as the rest would
 * take goes on without. Owned by one event loop.
 */
final class Rest implements SelectStrategy {
    /** From the first message of a look to the next look; what comes meanwhile waits in the sockets' buffers. */
    static final long MOST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private long nanos = MOST_NANOS;
    private long firstNanos;
    private boolean read;

    /** Something was read. */
    void read() {
        if (read) return;
        read = true;
        firstNanos = System.nanoTime();
    }

    /** Has it rest no longer than a socket's receive buffer of so many bytes takes to fill, at four of them in a nanosecond. */
    void within(int receiveBuffer) {
        nanos = Math.min(nanos, receiveBuffer / 4);
    }

    @Override
    public int calculateStrategy(IntSupplier selectNow, boolean hasTasks) throws Exception {
        if (hasTasks) return selectNow.get();
        if (read) {
            read = false;
            long left = nanos - (System.nanoTime() - firstNanos);
            if (left > 0) LockSupport.parkNanos(this, left);
        }
        return SelectStrategy.SELECT;
    }
}
