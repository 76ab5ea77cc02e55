package io.beaconward.dialect;

import io.beaconward.bytes.Address;
import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Decimal;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.Message;

/**
 * Juniper SRX without structured data (Junos OS System Log Explorer): {@code RT_FLOW_SESSION_CLOSE: session closed TCP FIN:
 * 10.0.0.1/51000->192.0.2.7/443 …}, the same of AppTrack; web filter and screens. Of a closed session {@code packets(bytes)}
 * stand there twice, first from the client, then from the server, then the seconds; {@code user(roles)} follows.
 */
final class JuniperText implements Dialect {
    private static final byte[][] MARKS = {
        Ascii.bytes("RT_FLOW_SESSION_"),
        Ascii.bytes("APPTRACK_SESSION_"),
        Ascii.bytes("WEBFILTER_URL_"),
        Ascii.bytes("RT_SCREEN_"),
        Ascii.bytes("IDP_ATTACK_LOG_EVENT")
    };
    private static final byte[] CLOSE = Ascii.bytes("_CLOSE");
    private static final byte[] CREATE = Ascii.bytes("_CREATE");
    private static final byte[] UPDATE = Ascii.bytes("_VOL_UPDATE");
    private static final byte[] DENY = Ascii.bytes("_DENY");
    private static final byte[] BLOCKED = Ascii.bytes("_BLOCKED");
    private static final byte[] ARROW = Ascii.bytes("->");
    private static final byte[] URL = Ascii.bytes(" URL=");
    private static final byte[] USER_NAME = Ascii.bytes(" USERNAME=");
    private static final byte[] SOURCE = Ascii.bytes(" source: ");
    private static final byte[] DESTINATION = Ascii.bytes(" destination: ");
    private static final byte[] ACTION = Ascii.bytes(" action: ");
    private static final byte[] ATTACK = Ascii.bytes("ATTACK");
    private static final byte[] ATTACK_ACTION = Ascii.bytes(" action=");
    private static final byte[] GLOBAL = Ascii.bytes("(global)");
    private static final int MAX_KIND = 48;

    private final HostName hostName = new HostName();
    private final Slice kind = new Slice();
    private final Slice value = new Slice();
    private byte[] text = {};
    private int from;
    private int to;

    @Override
    public String name() {
        return "juniper-text";
    }

    @Override
    public Reading read(Message message, Flow flow) {
        Slice body = message.body();
        text = body.array();
        from = body.from();
        to = body.to();
        if (!findKind(message)) return Reading.FOREIGN;
        int arrow = Ascii.indexOf(text, from, to, ARROW);
        if (arrow < 0) return screen(flow);
        int end = endOfToken(arrow + 2);
        int client = endpoint(startOfToken(arrow, from), arrow, flow.source());
        if (client == Endpoint.NONE) return Reading.NO_FLOW;
        flow.sourcePort(client);
        int port = endpoint(arrow + 2, endOfEndpoint(arrow + 2, end), flow.destination());
        flow.destinationPort(Math.max(port, Endpoint.WITHOUT_PORT));
        boolean denied = is(DENY) || is(BLOCKED);
        flow.action(denied ? Flow.Action.BLOCKED : Flow.Action.ALLOWED);
        if (is(CREATE)) flow.phase(Flow.Phase.START);
        if (is(UPDATE)) flow.phase(Flow.Phase.INTERIM);
        if (is(ATTACK)) return attack(flow);
        int behind = is(CLOSE) || is(UPDATE) ? volumes(end, flow) : end;
        if (behind >= 0) user(behind, flow);
        webFilter(end, flow);
        return Reading.FLOW;
    }

    /** Sets the kind of message, which is the tag of the header or stands in front of the text. */
    private boolean findKind(Message message) {
        for (byte[] mark : MARKS) {
            if (!message.app().startsWith(mark)) continue;
            kind.set(message.app());
            return true;
        }
        int mark = Mark.findAny(message.body(), MARKS);
        if (mark < 0) return false;
        int colon = Ascii.indexOf(text, mark, Math.min(to, mark + MAX_KIND), ':');
        kind.set(text, mark, colon < 0 ? to : colon);
        return true;
    }

    private boolean is(byte[] part) {
        return Ascii.indexOf(kind.array(), kind.from(), kind.to(), part) >= 0;
    }

    /** {@code address/port} or {@code address(port)}; the port as {@link Endpoint#read(byte[], int, int, Address)}. */
    private int endpoint(int start, int end, Address address) {
        int open = Ascii.indexOf(text, start, end, '(');
        if (open < 0 || text[end - 1] != ')') return Endpoint.read(text, start, end, address);
        if (!address.parse(text, start, open)) return Endpoint.NONE;
        int port = Decimal.parseUpTo(text, open + 1, end - 1, 65_535);
        return port < 0 ? Endpoint.WITHOUT_PORT : port;
    }

    /** {@code … log <203.0.113.5/51000->192.0.2.7/80> … action=DROP, …}: beside the session. */
    private Reading attack(Flow flow) {
        flow.action(Flow.Action.UNDECIDED);
        if (labelled(ATTACK_ACTION, ',')) flow.action(Verdicts.of(value));
        flow.phase(Flow.Phase.INTERIM);
        return Reading.FLOW;
    }

    /** {@code … attack! source: 203.0.113.5:51000, destination: 192.0.2.7:80, … action: drop}. */
    private Reading screen(Flow flow) {
        if (!labelled(SOURCE, ',')) return Reading.FOREIGN;
        int client = Endpoint.read(value, flow.source());
        if (client == Endpoint.NONE) return Reading.NO_FLOW;
        flow.sourcePort(client);
        if (labelled(DESTINATION, ',')) {
            int port = Endpoint.read(value, flow.destination());
            flow.destinationPort(Math.max(port, Endpoint.WITHOUT_PORT));
        }
        int action = Ascii.indexOf(text, from, to, ACTION);
        if (action >= 0) flow.action(Verdicts.of(value.set(text, action + ACTION.length, to)));
        return Reading.FLOW;
    }

    /** Sets the value behind the label, up to {@code end}; false where it is not there as a whole. */
    private boolean labelled(byte[] label, char end) {
        int at = Ascii.indexOf(text, from, to, label);
        int close = at < 0 ? Ascii.NONE : Ascii.indexOf(text, at + label.length, to, end);
        if (close < 0) return false;
        value.set(text, at + label.length, close);
        return true;
    }

    private void webFilter(int end, Flow flow) {
        if (Ascii.indexOf(text, end, to, URL) < 0) return;
        if (labelled(URL, ' ')) hostName.readBeside(value, flow);
        if (labelled(USER_NAME, ' ')) UserName.read(value, flow);
    }

    /** Where the seconds of the session end, or {@link Ascii#NONE} where bytes are missing. */
    private int volumes(int start, Flow flow) {
        int first = volume(start);
        int second = first < 0 ? Ascii.NONE : volume(endOfToken(first));
        if (second < 0) return Ascii.NONE;
        flow.bytesSent(bytes(first));
        flow.bytesReceived(bytes(second));
        int seconds = Ascii.skipBlanks(text, endOfToken(second), to);
        int end = endOfToken(seconds);
        flow.durationMillis(Math.max(Flow.UNKNOWN, Durations.seconds(text, seconds, end)));
        return end;
    }

    /**
     * The user of the next token of the form {@code user(roles)}, which does not begin with a digit as volumes and codes do; a
     * policy for all zones is {@code name(global)}.
     */
    private void user(int start, Flow flow) {
        int at = Ascii.skipBlanks(text, start, to);
        while (at < to) {
            int end = endOfToken(at);
            int open = Ascii.indexOf(text, at, end, '(');
            boolean global = open > at && Ascii.startsWith(text, open, end, GLOBAL);
            if (open > at && text[end - 1] == ')' && !Ascii.isDigit(text[at]) && !global) {
                UserName.read(text, at, open, flow);
                return;
            }
            at = Ascii.skipBlanks(text, end, to);
        }
    }

    /** The next token of the form {@code packets(bytes)}. */
    private int volume(int start) {
        int at = Ascii.skipBlanks(text, start, to);
        while (at < to) {
            if (bytes(at) >= 0) return at;
            at = Ascii.skipBlanks(text, endOfToken(at), to);
        }
        return Ascii.NONE;
    }

    private long bytes(int token) {
        int end = endOfToken(token);
        int open = Ascii.indexOf(text, token, end, '(');
        if (open < 0 || text[end - 1] != ')' || Decimal.parse(text, token, open) < 0) return Decimal.NONE;
        return Decimal.parse(text, open + 1, end - 1);
    }

    private int endOfEndpoint(int start, int end) {
        int close = Ascii.indexOf(text, start, end, '>');
        return close < 0 ? end : close;
    }

    private int startOfToken(int start, int least) {
        int i = start;
        while (i > least && text[i - 1] != ' ' && text[i - 1] != '<') i--;
        return i;
    }

    private int endOfToken(int start) {
        return Ascii.until(text, start, to, ' ');
    }
}
