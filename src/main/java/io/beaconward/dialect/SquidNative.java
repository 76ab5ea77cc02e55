package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Decimal;
import io.beaconward.bytes.KeyTable;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.Message;
import io.beaconward.syslog.StampParser;

/**
 * Squid's native access log: {@code time.ms elapsed client tag/status size method url user hierarchy/peer type}. The size is
 * what the client received; what it sent is not logged, but for formats of one's own that put the request's size behind the
 * reply's. Cisco's Web Security Appliance writes the same with its decision behind the content type.
 */
final class SquidNative implements Dialect {
    private static final byte[] DENIED = Ascii.bytes("DENIED");
    private static final byte[] CONNECT = Ascii.bytes("CONNECT");
    private static final byte[] REDIRECTED = Ascii.bytes("TCP_CONNECT"); // to the appliance, which looks into it
    private static final byte[] NONE = Ascii.bytes("NONE");
    private static final byte[] TAG_NONE = Ascii.bytes("TAG_NONE");
    private static final byte[][] ORIGIN = {Ascii.bytes("DIRECT"), Ascii.bytes("ORIGINAL_DST"), Ascii.bytes("PINNED")};
    private static final byte[] SCHEME_END = Ascii.bytes("://");
    private static final byte[] INFO = Ascii.bytes("Info: ");
    private static final int EPOCH_DIGITS = 10;
    private static final int MAX_LINK = 64;
    private static final int MAX_WORDS = 6;
    private static final int FIRST_REFUSAL = 6;
    private static final KeyTable DECISIONS = KeyTable.of(
            "allow", "default", "passthru", "monitor", "decrypt", "trust", "block", "drop", "redirect", "noauth");

    private final HostName hostName = new HostName();
    private final Slice token = new Slice();
    private byte[] text = {};
    private int at;
    private int to;
    private boolean linked;
    private boolean denied;

    @Override
    public String name() {
        return "squid-native";
    }

    @Override
    public Reading read(Message message, Flow flow) {
        Slice body = message.body();
        text = body.array();
        to = body.to();
        at = start(body.from());
        boolean stamped = to - at > EPOCH_DIGITS && text[at + EPOCH_DIGITS] == '.';
        if (!stamped || !next() || StampParser.epoch(text, token.from(), token.to(), flow.time()) != token.to()) {
            return Reading.FOREIGN;
        }
        if (!next()) return Reading.FOREIGN;
        if (linked) skipLink();
        flow.durationMillis(Decimal.parse(token));
        if (!next() || !flow.source().parse(token)) return Reading.FOREIGN;
        if (!next()) return Reading.FOREIGN;
        flow.sourcePort(Decimal.parse(token)); // in formats of one's own
        if (Decimal.parse(token) >= 0 && !next()) return Reading.FOREIGN;
        if (Ascii.indexOf(text, token.from(), token.to(), '/') < 0) return Reading.FOREIGN;
        denied = Ascii.indexOf(text, token.from(), token.to(), DENIED) >= 0;
        if (denied) {
            flow.action(Flow.Action.BLOCKED);
        } else if (!token.startsWith(NONE) && !token.startsWith(TAG_NONE)) {
            flow.action(Flow.Action.ALLOWED);
        }
        if (!next()) return Reading.FOREIGN;
        sizes(flow);
        request(flow);
        return Reading.FLOW;
    }

    /** Behind the word that Cisco's Web Security Appliance puts before a line, and the bracket of a time turned into a link. */
    private int start(int from) {
        linked = from < to && text[from] == '[';
        if (linked) return from + 1;
        return Ascii.startsWith(text, from, to, INFO) ? from + INFO.length : from;
    }

    /** Moves behind {@code [time elapsed](link time elapsed)}. */
    private void skipLink() {
        int close = Ascii.indexOf(text, token.from(), Math.min(to, token.from() + MAX_LINK), ')');
        if (close > 0) at = close + 1;
        int bracket = Ascii.indexOf(text, token.from(), token.to(), ']');
        if (bracket > 0) token.set(text, token.from(), bracket);
    }

    /** The reply's size and, in formats of one's own, the request's and others behind it. The method follows. */
    private void sizes(Flow flow) {
        flow.bytesReceived(Decimal.parse(token));
        for (int count = 1; next() && !Ascii.isLetter(text[token.from()]); count++) {
            if (count == 1) flow.bytesSent(Decimal.parse(token));
        }
    }

    private void request(Flow flow) {
        boolean connect = token.is(CONNECT) || token.is(REDIRECTED);
        boolean methodless = Ascii.indexOf(text, token.from(), token.to(), ':') >= 0; // the method is a hyphen
        if (!methodless && !next()) return;
        boolean url = Ascii.indexOf(text, token.from(), token.to(), SCHEME_END) > 0;
        if (connect || url) hostName.read(token, flow);
        if (!next()) return;
        boolean version = token.length() == 3 && token.at(1) == '.' && Ascii.isDigit(token.at(0));
        if (version && !next()) return;
        UserName.read(token, flow);
        if (!next()) return;
        int slash = Ascii.indexOf(text, token.from(), token.to(), '/');
        if (slash > 0 && !flow.destination().isPresent() && isOrigin(slash)) {
            flow.destination().parse(text, slash + 1, token.to());
        }
        if (slash > 0 && next() && flow.destinationPort() < 0) flow.destinationPort(Decimal.parse(token));
        if (!denied) decision(flow);
    }

    /** Cisco's Web Security Appliance: the rule that decided stands behind the content type. */
    private void decision(Flow flow) {
        for (int words = 0; words < MAX_WORDS && next() && text[token.from()] != '<'; words++) {
            int end = Ascii.indexOf(text, token.from(), token.to(), '_');
            int decision = end < 0 ? KeyTable.NONE : DECISIONS.find(text, token.from(), end);
            if (decision == KeyTable.NONE) continue;
            flow.action(decision < FIRST_REFUSAL ? Flow.Action.ALLOWED : Flow.Action.BLOCKED);
            return;
        }
    }

    /** Whether the peer is the server itself, not another proxy. */
    private boolean isOrigin(int slash) {
        for (byte[] word : ORIGIN) {
            if (Ascii.indexOf(text, token.from(), slash, word) >= 0) return true;
        }
        return false;
    }

    private boolean next() {
        int from = Ascii.skipBlanks(text, at, to);
        at = Ascii.skipWord(text, from, to);
        token.set(text, from, at);
        return at > from;
    }
}
