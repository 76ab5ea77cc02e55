package io.beaconward.detect;

import io.beaconward.metrics.LossHours;

/**
 * What is known to be lost of the input over a window, of whichever senders.
 *
 * @param hours clock hours of the window in which messages were lost
 * @param messages how many, at least
 */
public record Losses(int hours, long messages) {
    public static final Losses NONE = new Losses(0, 0);

    /** Those from one hour to another, both included; hours since 1970. */
    static Losses between(int firstHour, int lastHour, LossHours known) {
        int hours = 0;
        long messages = 0;
        for (int hour = firstHour; hour <= lastHour; hour++) {
            long lost = known.lost(hour);
            if (lost > 0) hours++;
            messages += lost;
        }
        return hours == 0 ? NONE : new Losses(hours, messages);
    }
}
