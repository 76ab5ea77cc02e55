package io.beaconward.dialect;

/**
 * What a vendor's field means for a flow. They are read in this order, so that an address or port that has a field of its own
 * goes before one that a URL holds.
 */
public enum Field {
    /** When it happened: any of the stamps that devices write. */
    TIME(0),
    /** The client's address, perhaps with a port. */
    SOURCE(1),
    USER(2),
    /** The server's address, perhaps with a port; a name in its place is the destination's name. */
    DESTINATION(3),
    DESTINATION_PORT(4),
    /** The destination's name, {@code host:port} or a URL, with its scheme or without. */
    HOST(5),
    /** A URL where it has a scheme; anything else is a path or a file. */
    URL(6),
    /** The first line of an HTTP request: method, URL, version. */
    REQUEST(7),
    /** Bytes from the client to the server. */
    SENT(8),
    /** Bytes from the server to the client. */
    RECEIVED(9),
    /** Bytes both ways. */
    TOTAL(10),
    /** How long it took, in seconds, perhaps with a fraction, or as {@code h:mm:ss}. */
    SECONDS(11),
    MILLISECONDS(12),
    ACTION(13),
    /** The name that a DNS message asks for. */
    QUERY(14),
    /** The addresses of a DNS reply, whatever stands between them. */
    ANSWERS(15),
    /** The kind of event of an audit record. */
    EVENT(16),
    /** The client's port, before any address translation. */
    SOURCE_PORT(17);

    private final int number;

    Field(int number) {
        this.number = number;
    }

    /** Its place in the order, from 0; for bit sets and arrays. */
    int number() {
        return number;
    }
}
