package io.beaconward.counters;

/** What is known, with the pair, of its alert. The codes are part of the map files. */
public enum AlertState {
    NONE(0),
    /** Found, but not yet known to be in the ledger: it is raised again after a restart. */
    PENDING(1),
    RAISED(2);

    private final int code;

    AlertState(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static AlertState of(int code) {
        return code == PENDING.code ? PENDING : code == RAISED.code ? RAISED : NONE;
    }
}
