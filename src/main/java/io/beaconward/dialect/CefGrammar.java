package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.Message;

/**
 * ArcSight's Common Event Format (CEF Implementation Standard, version 27): seven header fields between bars, then
 * {@code key=value} in which a value may hold blanks and reaches to the blank before the next key. The header's fields come
 * first, under their names in that standard: deviceVendor, deviceProduct, deviceVersion, deviceEventClassId, name, severity.
 * Some devices leave out {@code CEF:}, or say it twice, or write a bar more before the vendor.
 */
final class CefGrammar implements Grammar {
    private static final byte[] MARK = Ascii.bytes("CEF:");
    private static final byte[][] HEADER = {
        Ascii.bytes("deviceVendor"),
        Ascii.bytes("deviceProduct"),
        Ascii.bytes("deviceVersion"),
        Ascii.bytes("deviceEventClassId"),
        Ascii.bytes("name"),
        Ascii.bytes("severity")
    };

    private final SpacedPairs pairs = new SpacedPairs();
    private final Slice key = new Slice();
    private final Slice value = new Slice();
    private byte[] text = {};
    private int at;
    private int to;
    private int headerField;

    @Override
    public boolean begin(Message message) {
        text = message.body().array();
        to = message.body().to();
        int mark = Mark.find(message.body(), MARK);
        int version = mark < 0 ? message.body().from() : mark + MARK.length;
        if (Ascii.startsWith(text, version, to, MARK)) version += MARK.length;
        at = Ascii.skipBlanks(text, version, to);
        headerField = 0;
        if (at + 2 >= to || !Ascii.isDigit(text[at]) || text[at + 1] != '|') return false;
        at += 2;
        if (mark >= 0 && text[at] == '|' && at + 1 < to && Ascii.isLetter(text[at + 1])) at++;
        // Without the mark it is a guess: a vendor's name begins with a letter, and further bars follow.
        return mark >= 0 || (Ascii.isLetter(text[at]) && hasHeader());
    }

    private boolean hasHeader() {
        int from = at;
        for (int i = 0; i < HEADER.length; i++) {
            int bar = bar(from);
            if (bar == to) return false;
            from = bar + 1;
        }
        return true;
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
        if (headerField < HEADER.length) return nextOfHeader();
        if (headerField == HEADER.length) {
            headerField++;
            pairs.wrap(text, Math.min(at, to), to);
        }
        return pairs.next();
    }

    private boolean nextOfHeader() {
        int end = bar(at);
        byte[] name = HEADER[headerField];
        key.set(name, 0, name.length);
        value.set(text, at, end);
        headerField++;
        at = Math.min(end + 1, to);
        return true;
    }

    /** The next bar that no backslash escapes, or the end. */
    private int bar(int from) {
        int i = from;
        while (i < to && text[i] != '|') i += text[i] == '\\' ? 2 : 1;
        return Math.min(i, to);
    }
}
