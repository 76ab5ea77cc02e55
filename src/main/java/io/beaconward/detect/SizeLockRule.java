package io.beaconward.detect;

import io.beaconward.counters.Habits;

/**
 * The sizes are nearly constant: of 16 connections or more, nine in ten send and receive what most of them do, within an
 * eighth. A single upload does not silence it. Programs do this, good and bad ones alike, so it only adds to an alert.
 */
public final class SizeLockRule {
    private static final int LEAST = 16;
    private static final double SHARE = 0.9;

    private SizeLockRule() {}

    /** Whether it holds, by the sizes that were logged. */
    public static boolean holds(Habits habits) {
        return habits.sized() >= LEAST && habits.alike() >= SHARE * habits.sized();
    }
}
