package io.beaconward.tls;

/** The files of TLS cannot be used. The message says which, why, and what to do. */
public final class TlsFailure extends Exception {
    private static final long serialVersionUID = 1;

    TlsFailure(String message) {
        super(message);
    }

    TlsFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
