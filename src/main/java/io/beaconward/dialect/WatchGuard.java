package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Decimal;
import io.beaconward.bytes.KeyTable;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.Message;
import io.beaconward.syslog.StampParser;

/**
 * WatchGuard Firebox traffic lines: {@code [name] (time) process: msg_id="3000-0148" Allow in out [length] tcp [header ttl]
 * source destination port port … key="value" (policy)}. Byte counts are the client's view. Alarms about traffic between two
 * addresses tell of what such a line counts.
 */
final class WatchGuard implements Dialect {
    private static final byte[] MARK = Ascii.bytes("msg_id=\"");
    private static final byte[] ALLOW = Ascii.bytes("allow");
    private static final byte[] DENY = Ascii.bytes("deny");
    private static final byte[] TCP = Ascii.bytes("tcp");
    private static final byte[] UDP = Ascii.bytes("udp");
    private static final byte[] DETECTED = Ascii.bytes(" Traffic detected from ");
    private static final byte[] TO = Ascii.bytes("to");
    private static final byte[] ON_PORT = Ascii.bytes(" on port ");
    private static final byte[] SOURCE = Ascii.bytes(" Source IP Address:");
    private static final byte[] SOURCE_PORT = Ascii.bytes(" Source Port: ");
    private static final byte[] DESTINATION = Ascii.bytes(" Destination IP Address:");
    private static final byte[] DESTINATION_PORT = Ascii.bytes(" Destination Port: ");
    private static final int MAX_BEFORE = 160;
    private static final int MAX_WORDS = 16;

    private static final int DURATION = 0;
    private static final int SENT = 1;
    private static final int RECEIVED = 2;
    private static final int NAME = 3;
    private static final int HOST = 4;
    private static final int SNI = 5;
    private static final int USER = 6;
    private static final int QUESTION = 7;
    private static final KeyTable KEYS =
            KeyTable.of("duration", "sent_bytes", "rcvd_bytes", "dstname", "host", "sni", "src_user", "question");

    private final TextCursor cursor = new TextCursor();
    private final KeyValueCursor pairs = new KeyValueCursor();
    private final Fields fields = new Fields(8);
    private final HostName hostName = new HostName();
    private final Slice rest = new Slice();

    @Override
    public String name() {
        return "watchguard";
    }

    @Override
    public Reading read(Message message, Flow flow) {
        Slice body = message.body();
        byte[] text = body.array();
        int mark = Ascii.indexOf(text, body.from(), Math.min(body.to(), body.from() + MAX_BEFORE), MARK);
        if (mark < 0) return Reading.FOREIGN;
        int parenthesis = Ascii.NONE;
        for (int i = body.from(); i < mark; i++) {
            if (text[i] == '=' || text[i] == '"') return Reading.FOREIGN;
            if (text[i] == '(') parenthesis = i;
        }
        if (parenthesis > 0) StampParser.iso(text, parenthesis + 1, mark, flow.time());
        int quote = Ascii.indexOf(text, mark + MARK.length, body.to(), '"');
        if (quote < 0) return Reading.NO_FLOW;
        cursor.wrap(text, quote + 1, body.to());
        boolean read = verdict(flow) ? addresses(flow) : alarm(flow);
        return read ? Reading.FLOW : Reading.NO_FLOW;
    }

    /** {@code Blocked port: Traffic detected from a to b on port 513.} */
    private boolean alarm(Flow flow) {
        if (cursor.behind(SOURCE)) return notification(flow);
        flow.action(Verdicts.of(cursor.word()));
        if (!cursor.behind(DETECTED) || !cursor.bare() || !flow.source().parse(cursor.word())) return false;
        if (!cursor.bare(TO) || !cursor.bare()) return false;
        rest.set(cursor.word());
        if (cursor.endsWith('.')) rest.set(cursor.text(), rest.from(), rest.to() - 1);
        if (!flow.destination().parse(rest)) return false;
        if (cursor.over(ON_PORT)) flow.destinationPort(cursor.number());
        flow.phase(Flow.Phase.INTERIM);
        return true;
    }

    /** {@code Policy Name: HTTP-00 Source IP Address: a Source Port: 4107 Destination IP Address: b Destination Port: 80}. */
    private boolean notification(Flow flow) {
        if (!cursor.bare() || !flow.source().parse(cursor.word())) return false;
        if (cursor.over(SOURCE_PORT)) flow.sourcePort(cursor.number());
        if (!cursor.over(DESTINATION) || !cursor.bare() || cursor.atEnd()) return false;
        if (!flow.destination().parse(cursor.word())) return false;
        if (cursor.over(DESTINATION_PORT)) flow.destinationPort(cursor.number());
        flow.phase(Flow.Phase.INTERIM);
        return true;
    }

    private boolean verdict(Flow flow) {
        cursor.next();
        boolean allow = cursor.word().isIgnoringCase(ALLOW);
        if (!allow && !cursor.word().isIgnoringCase(DENY)) return false;
        flow.action(allow ? Flow.Action.ALLOWED : Flow.Action.BLOCKED);
        return true;
    }

    /** The first two words that are addresses; what stands before them depends on the kind of line. */
    private boolean addresses(Flow flow) {
        boolean ported = false;
        for (int i = 0; i < MAX_WORDS && cursor.next(); i++) {
            Slice word = cursor.word();
            ported |= word.isIgnoringCase(TCP) || word.isIgnoringCase(UDP);
            if (!flow.source().parse(word)) continue;
            cursor.next();
            if (cursor.atEnd() || !flow.destination().parse(cursor.word())) return false;
            if (ported) flow.sourcePort(Decimal.parse(cursor.skip(1)));
            long port = ported ? Decimal.parse(cursor.skip(1)) : Decimal.NONE;
            if (!cursor.atEnd()) flow.destinationPort(port);
            rest(flow);
            return true;
        }
        return false;
    }

    private void rest(Flow flow) {
        pairs.wrap(rest.set(cursor.text(), cursor.at(), cursor.to()));
        fields.clear();
        while (pairs.next()) {
            int key = KEYS.find(pairs.key());
            if (key != KeyTable.NONE) fields.put(key, pairs.value());
        }
        if (fields.has(SENT)) flow.bytesSent(Decimal.parse(fields.get(SENT)));
        if (fields.has(RECEIVED)) flow.bytesReceived(Decimal.parse(fields.get(RECEIVED)));
        long seconds = fields.has(DURATION) ? Decimal.parse(fields.get(DURATION)) : Decimal.NONE;
        if (seconds >= 0 && seconds < Integer.MAX_VALUE) flow.durationMillis(seconds * 1000);
        if (fields.has(USER)) flow.user().set(fields.get(USER)); // user@domain, or as it was typed
        if (fields.has(QUESTION)) DnsNames.query(fields.get(QUESTION), flow);
        int name = fields.has(NAME) ? NAME : fields.has(HOST) ? HOST : SNI;
        if (fields.has(name)) hostName.readBeside(fields.get(name), flow);
    }
}
