package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Slice;

/**
 * Goes through fields that a comma, or another byte, separates, from left to right. A field in double quotes ends at the next one that is not doubled;
 * the outer quotes are left out, and blanks before those that enclose a whole field. Columns count from 1.
 */
final class CsvCursor {
    private final Slice field = new Slice();
    private final char separator;
    private byte[] text = {};
    private int at;
    private int to;
    private int column;
    private boolean ended;

    /** A cursor for commas. */
    CsvCursor() {
        this(',');
    }

    CsvCursor(char separator) {
        this.separator = separator;
    }

    void wrap(Slice body) {
        text = body.array();
        at = body.from();
        to = body.to();
        column = 0;
        ended = false;
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
            if (!next()) break;
        }
        return field;
    }
}
