package io.beaconward.net;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;

/**
 * Waits until the sockets of a loop have nothing left to read.
 *
 * <p>A task that a loop runs later, if only by a little, has a round of reading every socket that has something before it.
 * So once nothing was read from one such task to the next, the kernel holds nothing for the loop. It is watched for some
 * rounds more, since a sender's kernel hands on what it still holds only as ours makes room, and on a busy machine that
 * takes its time. Under traffic that never pauses the deadline ends the wait; the kernel's queues are read in order, so
 * that what lay in them at first has long been read by then.
 */
final class Drain implements Runnable {
    private static final long ROUND_MILLIS = 10;
    private static final int QUIET_ROUNDS = 12;

    private final EventLoops loops;
    private final EventLoop loop;
    private final Intake intake;
    private final long deadlineNanos;
    private final Promise<Void> done;
    private long seen = -1;
    private int quiet;

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
        quiet = reads == seen ? quiet + 1 : 0;
        if (quiet >= QUIET_ROUNDS || System.nanoTime() - deadlineNanos >= 0) {
            done.setSuccess(null);
            return;
        }
        seen = reads;
        loops.later(loop, this, ROUND_MILLIS);
    }
}
