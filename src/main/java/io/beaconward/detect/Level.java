package io.beaconward.detect;

/** How sure a finding is. The codes are part of the map files. */
public enum Level {
    LOW(0),
    MEDIUM(1),
    HIGH(2);

    private final int code;

    Level(int code) {
        this.code = code;
    }

    /** The greater, the surer. */
    int code() {
        return code;
    }
}
