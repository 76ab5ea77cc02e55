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

    // What was seen ahead: the separators of a block that no quote is before, as bits, those passed taken away; and
    // where it ended.
    private long marks;
    private int block;
    private int seen;
    private boolean quoted; // whether the block may have quotes

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
        marks = 0;
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
        if (marks == 0) lookAhead();
        if (marks == 0) return nextWithCare();
        int stop = block + Long.numberOfTrailingZeros(marks);
        field.set(text, at, stop);
        at = stop + 1;
        marks &= marks - 1;
        column++;
        return true;
    }

    /** Finds the separators of the next block that has any; none where a quote or the end comes before. */
    private void lookAhead() {
        int from = Math.max(seen, at);
        while (from < to && text.length >= BLOCK) {
            block = Math.min(from, text.length - BLOCK);
            long found = separators(text, block) & (-1L << (from - block));
            int stop = Math.min(block + BLOCK, to);
            if (quoted) {
                int quote = Ascii.indexOf(text, from, stop, '"');
                if (quote >= 0) stop = quote;
            }
            int kept = stop - block;
            marks = kept < BLOCK ? found & ((1L << kept) - 1) : found;
            seen = stop;
            if (marks != 0 || stop < block + BLOCK) return;
            from = stop;
        }
    }

    /** The separators of the block at {@code from}, as bits; whether it has quotes is noted. */
    private long separators(byte[] bytes, int from) {
        long found = 0;
        long quotes = 0;
        long all = 0;
        for (int i = 0; i < BLOCK; i += Words.BYTES) {
            long word = Words.at(bytes, from + i);
            all |= word;
            quotes |= Words.findAllInAscii(word, QUOTES);
            found |= Words.bits(Words.findAllInAscii(word, separators)) << i;
        }
        if (!Words.isAscii(all)) return separatorsAmongOthers(bytes, from);
        quoted = quotes != 0;
        return found;
    }

    private long separatorsAmongOthers(byte[] bytes, int from) {
        long found = 0;
        for (int i = 0; i < BLOCK; i += Words.BYTES) {
            found |= Words.bits(Words.findAll(Words.at(bytes, from + i), separators)) << i;
        }
        quoted = true; // perhaps
        return found;
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
            pass(wanted - column - 1);
            if (!next()) break;
        }
        return field;
    }

    /** Moves over up to so many of the fields whose separators are known. */
    private void pass(int most) {
        int passed = Math.min(most, Long.bitCount(marks));
        if (passed == 0) return;
        for (int i = 1; i < passed; i++) marks &= marks - 1;
        at = block + Long.numberOfTrailingZeros(marks) + 1;
        marks &= marks - 1;
        column += passed;
    }

    /** Moves to the next field of at least so many bytes, 2 or more, but not beyond column {@code last}; false where there is none. */
    boolean nextOf(int length, int last) {
        while (column < last) {
            pass(Math.min(shorter(length), last - column - 1));
            if (!next()) return false;
            if (field.length() >= length) return true;
        }
        return false;
    }

    /** How many of the fields whose separators are known come before one of so many bytes. */
    private int shorter(int length) {
        if (marks == 0 || block + Long.numberOfTrailingZeros(marks) - at >= length) return 0;
        long between = (Long.highestOneBit(marks) - Long.lowestOneBit(marks)) & ~marks;
        long longer = Words.runs(between, length);
        return Long.bitCount(longer == 0 ? marks : marks & (Long.lowestOneBit(longer) - 1));
    }
}
