package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Slice;

/**
 * Goes through {@code key=value} pairs in which a bare value may hold blanks: it reaches to the blank before the next key.
 * Quotes around a whole value are left out. Looks at each byte a constant number of times. Owned by one grammar.
 */
final class SpacedPairs {
    private final Slice key = new Slice();
    private final Slice value = new Slice();
    private byte[] text = {};
    private int at;
    private int to;

    void wrap(byte[] bytes, int from, int end) {
        text = bytes;
        at = from;
        to = end;
    }

    Slice key() {
        return key;
    }

    Slice value() {
        return value;
    }

    /** Moves to the next pair; what stands before its key is passed over. */
    boolean next() {
        int begin = at;
        int equals = at;
        while (equals < to && text[equals] != '=') {
            if (!isKeyByte(text[equals])) begin = equals + 1;
            equals++;
        }
        if (equals >= to) return false;
        key.set(text, begin, equals);
        int end = endOfValue(equals + 1);
        int from = Math.min(Ascii.skipBlanks(text, equals + 1, end), end);
        at = end;
        int stop = Ascii.trimEnd(text, from, end);
        boolean quoted = stop - from >= 2 && text[from] == '"' && text[stop - 1] == '"';
        value.set(text, quoted ? from + 1 : from, quoted ? stop - 1 : stop);
        return true;
    }

    /** The last blank before the next {@code key=}, or the end. */
    private int endOfValue(int from) {
        int blank = Ascii.NONE; // the last blank, while only bytes of a key have followed it
        for (int i = from; i < to; i++) {
            byte b = text[i];
            if (Ascii.isBlank(b)) {
                blank = i;
            } else if (b == '=') {
                if (blank >= 0 && i > blank + 1) return blank;
            } else if (!isKeyByte(b)) {
                blank = Ascii.NONE;
            }
        }
        return to;
    }

    private static boolean isKeyByte(byte b) {
        return Ascii.isLetter(b) || Ascii.isDigit(b) || b == '_' || b == '.' || b == '-';
    }
}
