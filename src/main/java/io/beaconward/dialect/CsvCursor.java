package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Slice;
import io.beaconward.bytes.Words;

/**
 * Goes through fields that a comma, or another byte, separates, from left to right. A field in double quotes ends at the next one that is not doubled;
 * the outer quotes are left out, and blanks before those that enclose a whole field. Columns count from 1.
 */
final class CsvCursor {
    private static final long QUOTES = Words.each('"');

    /** Bytes gone through at once. */
    private static final int BLOCK = 64;

    private final Slice field = new Slice();
    private final char separator;
    private final long separators;
    private byte[] text = {};
    private int at;
    private int to;
    private int column;
    private boolean ended;

    // What was seen ahead: the separators in [.., seen) from at on, before which there is no quote.
    private final int[] ends = new int[BLOCK];
    private int end;
    private int known;
    private int seen;

    /** A cursor for commas. */
    CsvCursor() {
        this(',');
    }

    CsvCursor(char separator) {
        this.separator = separator;
        this.separators = Words.each(separator);
    }

    void wrap(Slice body) {
        text = body.array();
        at = body.from();
        to = body.to();
        column = 0;
        ended = false;
        end = 0;
        known = 0;
        seen = at;
        field.clear();
    }

    /** The field moved to last. */
    Slice field() {
        return field;
    }

    /** The column moved to last; 0 before the first. */
    int column() {
        return column;
    }

    /** Moves to the next field; false where there is none. */
    boolean next() {
        if (end == known) lookAhead();
        if (end < known) {
            int stop = ends[end++];
            field.set(text, at, stop);
            at = stop + 1;
            column++;
            return true;
        }
        return nextWithCare();
    }

    /** Finds the separators of the next block that has any; none where a block with a quote or the rest of the text comes before. */
    private void lookAhead() {
        end = 0;
        known = 0;
        if (seen < at) seen = at;
        while (known == 0 && seen + BLOCK <= to) {
            long found = 0;
            long quotes = 0;
            for (int i = BLOCK - Words.BYTES; i >= 0; i -= Words.BYTES) {
                long word = Words.at(text, seen + i);
                quotes |= Words.find(word, QUOTES);
                found = found << Words.BYTES | Words.bits(Words.findAll(word, separators));
            }
            if (quotes != 0) return;
            known = Long.bitCount(found);
            for (int i = 0; i < known; i++) {
                ends[i] = seen + Long.numberOfTrailingZeros(found);
                found &= found - 1;
            }
            seen += BLOCK;
        }
    }

    /** As {@link #next}, for fields with quotes and those at the end. */
    private boolean nextWithCare() {
        if (ended) {
            field.clear();
            return false;
        }
        column++;
        int quote = at;
        while (quote < to && Ascii.isBlank(text[quote]) && text[quote] != separator) quote++;
        if (quote < to && text[quote] == '"' && (quote == at || isClosed(quote))) {
            at = quote;
            quoted();
        } else {
            int comma = Ascii.indexOf(text, at, to, separator);
            int end = comma < 0 ? to : comma;
            field.set(text, at, end);
            at = end;
        }
        ended = at >= to;
        at++;
        return true;
    }

    private void quoted() {
        int close = close(at);
        field.set(text, at + 1, Math.min(close, to));
        int comma = Ascii.indexOf(text, Math.min(close, to), to, separator);
        at = comma < 0 ? to : comma;
    }

    /** The quote that closes the one at {@code open}, or a position not before the end. */
    private int close(int open) {
        int i = open + 1;
        while (i < to) {
            boolean quote = text[i] == '"';
            boolean doubled = quote && i + 1 < to && text[i + 1] == '"';
            if (quote && !doubled) return i;
            i += doubled ? 2 : 1;
        }
        return i;
    }

    /** Whether the quote at {@code open}, behind blanks, encloses a whole field, and is not a field's own. */
    private boolean isClosed(int open) {
        int close = close(open);
        return close + 1 == to || (close + 1 < to && text[close + 1] == separator);
    }

    /** Moves on to {@code wanted}, which must lie ahead, and gives its field; an empty one where the line is shorter. */
    Slice to(int wanted) {
        while (column < wanted) {
            int passed = Math.min(wanted - column - 1, known - end);
            if (passed > 0) pass(passed);
            if (!next()) break;
        }
        return field;
    }

    /** Moves to the next field of at least so many bytes, but not beyond column {@code last}; false where there is none. */
    boolean nextOf(int length, int last) {
        while (column < last) {
            int start = at;
            int passed = 0;
            int most = Math.min(last - column - 1, known - end);
            while (passed < most && ends[end + passed] - start < length) start = ends[end + passed++] + 1;
            if (passed > 0) pass(passed);
            if (!next()) return false;
            if (field.length() >= length) return true;
        }
        return false;
    }

    /** Moves over so many of the fields whose ends are known. */
    private void pass(int fields) {
        end += fields;
        at = ends[end - 1] + 1;
        column += fields;
    }
}
