package io.beaconward.net;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;

/**
 * Waits until the sockets of a loop have nothing left to read.
 *
 * <p>A task that a loop runs later, if only by a little, has a round of reading every socket that has something before it.
 * So once nothing was read from one such task to the next, the kernel holds nothing for the loop. Under traffic that
 * never pauses the deadline ends the wait; the kernel's queues are read in order, so that what lay in them at first has
 * long been read by then.
 */
final class Drain implements Runnable {
    private static final long ROUND_MILLIS = 10;

    private final EventLoops loops;
    private final EventLoop loop;
    private final Intake intake;
    private final long deadlineNanos;
    private final Promise<Void> done;
    private long seen = -1;

    Drain(EventLoops loops, EventLoop loop, Intake intake, long deadlineNanos) {
        this.loops = loops;
        this.loop = loop;
        this.intake = intake;
        this.deadlineNanos = deadlineNanos;
        this.done = loop.newPromise();
    }

    /** Begins to wait. */
    Future<?> start() {
        loop.execute(this);
        return done;
    }

    @Override
    public void run() {
        long reads = intake.reads();
        if (reads == seen || System.nanoTime() - deadlineNanos >= 0) {
            done.setSuccess(null);
            return;
        }
        seen = reads;
        loops.later(loop, this, ROUND_MILLIS);
    }
}
