package io.beaconward.detect;

import io.beaconward.config.Settings;

/** Told of a finding that leads to no alert, once until it leads to one or its pair is forgotten. */
@FunctionalInterface
public interface HeldBack {
    /** The entry of the tuning holds the finding back. */
    void heldBack(Finding finding, Settings.Tuning by);

    /** The first day's {@link Observation} holds the finding back. */
    default void observed(Finding finding) {}
}
