package io.beaconward.alert;

import java.time.Duration;

/**
 * How long to wait before something is tried again: {@code first}, then twice as long each time up to {@code longest},
 * and up to a fifth more or less, by chance, so that receivers are not asked by many at the same moment.
 *
 * @param tick how often it is looked whether something is due
 */
record Pauses(Duration first, Duration longest, Duration tick) {
    static final Pauses DEFAULT = new Pauses(Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofSeconds(1));

    private static final double JITTER = 0.2;
    private static final int MOST_DOUBLINGS = 30;

    /**
     * Milliseconds to wait.
     *
     * @param failures how often it failed, 1 or more
     * @param chance 0 to 1
     */
    long millis(int failures, double chance) {
        long grown = first.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS);
        long base = Math.min(grown, longest.toMillis());
        return Math.round(base * (1 - JITTER + 2 * JITTER * chance));
    }
}
