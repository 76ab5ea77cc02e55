package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Slice;

/**
 * Goes through {@code key=value} pairs between which one byte stands, so that values may hold any other, or the few bytes by
 * which a relay wrote it. Quotes around a whole value are left out, also doubled or escaped ones. Owned by one grammar.
 */
final class DelimitedPairs {
    private static final byte[] NOTHING = {};

    private final Slice key = new Slice();
    private final Slice value = new Slice();
    private byte[] text = {};
    private int at;
    private int to;
    private byte delimiter;
    private byte[] further = NOTHING; // bytes of the delimiter

    void wrap(byte[] bytes, int from, int end, byte separator) {
        wrap(bytes, from, end, separator, NOTHING);
    }

    /** Between pairs stands {@code separator}, and behind it {@code furtherBytes}. */
    void wrap(byte[] bytes, int from, int end, byte separator, byte[] furtherBytes) {
        text = bytes;
        at = from;
        to = end;
        delimiter = separator;
        further = furtherBytes;
    }

    Slice key() {
        return key;
    }

    Slice value() {
        return value;
    }

    /** Moves to the next pair; what has no equals sign is passed over. */
    boolean next() {
        while (at < to) {
            int from = Ascii.skipBlanks(text, at, to);
            int end = from;
            int equals = Ascii.NONE;
            while (end < to && (text[end] != delimiter || !Ascii.startsWith(text, end + 1, to, further))) {
                if (text[end] == '=' && equals < 0) equals = end;
                end++;
            }
            at = end + 1 + further.length;
            if (equals < 0) continue;
            key.set(text, from, Ascii.trimEnd(text, from, equals));
            unquoted(Ascii.skipBlanks(text, equals + 1, end), Ascii.trimEnd(text, equals + 1, end));
            return true;
        }
        return false;
    }

    private void unquoted(int start, int stop) {
        int from = start;
        int end = Math.max(stop, start);
        while (end - from >= 2 && isQuote(from) && text[end - 1] == '"') {
            from += text[from] == '\\' ? 2 : 1;
            end -= end - 2 >= from && text[end - 2] == '\\' ? 2 : 1;
        }
        value.set(text, Math.min(from, end), end);
    }

    private boolean isQuote(int from) {
        return text[from] == '"' || (text[from] == '\\' && text[from + 1] == '"');
    }
}
