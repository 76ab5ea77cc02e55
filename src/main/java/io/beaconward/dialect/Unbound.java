package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.Message;
import io.beaconward.syslog.StampParser;

/**
 * The queries and replies that the name server Unbound logs (log-queries, log-replies), and those that its own zones or response
 * policy zones answer (log-local-actions, rpz-log). It never logs the addresses of a reply.
 *
 * <pre>
 *   [process:thread] info: client name. A IN                              also query:
 *   [process:thread] reply: client name. A IN NOERROR 0.012000 0 56       seconds, cached, size
 *   [process:thread] info: example.com. redirect client@port name. A IN   a zone of its own; rpz: applied [list] zone action …
 *   [1795514400] unbound[process:thread] info: …                          in its own file
 * </pre>
 */
final class Unbound implements Dialect {
    private static final byte[] TAG = Ascii.bytes("unbound");
    private static final byte[][] LEVELS = {Ascii.bytes("info:"), Ascii.bytes("query:"), Ascii.bytes("reply:")};
    private static final int MAX_DIGITS = 10;
    private static final int MAX_WORDS_OF_ACTION = 8;

    private final TextCursor words = new TextCursor();

    @Override
    public String name() {
        return "unbound";
    }

    @Override
    public Reading read(Message message, Flow flow) {
        Slice body = message.body();
        words.wrap(body);
        if (!words.bare()) return Reading.FOREIGN;
        boolean named = message.app().is(TAG);
        Slice word = words.word();
        if (isEpoch(word, flow) && !words.bare()) return Reading.FOREIGN;
        int bracket = word.from();
        if (word.startsWith(TAG)) {
            named = true;
            bracket += TAG.length;
        }
        if (!isProcess(word.array(), bracket, word.to())) return Reading.FOREIGN;
        if (!words.bare() || !isLevel(word) || !words.bare()) return named ? Reading.NO_FLOW : Reading.FOREIGN;
        return query(flow) ? Reading.FLOW : named ? Reading.NO_FLOW : Reading.FOREIGN;
    }

    /** {@code client name. A IN}, from the word on; the name always ends with a dot. */
    private boolean query(Flow flow) {
        Slice word = words.word();
        return (flow.source().parse(word) || action(flow))
                && words.bare()
                && words.endsWith('.')
                && DnsNames.query(word, flow)
                && words.bare(2)
                && DnsNames.isClass(word);
    }

    /** {@code [zone] action client@port}, to the client. */
    private boolean action(Flow flow) {
        Slice word = words.word();
        for (int i = 0; i < MAX_WORDS_OF_ACTION; i++) {
            int at = Ascii.lastIndexOf(word.array(), word.from(), word.to(), '@');
            if (at > 0) return flow.source().parse(word.array(), word.from(), at);
            if (!words.bare()) return false;
        }
        return false;
    }

    private static boolean isEpoch(Slice word, Flow flow) {
        if (word.at(0) != '[' || word.at(word.length() - 1) != ']') return false;
        return StampParser.epoch(word.array(), word.from() + 1, word.to() - 1, flow.time()) == word.to() - 1;
    }

    /** {@code [process:thread]}, the process decimal, the thread hexadecimal. */
    private static boolean isProcess(byte[] text, int from, int to) {
        int colon = Ascii.indexOf(text, from, Math.min(to, from + MAX_DIGITS + 2), ':');
        if (colon < from + 2 || text[from] != '[' || text[to - 1] != ']' || to - colon < 3 || to - colon > MAX_DIGITS) {
            return false;
        }
        for (int i = from + 1; i < colon; i++) {
            if (!Ascii.isDigit(text[i])) return false;
        }
        for (int i = colon + 1; i < to - 1; i++) {
            if (Character.digit((char) (text[i] & 0xff), 16) < 0) return false;
        }
        return true;
    }

    private static boolean isLevel(Slice word) {
        for (byte[] level : LEVELS) {
            if (word.is(level)) return true;
        }
        return false;
    }
}
