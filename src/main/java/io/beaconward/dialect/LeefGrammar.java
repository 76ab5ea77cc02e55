package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.Message;

/**
 * QRadar's Log Event Extended Format: {@code LEEF:1.0|vendor|product|version|event|}, in 2.0 a delimiter behind it, then pairs
 * that tabs part. The header's fields come first, under the names deviceVendor, deviceProduct, deviceVersion and eventId, as in
 * CEF. Where the declared delimiter never occurs, bars part the pairs, or blanks do. Some relays cut {@code LEEF:} off, and
 * write a tab as {@code #011}.
 */
final class LeefGrammar implements Grammar {
    private static final byte[] MARK = Ascii.bytes("LEEF:");
    private static final byte[][] HEADER = {
        Ascii.bytes("deviceVendor"), Ascii.bytes("deviceProduct"), Ascii.bytes("deviceVersion"), Ascii.bytes("eventId")
    };
    private static final byte[] ESCAPED_TAB = Ascii.bytes("#011"); // as rsyslog does
    private static final byte[] BEHIND_ESCAPE = Ascii.bytes("011");
    private static final int MAX_DELIMITER = 5;
    private static final int MAX_VERSION = 12;
    private static final int MAX_HEADER = 512;

    private final DelimitedPairs pairs = new DelimitedPairs();
    private final Slice key = new Slice();
    private final Slice value = new Slice();
    private byte[] text = {};
    private int at;
    private int to;
    private boolean second;
    private int headerField;

    @Override
    public boolean begin(Message message) {
        text = message.body().array();
        to = message.body().to();
        int mark = Mark.find(message.body(), MARK);
        int version = mark < 0 ? message.body().from() : mark + MARK.length;
        int bar = Ascii.indexOf(text, version, Math.min(to, version + MAX_VERSION), '|');
        if (bar < 0) return false;
        second = text[version] == '2';
        at = bar + 1;
        headerField = 0;
        return mark >= 0 || (isVersion(version, bar) && hasHeader());
    }

    /** Without the mark it is a guess: {@code 1.0|} or {@code 2.0|}, a vendor's name that begins with a letter, further bars. */
    private boolean isVersion(int from, int bar) {
        boolean known = text[from] == '1' || text[from] == '2';
        return known && bar == from + 3 && text[from + 1] == '.' && text[from + 2] == '0';
    }

    private boolean hasHeader() {
        if (at >= to || !Ascii.isLetter(text[at])) return false;
        int end = Math.min(to, at + MAX_HEADER);
        int bar = at - 1;
        for (int i = 0; i < HEADER.length; i++) {
            bar = Ascii.indexOf(text, bar + 1, end, '|');
            if (bar < 0) return false;
        }
        return Ascii.indexOf(text, bar, to, '=') >= 0;
    }

    @Override
    public Slice key() {
        return headerField <= HEADER.length ? key : pairs.key();
    }

    @Override
    public Slice value() {
        return headerField <= HEADER.length ? value : pairs.value();
    }

    @Override
    public boolean next() {
        if (headerField < HEADER.length) {
            int bar = Ascii.indexOf(text, at, to, '|');
            int end = bar < 0 ? to : bar;
            key.set(HEADER[headerField], 0, HEADER[headerField].length);
            value.set(text, at, end);
            at = Math.min(end + 1, to);
            headerField++;
            return true;
        }
        if (headerField == HEADER.length) {
            headerField++;
            wrapPairs(Math.min(behindDelimiter(), to));
        }
        return pairs.next();
    }

    /** In 2.0 the header may say the delimiter, as itself or as {@code x09} or {@code 0x09}. */
    private int behindDelimiter() {
        if (!second) return at;
        int bar = Ascii.indexOf(text, at, Math.min(to, at + MAX_DELIMITER), '|');
        return bar < 0 ? at : bar + 1;
    }

    private void wrapPairs(int from) {
        byte declared = from - 1 <= at ? (byte) '\t' : declared(at, from - 1);
        if (Ascii.indexOf(text, from, to, (char) declared) >= 0) {
            pairs.wrap(text, from, to, declared);
        } else if (declared == '\t' && Ascii.indexOf(text, from, to, ESCAPED_TAB) >= 0) {
            pairs.wrap(text, from, to, ESCAPED_TAB[0], BEHIND_ESCAPE);
        } else {
            pairs.wrap(text, from, to, otherDelimiter(from));
        }
    }

    private byte otherDelimiter(int behind) {
        if (Ascii.indexOf(text, behind, to, '|') >= 0) return '|';
        return Ascii.indexOf(text, behind, to, '^') >= 0 ? (byte) '^' : (byte) ' ';
    }

    private byte declared(int from, int end) {
        if (end - from == 1) return text[from];
        int high = Character.digit(text[end - 2], 16);
        int low = Character.digit(text[end - 1], 16);
        return high < 0 || low < 0 || high > 7 ? (byte) '\t' : (byte) (high << 4 | low);
    }
}
