package io.beaconward.alert;

/** How a kind of receiver wants alerts written. Holds no state; any thread. */
interface Format {
    /** The value of the request's Content-Type. */
    String contentType();

    /** The request's body. Never fails, whatever the alert's text holds. */
    byte[] body(Alert alert);

    /** As {@link #body(Alert)}, of a notice. */
    byte[] body(Notice notice);

    /** As {@link #body(Alert)}, of a summary. */
    byte[] body(Summary summary);
}
