package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Decimal;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.Message;
import io.beaconward.syslog.StampParser;

/**
 * Cisco Umbrella's exported logs: comma-separated, quoted or not, a wall clock in UTC first (Umbrella Log Formats and
 * Versioning). Nothing in a line names its kind, so the kind is told by what stands in its columns; versions append columns
 * at the end. DNS gives a query; the cloud firewall's size is that of one packet. What the intrusion prevention found is told of
 * beside the firewall's own log.
 */
final class Umbrella implements Dialect {
    private static final int COLUMNS = 14;
    private static final int LEAST_COLUMNS = 6;
    private static final int IDENTITY = 2;

    private static final byte[] ALLOWED = Ascii.bytes("allowed");
    private static final byte[] BLOCKED = Ascii.bytes("blocked");
    private static final byte[] PROXIED = Ascii.bytes("proxied");
    private static final byte[] ALLOW = Ascii.bytes("allow");
    private static final byte[] BLOCK = Ascii.bytes("block");
    private static final byte[] WOULD = Ascii.bytes("would ");
    private static final byte[] INBOUND = Ascii.bytes("inbound");
    private static final byte[] OUTBOUND = Ascii.bytes("outbound");

    private final CsvCursor csv = new CsvCursor();
    private final Slice[] columns = new Slice[COLUMNS + 1]; // from 1 on
    private final HostName hostName = new HostName();
    private int count;

    Umbrella() {
        for (int i = 0; i < columns.length; i++) columns[i] = new Slice();
    }

    @Override
    public String name() {
        return "umbrella";
    }

    @Override
    public Reading read(Message message, Flow flow) {
        Slice body = message.body();
        if (body.isEmpty() || (body.at(0) != '"' && !Ascii.isDigit(body.at(0)))) return Reading.FOREIGN;
        csv.wrap(body);
        csv.next();
        Slice time = csv.field();
        if (StampParser.iso(time.array(), time.from(), time.to(), flow.time()) != time.to()) return Reading.FOREIGN;
        split(time, body.to());
        if (count < LEAST_COLUMNS) return Reading.FOREIGN;
        if (dns(flow) || proxy(flow) || firewall(flow) || packet(flow) || intrusion(flow)) {
            return flow.source().isPresent() ? Reading.FLOW : Reading.NO_FLOW;
        }
        return Reading.FOREIGN;
    }

    /** Columns behind the line's last one are empty; the last one may have been cut off and counts as empty too, but not
     * a verdict, which is a whole word or none. */
    private void split(Slice time, int end) {
        columns[1].set(time);
        count = 1;
        while (count < COLUMNS && csv.next()) columns[++count].set(csv.field());
        boolean last = !csv.next();
        if (last && count < COLUMNS && !isClosed(columns[count], end)) columns[count].clear();
        for (int i = count + 1; i <= COLUMNS; i++) columns[i].clear();
    }

    private static boolean isClosed(Slice field, int end) {
        return field.to() < end && field.array()[field.to()] == '"';
    }

    /** time, identity, identities, internal, external, verdict, query type, response code, name, categories … */
    private boolean dns(Flow flow) {
        Slice verdict = columns[6];
        boolean blocked = verdict.isIgnoringCase(BLOCKED);
        if (!blocked && !verdict.isIgnoringCase(ALLOWED) && !verdict.isIgnoringCase(PROXIED)) return false;
        if (!source(columns[4], columns[5], flow)) return false;
        action(blocked, flow);
        DnsNames.query(columns[9], flow);
        user(IDENTITY + 1, flow);
        return true;
    }

    /** time, identity, internal, external, destination, content type, verdict, URL, referer, agent, status, request, response … */
    private boolean proxy(Flow flow) {
        Slice verdict = columns[7];
        boolean blocked = verdict.isIgnoringCase(BLOCKED);
        if (!blocked && !verdict.isIgnoringCase(ALLOWED)) return false;
        if (!source(columns[3], columns[4], flow)) return false;
        action(blocked, flow);
        flow.destination().parse(columns[5]);
        hostName.readBeside(columns[8], flow);
        flow.bytesSent(Decimal.parse(columns[12]));
        flow.bytesReceived(Decimal.parse(columns[13]));
        user(IDENTITY, flow);
        return true;
    }

    /** time, id, identity, type, direction, protocol, size, source, port, destination, port, centre, rule, verdict … */
    private boolean firewall(Flow flow) {
        boolean directed = columns[5].isIgnoringCase(INBOUND) || columns[5].isIgnoringCase(OUTBOUND);
        if (!directed || !flow.source().parse(columns[8])) return false;
        flow.destination().parse(columns[10]);
        flow.destinationPort(Decimal.parse(columns[11]));
        flow.bytesSent(Decimal.parse(columns[7]));
        boolean blocked = columns[14].isIgnoringCase(BLOCK);
        if (blocked || columns[14].isIgnoringCase(ALLOW)) action(blocked, flow);
        return true;
    }

    /** time, identity, source, port, destination, port, categories … */
    private boolean packet(Flow flow) {
        if (Decimal.parse(columns[4]) < 0 || !flow.source().parse(columns[3])) return false;
        if (!flow.destination().parse(columns[5])) return false;
        flow.destinationPort(Decimal.parse(columns[6]));
        user(IDENTITY, flow);
        return true;
    }

    /**
     * time, identity, type, generator, signature, message, list, severity, classification, vulnerabilities, protocol, session,
     * source, port, destination, port, action.
     */
    private boolean intrusion(Flow flow) {
        if (Decimal.parse(columns[4]) < 0 || Decimal.parse(columns[5]) < 0 || Decimal.parse(columns[7]) < 0)
            return false;
        if (!flow.source().parse(columns[13])) return false;
        flow.sourcePort(Decimal.parse(columns[14]));
        flow.destination().parse(csv.field());
        if (csv.next()) flow.destinationPort(Decimal.parse(csv.field()));
        if (csv.next()) flow.action(intended(csv.field()) ? Flow.Action.ALLOWED : Verdicts.of(csv.field()));
        flow.phase(Flow.Phase.INTERIM);
        return true;
    }

    /** {@code Would Block}: nothing was done. */
    private static boolean intended(Slice verdict) {
        return Ascii.startsWithIgnoringCase(verdict.array(), verdict.from(), verdict.to(), WOULD);
    }

    private static boolean source(Slice internal, Slice external, Flow flow) {
        return flow.source().parse(internal) || flow.source().parse(external);
    }

    private static void action(boolean blocked, Flow flow) {
        flow.action(blocked ? Flow.Action.BLOCKED : Flow.Action.ALLOWED);
    }

    /** The account of an e-mail address in parentheses, in the columns up to {@code last}; else the identity as it is named. */
    private void user(int last, Flow flow) {
        for (int i = IDENTITY; i <= last; i++) {
            Slice identity = columns[i];
            int at = Ascii.indexOf(identity.array(), identity.from(), identity.to(), '@');
            int open = Ascii.lastIndexOf(identity.array(), identity.from(), Math.max(identity.from(), at), '(');
            if (open < 0) continue;
            flow.user().set(identity.array(), open + 1, at);
            return;
        }
        flow.user().set(columns[IDENTITY]);
    }
}
