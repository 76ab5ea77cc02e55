package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Decimal;
import io.beaconward.bytes.Slice;

/**
 * Connections of Cisco firewalls that are built and torn down: {@code Built outbound TCP connection 7 for E to E}, {@code
 * Teardown TCP connection 7 for E to E duration h:mm:ss bytes n}. Of an outbound connection the second endpoint is the
 * client. A teardown states no direction: it takes that of the building with its id and endpoints, if that was heard from
 * the same sender; else its first endpoint that has an address, and not a name in its place, is taken for the client. In a cluster
 * other members than the connection's owner tell of a stub of it, without an id: {@code Built director stub TCP connection for
 * E to E}.
 */
final class CiscoSessions {
    private static final byte[] OUTBOUND = Ascii.bytes("Built outbound ");
    private static final byte[] CONNECTION = Ascii.bytes(" connection ");
    private static final byte[] FOR = Ascii.bytes(" for ");
    private static final byte[] FROM = Ascii.bytes(" from ");
    private static final byte[] TO = Ascii.bytes(" to ");
    private static final byte[] DURATION = Ascii.bytes(" duration ");
    private static final byte[] BYTES = Ascii.bytes(" bytes ");
    private static final long MOST_ID = 0xffff_ffffL;

    private final TextCursor cursor = new TextCursor();
    private final CiscoEndpoint first = new CiscoEndpoint();
    private final CiscoEndpoint second = new CiscoEndpoint();
    private final CiscoUser names = new CiscoUser();
    private final HostName hostName = new HostName();
    private final Connections connections = new Connections();
    private final Slice user = new Slice();
    private long id;
    private int secondFrom;
    private boolean fromInitiator;

    /** Reads a session that begins, told by sender number {@code sender}. */
    boolean built(byte[] text, int from, int to, int sender, Flow flow) {
        boolean outbound = Ascii.startsWith(text, from, to, OUTBOUND);
        if (!endpoints(text, from, to)) return false;
        if (!flow(outbound, flow)) return false;
        names.read(text, (outbound ? second : first).end(), outbound ? to : secondFrom, to, flow);
        flow.phase(Flow.Phase.START);
        if (id >= 0) connections.built(sender, id, check(), outbound, flow.user());
        return true;
    }

    /** Reads a session that has ended, told by sender number {@code sender}. */
    boolean tornDown(byte[] text, int from, int to, int sender, Flow flow) {
        if (!endpoints(text, from, to)) return false;
        int known = id < 0 ? -1 : connections.tornDown(sender, id, check());
        boolean backwards = known >= 0 ? connections.clientIsSecond(known) : !fromInitiator && !first.isAddress();
        if (!flow(backwards, flow)) return false;
        flow.clientGuessed(
                known < 0 && !fromInitiator && !backwards && flow.destination().isPresent());
        int duration = Ascii.indexOf(text, second.end(), to, DURATION);
        int userEnd = !backwards ? secondFrom : duration < 0 ? to : duration;
        names.read(text, (backwards ? second : first).end(), userEnd, to, flow);
        if (known >= 0 && flow.user().isEmpty()) {
            connections.user(known, user);
            if (!user.isEmpty()) flow.user().set(user);
        }
        if (duration >= 0) volume(duration, flow);
        return true;
    }

    private void volume(int duration, Flow flow) {
        cursor.at(duration + DURATION.length);
        if (cursor.next()) flow.durationMillis(Durations.seconds(cursor.word()));
        if (cursor.behind(BYTES)) flow.bytesTotal(cursor.number());
    }

    /** Reads a stub, which its connection's owner counts. */
    boolean stub(byte[] text, int from, int to, Flow flow) {
        if (!endpoints(text, from, to) || !flow(false, flow)) return false;
        flow.phase(Flow.Phase.INTERIM);
        int duration = Ascii.indexOf(text, second.end(), to, DURATION);
        if (duration >= 0) volume(duration, flow);
        return true;
    }

    private boolean endpoints(byte[] text, int from, int to) {
        cursor.wrap(text, from, to);
        id = cursor.behind(CONNECTION) ? cursor.number() : Decimal.NONE;
        if (id > MOST_ID) id = Decimal.NONE;
        if (id < 0) cursor.at(from);
        fromInitiator = !cursor.behind(FOR);
        if (fromInitiator && !cursor.behind(FROM)) return false;
        if (!first.read(text, cursor.at(), to)) return false;
        cursor.at(first.end());
        if (!cursor.behind(TO) || !second.read(text, cursor.at(), to)) return false;
        secondFrom = cursor.at();
        return true;
    }

    private boolean flow(boolean backwards, Flow flow) {
        if (!(backwards ? second : first).toSource(flow)) return false;
        (backwards ? first : second).toDestination(hostName, flow);
        return true;
    }

    private int check() {
        return first.check() * 31 + second.check();
    }
}
