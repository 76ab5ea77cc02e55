package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Decimal;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.Message;

/**
 * Juniper SRX without structured data: {@code RT_FLOW_SESSION_CLOSE: session closed TCP FIN: 10.0.0.1/51000->192.0.2.7/443 …}.
 * Of a closed session {@code packets(bytes)} stand there twice, first from the client, then from the server, then the seconds.
 */
final class JuniperText implements Dialect {
    private static final byte[] MARK = Ascii.bytes("RT_FLOW_SESSION_");
    private static final byte[] CLOSE = Ascii.bytes("CLOSE");
    private static final byte[] CREATE = Ascii.bytes("CREATE");
    private static final byte[] DENY = Ascii.bytes("DENY");
    private static final byte[] ARROW = Ascii.bytes("->");

    private byte[] text = {};
    private int to;

    @Override
    public String name() {
        return "juniper-text";
    }

    @Override
    public Reading read(Message message, Flow flow) {
        Slice body = message.body();
        text = body.array();
        to = body.to();
        boolean tagged = message.app().startsWith(MARK);
        int mark = tagged ? Ascii.NONE : Mark.find(body, MARK);
        if (!tagged && mark < 0) return Reading.FOREIGN;
        byte[] kindText = tagged ? message.app().array() : text;
        int kind = (tagged ? message.app().from() : mark) + MARK.length;
        int kindEnd = tagged ? message.app().to() : to;
        int arrow = Ascii.indexOf(text, body.from(), to, ARROW);
        if (arrow < 0) return Reading.FOREIGN;
        int source = startOfToken(arrow, body.from());
        int end = endOfToken(arrow + 2);
        int client = Endpoint.read(text, source, arrow, flow.source());
        if (client == Endpoint.NONE) return Reading.NO_FLOW;
        flow.sourcePort(client);
        int port = Endpoint.read(text, arrow + 2, end, flow.destination());
        flow.destinationPort(Math.max(port, Endpoint.WITHOUT_PORT));
        boolean denied = Ascii.startsWith(kindText, kind, kindEnd, DENY);
        flow.action(denied ? Flow.Action.BLOCKED : Flow.Action.ALLOWED);
        if (Ascii.startsWith(kindText, kind, kindEnd, CREATE)) flow.phase(Flow.Phase.START);
        if (Ascii.startsWith(kindText, kind, kindEnd, CLOSE)) volumes(end, flow);
        return Reading.FLOW;
    }

    private void volumes(int from, Flow flow) {
        int first = volume(from);
        int second = first < 0 ? Ascii.NONE : volume(endOfToken(first));
        if (second < 0) return;
        flow.bytesSent(bytes(first));
        flow.bytesReceived(bytes(second));
        int seconds = Ascii.skipBlanks(text, endOfToken(second), to);
        flow.durationMillis(Math.max(Flow.UNKNOWN, Durations.seconds(text, seconds, endOfToken(seconds))));
    }

    /** The next token of the form {@code packets(bytes)}. */
    private int volume(int from) {
        int at = Ascii.skipBlanks(text, from, to);
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

    private int startOfToken(int from, int least) {
        int i = from;
        while (i > least && text[i - 1] != ' ') i--;
        return i;
    }

    private int endOfToken(int from) {
        int i = from;
        while (i < to && text[i] != ' ') i++;
        return i;
    }
}
