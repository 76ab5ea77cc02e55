package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Slice;

/**
 * Goes through a body of {@code key=value} pairs, from left to right, looking at each byte a constant number of times. A key
 * is a whole word directly before the equals sign. A value in quotes ends at the next one that no backslash escapes;
 * the quotes are left out, the backslashes kept. A bare value ends at the separator. What is no pair is passed over.
 *
 * <p>The separator is a blank, or the comma, semicolon or bar that stands behind the first pair and before another one, unless
 * the first blank behind these stands directly before a pair: then blanks separate. It is one for the whole body: a value that
 * holds the other's separators, such as the query of a URL, makes no pairs of its own.
 */
final class KeyValueCursor {
    private static final int MAX_KEY = 64;
    private static final byte[] NO_KEY = {};

    private final Slice key = new Slice();
    private final Slice value = new Slice();
    private final byte[] colonKey;
    private byte[] text = {};
    private int at;
    private int to;
    private byte separator;

    /** A cursor for pairs with an equals sign alone. */
    KeyValueCursor() {
        this(NO_KEY);
    }

    /**
     * Makes a cursor for one pipeline.
     *
     * @param colonKey the one key that a colon may follow in place of the equals sign, in lower case
     */
    KeyValueCursor(byte[] colonKey) {
        this.colonKey = colonKey;
    }

    void wrap(Slice body) {
        text = body.array();
        at = body.from();
        to = body.to();
        separator = separator();
    }

    Slice key() {
        return key;
    }

    Slice value() {
        return value;
    }

    /** Moves to the next pair; false where there is none. */
    boolean next() {
        while (true) {
            while (at < to && isSeparator(text[at])) at++;
            if (at >= to) return false;
            int start = at;
            while (at < to && at - start < MAX_KEY && isKeyByte(text[at])) at++;
            boolean named = at > start && at < to;
            if (named && text[at] == '=') {
                key.set(text, start, at);
                at++;
                readValue();
                return true;
            }
            if (named && text[at] == ':' && Ascii.isIgnoringCase(text, start, at, colonKey)) {
                key.set(text, start, at);
                int begin = Ascii.skipBlanks(text, at + 1, to);
                boolean nothing = begin > at + 1 && isPair(begin);
                at = begin;
                if (nothing) {
                    value.set(text, begin, begin);
                } else {
                    readValue();
                }
                return true;
            }
            skipWord();
        }
    }

    private void readValue() {
        if (at < to && (text[at] == '"' || text[at] == '\'')) {
            readQuoted();
        } else {
            readBare();
        }
    }

    private void readQuoted() {
        int end = Math.min(closingQuote(at), to);
        value.set(text, at + 1, end);
        at = Math.min(end + 1, to);
        skipWord(); // what is glued to the closing quote begins no key
    }

    private void readBare() {
        int start = at;
        while (at < to && !endsBare(text[at])) at++;
        int end = Ascii.trimEnd(text, start, at);
        while (end > start && (text[end - 1] == ',' || text[end - 1] == ';')) end--;
        value.set(text, start, end);
    }

    /**
     * Passes over what is no pair; what stands in quotes is passed over as a whole. Behind a quote that nothing closes all
     * others are escaped, so that the end is looked for in vain once only.
     */
    private void skipWord() {
        while (at < to && !isSeparator(text[at])) {
            int close = text[at] == '"' ? closingQuote(at) : to;
            boolean escaped = text[at] == '\\' && at + 1 < to && text[at + 1] == '"';
            if (close < to) at = close;
            at += escaped ? 2 : 1;
        }
    }

    private boolean endsBare(byte b) {
        return separator == ' ' ? Ascii.isBlank(b) : b == separator;
    }

    private boolean isSeparator(byte b) {
        return Ascii.isBlank(b) || b == separator;
    }

    private static boolean isKeyByte(byte b) {
        return Ascii.isLetter(b) || Ascii.isDigit(b) || b == '_' || b == '-' || b == '.';
    }

    /** The separator of the whole body; see the class comment. */
    private byte separator() {
        int i = Ascii.indexOf(text, at, to, '=');
        if (i < 0) return ' ';
        i = skipQuotes(i + 1);
        while (i < to && !Ascii.isBlank(text[i]) && text[i] != ',' && text[i] != ';' && text[i] != '|') i++;
        if (i >= to || Ascii.isBlank(text[i])) return ' ';
        byte candidate = text[i];
        int next = Ascii.skipBlanks(text, i + 1, to);
        if (!isPair(next)) return ' ';
        if (next > i + 1) return candidate;
        while (i < to && !Ascii.isBlank(text[i])) i = text[i] == '=' ? skipQuotes(i + 1) : i + 1;
        return i < to && text[i - 1] != candidate && isPair(Ascii.skipBlanks(text, i, to)) ? (byte) ' ' : candidate;
    }

    /** The position behind the quoted value that begins at {@code from}, or {@code from} where none does. */
    private int skipQuotes(int from) {
        if (from >= to || (text[from] != '"' && text[from] != '\'')) return from;
        int close = closingQuote(from);
        return Math.min(close + 1, to);
    }

    /** The quote that closes the one at {@code open}, or a position not before the end. */
    private int closingQuote(int open) {
        int i = open + 1;
        while (i < to && text[i] != text[open]) i += text[i] == '\\' ? 2 : 1;
        return i;
    }

    private boolean isPair(int from) {
        int i = from;
        while (i < to && i - from < MAX_KEY && isKeyByte(text[i])) i++;
        return i > from && i < to && text[i] == '=';
    }
}
