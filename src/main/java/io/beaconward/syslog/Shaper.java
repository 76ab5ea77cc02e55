package io.beaconward.syslog;

import io.beaconward.bytes.Address;
import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Slice;
import java.util.Arrays;

/**
 * Takes out of a message what varies, so that messages of one kind look alike, and what may be nobody's business: runs of
 * digits become {@code 0}; quoted text, values of keys, addresses, names of hosts and files, paths, URLs and ids become
 * placeholders. Words stay. The shape is printable ASCII, {@link #MOST} bytes at most, of the first {@link #LOOKED_AT} bytes
 * of the message. Reused for each message; allocates nothing. Owned by one event loop.
 */
public final class Shaper {
    /** The longest shape, bytes. */
    static final int MOST = 160;

    private static final int LOOKED_AT = 1024;
    private static final int LONGEST_KEY = 40;
    private static final byte[] TEXT = Ascii.bytes("<text>");
    private static final byte[] VALUE = Ascii.bytes("<value>");

    private final byte[] out = new byte[MOST];
    private final Token token = new Token();
    private int length;
    private byte[] text = {};
    private int to;

    /** Takes the shape of a message of the program {@code app}, which may be empty. */
    void shape(Slice app, Slice body) {
        length = 0;
        if (!app.isEmpty()) {
            shape(app);
            put((byte) ':');
            put((byte) ' ');
        }
        shape(body);
        if (length > 0 && out[length - 1] == ' ') length--;
    }

    /** The shape taken last, in {@code [0, length)} of an array that is used again. */
    byte[] bytes() {
        return out;
    }

    int length() {
        return length;
    }

    /** A number that messages of different shapes hardly share. */
    long hash() {
        long hash = length;
        for (int i = 0; i < length; i++) hash = hash * 0x100_0000_01b3L + out[i];
        return hash;
    }

    byte[] copy() {
        return Arrays.copyOf(out, length);
    }

    private void shape(Slice source) {
        text = source.array();
        to = Math.min(source.to(), source.from() + LOOKED_AT);
        boolean value = false; // whether what comes next is the value of a key
        int i = source.from();
        while (i < to && length < MOST) {
            byte b = text[i];
            if (opensQuote(i, source.from())) {
                i = quoted(i);
                value = false;
            } else if (Token.isPart(b)) {
                int end = i;
                while (end < to && Token.isPart(text[end])) end++;
                value = word(i, end, value);
                i = end;
            } else {
                value = b == '=' || (value && Ascii.isBlank(b));
                separator(b);
                i++;
            }
        }
    }

    private void separator(byte b) {
        if (b > ' ' && b < 127) {
            put(b);
        } else if (length > 0 && out[length - 1] != ' ') {
            put((byte) ' ');
        }
    }

    /** A quotation mark; a single one only where it is no apostrophe. */
    private boolean opensQuote(int at, int from) {
        if (text[at] == '"') return true;
        if (text[at] != '\'' || (at > from && Token.isPart(text[at - 1]))) return false;
        return Ascii.indexOf(text, at + 1, to, '\'') >= 0;
    }

    /** Puts a placeholder for what is quoted from {@code at} on, but a key of JSON as it is; returns what is behind it. */
    private int quoted(int at) {
        int close = at + 1;
        while (close < to && text[close] != text[at]) close += text[close] == '\\' ? 2 : 1;
        if (close >= to) {
            put(TEXT);
            return to;
        }
        boolean key = close + 1 < to && text[close + 1] == ':' && close - at <= LONGEST_KEY;
        for (int i = at + 1; key && i < close; i++) key = Ascii.isLetter(text[i]) || text[i] == '_';
        if (key) {
            put((byte) '"');
            for (int i = at + 1; i < close; i++) put(text[i]);
            put((byte) '"');
        } else {
            put(TEXT);
        }
        return close + 1;
    }

    /** Puts what stands for the word {@code [from, end)}; whether the next word is a secret that this one announces. */
    private boolean word(int from, int end, boolean value) {
        if (value && !Token.isNumber(text, from, end)) {
            put(VALUE);
            return false;
        }
        token.put(text, from, end, this);
        return Token.announcesSecret(text, from, end);
    }

    void put(byte b) {
        if (length < MOST) out[length++] = b;
    }

    void put(byte[] placeholder) {
        for (byte b : placeholder) put(b);
    }

    /** One word of a message: letters, digits, and what joins them in names, numbers, paths and addresses. */
    private static final class Token {
        private static final int LONGEST_WORD = 24;
        private static final int LONGEST_MIXED = 12;
        private static final int SHORTEST_HEX = 8;
        private static final int SHORTEST_UUID = 16;
        private static final byte[] ADDRESS = Ascii.bytes("<addr>");
        private static final byte[] NAME = Ascii.bytes("<name>");
        private static final byte[] PATH = Ascii.bytes("<path>");
        private static final byte[] URL = Ascii.bytes("<url>");
        private static final byte[] ID = Ascii.bytes("<id>");
        private static final byte[] SCHEME = Ascii.bytes("://");
        private static final byte[][] SECRETS = {
            Ascii.bytes("passw"),
            Ascii.bytes("pwd"),
            Ascii.bytes("secret"),
            Ascii.bytes("token"),
            Ascii.bytes("passphrase"),
            Ascii.bytes("community"),
        };

        private final Address address = new Address();

        static boolean isPart(byte b) {
            if (Ascii.isLetter(b) || Ascii.isDigit(b) || b < 0) return true;
            return switch (b) {
                case '.', ':', '/', '-', '_', '@', '\\', '~' -> true;
                default -> false;
            };
        }

        static boolean isNumber(byte[] text, int from, int to) {
            for (int i = from; i < to; i++) {
                if (!Ascii.isDigit(text[i])) return false;
            }
            return true;
        }

        static boolean announcesSecret(byte[] text, int from, int to) {
            for (byte[] secret : SECRETS) {
                for (int i = from; i <= to - secret.length; i++) {
                    if (Ascii.startsWithIgnoringCase(text, i, to, secret)) return true;
                }
            }
            return false;
        }

        void put(byte[] text, int from, int to, Shaper out) {
            int end = to;
            while (end > from && isPunctuation(text[end - 1])) end--;
            whole(text, from, end, out);
            for (int i = end; i < to; i++) out.put(text[i]);
        }

        private static boolean isPunctuation(byte b) {
            return b == ':' || b == '.' || b == '-';
        }

        private void whole(byte[] text, int from, int to, Shaper out) {
            int slash = Ascii.indexOf(text, from, to, '/');
            if (Ascii.indexOf(text, from, to, SCHEME) >= 0) {
                out.put(URL);
            } else if (Ascii.indexOf(text, from, to, '@') >= 0 || Ascii.indexOf(text, from, to, '\\') >= 0) {
                out.put(NAME);
            } else if (isAddress(text, from, to)) {
                out.put(ADDRESS);
            } else if (slash == from || (slash > from && Ascii.indexOf(text, slash + 1, to, '/') >= 0)) {
                out.put(PATH);
            } else if (slash > from) {
                whole(text, from, slash, out);
                out.put((byte) '/');
                whole(text, slash + 1, to, out);
            } else if (to - from >= SHORTEST_UUID && isHex(text, from, to, true)) {
                out.put(ID);
            } else if (isDotted(text, from, to)) {
                out.put(NAME);
            } else {
                parts(text, from, to, out);
            }
        }

        /** An address, also one with a port or a length behind it, or one of hardware. */
        private boolean isAddress(byte[] text, int from, int to) {
            if (to - from < 3 || (Character.digit(text[from], 16) < 0 && text[from] != ':')) return false;
            int colon = Ascii.indexOf(text, from, to, ':');
            boolean more = colon >= 0 && Ascii.indexOf(text, colon + 1, to, ':') >= 0;
            int end = to;
            int slash = Ascii.indexOf(text, from, to, '/');
            if (slash >= 0) end = slash;
            if (!more && colon >= 0) end = Math.min(end, colon);
            if (address.parse(text, from, end)) return true;
            return more && to - from == 17 && isHex(text, from, to, true);
        }

        /** Whether all are hexadecimal digits, one of them decimal, perhaps with hyphens and colons between. */
        private static boolean isHex(byte[] text, int from, int to, boolean joined) {
            boolean digit = false;
            for (int i = from; i < to; i++) {
                byte b = text[i];
                if (joined && (b == '-' || b == ':')) continue;
                if (Character.digit(b, 16) < 0) return false;
                digit |= Ascii.isDigit(b);
            }
            return digit && !isTime(text, from, to);
        }

        private static boolean isTime(byte[] text, int from, int to) {
            for (int i = from; i < to; i++) {
                if (Ascii.isLetter(text[i])) return false;
            }
            return true;
        }

        /** Whether a dot joins letters: the name of a host or file. */
        private static boolean isDotted(byte[] text, int from, int to) {
            boolean letters = false;
            for (int i = from; i < to; i++) {
                letters |= Ascii.isLetter(text[i]);
                if (text[i] == '.' && letters && i + 1 < to && Ascii.isLetter(text[i + 1])) return true;
            }
            return false;
        }

        /** What stands between the joints, one by one. */
        private static void parts(byte[] text, int from, int to, Shaper out) {
            int i = from;
            while (i < to) {
                if (!Ascii.isLetter(text[i]) && !Ascii.isDigit(text[i]) && text[i] >= 0) {
                    out.put(text[i++]);
                    continue;
                }
                int end = i;
                while (end < to && (Ascii.isLetter(text[end]) || Ascii.isDigit(text[end]) || text[end] < 0)) end++;
                part(text, i, end, out);
                i = end;
            }
        }

        private static void part(byte[] text, int from, int to, Shaper out) {
            int changes = 0; // between letters and digits
            boolean foreign = text[from] < 0;
            for (int i = from + 1; i < to; i++) {
                if (Ascii.isDigit(text[i]) != Ascii.isDigit(text[i - 1])) changes++;
                foreign |= text[i] < 0;
            }
            boolean mixed = changes > 0;
            if (foreign || (!mixed && to - from > LONGEST_WORD && !Ascii.isDigit(text[from]))) {
                out.put(TEXT);
            } else if (changes > 2
                    || (mixed && to - from >= LONGEST_MIXED)
                    || (mixed && to - from >= SHORTEST_HEX && isHex(text, from, to, false))) {
                out.put(ID);
            } else {
                digitsOut(text, from, to, out);
            }
        }

        private static void digitsOut(byte[] text, int from, int to, Shaper out) {
            for (int i = from; i < to; i++) {
                if (!Ascii.isDigit(text[i])) {
                    out.put(text[i]);
                } else if (i == from || !Ascii.isDigit(text[i - 1])) {
                    out.put((byte) '0');
                }
            }
        }
    }
}
