package io.beaconward.net;

import io.beaconward.bytes.Address;
import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Decimal;
import java.util.Arrays;

/**
 * Reads the header that a proxy sends before all else, to say for whom it speaks: the PROXY protocol of HAProxy
 * (proxy-protocol.txt, section 2.1 version 1 in text, section 2.2 version 2 in binary). A header is at most
 * {@link #MAX_LENGTH} bytes long; what a longer one would hold, nobody sends.
 */
final class ProxyHeader {
    static final int MAX_LENGTH = 2048;

    /** More bytes are needed. */
    static final int INCOMPLETE = 0;

    /** These bytes begin no header. */
    static final int MALFORMED = -1;

    /** Section 2.1: the longest line, with its end. */
    private static final int MAX_LINE = 107;

    private static final byte[] TEXT = Ascii.bytes("PROXY ");
    private static final byte[] BINARY = {0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a};
    private static final int BINARY_HEAD = 16;

    private static final int LOCAL = 0x20;
    private static final int PROXY = 0x21;
    private static final int UNSPECIFIED = 0x00;
    private static final int TCP_V4 = 0x11;
    private static final int TCP_V6 = 0x21;
    private static final int UNIX_STREAM = 0x31;

    private ProxyHeader() {}

    /**
     * Reads what there is of a header.
     *
     * @param bytes the stream's first ones, {@code length} of them
     * @param sender set to whom the header names; cleared where it names nobody
     * @return the header's length, {@link #INCOMPLETE} or {@link #MALFORMED}
     */
    static int read(byte[] bytes, int length, Address sender) {
        sender.clear();
        if (length == 0) return INCOMPLETE;
        boolean text = bytes[0] == TEXT[0];
        byte[] start = text ? TEXT : BINARY;
        int known = Math.min(length, start.length);
        if (!Arrays.equals(bytes, 0, known, start, 0, known)) return MALFORMED;
        if (known < start.length) return INCOMPLETE;
        return text ? readText(bytes, length, sender) : readBinary(bytes, length, sender);
    }

    private static int readText(byte[] bytes, int length, Address sender) {
        int lf = Ascii.indexOf(bytes, TEXT.length, Math.min(length, MAX_LINE), '\n');
        if (lf < 0) return length < MAX_LINE ? INCOMPLETE : MALFORMED;
        int end = lf - 1;
        if (bytes[end] != '\r') return MALFORMED;
        int family = TEXT.length;
        int behind = word(bytes, family, end);
        if (is(bytes, family, behind, "UNKNOWN")) return lf + 1;
        boolean v4 = is(bytes, family, behind, "TCP4");
        if (!v4 && !is(bytes, family, behind, "TCP6")) return MALFORMED;
        int[] starts = new int[4];
        int[] ends = new int[4];
        for (int i = 0; i < starts.length; i++) {
            if (behind >= end) return MALFORMED;
            starts[i] = behind + 1;
            behind = word(bytes, starts[i], end);
            ends[i] = behind;
        }
        boolean fine = behind == end
                && isAddress(bytes, starts[1], ends[1], v4, sender)
                && isAddress(bytes, starts[0], ends[0], v4, sender)
                && isPort(bytes, starts[2], ends[2])
                && isPort(bytes, starts[3], ends[3]);
        if (fine) return lf + 1;
        sender.clear();
        return MALFORMED;
    }

    private static int word(byte[] bytes, int from, int end) {
        int space = Ascii.indexOf(bytes, from, end, ' ');
        return space < 0 ? end : space;
    }

    private static boolean is(byte[] bytes, int from, int to, String word) {
        byte[] wanted = Ascii.bytes(word);
        return Arrays.equals(bytes, from, to, wanted, 0, wanted.length);
    }

    private static boolean isAddress(byte[] bytes, int from, int to, boolean v4, Address address) {
        return address.parse(bytes, from, to) && (!v4 || address.isV4());
    }

    private static boolean isPort(byte[] bytes, int from, int to) {
        return Decimal.parseUpTo(bytes, from, to, 65_535) >= 0;
    }

    private static int readBinary(byte[] bytes, int length, Address sender) {
        if (length < BINARY_HEAD) return INCOMPLETE;
        int command = bytes[12] & 0xff;
        int family = bytes[13] & 0xff;
        int more = ((bytes[14] & 0xff) << 8) | (bytes[15] & 0xff);
        int total = BINARY_HEAD + more;
        if ((command != LOCAL && command != PROXY) || total > MAX_LENGTH) return MALFORMED;
        if (length < total) return INCOMPLETE;
        if (command == LOCAL) return total;
        return switch (family) {
            case UNSPECIFIED, UNIX_STREAM -> total;
            case TCP_V4 -> address(bytes, 4, more, total, sender);
            case TCP_V6 -> address(bytes, 16, more, total, sender);
            default -> MALFORMED;
        };
    }

    /** Takes the first of two addresses of {@code size} bytes, behind which two ports stand. */
    private static int address(byte[] bytes, int size, int more, int total, Address sender) {
        if (more < 2 * size + 4) return MALFORMED;
        sender.set(Arrays.copyOfRange(bytes, BINARY_HEAD, BINARY_HEAD + size));
        return total;
    }
}
