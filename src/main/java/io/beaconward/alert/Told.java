package io.beaconward.alert;

/** What receivers are told: an alert, or an operational notice. */
sealed interface Told permits Alert, Notice {
    /** The same over states, retries and restarts. */
    String id();

    /** {@code open}, {@code updated} or {@code closed}. */
    String state();

    /** What tells this notification from every other one, and nothing more: the same over retries. */
    String notificationKey();

    /** The request's body in that format. */
    byte[] in(Format format);

    /**
     * What was stored by {@link StoredFinding} or {@link StoredNotice}.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    static Told read(String stored) {
        return isNotice(stored) ? StoredNotice.read(stored) : Alert.of(StoredFinding.read(stored));
    }

    static boolean isNotice(String stored) {
        return stored.startsWith(StoredNotice.BEGINNING);
    }
}
