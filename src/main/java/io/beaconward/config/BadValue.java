package io.beaconward.config;

/** A value that its key does not take; the message says what it takes. */
final class BadValue extends Exception {
    private static final long serialVersionUID = 1;

    BadValue(String message) {
        super(message);
    }
}
