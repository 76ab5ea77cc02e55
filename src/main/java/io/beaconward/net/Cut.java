package io.beaconward.net;

/** Why we close a connection that was open. The label is the metric's one. */
enum Cut {
    UNFINISHED("unfinished"),
    IDLE("idle");

    private final String label;

    Cut(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
