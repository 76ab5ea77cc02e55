package io.beaconward.dialect;

import io.beaconward.bytes.Address;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.Message;
import io.beaconward.syslog.Numbering;
import io.beaconward.syslog.Stamp;

/**
 * Who talked to whom, when, how much: what a message of a firewall or proxy tells. One carrier per pipeline; its slices
 * are valid only while the message is. What the message does not say is absent: empty, not present, or {@link #UNKNOWN}.
 */
public final class Flow {
    /** A number the message does not state. */
    public static final long UNKNOWN = -1;

    /** What the device did with the flow. */
    public enum Action {
        UNDECIDED,
        ALLOWED,
        BLOCKED
    }

    /** Which part of a session the message reports; one that reports whole sessions or requests is an end. */
    public enum Phase {
        START,
        INTERIM,
        END
    }

    /** Where the destination's name is from. */
    public enum NameSource {
        /** The message states it, or there is none. */
        LOGGED,
        /** A DNS reply to this very client gave the address for it. */
        CLIENT,
        /** Some other message gave it: a DNS reply to another client or to one not named, or a flow of another client. */
        ANY_CLIENT,
        /** Some other message gave one, but since nobody watches it, it was not kept: the flow has no name, though the network does. */
        UNWATCHED
    }

    private final Address source = new Address();
    private final Slice user = new Slice();
    private final Slice host = new Slice();
    private final Address destination = new Address();
    private final Slice dnsQuery = new Slice();
    private final Answers answers = new Answers();
    private final Slice eventName = new Slice();
    private final Stamp time = new Stamp();
    private int sourcePort;
    private int destinationPort;
    private long bytesSent;
    private long bytesReceived;
    private long bytesTotal;
    private long durationMillis;
    private Action action = Action.UNDECIDED;
    private Phase phase = Phase.END;
    private NameSource nameSource = NameSource.LOGGED;
    private boolean clientGuessed;
    private boolean answersDestination;
    private boolean hostRefused;
    private Numbering numbering = Numbering.NONE;
    private long number;

    public Flow() {
        clear();
    }

    public void clear() {
        source.clear();
        user.clear();
        host.clear();
        destination.clear();
        dnsQuery.clear();
        answers.clear();
        eventName.clear();
        time.clear();
        sourcePort = (int) UNKNOWN;
        destinationPort = (int) UNKNOWN;
        bytesSent = UNKNOWN;
        bytesReceived = UNKNOWN;
        bytesTotal = UNKNOWN;
        durationMillis = UNKNOWN;
        action = Action.UNDECIDED;
        phase = Phase.END;
        nameSource = NameSource.LOGGED;
        clientGuessed = false;
        answersDestination = false;
        hostRefused = false;
        numbering = Numbering.NONE;
    }

    /** The client: behind a proxy or NAT that logs it, the real one. */
    public Address source() {
        return source;
    }

    /** Whether the message does not say which end is the client, so that {@link #source} is a guess. */
    public boolean clientGuessed() {
        return clientGuessed;
    }

    public void clientGuessed(boolean value) {
        clientGuessed = value;
    }

    public Slice user() {
        return user;
    }

    /** The destination's name, as logged but without scheme, user info, port, path and trailing dot; any case. */
    public Slice host() {
        return host;
    }

    /** Whether the message holds a name in the host's place that can be none: too long, or with bytes that no name has. */
    public boolean isHostRefused() {
        return hostRefused && host.isEmpty();
    }

    void hostRefused() {
        hostRefused = true;
    }

    /** Where {@link #host} is from. */
    public NameSource nameSource() {
        return nameSource;
    }

    public void nameSource(NameSource value) {
        nameSource = value;
    }

    public Address destination() {
        return destination;
    }

    /** The client's, before any address translation: 0 to 65535, or {@link #UNKNOWN}. */
    public int sourcePort() {
        return sourcePort;
    }

    public void sourcePort(long port) {
        sourcePort = port < 0 || port > 65_535 ? (int) UNKNOWN : (int) port;
    }

    /** 0 to 65535, or {@link #UNKNOWN}. */
    public int destinationPort() {
        return destinationPort;
    }

    public void destinationPort(long port) {
        destinationPort = port < 0 || port > 65_535 ? (int) UNKNOWN : (int) port;
    }

    /** Client to server. */
    public long bytesSent() {
        return bytesSent;
    }

    public void bytesSent(long bytes) {
        bytesSent = bytes;
    }

    /** Server to client. */
    public long bytesReceived() {
        return bytesReceived;
    }

    public void bytesReceived(long bytes) {
        bytesReceived = bytes;
    }

    /** Both ways together, where only the sum is known. */
    public long bytesTotal() {
        return bytesTotal;
    }

    public void bytesTotal(long bytes) {
        bytesTotal = bytes;
    }

    public long durationMillis() {
        return durationMillis;
    }

    public void durationMillis(long millis) {
        durationMillis = millis;
    }

    public Action action() {
        return action;
    }

    public void action(Action value) {
        action = value;
    }

    public Phase phase() {
        return phase;
    }

    public void phase(Phase value) {
        phase = value;
    }

    /** The name a DNS message asks for, as logged but without trailing dot. */
    public Slice dnsQuery() {
        return dnsQuery;
    }

    /** The addresses that a DNS reply gives for {@link #dnsQuery}. */
    public Answers answers() {
        return answers;
    }

    /** Who asked for {@link #dnsQuery}: the source, but where the message tells of the packet that the server sent back. */
    public Address asker() {
        return answersDestination ? destination : source;
    }

    /** The source is the DNS server, the destination its client. */
    void answersDestination() {
        answersDestination = true;
    }

    /** Whether the message is one of DNS: it gives names, and is never a contact. */
    public boolean isDns() {
        return !dnsQuery.isEmpty() || answers.size() > 0;
    }

    /** The kind of event of an audit record. */
    public Slice eventName() {
        return eventName;
    }

    /** Whether the message tells of nobody, no destination, no DNS name and no audit event. */
    boolean saysNothing() {
        return !source.isPresent()
                && !destination.isPresent()
                && host.isEmpty()
                && dnsQuery.isEmpty()
                && eventName.isEmpty();
    }

    /** Which number of its device the body bears, {@link Numbering#NONE} where none. */
    public Numbering numbering() {
        return numbering;
    }

    /** The body's number; only where it bears one. */
    public long number() {
        return number;
    }

    void number(Numbering kind, long value) {
        numbering = kind;
        number = value;
    }

    /** The event's own time, where the body states one. */
    public Stamp time() {
        return time;
    }

    /** The event's own time, else that of the header of its message; not present where neither states one. */
    public Stamp statedTime(Message message) {
        return time.isPresent() ? time : message.headerTime();
    }
}
