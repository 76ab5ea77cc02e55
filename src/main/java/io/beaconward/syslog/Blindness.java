package io.beaconward.syslog;

/** Why what a sender logs can hardly lead to a finding. */
public enum Blindness {
    /** It can. */
    NONE,
    /** No flow names a source address. */
    NO_SOURCE,
    /** No flow names its destination, and DNS logs named none. */
    NO_NAMES,
    /** All flows were blocked: what gets through is not logged. */
    ONLY_BLOCKED
}
