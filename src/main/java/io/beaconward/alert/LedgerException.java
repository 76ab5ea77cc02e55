package io.beaconward.alert;

import java.io.IOException;

/** The ledger of alerts cannot be read or written; the message says why and what to do. */
public final class LedgerException extends IOException {
    private static final long serialVersionUID = 1;

    LedgerException(String message) {
        super(message);
    }

    LedgerException(String message, Throwable cause) {
        super(message, cause);
    }
}
