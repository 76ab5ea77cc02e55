package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Decimal;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.FigureTime;
import io.beaconward.syslog.Message;
import io.beaconward.syslog.StampParser;

/**
 * The debug log of the Windows DNS server, a line a packet. The address is that of the other end, client or further server: of
 * a packet received it is the flow's source, of one sent its destination. The addresses of a reply are not in the line.
 *
 * <pre>
 *   24/11/2026 21:46:04 0E1C PACKET  0000017DEDFE28D0 UDP Rcv 192.0.2.6       966f   Q [0001   D   NOERROR] A      (3)www(7)example(3)com(0)
 *   11/24/2026 9:46:04 PM 0E1C PACKET  …              UDP Snd 192.0.2.6       966f R Q [8081   DR  NOERROR] A      .www.example.com.
 *   2026/11/24 9:46:04    0E1C PACKET  …              UDP Snd 192.0.2.6       966f   U [0028       NOERROR] SOA    (7)example(3)com(0)
 *   20261124 21:46:04 57C PACKET  UDP Rcv 192.0.2.6       966f   Q [0001   D   NOERROR] (3)www(7)example(3)com(0)
 * </pre>
 */
final class WindowsDns implements Dialect {
    private static final byte[] PACKET = Ascii.bytes("PACKET");
    private static final byte[] RECEIVED = Ascii.bytes("Rcv");
    private static final byte[] SENT = Ascii.bytes("Snd");
    private static final int MAX_LABEL = 63;
    private static final int MAX_FLAGS = 64;

    private final TextCursor words = new TextCursor();
    private final byte[] name = new byte[HostName.MAX_NAME];

    @Override
    public String name() {
        return "windows-dns-debug";
    }

    @Override
    public Reading read(Message message, Flow flow) {
        Slice body = message.body();
        if (body.isEmpty() || !Ascii.isDigit(body.at(0))) return Reading.FOREIGN;
        byte[] text = body.array();
        int end = FigureTime.figures(text, body.from(), body.to(), flow.time());
        if (end < 0) end = StampParser.iso(text, body.from(), body.to(), flow.time());
        if (end < 0) end = FigureTime.compact(text, body.from(), body.to(), flow.time());
        if (end < 0) return Reading.FOREIGN;
        words.wrap(text, end, body.to());
        if (!words.bare() || !words.bare(PACKET) || !words.bare(2)) return Reading.FOREIGN;
        Slice word = words.word();
        if (!isDirection(word) && !words.bare())
            return Reading.FOREIGN; // older servers give no buffer before the protocol
        if (!isDirection(word)) return Reading.FOREIGN;
        boolean received = word.is(RECEIVED);
        if (!words.bare()) return Reading.FOREIGN;
        if (!(received ? flow.source() : flow.destination()).parse(word)) return Reading.FOREIGN;
        return question(body, flow) ? Reading.FLOW : Reading.NO_FLOW;
    }

    private static boolean isDirection(Slice word) {
        return word.is(RECEIVED) || word.is(SENT);
    }

    /** Behind the flags in brackets: the type, which older servers leave out, and the name. */
    private boolean question(Slice body, Flow flow) {
        byte[] text = body.array();
        int bracket = Ascii.indexOf(text, words.at(), Math.min(body.to(), words.at() + MAX_FLAGS), ']');
        if (bracket < 0) return false;
        words.at(bracket + 1);
        if (!words.bare()) return false;
        Slice word = words.word();
        if (word.at(0) != '(' && !words.bare()) return false;
        if (word.at(0) == '(') return labels(word, flow);
        int from = word.at(0) == '.' ? word.from() + 1 : word.from();
        return DnsNames.query(text, from, word.to(), flow);
    }

    /** {@code (3)www(7)example(3)com(0)} as a name with dots, which lies in {@link #name} until the next message. */
    private boolean labels(Slice word, Flow flow) {
        byte[] text = word.array();
        int at = word.from();
        int length = 0;
        while (at < word.to() && text[at] == '(') {
            int close = Ascii.indexOf(text, at, Math.min(word.to(), at + 4), ')');
            int label = close < 0 ? Ascii.NONE : number(text, at + 1, close);
            if (label == 0) return DnsNames.query(name, 0, length, flow);
            if (label < 0 || label > MAX_LABEL || close + 1 + label >= word.to()) return false;
            if (length + label + 1 > name.length) return false;
            System.arraycopy(text, close + 1, name, length, label);
            length += label;
            name[length++] = '.';
            at = close + 1 + label;
        }
        return false;
    }

    private static int number(byte[] text, int from, int to) {
        return Decimal.parseUpTo(text, from, to, MAX_LABEL);
    }
}
