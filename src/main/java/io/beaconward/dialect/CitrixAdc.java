package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Decimal;
import io.beaconward.bytes.KeyTable;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.DeviceTime;
import io.beaconward.syslog.Message;

/**
 * Citrix ADC (NetScaler) text lines: {@code time host 0-PPE-0 : partition FEATURE EVENT number 0 : Label value - Label value -
 * …} (NetScaler Syslog Message Reference). Recognised by the packet engine's name near the front. Byte counts are taken from
 * VPN lines only, where they are the client's view. The web application firewall writes {@code client … url <blocked>} instead of
 * labels.
 */
final class CitrixAdc implements Dialect {
    private static final byte[] ENGINE = Ascii.bytes("-PPE-");
    private static final byte[] COLON = Ascii.bytes(" : ");
    private static final byte[] DASH = Ascii.bytes(" - ");
    private static final byte[] NOTHING = Ascii.bytes("-");
    private static final byte[] DENIED = Ascii.bytes("DENIED");
    private static final byte[] FIREWALL = Ascii.bytes(" APPFW_");
    private static final byte[] SCHEME_END = Ascii.bytes("://");
    private static final byte[] VPN = Ascii.bytes("SSLVPN");
    private static final int MAX_BEFORE = 128;
    private static final int MAX_EVENT = 160;

    private static final int SOURCE = 0;
    private static final int DESTINATION = 1;
    private static final int CLIENT = 2;
    private static final int CLIENT_IP = 3;
    private static final int SERVER = 4;
    private static final int SERVER_PORT = 5;
    private static final int USER = 6;
    private static final int SENT = 7;
    private static final int RECEIVED = 8;
    private static final int CONTEXT = 9;
    private static final int USER_AND_DOMAIN = 10;
    private static final KeyTable LABELS = KeyTable.of(
            "source",
            "destination",
            "clientip",
            "client_ip",
            "vserverserviceip",
            "vserverserviceport",
            "user",
            "total_bytes_send",
            "total_bytes_recv",
            "context",
            "username:domainname");

    private final TextCursor cursor = new TextCursor();
    private final HostName hostName = new HostName();
    private final Slice host = new Slice();

    @Override
    public String name() {
        return "citrix-adc";
    }

    @Override
    public Reading read(Message message, Flow flow) {
        Slice body = message.body();
        byte[] text = body.array();
        int from = body.from();
        if (from < body.to() && text[from] == '"') from++;
        int engine = Ascii.indexOf(text, from, Math.min(body.to(), from + MAX_BEFORE), ENGINE);
        if (engine < 0) return Reading.FOREIGN;
        for (int i = from; i < engine; i++) {
            if (text[i] == '=' || text[i] == '"' || text[i] == '|') return Reading.FOREIGN;
        }
        cursor.wrap(text, engine, body.to());
        if (!cursor.behind(COLON)) return Reading.FOREIGN;
        int event = cursor.at();
        if (!cursor.behind(COLON) || cursor.at() - event > MAX_EVENT) return Reading.NO_FLOW;
        DeviceTime.colonBeforeClock(text, from, Math.min(body.to(), from + 23), flow.time());
        if (Ascii.indexOf(text, event, cursor.at(), DENIED) >= 0) flow.action(Flow.Action.BLOCKED);
        if (Ascii.indexOf(text, event, cursor.at(), FIREWALL) >= 0) {
            violation(flow);
        } else {
            fields(Ascii.indexOf(text, event, cursor.at(), VPN) >= 0, flow);
        }
        return flow.source().isPresent() ? Reading.FLOW : Reading.NO_FLOW;
    }

    /** {@code client … profile url sentence <blocked>}. */
    private void violation(Flow flow) {
        if (!cursor.next() || cursor.atEnd() || !flow.source().parse(cursor.word())) return;
        int end = Ascii.trimEnd(cursor.text(), cursor.at(), cursor.to());
        int open = Ascii.lastIndexOf(cursor.text(), cursor.at(), end, '<');
        boolean closed = open > 0 && cursor.text()[end - 1] == '>';
        if (closed) flow.action(Verdicts.of(host.set(cursor.text(), open + 1, end - 1)));
        while (cursor.bare()) {
            Slice word = cursor.word();
            boolean url = Ascii.indexOf(word.array(), word.from(), word.to(), SCHEME_END) > 0;
            if (url && !cursor.atEnd() && flow.host().isEmpty()) hostName.readBeside(word, flow);
        }
    }

    /** Each label is the first word of its part, its value the second. */
    private void fields(boolean vpn, Flow flow) {
        do {
            if (!cursor.next()) return;
            int label = LABELS.find(cursor.word());
            host.set(cursor.word());
            int behind = cursor.at();
            if (!cursor.next()) return;
            if (cursor.word().is(NOTHING)) { // a label without a value: that was the dash
                cursor.at(behind);
                continue;
            }
            if (label == KeyTable.NONE) {
                request(flow);
                continue;
            }
            boolean cut = cursor.atEnd();
            if (label == SENT || label == RECEIVED) {
                if (vpn) bytes(label, flow);
            } else if (!cut) {
                field(label, cursor.word(), flow);
            }
        } while (cursor.behind(DASH));
    }

    /** {@code host User name}, the part of an HTTPREQUEST that has no label. */
    private void request(Flow flow) {
        if (LABELS.find(cursor.word()) != USER || !cursor.next()) return;
        hostName.readBeside(host, flow);
        if (!cursor.atEnd()) UserName.read(cursor.word(), flow);
    }

    private void bytes(int label, Flow flow) {
        long bytes = Decimal.parse(cursor.word());
        if (label == SENT) {
            flow.bytesSent(bytes);
        } else {
            flow.bytesReceived(bytes);
        }
    }

    private void field(int label, Slice value, Flow flow) {
        switch (label) {
            case SOURCE, CLIENT, CLIENT_IP -> {
                boolean better = label == SOURCE || !flow.source().isPresent();
                if (better) Endpoint.read(value, flow.source());
            }
            case DESTINATION, SERVER -> {
                int port = Endpoint.read(value, flow.destination());
                if (port >= 0) flow.destinationPort(port);
            }
            case SERVER_PORT -> flow.destinationPort(Decimal.parse(value));
            case USER -> UserName.read(value, flow);
            case CONTEXT -> context(value, flow);
            case USER_AND_DOMAIN -> {
                int colon = Ascii.indexOf(value.array(), value.from(), value.to(), ':');
                UserName.read(value.array(), value.from(), colon < 0 ? value.to() : colon, flow);
            }
            default -> throw new IllegalStateException("label " + label);
        }
    }

    /** {@code user@address} of the client. */
    private static void context(Slice value, Flow flow) {
        int at = Ascii.lastIndexOf(value.array(), value.from(), value.to(), '@');
        if (at < 0) return;
        UserName.read(value.array(), value.from(), at, flow);
        flow.source().parse(value.array(), at + 1, value.to());
    }
}
