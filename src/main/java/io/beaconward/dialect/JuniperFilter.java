package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Decimal;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.Message;

/**
 * Firewall filters of Junos with the action {@code syslog} (Routing Policies, Firewall Filters, and Traffic Policers User Guide):
 * {@code FW: ge-0/0/0.0 A tcp 10.0.0.1 192.0.2.7 51000 443 (1 packets)}, behind {@code PFE_FW_SYSLOG_IP:} where the packet engine
 * logs it; of a bridge {@code TYPE mac -> mac} stands before the protocol. The letter is the filter's action. It logs packets, so
 * it has no byte counts of a session.
 */
final class JuniperFilter implements Dialect {
    private static final byte[] MARK = Ascii.bytes("FW: ");
    private static final byte[] ARROW = Ascii.bytes("->");
    private static final byte[] TCP = Ascii.bytes("tcp");
    private static final byte[] UDP = Ascii.bytes("udp");
    private static final int MAX_BEFORE = 64;

    private final TextCursor cursor = new TextCursor();

    @Override
    public String name() {
        return "juniper-text";
    }

    @Override
    public Reading read(Message message, Flow flow) {
        Slice body = message.body();
        int mark = Ascii.indexOf(body.array(), body.from(), Math.min(body.to(), body.from() + MAX_BEFORE), MARK);
        if (mark < 0 || (mark > body.from() && !Ascii.isBlank(body.array()[mark - 1]))) return Reading.FOREIGN;
        cursor.wrap(body.array(), mark + MARK.length, body.to());
        if (!cursor.bare(2) || !action(cursor.word(), flow)) return Reading.FOREIGN;
        int behind = cursor.at();
        boolean bridged = cursor.bare(3) && cursor.word().is(ARROW) && cursor.bare();
        if (!bridged) cursor.at(behind);
        if (!cursor.bare()) return Reading.FOREIGN;
        boolean ports = cursor.word().is(TCP) || cursor.word().is(UDP);
        if (!cursor.bare() || !flow.source().parse(cursor.word())) return Reading.FOREIGN;
        if (!cursor.bare() || !flow.destination().parse(cursor.word())) return Reading.FOREIGN;
        if (cursor.atEnd()) flow.destination().clear(); // it may have been cut off
        if (!ports || !cursor.bare()) return Reading.FLOW;
        flow.sourcePort(Decimal.parse(cursor.word()));
        if (cursor.bare()) flow.destinationPort(Decimal.parse(cursor.word()));
        return Reading.FLOW;
    }

    /** {@code A} accept, {@code D} discard, {@code R} reject; others are no such line. */
    private static boolean action(Slice letter, Flow flow) {
        if (letter.length() != 1) return false;
        switch (letter.at(0)) {
            case 'A' -> flow.action(Flow.Action.ALLOWED);
            case 'D', 'R' -> flow.action(Flow.Action.BLOCKED);
            default -> {
                return false;
            }
        }
        return true;
    }
}
