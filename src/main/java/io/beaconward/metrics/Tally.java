package io.beaconward.metrics;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A counter that one thread moves and any thread reads. It costs one plain add and one release store, so that it may be
 * moved per message; {@link Meters} sums the tallies of one name and labels when it is scraped.
 */
public final class Tally {
    private static final VarHandle VALUE;

    static {
        try {
            VALUE = MethodHandles.lookup().findVarHandle(Tally.class, "value", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private long value;

    Tally() {}

    public void increment() {
        add(1);
    }

    public void add(long amount) {
        VALUE.setRelease(this, value + amount);
    }

    /** What was counted; what happened before the counting is visible to the reader. */
    public long value() {
        return (long) VALUE.getAcquire(this);
    }
}
