package io.beaconward.dialect;

import io.beaconward.bytes.Slice;

/**
 * Reads JSON strings. One without escapes is a view of the body; others are written out into a buffer that holds those of one
 * body. Where it is full a string stays as it is written. Owned by one grammar.
 */
final class JsonString {
    private static final int ROOM = 64 * 1024;

    private final byte[] room = new byte[ROOM];
    private int used;

    /** Forgets the strings of the last body. */
    void clear() {
        used = 0;
    }

    /**
     * Reads the string whose opening quote stands at {@code from}; one that breaks off ends at {@code to}.
     *
     * @return the position behind its closing quote, which is beyond {@code to} where it breaks off
     */
    int read(byte[] text, int from, int to, Slice out) {
        int i = from + 1;
        boolean escaped = false;
        while (i < to && text[i] != '"') {
            if (text[i] == '\\') {
                escaped = true;
                i++;
            }
            i++;
        }
        int end = Math.min(i, to);
        if (escaped && end - from <= ROOM - used) {
            int start = used;
            unescape(text, from + 1, end);
            out.set(room, start, used);
        } else {
            out.set(text, from + 1, end);
        }
        return end + 1;
    }

    private void unescape(byte[] text, int from, int to) {
        int i = from;
        while (i < to) {
            byte b = text[i];
            if (b != '\\' || i + 1 >= to) {
                room[used++] = b;
                i++;
            } else if (text[i + 1] == 'u' && i + 6 <= to) {
                unicode(text, i + 2);
                i += 6;
            } else {
                room[used++] = single(text[i + 1]);
                i += 2;
            }
        }
    }

    private static byte single(byte b) {
        return switch (b) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> b;
        };
    }

    /** Writes the UTF-16 unit of four hexadecimal digits as UTF-8; halves of a pair each become a question mark. */
    private void unicode(byte[] text, int from) {
        int unit = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = Character.digit(text[i], 16);
            if (digit < 0) unit = '?';
            unit = digit < 0 ? unit : unit << 4 | digit;
        }
        unit &= 0xffff;
        if (unit < 0x80) {
            room[used++] = (byte) unit;
        } else if (unit < 0x800) {
            room[used++] = (byte) (0xc0 | (unit >> 6));
            room[used++] = (byte) (0x80 | (unit & 0x3f));
        } else if (Character.isSurrogate((char) unit)) {
            room[used++] = '?';
        } else {
            room[used++] = (byte) (0xe0 | (unit >> 12));
            room[used++] = (byte) (0x80 | ((unit >> 6) & 0x3f));
            room[used++] = (byte) (0x80 | (unit & 0x3f));
        }
    }
}
