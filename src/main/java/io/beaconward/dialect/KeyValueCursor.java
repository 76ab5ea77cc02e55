package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.KeyTable;
import io.beaconward.bytes.Slice;
import io.beaconward.bytes.Words;

/**
 * Goes through a body of {@code key=value} pairs, from left to right, looking at each byte a constant number of times. A key
 * is a whole word directly before the equals sign. A value in quotes ends at the next one that no backslash escapes;
 * the quotes are left out, the backslashes kept; one whose quote nothing closes was cut off and is empty. A bare value ends at the
 * separator. What is no pair is passed over.
 *
 * <p>The separator is a blank, or the comma, semicolon or bar that stands behind the first pair and before another one, unless
 * the first blank behind these stands directly before a pair: then blanks separate. It is one for the whole body: a value that
 * holds the other's separators, such as the query of a URL, makes no pairs of its own.
 */
final class KeyValueCursor {
    private static final int MAX_KEY = 64;
    private static final int PAIRS_AHEAD = 64;
    private static final int NUMBER = 48;
    private static final int FROM = 24;
    private static final int POSITION = (1 << FROM) - 1; // no text is longer
    private static final byte[] NO_KEY = {};
    private static final long QUOTES = Words.each('"');
    private static final long ABOVE_BLANK = Words.each('!');

    /** The bytes that may stand in a key, by their value without sign. */
    private static final boolean[] IN_KEY = new boolean[256];

    static {
        for (int b = 0; b < 128; b++) {
            byte ascii = (byte) b;
            IN_KEY[b] = Ascii.isLetter(ascii) || Ascii.isDigit(ascii) || b == '_' || b == '-' || b == '.';
        }
    }

    private final Slice key = new Slice();
    private final Slice value = new Slice();
    private final KeyOrder order = new KeyOrder();
    private final byte[] colonKey;
    private byte[] text = {};
    private int at;
    private int to;
    private int keyFrom;
    private int keyTo;
    private int valueFrom;
    private int valueTo;
    private byte separator;
    private boolean expected;

    /** Pairs looked ahead to, each in one number: the key's in the table, where its value begins, and where it ends. */
    private final long[] ahead = new long[PAIRS_AHEAD];

    /** Whether there is nothing before the first pair. */
    static boolean beginsWithPair(Slice body) {
        int most = Math.min(body.length(), MAX_KEY);
        int length = 0;
        while (length < most && IN_KEY[body.at(length) & 0xff]) length++;
        return length > 0 && length < body.length() && body.at(length) == '=';
    }

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
        order.begin();
    }

    /** Puts what the table knows of the rest of the body into the fields. */
    void read(KeyTable table, Fields fields) {
        while (true) {
            if (separator == ' ') readExpected(fields);
            if (!next()) return;
            int key = number(table);
            if (key != KeyTable.NONE) fields.put(key, text, valueFrom, valueTo);
        }
    }

    /** Reads on as long as pairs follow that {@link #lookAhead} knows. */
    private void readExpected(Fields fields) {
        int pairs = lookAhead();
        for (int i = 0; i < pairs; i++) {
            long pair = ahead[i];
            fields.put((int) (pair >>> NUMBER), text, (int) (pair >>> FROM) & POSITION, (int) pair & POSITION);
        }
    }

    /**
     * Passes over keys that were expected, each with a value whose end is plain to see and a blank behind it, which is all
     * there is to most bodies, and notes those that the table knows. Anything else is left to {@link #next}, which reads the same in the same way.
     *
     * <p>Where a pair begins depends on where the one before ends, and each step between the two is waited for; so the end is told by
     * arithmetic on words of eight bytes, and all else by branches, which the processor need not wait for. What the loop
     * works with has to fit the processor's registers, too, so that it does nothing else.
     *
     * @return how many it noted
     */
    private int lookAhead() {
        byte[] bytes = text;
        long[] pairs = ahead;
        int count = 0;
        int end = Math.min(
                to, bytes.length - Words.BYTES - 1); // from here, and from behind a quote here, a word may be read
        int key = at < end && bytes[at] == ' ' ? at + 1 : at;
        KeyOrder.Known last = order.last();
        while (end - key > KeyOrder.MAX_LENGTH && count < pairs.length) {
            KeyOrder.Known known = last.next();
            if (!known.standsAt(bytes, key)) {
                known = last.other();
                if (!known.standsAt(bytes, key)) break;
            }
            int value = key + known.length();
            byte first = bytes[value];
            int stop;
            if (first == '"') {
                value++;
                stop = find(bytes, value, end, QUOTES);
                if (stop + 1 >= end) break;
                long around = Words.at(bytes, stop - 1);
                if ((byte) around == '\\' || (byte) (around >>> 16) != ' ') break;
                key = stop + 2;
            } else {
                stop = findBelow(bytes, value, end, ABOVE_BLANK);
                if (stop >= end || first == '\'') break;
                long around = Words.at(bytes, stop - 1);
                if (isTrimmed((byte) around) || (byte) (around >>> 8) != ' ') break;
                key = stop + 1;
            }
            last = known;
            if (known.number() != KeyTable.NONE)
                pairs[count++] = (long) known.number() << NUMBER | (long) value << FROM | stop;
        }
        at = key;
        order.last(last);
        return count;
    }

    /** The first of a kind of bytes from {@code from} on, or a position not before the end. */
    private static int find(byte[] bytes, int from, int to, long wanted) {
        int i = from;
        do {
            long found = Words.find(Words.at(bytes, i), wanted);
            if (found != 0) return i + Words.index(found);
            i += Words.BYTES;
        } while (i < to);
        return i;
    }

    /** The first byte less than a kind of bytes, from {@code from} on, or a position not before the end. */
    private static int findBelow(byte[] bytes, int from, int to, long limit) {
        int i = from;
        do {
            long found = Words.findBelow(Words.at(bytes, i), limit);
            if (found != 0) return i + Words.index(found);
            i += Words.BYTES;
        } while (i < to);
        return i;
    }

    private static boolean isTrimmed(byte b) {
        return b == ',' || b == ';';
    }

    Slice key() {
        return key.set(text, keyFrom, keyTo);
    }

    Slice value() {
        return value.set(text, valueFrom, valueTo);
    }

    /** The key's number in the table, which is the same for all bodies. */
    int number(KeyTable table) {
        if (expected) return order.number();
        return text[keyTo] == '=' ? order.learn(text, keyFrom, keyTo, table) : table.find(text, keyFrom, keyTo);
    }

    /** Moves to the next pair; false where there is none. */
    boolean next() {
        while (true) {
            int start = skipSeparators(at);
            int end = order.expected(text, start, to);
            expected = end > 0;
            if (!expected) end = endOfKey(start);
            at = end;
            if (end >= to) return false;
            if (end > start && text[end] == '=') {
                pair(start, end, end + 1);
                return true;
            }
            if (end > start && text[end] == ':' && Ascii.isIgnoringCase(text, start, end, colonKey)) {
                int begin = Ascii.skipBlanks(text, end + 1, to);
                if (begin > end + 1 && isPair(begin)) {
                    empty(start, end, begin);
                } else {
                    pair(start, end, begin);
                }
                return true;
            }
            skipWord();
        }
    }

    private void pair(int start, int end, int begin) {
        keyFrom = start;
        keyTo = end;
        boolean quoted = begin < to && (text[begin] == '"' || text[begin] == '\'');
        if (quoted) {
            readQuoted(begin);
        } else {
            readBare(begin);
        }
    }

    private void empty(int start, int end, int begin) {
        keyFrom = start;
        keyTo = end;
        valueFrom = begin;
        valueTo = begin;
        at = begin;
    }

    private void readQuoted(int open) {
        int end = Math.min(closingQuote(open), to);
        valueFrom = end < to ? open + 1 : end; // a value that nothing closes was cut off
        valueTo = end;
        at = Math.min(end + 1, to);
        skipWord(); // what is glued to the closing quote begins no key
    }

    private void readBare(int start) {
        at = find(start, separator, separator == ' ' ? (byte) '\t' : separator);
        valueFrom = start;
        valueTo = trimmed(text, start, Ascii.trimEnd(text, start, at));
    }

    /** The end of the value without commas and semicolons at its end. */
    private static int trimmed(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && isTrimmed(bytes[end - 1])) end--;
        return end;
    }

    /** The first position from {@code from} on that holds one of the two bytes, or the end. */
    private int find(int from, byte one, byte other) {
        byte[] bytes = text;
        int end = to;
        int i = from;
        while (i < end && bytes[i] != one && bytes[i] != other) i++;
        return i;
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

    private int skipSeparators(int from) {
        int i = from;
        if (i < to && isSeparator(text[i])) i++; // most often the only one
        while (i < to && isSeparator(text[i])) i++;
        return i;
    }

    private int endOfKey(int from) {
        byte[] bytes = text;
        int most = Math.min(to, from + MAX_KEY);
        int i = from;
        while (i < most && IN_KEY[bytes[i] & 0xff]) i++;
        return i;
    }

    private boolean isSeparator(byte b) {
        return Ascii.isBlank(b) || b == separator;
    }

    /** The separator of the whole body; see the class comment. */
    private byte separator() {
        int i = Ascii.indexOf(text, at, to, '=');
        if (i < 0) return ' ';
        i = skipBrackets(skipQuotes(i + 1));
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

    /** The same of a value in brackets, such as a time. */
    private int skipBrackets(int from) {
        if (from >= to || text[from] != '[') return from;
        int close = Ascii.indexOf(text, from, Math.min(to, from + MAX_KEY), ']');
        return close < 0 ? from : close + 1;
    }

    /** The quote that closes the one at {@code open}, or a position not before the end. */
    private int closingQuote(int open) {
        byte quote = text[open];
        int i = find(open + 1, quote, (byte) '\\');
        while (i < to && text[i] == '\\') i = find(Math.min(i + 2, to), quote, (byte) '\\');
        return i;
    }

    private boolean isPair(int from) {
        int end = endOfKey(from);
        return end > from && end < to && text[end] == '=';
    }
}
