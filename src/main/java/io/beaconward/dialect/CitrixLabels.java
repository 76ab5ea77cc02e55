package io.beaconward.dialect;

import io.beaconward.bytes.Address;
import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Decimal;
import io.beaconward.bytes.KeyTable;
import io.beaconward.bytes.Slice;

/**
 * The labelled values of a Citrix ADC event: a label is a word, perhaps with a colon, its value the next word. Hyphens part the
 * labels, most of the time. What stands in quotes is one value, but in messages, whose whole text is quoted.
 */
final class CitrixLabels {
    private static final byte[] MESSAGE = Ascii.bytes(" Message ");
    private static final byte[] REQUEST = Ascii.bytes("HTTPREQUEST");
    private static final byte[] QUERY = Ascii.bytes(" DNS_");
    private static final byte[] DASH = Ascii.bytes("-");
    private static final byte[] COLON = Ascii.bytes(":");
    private static final byte[] IS = Ascii.bytes("is");
    private static final byte[] IP = Ascii.bytes("ip");

    private enum Label {
        SOURCE,
        DESTINATION,
        DESTINATION_PORT,
        CLIENT,
        CLIENT_PORT,
        USER,
        USER_AND_DOMAIN,
        CONTEXT,
        HOST,
        VERDICT,
        SENT,
        RECEIVED
    }

    private static final KeyTable NAMES = KeyTable.of(
            "source",
            "source_ip",
            "srcip",
            "destination",
            "destination_ip",
            "dstip",
            "vserverserviceip",
            "serverip",
            "destination_port",
            "vserverserviceport",
            "serverport",
            "client",
            "clientip",
            "client_ip",
            "remote_ip",
            "clientport",
            "source_port",
            "user",
            "username:domainname",
            "context",
            "domain",
            "url",
            "action",
            "policyaction",
            "access",
            "result",
            "total_bytes_send",
            "total_bytes_recv");

    private static final Label[] LABELS = {
        Label.SOURCE,
        Label.SOURCE,
        Label.SOURCE,
        Label.DESTINATION,
        Label.DESTINATION,
        Label.DESTINATION,
        Label.DESTINATION,
        Label.DESTINATION,
        Label.DESTINATION_PORT,
        Label.DESTINATION_PORT,
        Label.DESTINATION_PORT,
        Label.CLIENT,
        Label.CLIENT,
        Label.CLIENT,
        Label.CLIENT,
        Label.CLIENT_PORT,
        Label.CLIENT_PORT,
        Label.USER,
        Label.USER_AND_DOMAIN,
        Label.CONTEXT,
        Label.HOST,
        Label.HOST,
        Label.VERDICT,
        Label.VERDICT,
        Label.VERDICT,
        Label.VERDICT,
        Label.SENT,
        Label.RECEIVED
    };

    private final TextCursor cursor;
    private final HostName hostName = new HostName();
    private final Address address = new Address();
    private final Slice value = new Slice();
    private final Slice before = new Slice();
    private boolean message;
    private boolean request;
    private boolean query;
    private boolean vpn;
    private Label source = Label.CONTEXT; // of those that may name the client, the one that did

    CitrixLabels(TextCursor cursor) {
        this.cursor = cursor;
    }

    /** Reads what is left of the cursor's text; the event's name stands in {@code [event, fields)}. */
    void read(byte[] text, int event, int fields, boolean ofVpn, Flow flow) {
        message = Ascii.indexOf(text, event, fields, MESSAGE) >= 0;
        request = Ascii.indexOf(text, event, fields, REQUEST) >= 0;
        query = Ascii.indexOf(text, event, fields, QUERY) >= 0;
        vpn = ofVpn;
        source = Label.CONTEXT;
        before.clear();
        while (next()) {
            int number = NAMES.find(name(cursor.word()));
            if (number == KeyTable.NONE) {
                before.set(cursor.word());
            } else {
                label(LABELS[number], flow);
            }
        }
    }

    private boolean next() {
        return message ? cursor.bare() : cursor.next();
    }

    /** The word without a bracket before and a colon behind it. */
    private Slice name(Slice word) {
        byte[] text = word.array();
        int from = word.from();
        int to = word.to();
        while (from < to && (text[from] == '"' || text[from] == '(')) from++;
        if (to - from > 1 && text[to - 1] == ':') to--;
        return value.set(text, from, to);
    }

    private void label(Label label, Flow flow) {
        int behind = cursor.at();
        if (label == Label.USER && request && isHost(before)) hostName.readBeside(before, flow);
        before.clear();
        if (!next()) return;
        boolean spaced = label == Label.CLIENT && cursor.word().isIgnoringCase(IP);
        if (spaced && !next()) return;
        if ((cursor.word().is(COLON) || cursor.word().is(IS)) && !next()) return;
        if (cursor.word().is(DASH)) { // a label without a value: that was the dash
            cursor.at(behind);
            return;
        }
        boolean trimmed = trim(cursor.word());
        boolean cut = cursor.atEnd() && !trimmed;
        if (!cut || label == Label.VERDICT || label == Label.SENT || label == Label.RECEIVED) take(label, flow);
    }

    /** Sets the value to the word without the signs around it; whether there was one behind it. */
    private boolean trim(Slice word) {
        byte[] text = word.array();
        int from = word.from();
        int to = word.to();
        while (from < to && (text[from] == '"' || text[from] == '(' || text[from] == '<')) from++;
        while (from < to && isClosing(text[to - 1])) to--;
        value.set(text, from, to);
        return to < word.to();
    }

    private static boolean isClosing(byte b) {
        return b == '"' || b == ')' || b == '>' || b == ',';
    }

    private static boolean isHost(Slice word) {
        return !word.isEmpty() && word.at(0) != '[' && word.at(0) != '-';
    }

    private void take(Label label, Flow flow) {
        switch (label) {
            case SOURCE, CLIENT -> client(label, flow);
            case DESTINATION -> {
                if (flow.destination().isPresent()) return;
                int port = Endpoint.read(value, flow.destination());
                if (port >= 0) flow.destinationPort(port);
            }
            case DESTINATION_PORT -> flow.destinationPort(Decimal.parse(value));
            case CLIENT_PORT -> flow.sourcePort(Decimal.parse(value));
            case USER -> UserName.read(value, flow);
            case USER_AND_DOMAIN -> {
                int colon = Ascii.indexOf(value.array(), value.from(), value.to(), ':');
                UserName.read(value.array(), value.from(), colon < 0 ? value.to() : colon, flow);
            }
            case CONTEXT -> context(flow);
            case HOST -> {
                if (query) {
                    DnsNames.query(value, flow);
                } else if (flow.host().isEmpty()) {
                    hostName.readBeside(value, flow);
                }
            }
            case VERDICT -> {
                if (flow.action() == Flow.Action.UNDECIDED) flow.action(Verdicts.of(value));
            }
            case SENT -> {
                if (vpn) flow.bytesSent(Decimal.parse(value));
            }
            case RECEIVED -> {
                if (vpn) flow.bytesReceived(Decimal.parse(value));
            }
        }
    }

    /** The source is the client, of a session's address in the device's network too; else who the session belongs to. */
    private void client(Label label, Flow flow) {
        if (source == Label.SOURCE || (source == label && flow.source().isPresent())) return;
        int port = Endpoint.read(value, address);
        if (port == Endpoint.NONE) return;
        flow.source().set(address);
        source = label;
        if (port >= 0) flow.sourcePort(port);
    }

    /** {@code user@address} of the client. */
    private void context(Flow flow) {
        int at = Ascii.lastIndexOf(value.array(), value.from(), value.to(), '@');
        if (at < 0 || flow.source().isPresent() || !address.parse(value.array(), at + 1, value.to())) return;
        flow.source().set(address);
        UserName.read(value.array(), value.from(), at, flow);
    }
}
