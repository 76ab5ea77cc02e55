package io.beaconward.syslog;

import io.beaconward.bytes.Address;
import io.beaconward.bytes.Slice;

/**
 * The syslog view of one frame: header fields and body as ranges of the frame's bytes. One carrier per pipeline, valid
 * only while its frame is.
 */
public final class Message {
    /** No priority was stated. */
    public static final int NO_PRIORITY = -1;

    private final Slice host = new Slice();
    private final Slice app = new Slice();
    private final Slice messageId = new Slice();
    private final Slice structuredData = new Slice();
    private final Slice body = new Slice();
    private final Stamp headerTime = new Stamp();
    private final Address unknownPeer = new Address();
    private int priority = NO_PRIORITY;
    private long receivedMillis;
    private Sender sender = Sender.inUtc(unknownPeer);
    private Numbering numbering = Numbering.NONE;
    private long number;

    public void clear() {
        host.clear();
        app.clear();
        messageId.clear();
        structuredData.clear();
        body.clear();
        headerTime.clear();
        priority = NO_PRIORITY;
        numbering = Numbering.NONE;
    }

    /** HOSTNAME of the header; empty where it states none. */
    public Slice host() {
        return host;
    }

    /** APP-NAME, or the tag of RFC 3164 without process id; empty where the header states none. */
    public Slice app() {
        return app;
    }

    /** MSGID of RFC 5424; empty where there is none. */
    public Slice messageId() {
        return messageId;
    }

    /** STRUCTURED-DATA of RFC 5424 with its brackets; empty where there is none. */
    public Slice structuredData() {
        return structuredData;
    }

    /** What stands behind the header, without a byte order mark and trailing line ends. */
    public Slice body() {
        return body;
    }

    /** The header's time, if it states one. */
    public Stamp headerTime() {
        return headerTime;
    }

    /** PRI, 0 to 191: facility times 8 plus severity; or {@link #NO_PRIORITY}. */
    public int priority() {
        return priority;
    }

    public void priority(int value) {
        priority = value;
    }

    /** Which number the header bears, {@link Numbering#NONE} where none. */
    public Numbering numbering() {
        return numbering;
    }

    /** The header's number; only where it bears one. */
    public long number() {
        return number;
    }

    void number(Numbering kind, long value) {
        numbering = kind;
        number = value;
    }

    /** When the frame was received, milliseconds since 1970. */
    public long receivedMillis() {
        return receivedMillis;
    }

    public void receivedMillis(long millis) {
        receivedMillis = millis;
    }

    public Sender sender() {
        return sender;
    }

    public void sender(Sender value) {
        sender = value;
    }
}
