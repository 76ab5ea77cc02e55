package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Decimal;
import io.beaconward.bytes.Slice;

/**
 * Goes through a body of plain text from left to right: word by word, or to what stands behind a phrase. A word ends at a
 * blank; one that begins with a double quote ends at the next, and the quotes are left out. Owned by one dialect of one
 * pipeline.
 */
final class TextCursor {
    private final Slice word = new Slice();
    private byte[] text = {};
    private int at;
    private int to;

    void wrap(Slice body) {
        wrap(body.array(), body.from(), body.to());
    }

    void wrap(byte[] array, int from, int end) {
        text = array;
        at = from;
        to = end;
        word.clear();
    }

    byte[] text() {
        return text;
    }

    /** Where what was not read yet begins. */
    int at() {
        return at;
    }

    /** Where the text ends. */
    int to() {
        return to;
    }

    /** Moves to {@code position}, at most to the end. */
    void at(int position) {
        at = Math.min(position, to);
    }

    /** The word moved over last. */
    Slice word() {
        return word;
    }

    /** Whether the word moved over last ends the text, so that it may have been cut off. */
    boolean atEnd() {
        return at >= to;
    }

    /** Moves over the next word; false, with an empty word, where there is none. */
    boolean next() {
        int from = Ascii.skipBlanks(text, at, to);
        if (from < to && text[from] == '"') {
            int close = Ascii.indexOf(text, from + 1, to, '"');
            int end = close < 0 ? to : close;
            word.set(text, from + 1, end);
            at = Math.min(end + 1, to);
            return true;
        }
        return bare();
    }

    /** As {@link #next}, but quotes are part of the word: for text in which they are no grammar. */
    boolean bare() {
        int from = Ascii.skipBlanks(text, at, to);
        at = Ascii.skipWord(text, from, to);
        word.set(text, from, at);
        return at > from;
    }

    /** Moves over so many words, quotes part of them; false where there are fewer. */
    boolean bare(int count) {
        for (int i = 0; i < count; i++) {
            if (!bare()) return false;
        }
        return true;
    }

    /** Moves over the next word, quotes part of it, and tells whether it is {@code wanted}. */
    boolean bare(byte[] wanted) {
        return bare() && word.is(wanted);
    }

    /** Whether the word moved over last ends with {@code sign}. */
    boolean endsWith(char sign) {
        return !word.isEmpty() && text[word.to() - 1] == sign;
    }

    /** Moves over {@code count} words and gives the last; an empty one where the text is shorter. */
    Slice skip(int count) {
        for (int i = 0; i < count; i++) {
            if (!next()) break;
        }
        return word;
    }

    /** Moves behind the next {@code phrase}; where there is none, stays and returns false. */
    boolean behind(byte[] phrase) {
        int found = Ascii.indexOf(text, at, to, phrase);
        if (found < 0) return false;
        at = found + phrase.length;
        return true;
    }

    /** Moves behind {@code phrase} if it stands right here. */
    boolean over(byte[] phrase) {
        if (!Ascii.startsWith(text, at, to, phrase)) return false;
        at += phrase.length;
        return true;
    }

    /** Moves behind {@code wanted} if it stands right here. */
    boolean over(char wanted) {
        if (at >= to || text[at] != wanted) return false;
        at++;
        return true;
    }

    /** Moves behind the digits that stand right here; their number as {@link Decimal#parse}. */
    long number() {
        int from = at;
        while (at < to && Ascii.isDigit(text[at])) at++;
        return Decimal.parse(text, from, at);
    }
}
