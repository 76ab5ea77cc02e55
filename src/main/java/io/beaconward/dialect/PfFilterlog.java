package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Decimal;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.Message;

/**
 * The packet filter's log of pfSense and OPNsense ({@code filterlog}, "Raw Filter Log Format"): columns by position, of which
 * those behind the ninth depend on the IP version. Recognised by direction and version in columns 8 and 9. It logs packets,
 * so it has no byte counts of a session.
 */
final class PfFilterlog implements Dialect {
    private static final int RULE = 1;
    private static final int ACTION = 7;
    private static final int DIRECTION = 8;
    private static final int VERSION = 9;
    private static final int V4_PROTOCOL = 16;
    private static final int V4_SOURCE = 19;
    private static final int V6_PROTOCOL = 14;
    private static final int V6_SOURCE = 16;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int SCTP = 132;
    private static final int MAX_BEFORE_VERSION = 256;

    private static final byte[] IN = Ascii.bytes("in");
    private static final byte[] OUT = Ascii.bytes("out");

    private final CsvCursor csv = new CsvCursor();

    @Override
    public String name() {
        return "pf-filterlog";
    }

    @Override
    public Reading read(Message message, Flow flow) {
        Slice body = message.body();
        if (body.isEmpty() || !Ascii.isDigit(body.at(0))) return Reading.FOREIGN;
        csv.wrap(body);
        if (Decimal.parse(csv.to(RULE)) < 0 || csv.to(ACTION).from() - body.from() > MAX_BEFORE_VERSION) {
            return Reading.FOREIGN;
        }
        flow.action(Verdicts.of(csv.field()));
        Slice direction = csv.to(DIRECTION);
        if (!direction.is(IN) && !direction.is(OUT)) return Reading.FOREIGN;
        long version = Decimal.parse(csv.to(VERSION));
        if (version != 4 && version != 6) return Reading.FOREIGN;
        return addresses(version == 4, flow) ? Reading.FLOW : Reading.NO_FLOW;
    }

    /** A column that ends the line may have been cut off. */
    private boolean addresses(boolean v4, Flow flow) {
        long protocol = Decimal.parse(csv.to(v4 ? V4_PROTOCOL : V6_PROTOCOL));
        if (!flow.source().parse(csv.to(v4 ? V4_SOURCE : V6_SOURCE))) return false;
        csv.next();
        boolean read = flow.destination().parse(csv.field());
        if (!read || !csv.next()) return false;
        if (protocol != TCP && protocol != UDP && protocol != SCTP) return true;
        flow.sourcePort(Decimal.parse(csv.field()));
        csv.next();
        long port = Decimal.parse(csv.field());
        if (csv.next()) flow.destinationPort(port);
        return true;
    }
}
