package io.beaconward.net;

import io.beaconward.bytes.Address;

/**
 * The bytes of one message as they came, with who sent them and when. One carrier per event loop: it is valid only until
 * the handler that was given it returns. A frame has at least one byte.
 */
public final class Frame {
    private final Address peer = new Address();
    private byte[] array = {};
    private int from;
    private int to;
    private long receivedMillis;
    private Transport transport = Transport.UDP;

    /** Sets all but the peer, which {@link #peer} gives to be set in place. */
    public void set(byte[] array, int from, int to, Transport transport, long receivedMillis) {
        this.array = array;
        this.from = from;
        this.to = to;
        this.transport = transport;
        this.receivedMillis = receivedMillis;
    }

    /**
     * Leaves out the last word, of which a part is missing: half a number is another number, and half a name another name. What
     * has nothing that parts words is left as it is.
     */
    void leaveOutLastWord() {
        int end = to;
        while (end > from && !partsWords(array[end - 1])) end--;
        if (end > from) to = end;
    }

    private static boolean partsWords(byte b) {
        return (b >= 0 && b <= ' ') || b == ',' || b == ';' || b == '|' || b == '"';
    }

    /** The other end of the socket. */
    public Address peer() {
        return peer;
    }

    public byte[] array() {
        return array;
    }

    public int from() {
        return from;
    }

    public int to() {
        return to;
    }

    /** When the bytes were read from the socket, milliseconds since 1970. */
    public long receivedMillis() {
        return receivedMillis;
    }

    public Transport transport() {
        return transport;
    }
}
