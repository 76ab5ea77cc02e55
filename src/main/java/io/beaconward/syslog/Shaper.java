package io.beaconward.syslog;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Slice;
import io.beaconward.bytes.Words;
import java.util.Arrays;

/**
 * Takes out of a message what varies, so that messages of one kind look alike, and what may be nobody's business: runs of
 * digits become {@code 0}; quoted text, values of keys, addresses, names of hosts and files, paths, URLs and ids become
 * placeholders. Words stay. The shape is printable ASCII, {@link #MOST} bytes at most, of the first {@link #LOOKED_AT} bytes
 * of the message. Reused for each message; allocates nothing. Owned by one event loop.
 */
public final class Shaper {
    /** The longest shape, bytes. */
    static final int MOST = 160;

    private static final int LOOKED_AT = 1024;
    private static final int LONGEST_KEY = 40;
    private static final byte[] TEXT = Ascii.bytes("<text>");
    private static final byte[] VALUE = Ascii.bytes("<value>");

    private final byte[] out = new byte[MOST];
    private final ShapedWord word = new ShapedWord();
    private int length;
    private byte[] text = {};
    private int to;

    /** Takes the shape of a message of the program {@code app}, which may be empty. */
    void shape(Slice app, Slice body) {
        length = 0;
        if (!app.isEmpty()) {
            shape(app);
            put((byte) ':');
            put((byte) ' ');
        }
        shape(body);
        if (length > 0 && out[length - 1] == ' ') length--;
    }

    /** The shape taken last, in {@code [0, length)} of an array that is used again. */
    byte[] bytes() {
        return out;
    }

    int length() {
        return length;
    }

    /** A number that messages of different shapes hardly share. */
    long hash() {
        long hash = length;
        for (int i = 0; i < length; i += Words.BYTES) {
            hash = Long.rotateLeft(Words.spread(hash, Words.first(out, i, length)), 32);
        }
        return hash;
    }

    byte[] copy() {
        return Arrays.copyOf(out, length);
    }

    private void shape(Slice source) {
        text = source.array();
        to = Math.min(source.to(), source.from() + LOOKED_AT);
        boolean value = false; // whether what comes next is the value of a key
        int i = source.from();
        while (i < to && length < MOST) {
            byte b = text[i];
            if (opensQuote(i, source.from())) {
                i = quoted(i);
                value = false;
            } else if (ShapedWord.isPart(b)) {
                int end = word.read(text, i, to);
                value = word(value);
                i = end;
            } else {
                value = b == '=' || (value && Ascii.isBlank(b));
                separator(b);
                i++;
            }
        }
    }

    private void separator(byte b) {
        if (b > ' ' && b < 127) {
            put(b);
        } else if (length > 0 && out[length - 1] != ' ') {
            put((byte) ' ');
        }
    }

    /** A quotation mark; a single one only where it is no apostrophe. */
    private boolean opensQuote(int at, int from) {
        if (text[at] == '"') return true;
        if (text[at] != '\'' || (at > from && ShapedWord.isPart(text[at - 1]))) return false;
        return Ascii.indexOf(text, at + 1, to, '\'') >= 0;
    }

    /** Puts a placeholder for what is quoted from {@code at} on, but a key of JSON as it is; returns what is behind it. */
    private int quoted(int at) {
        int close = at + 1;
        while (close < to && text[close] != text[at]) close += text[close] == '\\' ? 2 : 1;
        if (close >= to) {
            put(TEXT);
            return to;
        }
        boolean key = close + 1 < to && text[close + 1] == ':' && close - at <= LONGEST_KEY;
        for (int i = at + 1; key && i < close; i++) key = Ascii.isLetter(text[i]) || text[i] == '_';
        if (key) {
            put((byte) '"');
            for (int i = at + 1; i < close; i++) put(text[i]);
            put((byte) '"');
        } else {
            put(TEXT);
        }
        return close + 1;
    }

    /** Puts what stands for the word read last; whether the next word is a secret that this one announces. */
    private boolean word(boolean value) {
        if (value && !word.isNumber()) {
            put(VALUE);
            return false;
        }
        word.put(this);
        return word.announcesSecret();
    }

    /** Puts {@code [from, end)} of {@code source} as it is. */
    void put(byte[] source, int from, int end) {
        int copied = Math.min(end - from, MOST - length);
        System.arraycopy(source, from, out, length, copied);
        length += copied;
    }

    void put(byte b) {
        if (length < MOST) out[length++] = b;
    }

    void put(byte[] placeholder) {
        put(placeholder, 0, placeholder.length);
    }
}
