package io.beaconward.dialect;

import io.beaconward.bytes.Address;
import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Decimal;
import io.beaconward.bytes.Slice;
import io.beaconward.bytes.Words;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/** The columns of a W3C Extended Log File, as its {@code #Fields:} directive lists them. Immutable. */
final class W3cLayout {
    private static final int MAX_COLUMNS = 256;
    private static final long SECRET = new SplittableRandom().nextLong() | 1;
    private static final byte[] VERDICT = Ascii.bytes("sc-filter-result");
    private static final byte[] DATE = Ascii.bytes("date");
    private static final byte[][] NUMBERS = {
        Ascii.bytes("-bytes"), Ascii.bytes("-port"), Ascii.bytes("-status"), Ascii.bytes("time-taken")
    };
    private static final byte[][] ADDRESSES = {Ascii.bytes("c-ip"), Ascii.bytes("s-ip"), Ascii.bytes("r-ip")};

    private enum Kind {
        TEXT,
        DATE,
        NUMBER,
        ADDRESS,
        VERDICT
    }

    private final byte[] name;
    private final byte[] directive;
    private final long fingerprint;
    private final byte[][] columns;
    private final Kind[] kinds;

    private W3cLayout(String name, String directive) {
        this.name = Ascii.bytes(name);
        this.directive = directive.getBytes(StandardCharsets.UTF_8);
        this.fingerprint = fingerprint(this.directive, 0, this.directive.length);
        this.columns = Arrays.stream(directive.strip().split("\\s+", -1))
                .limit(MAX_COLUMNS)
                .map(column -> column.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        this.kinds = Arrays.stream(columns).map(W3cLayout::kind).toArray(Kind[]::new);
    }

    /** A layout called {@code name} with the columns of {@code directive}, parted by blanks. */
    static W3cLayout of(String name, String directive) {
        return new W3cLayout(name, directive);
    }

    private static Kind kind(byte[] column) {
        if (Arrays.equals(column, DATE)) return Kind.DATE;
        if (Arrays.equals(column, VERDICT)) return Kind.VERDICT;
        if (endsWithAny(column, NUMBERS)) return Kind.NUMBER;
        return endsWithAny(column, ADDRESSES) ? Kind.ADDRESS : Kind.TEXT;
    }

    private static boolean endsWithAny(byte[] column, byte[][] endings) {
        for (byte[] ending : endings) {
            int from = column.length - ending.length;
            if (from >= 0 && Ascii.startsWith(column, from, column.length, ending)) return true;
        }
        return false;
    }

    byte[] name() {
        return name;
    }

    int size() {
        return columns.length;
    }

    byte[] column(int index) {
        return columns[index];
    }

    /** Whether these are its columns; only then are the bytes compared. */
    boolean isOf(Slice text, long fingerprintOfText) {
        return fingerprint == fingerprintOfText && text.is(directive);
    }

    /** A number that two texts have in common by chance alone, since no stranger knows what it is made with. */
    static long fingerprint(byte[] text, int from, int to) {
        long print = (long) to - from;
        for (int i = from; i < to; i += Words.BYTES) {
            print = (print ^ Words.first(text, i, to)) * SECRET;
            print ^= print >>> Integer.SIZE;
        }
        return print;
    }

    /**
     * Whether {@code value} can stand in the column: an address or a date is one, a number has
     * digits alone, a verdict letters; a hyphen always can.
     */
    boolean allows(int index, Slice value, Address scratch) {
        if (value.isEmpty() || (value.length() == 1 && value.at(0) == '-')) return true;
        return switch (kinds[index]) {
            case TEXT -> true;
            case DATE -> value.length() == 10 && value.at(4) == '-' && value.at(7) == '-' && Ascii.isDigit(value.at(0));
            case NUMBER -> Decimal.parse(value) >= 0;
            case ADDRESS -> scratch.parse(value);
            case VERDICT -> isWord(value);
        };
    }

    private static boolean isWord(Slice value) {
        for (int i = 0; i < value.length(); i++) {
            if (!Ascii.isLetter(value.at(i)) && value.at(i) != '_' && value.at(i) != '-') return false;
        }
        return true;
    }
}
