package io.beaconward.advice;

/**
 * A sender that is silent beyond its habit.
 *
 * @param heardMillis when it was last heard, milliseconds since 1970
 * @param longestPauseMillis its longest usual pause
 */
public record SilentSender(String name, long heardMillis, long longestPauseMillis) {}
