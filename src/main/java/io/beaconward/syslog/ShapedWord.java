package io.beaconward.syslog;

import io.beaconward.bytes.Address;
import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Words;

/**
 * One word of a message for its shape: letters, digits, and what joins them in names, numbers, paths and addresses. One look
 * at its bytes says which kinds there are; most words are letters alone and are copied. Owned by a {@link Shaper}.
 */
final class ShapedWord {
    private static final int LONGEST_WORD = 24;
    private static final int LONGEST_MIXED = 12;
    private static final int SHORTEST_HEX = 8;
    private static final int SHORTEST_UUID = 16;
    private static final int HARDWARE_ADDRESS = 17;

    private static final int LETTER = 1;
    private static final int DIGIT = 1 << 1;
    private static final int DOT = 1 << 2;
    private static final int COLON = 1 << 3;
    private static final int SLASH = 1 << 4;
    private static final int JOINT = 1 << 5; // hyphen, underscore, tilde
    private static final int OWNER = 1 << 6; // at sign, backslash
    private static final int FOREIGN = 1 << 7; // not ASCII
    private static final byte[] KINDS = kinds();

    private static final byte[] TEXT = Ascii.bytes("<text>");
    private static final byte[] ADDRESS = Ascii.bytes("<addr>");
    private static final byte[] NAME = Ascii.bytes("<name>");
    private static final byte[] PATH = Ascii.bytes("<path>");
    private static final byte[] URL = Ascii.bytes("<url>");
    private static final byte[] ID = Ascii.bytes("<id>");
    private static final byte[] SCHEME = Ascii.bytes("://");

    /** What secrets are called, at the beginning or the end of a word. */
    private static final long[] SECRETS = {
        word("pass"),
        word("passwd"),
        word("password"),
        word("phrase"),
        word("pwd"),
        word("secret"),
        word("token"),
        word("communit"),
        word("apikey"),
    };

    private static final long[] MASKS = masks();

    private final Address address = new Address();
    private byte[] text = {};
    private int from;
    private int to;
    private int seen;

    private static byte[] kinds() {
        byte[] kinds = new byte[256];
        for (int b = 0; b < 256; b++) {
            kinds[b] = (byte) kind((byte) b);
        }
        return kinds;
    }

    private static int kind(byte b) {
        if (b < 0) return FOREIGN;
        if (Ascii.isLetter(b)) return LETTER;
        if (Ascii.isDigit(b)) return DIGIT;
        return switch (b) {
            case '.' -> DOT;
            case ':' -> COLON;
            case '/' -> SLASH;
            case '-', '_', '~' -> JOINT;
            case '@', '\\' -> OWNER;
            default -> 0;
        };
    }

    private static long word(String secret) {
        byte[] bytes = Ascii.bytes(secret);
        return Words.first(bytes, 0, bytes.length);
    }

    private static long[] masks() {
        long[] masks = new long[SECRETS.length];
        for (int i = 0; i < masks.length; i++) {
            int zeros = Long.numberOfLeadingZeros(SECRETS[i]) & -Byte.SIZE;
            masks[i] = -1L >>> zeros;
        }
        return masks;
    }

    static boolean isPart(byte b) {
        return KINDS[b & 0xff] != 0;
    }

    /** Reads the word that begins at {@code start} and returns its end, at most {@code limit}. */
    int read(byte[] array, int start, int limit) {
        text = array;
        from = start;
        seen = 0;
        int i = start;
        for (int kind; i < limit && (kind = KINDS[array[i] & 0xff]) != 0; i++) seen |= kind;
        seen &= 0xff;
        to = i;
        return i;
    }

    boolean isNumber() {
        return seen == DIGIT;
    }

    /** Whether what follows is likely a password or the like. */
    boolean announcesSecret() {
        if ((seen & LETTER) == 0 || to - from < 3) return false;
        int end = to;
        while (end > from && text[end - 1] == ':') end--;
        if (end == from) return false;
        long first = Words.lower(Words.first(text, from, end));
        long last = Words.lower(Words.last(text, from, end));
        int unused = Math.max(Words.BYTES - (end - from), 0) * Byte.SIZE;
        for (int i = 0; i < SECRETS.length; i++) {
            if ((first & MASKS[i]) == SECRETS[i]) return true;
            int behind = Long.numberOfLeadingZeros(MASKS[i]) - unused;
            if (behind >= 0 && last >>> behind == SECRETS[i]) return true;
        }
        return false;
    }

    /** Puts what stands for the word. */
    void put(Shaper out) {
        if (seen == LETTER && to - from <= LONGEST_WORD) {
            out.put(text, from, to);
        } else if (seen == DIGIT) {
            out.put((byte) '0');
        } else {
            int end = to;
            while (end > from && isPunctuation(text[end - 1])) end--;
            whole(from, end, out);
            out.put(text, end, to);
        }
    }

    private static boolean isPunctuation(byte b) {
        return b == ':' || b == '.' || b == '-';
    }

    private boolean has(int kind) {
        return (seen & kind) != 0;
    }

    private void whole(int start, int end, Shaper out) {
        int slash = has(SLASH) ? Ascii.indexOf(text, start, end, '/') : Ascii.NONE;
        if (slash > start && has(COLON) && Ascii.indexOf(text, start, end, SCHEME) >= 0) {
            out.put(URL);
        } else if (has(OWNER)) {
            out.put(NAME);
        } else if (has(DOT | COLON) && isAddress(start, end)) {
            out.put(ADDRESS);
        } else if (slash == start || (slash > start && Ascii.indexOf(text, slash + 1, end, '/') >= 0)) {
            out.put(PATH);
        } else if (slash > start) {
            whole(start, slash, out);
            out.put((byte) '/');
            whole(slash + 1, end, out);
        } else if (end - start >= SHORTEST_UUID && isHex(start, end, true)) {
            out.put(ID);
        } else if (has(DOT) && isDotted(start, end)) {
            out.put(NAME);
        } else {
            parts(start, end, out);
        }
    }

    /** An address, also one with a port or a length behind it, or one of hardware. */
    private boolean isAddress(int start, int end) {
        if (end - start < 3 || (Character.digit(text[start], 16) < 0 && text[start] != ':')) return false;
        int colon = Ascii.indexOf(text, start, end, ':');
        boolean more = colon >= 0 && Ascii.indexOf(text, colon + 1, end, ':') >= 0;
        int stop = end;
        int slash = Ascii.indexOf(text, start, end, '/');
        if (slash >= 0) stop = slash;
        if (!more && colon >= 0) stop = Math.min(stop, colon);
        if (address.parse(text, start, stop)) return true;
        return more && end - start == HARDWARE_ADDRESS && isHex(start, end, true);
    }

    /** Whether all are hexadecimal digits, both letters and decimal ones, perhaps with hyphens and colons between. */
    private boolean isHex(int start, int end, boolean joined) {
        boolean digit = false;
        boolean letter = false;
        for (int i = start; i < end; i++) {
            byte b = text[i];
            if (joined && (b == '-' || b == ':')) continue;
            if (Character.digit(b, 16) < 0) return false;
            digit |= Ascii.isDigit(b);
            letter |= Ascii.isLetter(b);
        }
        return digit && letter;
    }

    /** Whether a dot joins letters: the name of a host or file. */
    private boolean isDotted(int start, int end) {
        boolean letters = false;
        for (int i = start; i < end; i++) {
            letters |= Ascii.isLetter(text[i]);
            if (text[i] == '.' && letters && i + 1 < end && Ascii.isLetter(text[i + 1])) return true;
        }
        return false;
    }

    /** What stands between the joints, one by one. */
    private void parts(int start, int end, Shaper out) {
        int i = start;
        while (i < end) {
            int part = i;
            while (i < end && (KINDS[text[i] & 0xff] & (LETTER | DIGIT | FOREIGN)) != 0) i++;
            if (i > part) part(part, i, out);
            if (i < end) out.put(text[i++]);
        }
    }

    private void part(int start, int end, Shaper out) {
        int changes = 0; // between letters and digits
        boolean foreign = text[start] < 0;
        for (int i = start + 1; i < end; i++) {
            if (Ascii.isDigit(text[i]) != Ascii.isDigit(text[i - 1])) changes++;
            foreign |= text[i] < 0;
        }
        boolean mixed = changes > 0;
        int length = end - start;
        if (foreign || (!mixed && length > LONGEST_WORD && !Ascii.isDigit(text[start]))) {
            out.put(TEXT);
        } else if (changes > 2
                || (mixed && length >= LONGEST_MIXED)
                || (mixed && length >= SHORTEST_HEX && isHex(start, end, false))) {
            out.put(ID);
        } else {
            digitsOut(start, end, out);
        }
    }

    private void digitsOut(int start, int end, Shaper out) {
        for (int i = start; i < end; i++) {
            if (!Ascii.isDigit(text[i])) {
                out.put(text[i]);
            } else if (i == start || !Ascii.isDigit(text[i - 1])) {
                out.put((byte) '0');
            }
        }
    }
}
