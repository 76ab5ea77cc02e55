package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Decimal;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.Message;
import io.beaconward.syslog.StampParser;

/**
 * The common and the combined log format (NCSA) of a proxy: {@code client ident user [time] "METHOD url HTTP/1.1" status size}.
 * The size is what the client received. Citrix ADC writes {@code client -> server "METHOD url HTTP/1.1" status size} of requests
 * to itself.
 */
final class CombinedLog implements Dialect {
    private static final int MAX_BEFORE_TIME = 256;
    private static final int MAX_TIME = 40;
    private static final byte[] RESULT = Ascii.bytes("TCP_");
    private static final byte[] DENIED = Ascii.bytes("DENIED");
    private static final byte[] ARROW = Ascii.bytes(" -> ");

    private final FieldReader reader = new FieldReader();
    private final Slice request = new Slice();

    @Override
    public String name() {
        return "combined-log";
    }

    @Override
    public Reading read(Message message, Flow flow) {
        Slice body = message.body();
        byte[] text = body.array();
        int to = body.to();
        int client = Ascii.until(text, body.from(), to, ' ');
        if (client == to || !flow.source().parse(text, body.from(), client)) return Reading.FOREIGN;
        if (Ascii.startsWith(text, client, to, ARROW)) return between(text, client + ARROW.length, to, flow);
        int ident = Ascii.until(text, client + 1, to, ' ');
        int bracket = Ascii.indexOf(text, ident, Math.min(to, ident + MAX_BEFORE_TIME), '[');
        if (bracket < 0 || text[bracket - 1] != ' ') return Reading.FOREIGN;
        int close = Ascii.indexOf(text, bracket, Math.min(to, bracket + MAX_TIME), ']');
        if (close < 0 || close + 2 >= to || text[close + 1] != ' ' || text[close + 2] != '"') return Reading.FOREIGN;
        if (!StampParser.any(text, bracket + 1, close, flow.time())) return Reading.FOREIGN;
        UserName.read(text, Math.min(ident + 1, bracket - 1), bracket - 1, flow);
        return request(text, close + 3, to, flow);
    }

    private Reading between(byte[] text, int from, int to, Flow flow) {
        int server = Ascii.until(text, from, to, ' ');
        boolean quoted = server + 1 < to && text[server + 1] == '"';
        if (!quoted || !flow.destination().parse(text, from, server)) return Reading.FOREIGN;
        return request(text, server + 2, to, flow);
    }

    private Reading request(byte[] text, int from, int to, Flow flow) {
        int quote = Ascii.indexOf(text, from, to, '"');
        int end = quote < 0 ? to : quote;
        reader.read(Field.REQUEST, request.set(text, from, end), flow);
        int status = Ascii.skipBlanks(text, Math.min(end + 1, to), to);
        int statusEnd = Ascii.until(text, status, to, ' ');
        int size = Ascii.skipBlanks(text, statusEnd, to);
        flow.bytesReceived(Decimal.parse(text, size, Ascii.until(text, size, to, ' ')));
        verdict(text, size, to, flow);
        return Reading.FLOW;
    }

    /** Squid ends a line by its result and the way it took: {@code TCP_DENIED:HIER_NONE}. */
    private static void verdict(byte[] text, int from, int to, Flow flow) {
        int last = Ascii.lastIndexOf(text, from, to, ' ') + 1;
        if (last == 0 || !Ascii.startsWith(text, last, to, RESULT)) return;
        int colon = Ascii.indexOf(text, last, to, ':');
        if (colon < 0) return;
        boolean denied = Ascii.indexOf(text, last, colon, DENIED) >= 0;
        flow.action(denied ? Flow.Action.BLOCKED : Flow.Action.ALLOWED);
    }
}
