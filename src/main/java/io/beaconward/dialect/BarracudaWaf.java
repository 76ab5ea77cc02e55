package io.beaconward.dialect;

import io.beaconward.bytes.Address;
import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Decimal;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.Message;

/**
 * Barracuda Web Application Firewall lines by position (its default log formats): {@code TR} a request that passed, the service
 * first and the client second, then what the client received and sent; {@code NF} a packet, {@code WF} an attack, both client
 * first.
 */
final class BarracudaWaf implements Dialect {
    private static final byte[] TRANSFER = Ascii.bytes("TR");
    private static final byte[] NETWORK = Ascii.bytes("NF");
    private static final byte[] ATTACK = Ascii.bytes("WF");
    private static final byte[] NOBODY = Ascii.bytes("-");

    private final TextCursor cursor = new TextCursor();
    private final HostName hostName = new HostName();
    private final Address proxy = new Address();

    @Override
    public String name() {
        return "barracuda-waf";
    }

    @Override
    public Reading read(Message message, Flow flow) {
        cursor.wrap(message.body());
        cursor.next();
        Slice kind = cursor.word();
        if (kind.length() != 2 || !(kind.is(TRANSFER) || kind.is(NETWORK) || kind.is(ATTACK))) return Reading.FOREIGN;
        boolean read = kind.is(TRANSFER) ? transfer(flow) : packet(kind.is(NETWORK) ? 0 : 2, flow);
        return read ? Reading.FLOW : Reading.FOREIGN;
    }

    /** Severity, protocol or attack, client, its port, server, its port, then {@code beforeAction} words and the verdict. */
    private boolean packet(int beforeAction, Flow flow) {
        if (!flow.source().parse(cursor.skip(3)) || Decimal.parse(cursor.skip(1)) < 0) return false;
        if (!flow.destination().parse(cursor.skip(1))) return false;
        cursor.next();
        if (cursor.atEnd()) return false;
        flow.destinationPort(Decimal.parse(cursor.word()));
        flow.action(Verdicts.of(cursor.skip(beforeAction + 1)));
        return true;
    }

    private boolean transfer(Flow flow) {
        if (!flow.destination().parse(cursor.skip(1))) return false;
        flow.destinationPort(Decimal.parse(cursor.skip(1)));
        if (!flow.source().parse(cursor.skip(1)) || Decimal.parse(cursor.skip(1)) < 0 || cursor.atEnd()) return false;
        user(cursor.skip(1), flow);
        cursor.skip(4); // certificate's user, method, protocol, host
        if (!cursor.atEnd()) hostName.readBeside(cursor.word(), flow);
        cursor.skip(3); // version, status, what the client received
        long received = Decimal.parse(cursor.word());
        if (cursor.atEnd()) return true;
        flow.bytesReceived(received);
        long sent = Decimal.parse(cursor.skip(1));
        if (cursor.atEnd()) return true;
        flow.bytesSent(sent);
        cursor.skip(16); // up to the address of the proxy before the client, behind which stand its port and the user
        if (proxy.parse(cursor.word()) && Decimal.parse(cursor.skip(1)) >= 0) user(cursor.skip(1), flow);
        return true;
    }

    private void user(Slice word, Flow flow) {
        if (!cursor.atEnd() && !word.is(NOBODY)) UserName.read(word, flow);
    }
}
