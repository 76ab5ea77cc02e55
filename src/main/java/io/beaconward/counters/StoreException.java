package io.beaconward.counters;

/** The pairs cannot be kept where the settings say; the message says why and what to do. */
public final class StoreException extends Exception {
    private static final long serialVersionUID = 1;

    StoreException(String message) {
        super(message);
    }

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
