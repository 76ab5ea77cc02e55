package io.beaconward.watch;

import io.beaconward.bytes.Address;
import io.beaconward.bytes.Slice;

/**
 * A flow with a source and a catalogued destination, ready to be counted. One carrier per pipeline.
 */
public final class Contact {
    /** The longest destination name, bytes (RFC 1035). */
    public static final int MAX_NAME = 253;

    /** The longest user name kept, bytes; of a longer one the beginning. */
    public static final int MAX_USER = 63;

    /** No sender is known; what {@link #sender} never is for one that is. */
    public static final int UNKNOWN_SENDER = 0;

    private final Address source = new Address();
    private final byte[] name = new byte[MAX_NAME];
    private final byte[] user = new byte[MAX_USER];
    private int nameLength;
    private int userLength;
    private int tenant;
    private int provider;
    private long millis;
    private long receivedMillis;
    private long bytesSent;
    private long bytesReceived;
    private boolean bytesKnown;
    private long durationMillis;
    private boolean blocked;
    private boolean sessionStart;
    private int sourcePort = -1;
    private int sender = UNKNOWN_SENDER;
    private int dialect;
    private int grain = 1;
    private boolean namedByOwnReply;
    private boolean namedByOthers;

    public Address source() {
        return source;
    }

    /** The destination's name in lower case, {@link #nameLength} bytes of it. */
    public byte[] name() {
        return name;
    }

    public int nameLength() {
        return nameLength;
    }

    public void nameLength(int length) {
        nameLength = length;
    }

    /** A number of the platform's customer that the name belongs to, the same for all names of that customer. */
    public int tenant() {
        return tenant;
    }

    public void tenant(int number) {
        tenant = number;
    }

    /** A number of the platform that the name belongs to. */
    public int provider() {
        return provider;
    }

    public void provider(int number) {
        provider = number;
    }

    /** The user that the message names, as logged, {@link #userLength} bytes of it. */
    public byte[] user() {
        return user;
    }

    /** 0 where the message names none. */
    public int userLength() {
        return userLength;
    }

    /** Takes the user's name; of a longer one than {@link #MAX_USER} the beginning. */
    public void user(Slice name) {
        userLength = Math.min(name.length(), MAX_USER);
        System.arraycopy(name.array(), name.from(), user, 0, userLength);
    }

    /** When the flow took place, milliseconds since 1970: within the window, at most the clock skew ahead. */
    public long millis() {
        return millis;
    }

    public void millis(long value) {
        millis = value;
    }

    /** When the message came, milliseconds since 1970. */
    public long receivedMillis() {
        return receivedMillis;
    }

    public void receivedMillis(long value) {
        receivedMillis = value;
    }

    /** Bytes client to server; 0 where unknown. */
    public long bytesSent() {
        return bytesSent;
    }

    /** Bytes server to client; 0 where unknown. */
    public long bytesReceived() {
        return bytesReceived;
    }

    /** Whether the message stated both byte counts. */
    public boolean bytesKnown() {
        return bytesKnown;
    }

    /** Sets the byte counts; a negative one is unknown. */
    public void bytes(long sent, long received) {
        bytesSent = Math.max(sent, 0);
        bytesReceived = Math.max(received, 0);
        bytesKnown = sent >= 0 && received >= 0;
    }

    /** How long the session lasted, milliseconds; 0 where unknown. */
    public long durationMillis() {
        return durationMillis;
    }

    /** Sets the session's length; a negative one is unknown. */
    public void durationMillis(long millis) {
        durationMillis = Math.max(millis, 0);
    }

    /** Whether the device blocked the flow; it counts all the same. */
    public boolean blocked() {
        return blocked;
    }

    public void blocked(boolean value) {
        blocked = value;
    }

    /** Whether the name was not logged, but a DNS reply to the source itself gave the address for it. */
    public boolean namedByOwnReply() {
        return namedByOwnReply;
    }

    /** Whether the name was not logged, but learned from what others than the source were told. */
    public boolean namedByOthers() {
        return namedByOthers;
    }

    public void named(boolean byOwnReply, boolean byOthers) {
        namedByOwnReply = byOwnReply;
        namedByOthers = byOthers;
    }

    /** The client's port, before any address translation; negative where unknown. */
    public int sourcePort() {
        return sourcePort;
    }

    public void sourcePort(int port) {
        sourcePort = port;
    }

    /** A number of the sender that told of it, the same on all event loops. */
    public int sender() {
        return sender;
    }

    /** The number of the dialect it was told in. */
    public int dialect() {
        return dialect;
    }

    /** Says who told of it, and in which dialect. */
    public void told(int bySender, int inDialect) {
        sender = bySender;
        dialect = inDialect;
    }

    /** Its sender's clock shows multiples of so many seconds. */
    public int grain() {
        return grain;
    }

    public void grain(int seconds) {
        grain = seconds;
    }

    /** Whether this is the start record of a session, which its end record will replace. */
    public boolean sessionStart() {
        return sessionStart;
    }

    public void sessionStart(boolean value) {
        sessionStart = value;
    }
}
