package io.beaconward.config;

/** A value that its key does not take; the message says what it takes. */
final class BadValue extends Exception {
    private static final long serialVersionUID = 1;

    private final String said;

    BadValue(String message) {
        super(message);
        said = message;
    }

    /** The message. */
    String said() {
        return said;
    }
}
