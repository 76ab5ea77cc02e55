package io.beaconward.metrics;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * A log line that strangers can provoke: written at most once an interval, with the count of those held back since. One
 * instance a kind of line. Thread-safe.
 */
public final class ThrottledLog {
    private final Logger log;
    private final long intervalNanos;
    private final LongSupplier nanoClock;
    private long nextNanos;
    private boolean written;
    private long heldBack;

    public ThrottledLog(Logger log, Duration interval) {
        this(log, interval, System::nanoTime);
    }

    /** @param nanoClock as {@link System#nanoTime} */
    ThrottledLog(Logger log, Duration interval, LongSupplier nanoClock) {
        this.log = log;
        this.intervalNanos = interval.toNanos();
        this.nanoClock = nanoClock;
    }

    /** Writes {@code message} as a WARN, unless one was written within the interval. */
    public void warn(String message) {
        write(message, "", null);
    }

    /** As {@link #warn(String)}, with {@code about} behind the message; its text is made only where it is written. */
    public void warnAbout(String message, Object about) {
        write(message, about, null);
    }

    /** As {@link #warn(String)}, with the stack trace of {@code cause}. */
    public void warn(String message, Throwable cause) {
        write(message, "", cause);
    }

    private synchronized void write(String message, Object about, @Nullable Throwable cause) {
        long now = nanoClock.getAsLong();
        if (written && now - nextNanos < 0) {
            heldBack++;
            return;
        }
        String more = heldBack == 0 ? "" : " (" + heldBack + " more like this since the last such line)";
        log.warn("{}{}{}", message, about, more, cause);
        written = true;
        nextNanos = now + intervalNanos;
        heldBack = 0;
    }
}
