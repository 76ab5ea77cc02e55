package io.beaconward.net;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.util.function.LongSupplier;

/**
 * Waits until the sockets of a loop have nothing left to read.
 *
 * <p>A task that a loop runs later, if only by a little, has a round of reading every socket that has something before it.
 * So once nothing was read from one such task to the next, the kernel holds nothing for the loop. It is watched for some
 * rounds more, since a sender's kernel hands on what it still holds only as ours makes room, and on a busy machine that
 * takes its time. A round that comes late does not count, for then the machine has other things to do than to bring what
 * is on its way. Under traffic that never pauses the deadline ends the wait; the kernel's queues are read in order, so
 * that what lay in them at first has long been read by then.
 */
final class Drain implements Runnable {
    private static final long ROUND_MILLIS = 10;
    private static final long LATE_NANOS = 5_000_000;
    private static final int QUIET_ROUNDS = 12;

    private final EventLoops loops;
    private final EventLoop loop;
    private final Intake intake;
    private final long deadlineNanos;
    private final LongSupplier nanoClock;
    private final Promise<Void> done;
    private long seen = -1;
    private int quiet;
    private long dueNanos;

    /** @param nanoClock as {@link System#nanoTime} */
    Drain(EventLoops loops, EventLoop loop, Intake intake, long deadlineNanos, LongSupplier nanoClock) {
        this.loops = loops;
        this.loop = loop;
        this.intake = intake;
        this.deadlineNanos = deadlineNanos;
        this.nanoClock = nanoClock;
        this.dueNanos = nanoClock.getAsLong();
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
        long now = nanoClock.getAsLong();
        if (reads != seen) {
            quiet = 0;
        } else if (now - dueNanos < LATE_NANOS) {
            quiet++;
        }
        if (quiet >= QUIET_ROUNDS || now - deadlineNanos >= 0) {
            done.setSuccess(null);
            return;
        }
        seen = reads;
        dueNanos = now + ROUND_MILLIS * 1_000_000;
        loops.later(loop, this, ROUND_MILLIS);
    }
}
