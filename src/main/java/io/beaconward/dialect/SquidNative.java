package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Decimal;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.Message;
import io.beaconward.syslog.StampParser;

/**
 * Squid's native access log: {@code time.ms elapsed client tag/status size method url user hierarchy/peer type}. The size is
 * what the client received; what it sent is not logged.
 */
final class SquidNative implements Dialect {
    private static final byte[] DENIED = Ascii.bytes("DENIED");
    private static final byte[] CONNECT = Ascii.bytes("CONNECT");
    private static final byte[] NONE = Ascii.bytes("NONE");
    private static final byte[][] ORIGIN = {Ascii.bytes("DIRECT"), Ascii.bytes("ORIGINAL_DST"), Ascii.bytes("PINNED")};
    private static final byte[] SCHEME_END = Ascii.bytes("://");
    private static final int EPOCH_DIGITS = 10;

    private final HostName hostName = new HostName();
    private final Slice token = new Slice();
    private byte[] text = {};
    private int at;
    private int to;

    @Override
    public String name() {
        return "squid-native";
    }

    @Override
    public Reading read(Message message, Flow flow) {
        Slice body = message.body();
        text = body.array();
        at = body.from();
        to = body.to();
        boolean stamped = body.length() > EPOCH_DIGITS && text[at + EPOCH_DIGITS] == '.';
        if (!stamped || !next() || StampParser.epoch(text, token.from(), token.to(), flow.time()) != token.to()) {
            return Reading.FOREIGN;
        }
        if (!next()) return Reading.FOREIGN;
        flow.durationMillis(Decimal.parse(token));
        if (!next() || !flow.source().parse(token)) return Reading.FOREIGN;
        if (!next() || Ascii.indexOf(text, token.from(), token.to(), '/') < 0) return Reading.FOREIGN;
        if (Ascii.indexOf(text, token.from(), token.to(), DENIED) >= 0) {
            flow.action(Flow.Action.BLOCKED);
        } else if (!token.startsWith(NONE)) {
            flow.action(Flow.Action.ALLOWED);
        }
        if (!next()) return Reading.FOREIGN;
        flow.bytesReceived(Decimal.parse(token));
        if (next()) request(flow);
        return Reading.FLOW;
    }

    private void request(Flow flow) {
        boolean connect = token.is(CONNECT);
        if (!next()) return;
        boolean url = Ascii.indexOf(text, token.from(), token.to(), SCHEME_END) > 0;
        if (connect || url) hostName.read(token, flow);
        if (!next()) return;
        UserName.read(token, flow);
        if (!next()) return;
        int slash = Ascii.indexOf(text, token.from(), token.to(), '/');
        if (slash > 0 && !flow.destination().isPresent() && isOrigin(slash)) {
            flow.destination().parse(text, slash + 1, token.to());
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
        int end = from;
        while (end < to && !Ascii.isBlank(text[end])) end++;
        at = end;
        token.set(text, from, end);
        return end > from;
    }
}
