package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.Message;

/**
 * Firewall lines of MikroTik RouterOS: {@code [topics] [prefix] chain: in:A out:B, …, proto TCP (SYN), source->destination,
 * len n}. Recognised by {@code in:} and {@code out:} near the front. The verdict stands only in the prefix, if the
 * administrator wrote it there. It logs packets, so it has no byte counts of a session.
 */
final class MikroTik implements Dialect {
    private static final byte[] IN = Ascii.bytes("in:");
    private static final byte[] OUT = Ascii.bytes(" out:");
    private static final byte[] PROTOCOL = Ascii.bytes(" proto ");
    private static final byte[] FLAGS = Ascii.bytes(" (");
    private static final byte[] COMMA = Ascii.bytes(", ");
    private static final byte[] ARROW = Ascii.bytes("->");
    private static final int MAX_BEFORE_IN = 160;
    private static final int MAX_INTERFACE = 80;

    private final TextCursor cursor = new TextCursor();

    @Override
    public String name() {
        return "mikrotik";
    }

    @Override
    public Reading read(Message message, Flow flow) {
        Slice body = message.body();
        byte[] text = body.array();
        int in = in(text, body.from(), body.to());
        if (in < 0) return Reading.FOREIGN;
        flow.action(Verdicts.within(text, body.from(), in));
        if (flow.action() == Flow.Action.UNDECIDED) {
            Slice app = message.app(); // a prefix with a colon behind it looks like a tag
            flow.action(Verdicts.within(app));
        }
        cursor.wrap(text, in, body.to());
        return cursor.behind(PROTOCOL) && endpoints(flow) ? Reading.FLOW : Reading.NO_FLOW;
    }

    /** Where {@code in:} begins, which {@code out:} follows; not behind what belongs to a field of another dialect. */
    private static int in(byte[] text, int from, int to) {
        int end = Math.min(to, from + MAX_BEFORE_IN);
        for (int i = from; i < end; i++) {
            if (text[i] == '=' || text[i] == '"') return Ascii.NONE;
            if (text[i] != 'i' || !Ascii.startsWith(text, i, to, IN) || (i > from && text[i - 1] != ' ')) continue;
            return Ascii.indexOf(text, i, Math.min(to, i + MAX_INTERFACE), OUT) < 0 ? Ascii.NONE : i;
        }
        return Ascii.NONE;
    }

    /** Behind the protocol's name: {@code  (flags), source->destination,}. */
    private boolean endpoints(Flow flow) {
        byte[] text = cursor.text();
        int end = cursor.at();
        while (end < cursor.to() && text[end] != ',' && text[end] != ' ') end++;
        cursor.at(end);
        if (cursor.over(FLAGS)) cursor.at(Math.max(end, Ascii.indexOf(text, end, cursor.to(), ')')) + 1);
        if (!cursor.over(COMMA)) return false;
        int source = cursor.at();
        int destinationEnd = Ascii.indexOf(text, source, cursor.to(), ',');
        int arrow = Ascii.indexOf(text, source, Math.max(source, destinationEnd), ARROW);
        int client = arrow < 0 ? Endpoint.NONE : Endpoint.read(text, source, arrow, flow.source());
        if (client == Endpoint.NONE) return false;
        flow.sourcePort(client);
        int port = Endpoint.read(text, arrow + ARROW.length, destinationEnd, flow.destination());
        flow.destinationPort(port);
        return port != Endpoint.NONE;
    }
}
