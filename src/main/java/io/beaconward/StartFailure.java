package io.beaconward;

/** The appliance cannot start; the message says why and what to do. */
final class StartFailure extends Exception {
    private static final long serialVersionUID = 1;

    StartFailure(Exception cause) {
        super(cause.getMessage(), cause.getCause());
    }
}
