package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Decimal;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.Message;
import io.beaconward.syslog.StampParser;

/**
 * Barracuda CloudGen Firewall's activity log: {@code level box Verdict: type|protocol|interface|source|port|mac|destination|
 * port|…}, where each field may have its name and an equals sign before it, and the line its time, in front; and its threat lines, {@code firewall: [kind]
 * Verdict: … a -> b:p |…}. An allowed session that begins is a start, one that is removed its end.
 */
final class BarracudaFirewall implements Dialect {
    private static final byte[] FIREWALL = Ascii.bytes(" firewall: [");
    private static final byte[] ARROW = Ascii.bytes(" -> ");
    private static final byte[] LOCAL = Ascii.bytes("local");
    private static final byte[] ALLOW = Ascii.bytes("allow");
    private static final byte[] COLON = Ascii.bytes(": ");
    private static final byte[] BEHIND_KIND = Ascii.bytes("] ");
    private static final int MAX_BEFORE = 160;

    private static final int STAMP_LENGTH = 23;
    private static final int ZONE_LENGTH = 6;

    private static final int PROTOCOL = 2;
    private static final int SOURCE = 4;
    private static final int MAC = 6;
    private static final int DESTINATION = 7;
    private static final int PORT = 8;
    private static final int DURATION = 15;
    private static final int RECEIVED = 17;
    private static final int SENT = 18;
    private static final int USER = 21;

    private final TextCursor cursor = new TextCursor();
    private final Slice verdict = new Slice();
    private final Slice field = new Slice();
    private final byte[] stamp = new byte[STAMP_LENGTH + ZONE_LENGTH];
    private int column;
    private int at;

    @Override
    public String name() {
        return "barracuda-firewall";
    }

    @Override
    public Reading read(Message message, Flow flow) {
        Slice body = message.body();
        int end = Math.min(body.to(), body.from() + MAX_BEFORE);
        int bar = Ascii.indexOf(body.array(), body.from(), end, '|');
        if (bar < 0) return Reading.FOREIGN;
        cursor.wrap(body);
        int firewall = Ascii.indexOf(body.array(), body.from(), bar, FIREWALL);
        if (firewall >= 0) return isField(body.from(), firewall) ? Reading.FOREIGN : threat(bar, flow);
        if (!verdict(body.from(), bar)) return Reading.FOREIGN;
        time(body.from(), flow);
        return session(bar, flow);
    }

    /** {@code 2026 11 24 10:00:00 level +01:00 verdict}, as the firewall writes it into its file. */
    private void time(int from, Flow flow) {
        byte[] text = cursor.text();
        int end = StampParser.iso(text, from, cursor.to(), flow.time());
        if (end < 0 || end - from > STAMP_LENGTH) return;
        cursor.at(end);
        cursor.bare(2);
        Slice zone = cursor.word();
        if (zone.length() != ZONE_LENGTH || zone.to() >= verdict.from()) return;
        System.arraycopy(text, from, stamp, 0, end - from);
        System.arraycopy(text, zone.from(), stamp, end - from, ZONE_LENGTH);
        StampParser.iso(stamp, 0, end - from + ZONE_LENGTH, flow.time());
    }

    /** The word before the last colon and blank before {@code bar}. */
    private boolean verdict(int from, int bar) {
        byte[] text = cursor.text();
        int colon = bar - 1;
        while (colon > from && (text[colon] != ' ' || text[colon - 1] != ':')) colon--;
        if (colon <= from || isField(from, colon)) return false;
        int start = Ascii.lastIndexOf(text, from, colon, ' ') + 1;
        verdict.set(text, Math.max(start, from), colon - 1);
        return true;
    }

    /** Whether what stands behind {@code [from, to)} is the text of another dialect's field. */
    private boolean isField(int from, int to) {
        return Ascii.indexOf(cursor.text(), from, to, '"') >= 0 || Ascii.indexOf(cursor.text(), from, to, '=') >= 0;
    }

    private Reading session(int bar, Flow flow) {
        byte[] text = cursor.text();
        column = 1;
        at = bar + 1;
        Slice protocol = to(PROTOCOL);
        if (protocol.isEmpty() || !flow.source().parse(to(SOURCE))) return Reading.FOREIGN;
        Slice mac = to(MAC);
        boolean isMac = mac.isEmpty() || Ascii.indexOf(text, mac.from(), mac.to(), ':') > 0;
        if (!isMac || !flow.destination().parse(to(DESTINATION))) return Reading.FOREIGN;
        flow.destinationPort(Decimal.parse(to(PORT)));
        if (Ascii.startsWithIgnoringCase(text, verdict.from(), verdict.to(), LOCAL)) {
            verdict.set(text, verdict.from() + LOCAL.length, verdict.to());
        }
        flow.action(Verdicts.of(verdict));
        if (verdict.isIgnoringCase(ALLOW)) flow.phase(Flow.Phase.START);
        long seconds = Decimal.parse(to(DURATION));
        if (seconds >= 0 && seconds < Integer.MAX_VALUE) flow.durationMillis(seconds * 1000);
        flow.bytesReceived(Decimal.parse(to(RECEIVED)));
        flow.bytesSent(Decimal.parse(to(SENT)));
        UserName.read(to(USER), flow);
        return Reading.FLOW;
    }

    /** The field in the column, which lies ahead; empty where no bar closes it, for it may have been cut off. */
    private Slice to(int wanted) {
        byte[] text = cursor.text();
        while (column < wanted) {
            int from = at;
            int bar = Ascii.indexOf(text, from, cursor.to(), '|');
            if (bar < 0) {
                field.set(text, cursor.to(), cursor.to());
                at = cursor.to();
                return field;
            }
            int equals = Ascii.indexOf(text, from, bar, '=');
            field.set(text, equals < 0 ? from : equals + 1, bar);
            at = bar + 1;
            column++;
        }
        return field;
    }

    private Reading threat(int bar, Flow flow) {
        byte[] text = cursor.text();
        if (!cursor.behind(FIREWALL) || !cursor.behind(BEHIND_KIND)) return Reading.NO_FLOW;
        int from = cursor.at();
        if (!cursor.behind(COLON)) return Reading.NO_FLOW;
        flow.action(Verdicts.of(verdict.set(text, from, cursor.at() - COLON.length)));
        if (!cursor.behind(ARROW) || cursor.at() > bar) return Reading.NO_FLOW;
        int arrow = cursor.at() - ARROW.length;
        int source = Ascii.lastIndexOf(text, from, arrow, ' ') + 1;
        if (Endpoint.read(text, source, arrow, flow.source()) == Endpoint.NONE) return Reading.NO_FLOW;
        int end = Ascii.trimEnd(text, cursor.at(), bar);
        int port = Endpoint.read(text, cursor.at(), end, flow.destination());
        flow.destinationPort(port);
        return port == Endpoint.NONE ? Reading.NO_FLOW : Reading.FLOW;
    }
}
