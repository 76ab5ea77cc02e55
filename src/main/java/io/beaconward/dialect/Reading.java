package io.beaconward.dialect;

/** What a dialect makes of a message. */
public enum Reading {
    /** The message is of this dialect, and the flow is filled. */
    FLOW,
    /** The message is of this dialect, but tells of no flow: a login, a system event. */
    NO_FLOW,
    /** The message is not of this dialect; the flow may hold leftovers and must be cleared. */
    FOREIGN
}
