package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Decimal;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.Message;
import io.beaconward.syslog.StampParser;

/**
 * The queries that the name server CoreDNS logs (its plugin {@code log}, common format); bytes are the sizes of query and reply,
 * whose addresses it does not log.
 *
 * <pre>
 *   [pod] [INFO] [plugin/log:] client:port - id "A IN name. udp 48 false 1232" NOERROR qr,rd,ra 174 0.059537278s
 *   client:port - [24/Nov/2026:10:00:00 +0000] id "A IN …      of early releases
 * </pre>
 */
final class CoreDns implements Dialect {
    private static final byte[] INFO = Ascii.bytes("[INFO] ");
    private static final byte[] PLUGIN = Ascii.bytes("plugin/log:");
    private static final byte[] DASH = Ascii.bytes("-");
    private static final int MAX_DECIMALS = 12;

    private final TextCursor words = new TextCursor();

    @Override
    public String name() {
        return "coredns";
    }

    @Override
    public Reading read(Message message, Flow flow) {
        Slice body = message.body();
        int info = Mark.find(body, INFO);
        words.wrap(body.array(), info < 0 ? body.from() : info + INFO.length, body.to());
        Slice word = words.word();
        if (!words.bare() || (info >= 0 && word.is(PLUGIN) && !words.bare())) return Reading.FOREIGN;
        if (!client(word, flow) || !words.bare(DASH) || !words.bare()) return Reading.FOREIGN;
        if (info < 0 && !date(flow)) return Reading.FOREIGN;
        if (!words.bare() || word.at(0) != '"') return Reading.FOREIGN;
        return question(flow) ? Reading.FLOW : Reading.NO_FLOW;
    }

    /** {@code [24/Nov/2026:10:00:00 +0000]}, which is the word and the next, and moves to what is behind it. */
    private boolean date(Flow flow) {
        Slice word = words.word();
        if (word.at(0) != '[') return false;
        return StampParser.dayFirst(word.array(), word.from() + 1, words.to(), flow.time()) > 0
                && words.bare()
                && words.endsWith(']')
                && words.bare();
    }

    /** {@code address:port}, an IPv6 address in brackets. */
    private static boolean client(Slice word, Flow flow) {
        int colon = Ascii.lastIndexOf(word.array(), word.from(), word.to(), ':');
        if (colon < 0 || Decimal.parseUpTo(word.array(), colon + 1, word.to(), 65_535) < 0) return false;
        return flow.source().parse(word.array(), word.from(), colon);
    }

    /** {@code "A IN name. udp 48 false 1232" NOERROR flags 174 0.059s}, from the type on. */
    private boolean question(Flow flow) {
        Slice word = words.word();
        if (!words.bare(2) || !words.endsWith('.') || !DnsNames.query(word, flow)) return false;
        if (!words.bare(2)) return true;
        flow.bytesSent(Decimal.parse(word));
        if (!words.bare(2) || !words.endsWith('"')) return true;
        if (!words.bare(3)) return true;
        flow.bytesReceived(Decimal.parse(word));
        if (words.bare() && words.endsWith('s')) flow.durationMillis(millis(word));
        return true;
    }

    /** Milliseconds of {@code seconds.fraction} and the unit. */
    private static long millis(Slice word) {
        int end = word.to() - 1;
        int dot = Ascii.indexOf(word.array(), word.from(), end, '.');
        if (dot < 0 || end - dot > MAX_DECIMALS) return Flow.UNKNOWN;
        long whole = Decimal.parseUpTo(word.array(), word.from(), dot, 1_000_000);
        long fraction = Decimal.parse(word.array(), dot + 1, end);
        if (whole < 0 || fraction < 0) return Flow.UNKNOWN;
        long scale = 1;
        for (int i = dot + 1; i < end; i++) scale *= 10;
        return whole * 1000 + fraction * 1000 / scale;
    }
}
