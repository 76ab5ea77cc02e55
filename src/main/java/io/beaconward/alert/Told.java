package io.beaconward.alert;

/** What receivers are told: an alert, an operational notice, or a summary of findings. */
sealed interface Told permits Alert, Notice, Summary {
    /** The same over states, retries and restarts. */
    String id();

    /** {@code open}, {@code updated} or {@code closed}. */
    String state();

    /** What tells this notification from every other one, and nothing more: the same over retries. */
    String notificationKey();

    /** The request's body in that format. */
    byte[] in(Format format);

    /**
     * What was stored by {@link StoredFinding}, {@link StoredNotice} or {@link StoredSummary}.
     *
     * @throws IllegalArgumentException if the text is none of them
     */
    static Told read(String stored) {
        if (stored.startsWith(StoredNotice.BEGINNING)) return StoredNotice.read(stored);
        if (stored.startsWith(StoredSummary.BEGINNING)) return StoredSummary.read(stored);
        return Alert.of(StoredFinding.read(stored));
    }

    /** Whether an alert is told of, which people can send again. */
    static boolean isAlert(String stored) {
        return !stored.startsWith(StoredNotice.BEGINNING) && !stored.startsWith(StoredSummary.BEGINNING);
    }
}
