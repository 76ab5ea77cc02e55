package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Slice;

/** Goes through the words of a text, which blanks and tabs part, from left to right. Owned by one dialect of one pipeline. */
final class WordCursor {
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

    /** Moves to the next word; false, and an empty word, where there is none. */
    boolean next() {
        int from = Ascii.skipBlanks(text, at, to);
        int end = from;
        while (end < to && !Ascii.isBlank(text[end])) end++;
        at = end;
        word.set(text, from, end);
        return end > from;
    }

    /** Moves on by so many words; false where there are fewer. */
    boolean next(int count) {
        for (int i = 0; i < count; i++) {
            if (!next()) return false;
        }
        return true;
    }

    /** Moves to the next word and tells whether it is {@code wanted}. */
    boolean next(byte[] wanted) {
        return next() && word.is(wanted);
    }

    /** The word moved to last. */
    Slice word() {
        return word;
    }

    /** Whether the word ends with {@code sign}. */
    boolean endsWith(char sign) {
        return !word.isEmpty() && text[word.to() - 1] == sign;
    }

    /** The position behind the word. */
    int at() {
        return at;
    }

    /** Goes on from {@code position}, which the next word begins at or behind. */
    void at(int position) {
        at = position;
    }
}
