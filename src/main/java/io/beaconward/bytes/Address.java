package io.beaconward.bytes;

import java.nio.charset.StandardCharsets;

/**
 * An IP address, 128 bits, reusable. IPv4 is held as IPv4-mapped IPv6 ({@code ::ffff:a.b.c.d}), so that both notations
 * of one host are one address. Text is RFC 5952, IPv4 (mapped or not) as dotted decimal. Not thread-safe.
 */
public final class Address {
    /** The longest text of an address, bytes. */
    public static final int MAX_TEXT = 39;

    private static final long MAPPED = 0xffff_0000_0000L;
    private static final int GROUPS = 8;
    private static final int MIN_V4 = 7;
    private static final int MAX_V4 = 15;
    private static final int MAX_OCTET = 3; // digits
    private static final int NO_OCTET = 256;
    private static final long DOTS = Words.each('.');

    private long high;
    private long low;
    private boolean present;

    public void clear() {
        high = 0;
        low = 0;
        present = false;
    }

    /** Whether an address was set since the last {@link #clear}. */
    public boolean isPresent() {
        return present;
    }

    public void set(long high, long low) {
        this.high = high;
        this.low = low;
        this.present = true;
    }

    public void set(Address other) {
        this.high = other.high;
        this.low = other.low;
        this.present = other.present;
    }

    /** Sets the address from its 4 or 16 bytes in network order. */
    public void set(byte[] bytes) {
        if (bytes.length == 4) {
            long v4 = 0;
            for (byte b : bytes) v4 = (v4 << 8) | (b & 0xff);
            set(0, MAPPED | v4);
            return;
        }
        if (bytes.length != 16) throw new IllegalArgumentException(bytes.length + " bytes are no IP address");
        long h = 0;
        long l = 0;
        for (int i = 0; i < 8; i++) {
            h = (h << 8) | (bytes[i] & 0xff);
            l = (l << 8) | (bytes[i + 8] & 0xff);
        }
        set(h, l);
    }

    public long high() {
        return high;
    }

    public long low() {
        return low;
    }

    public boolean isV4() {
        return present && high == 0 && (low & 0xffff_ffff_0000_0000L) == MAPPED;
    }

    public boolean sameAs(Address other) {
        return present == other.present && high == other.high && low == other.low;
    }

    /**
     * Reads an address from {@code [from, to)}: dotted IPv4, IPv6 of RFC 4291 (also with an IPv4 tail, a zone index, or
     * in brackets). On anything else the address is cleared.
     *
     * @return whether an address was read
     */
    public boolean parse(byte[] text, int from, int to) {
        clear();
        int start = from;
        int end = to;
        if (end - start >= 2 && text[start] == '[' && text[end - 1] == ']') {
            start++;
            end--;
        }
        if (end - start < 2 || end - start > 64) return false;
        if (parseV4(text, start, end)) return true;
        if (Ascii.indexOf(text, start, end, ':') < 0) return false;
        int zone = Ascii.indexOf(text, start, end, '%');
        return parseV6(text, start, zone < 0 ? end : zone);
    }

    /** As {@link #parse(byte[], int, int)}. */
    public boolean parse(Slice text) {
        return parse(text.array(), text.from(), text.to());
    }

    /** As {@link #parse(byte[], int, int)}; for settings and tests. */
    public boolean parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return parse(bytes, 0, bytes.length);
    }

    private boolean parseV4(byte[] text, int from, int to) {
        long v4 = v4(text, from, to);
        if (v4 < 0) return false;
        set(0, MAPPED | v4);
        return true;
    }

    /** The 32 bits of dotted IPv4 in exactly {@code [from, to)}, or -1. */
    private static long v4(byte[] text, int from, int to) {
        int length = to - from;
        if (length < MIN_V4 || length > MAX_V4) return -1;
        boolean within = from >= MAX_OCTET && from + 2 * Words.BYTES <= text.length;
        return within ? v4ByWords(text, from, length) : v4ByBytes(text, from, to);
    }

    /**
     * From two words, which hold all of it, and three bytes before it, which count for nothing: where octets end differs from address to
     * address, so that a loop over the bytes would mostly be guessed wrong, three times an address.
     */
    private static long v4ByWords(byte[] text, int from, int length) {
        long first = Words.at(text, from);
        long second = Words.at(text, from + Words.BYTES);
        int all = (1 << length) - 1;
        int dots = bits(Words.findAll(first, DOTS), Words.findAll(second, DOTS)) & all;
        int digits = bits(Words.findDigits(first), Words.findDigits(second)) & all;
        if ((dots | digits) != all || Integer.bitCount(dots) != 3) return -1;
        int one = Integer.numberOfTrailingZeros(dots);
        int two = Integer.numberOfTrailingZeros(dots & dots - 1);
        int three = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(dots);
        int a = octet(text, from + one, one);
        int b = octet(text, from + two, two - one - 1);
        int c = octet(text, from + three, three - two - 1);
        int d = octet(text, from + length, length - three - 1);
        if ((a | b | c | d) > 0xff) return -1;
        return (long) a << 24 | b << 16 | c << 8 | d;
    }

    private static int bits(long first, long second) {
        return (int) (Words.bits(first) | Words.bits(second) << Words.BYTES);
    }

    /** The number that so many digits before {@code end} write; one above 255 where they are none or more than three. */
    private static int octet(byte[] text, int end, int digits) {
        int ones = text[end - 1] - '0';
        int tens = (text[end - 2] - '0') & ((1 - digits) >> 31); // where there are more than one
        int hundreds = (text[end - 3] - '0') & ((2 - digits) >> 31);
        return digits < 1 || digits > MAX_OCTET ? NO_OCTET : ones + 10 * tens + 100 * hundreds;
    }

    private static long v4ByBytes(byte[] text, int from, int to) {
        long value = 0;
        int i = from;
        for (int part = 0; part < 4; part++) {
            if (part > 0) {
                if (i >= to || text[i] != '.') return -1;
                i++;
            }
            int digits = 0;
            int octet = 0;
            while (i < to && digits < MAX_OCTET && Ascii.isDigit(text[i])) {
                octet = octet * 10 + text[i] - '0';
                digits++;
                i++;
            }
            if (digits == 0 || octet > 255) return -1;
            value = value << 8 | octet;
        }
        return i == to ? value : -1;
    }

    private boolean parseV6(byte[] text, int from, int to) {
        long before = 0; // groups before "::", as the low 128 bits of (beforeHigh, before)
        long beforeHigh = 0;
        int groupsBefore = 0;
        int groups = 0;
        boolean gap = false;
        long h = 0;
        long l = 0;
        int i = from;
        while (i < to) {
            if (text[i] == ':') {
                if (i + 1 < to && text[i + 1] == ':') {
                    if (gap) return false;
                    gap = true;
                    before = l;
                    beforeHigh = h;
                    groupsBefore = groups;
                    h = 0;
                    l = 0;
                    i += 2;
                    continue;
                }
                if (i == from || text[i - 1] == ':' || i + 1 == to) return false;
                i++;
                continue;
            }
            int end = i;
            while (end < to && text[end] != ':') end++;
            if (Ascii.indexOf(text, i, end, '.') >= 0) {
                long v4 = v4(text, i, end);
                if (v4 < 0 || end != to || groups > GROUPS - 2) return false;
                h = h << 32 | l >>> 32;
                l = l << 32 | v4;
                groups += 2;
                i = end;
                continue;
            }
            int group = hex(text, i, end);
            if (group < 0 || groups == GROUPS) return false;
            h = h << 16 | l >>> 48;
            l = l << 16 | group;
            groups++;
            i = end;
        }
        if (gap ? groups >= GROUPS : groups != GROUPS) return false;
        if (gap) {
            int shift = (GROUPS - groupsBefore) * 16;
            h |= shifted(beforeHigh, before, shift);
            l |= shift < 64 ? before << shift : 0;
        }
        set(h, l);
        return true;
    }

    /** The high half of (high, low) moved left by {@code shift} bits, 0 to 128. */
    private static long shifted(long high, long low, int shift) {
        if (shift >= 128) return 0;
        if (shift >= 64) return low << (shift - 64);
        if (shift == 0) return high;
        return high << shift | low >>> (64 - shift);
    }

    private static int hex(byte[] text, int from, int to) {
        if (from >= to || to - from > 4) return -1;
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = Character.digit((char) (text[i] & 0xff), 16);
            if (digit < 0) return -1;
            value = value << 4 | digit;
        }
        return value;
    }

    /**
     * Writes the text of the address to {@code out} from {@code at}.
     *
     * @return the position behind the last byte written; at most {@code at} + {@link #MAX_TEXT}
     */
    public int write(byte[] out, int at) {
        if (isV4()) {
            int i = decimal(out, at, (int) (low >>> 24) & 0xff);
            for (int shift = 16; shift >= 0; shift -= 8) {
                out[i++] = '.';
                i = decimal(out, i, (int) (low >>> shift) & 0xff);
            }
            return i;
        }
        int bestStart = -1;
        int bestLength = 1;
        for (int g = 0; g < GROUPS; g++) {
            int run = 0;
            while (g + run < GROUPS && group(g + run) == 0) run++;
            if (run > bestLength) {
                bestStart = g;
                bestLength = run;
            }
            g += run;
        }
        int i = at;
        for (int g = 0; g < GROUPS; g++) {
            if (g == bestStart) {
                out[i++] = ':';
                out[i++] = ':';
                g += bestLength - 1;
                continue;
            }
            boolean behindGap = bestStart >= 0 && g == bestStart + bestLength;
            if (g > 0 && !behindGap) out[i++] = ':';
            i = hexadecimal(out, i, group(g));
        }
        return i;
    }

    private int group(int index) {
        return (int) ((index < 4 ? high >>> (48 - 16 * index) : low >>> (112 - 16 * index)) & 0xffff);
    }

    private static int decimal(byte[] out, int at, int value) {
        int i = at;
        if (value >= 100) out[i++] = (byte) ('0' + value / 100);
        if (value >= 10) out[i++] = (byte) ('0' + value / 10 % 10);
        out[i++] = (byte) ('0' + value % 10);
        return i;
    }

    private static int hexadecimal(byte[] out, int at, int value) {
        int i = at;
        int shift = value >= 0x1000 ? 12 : value >= 0x100 ? 8 : value >= 0x10 ? 4 : 0;
        for (; shift >= 0; shift -= 4) out[i++] = (byte) Character.forDigit(value >>> shift & 0xf, 16);
        return i;
    }

    /** The text of the address, or "-" where none is set. */
    @Override
    public String toString() {
        if (!present) return "-";
        byte[] text = new byte[MAX_TEXT];
        return new String(text, 0, write(text, 0), StandardCharsets.US_ASCII);
    }
}
