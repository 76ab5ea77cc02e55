package io.beaconward.bytes;

import java.nio.charset.StandardCharsets;

/** ASCII text in byte arrays: searching, comparing, trimming. No method allocates but {@link #bytes}. */
public final class Ascii {
    /** No such position. */
    public static final int NONE = -1;

    private static final long BLANKS = Words.each(' ');
    private static final long TABS = Words.each('\t');

    private Ascii() {}

    /** The bytes of an ASCII text, for constants. */
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    public static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    public static boolean isLetter(byte b) {
        int lower = b | 0x20;
        return lower >= 'a' && lower <= 'z';
    }

    /** {@code b}, with A to Z as a to z. */
    public static byte lower(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b | 0x20) : b;
    }

    /** Copies {@code [from, to)}, with A to Z as a to z, to the beginning of {@code out}. */
    public static void copyLower(byte[] array, int from, int to, byte[] out) {
        int length = to - from;
        int i = 0;
        for (; i <= length - Words.BYTES; i += Words.BYTES) Words.set(out, i, Words.lower(Words.at(array, from + i)));
        for (; i < length; i++) out[i] = lower(array[from + i]);
    }

    /** The first {@code wanted} in {@code [from, to)}, or {@link #NONE}. */
    public static int indexOf(byte[] array, int from, int to, char wanted) {
        int i = from;
        long each = Words.each(wanted);
        for (; i <= to - Words.BYTES; i += Words.BYTES) {
            long found = Words.find(Words.at(array, i), each);
            if (found != 0) return i + Words.index(found);
        }
        for (; i < to; i++) {
            if (array[i] == wanted) return i;
        }
        return NONE;
    }

    /** The first {@code wanted} in {@code [from, to)}, or {@code to} where there is none. */
    public static int until(byte[] array, int from, int to, char wanted) {
        int found = indexOf(array, from, to, wanted);
        return found < 0 ? to : found;
    }

    /** The last {@code wanted} in {@code [from, to)}, or {@link #NONE}. */
    public static int lastIndexOf(byte[] array, int from, int to, char wanted) {
        for (int i = to - 1; i >= from; i--) {
            if (array[i] == wanted) return i;
        }
        return NONE;
    }

    /** The start of the first {@code word} in {@code [from, to)}, or {@link #NONE}. */
    public static int indexOf(byte[] array, int from, int to, byte[] word) {
        for (int i = from; i <= to - word.length; i++) {
            if (array[i] == word[0] && startsWith(array, i, to, word)) return i;
        }
        return NONE;
    }

    public static boolean startsWith(byte[] array, int from, int to, byte[] word) {
        if (to - from < word.length) return false;
        for (int i = 0; i < word.length; i++) {
            if (array[from + i] != word[i]) return false;
        }
        return true;
    }

    /** Whether {@code [from, to)} is {@code lowerCase} in any mixture of case. */
    public static boolean isIgnoringCase(byte[] array, int from, int to, byte[] lowerCase) {
        return to - from == lowerCase.length && startsWithIgnoringCase(array, from, to, lowerCase);
    }

    public static boolean startsWithIgnoringCase(byte[] array, int from, int to, byte[] lowerCase) {
        if (to - from < lowerCase.length) return false;
        for (int i = 0; i < lowerCase.length; i++) {
            if (lower(array[from + i]) != lowerCase[i]) return false;
        }
        return true;
    }

    /** The first position in {@code [from, to)} that is not a blank or a tab, or {@code to}. */
    public static int skipBlanks(byte[] array, int from, int to) {
        int i = from;
        while (i < to && isBlank(array[i])) i++;
        return i;
    }

    /** The first position in {@code [from, to)} that is a blank or a tab, or {@code to}. */
    public static int skipWord(byte[] array, int from, int to) {
        int i = from;
        for (; i <= to - Words.BYTES; i += Words.BYTES) {
            long word = Words.at(array, i);
            long found = Words.find(word, BLANKS) | Words.find(word, TABS);
            if (found != 0) return i + Words.index(found);
        }
        while (i < to && !isBlank(array[i])) i++;
        return i;
    }

    /** The end of {@code [from, to)} without the blanks, tabs and line ends at its end. */
    public static int trimEnd(byte[] array, int from, int to) {
        int i = to;
        while (i > from && (isBlank(array[i - 1]) || array[i - 1] == '\n' || array[i - 1] == '\r')) i--;
        return i;
    }

    public static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }
}
