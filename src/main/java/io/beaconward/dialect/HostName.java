package io.beaconward.dialect;

import io.beaconward.bytes.Address;
import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Decimal;
import io.beaconward.bytes.Slice;

/**
 * Finds the destination in a URL, {@code host:port} or a bare host: scheme, user info, port, path and trailing dot are taken
 * off. A name goes to the flow's host, an address to its destination. Names longer than 253 bytes, and such with blanks,
 * control characters, quotes, colons or brackets, are refused. Owned by one pipeline.
 */
final class HostName {
    static final int MAX_NAME = 253;
    private static final byte[] NOT_APPLICABLE = Ascii.bytes("n/a"); // as devices say that they know none
    private static final byte[] SCHEME_END = Ascii.bytes("://");

    /*
     * What a byte may be if not a part of a name: the end of what is looked at, a colon, or something odd, which in an authority may
     * have its place all the same. So is a second colon.
     */
    private static final int END = 1;
    private static final int COLON = 2;
    private static final int ODD = 4;
    private static final byte[] KINDS = new byte[256];

    static {
        for (int b = 0; b < KINDS.length; b++) {
            KINDS[b] = (byte) (isNameByte((byte) b) && b != '@' ? 0 : b == ':' ? COLON : ODD);
        }
        KINDS['/'] = END;
        KINDS['?'] = END;
        KINDS['#'] = END;
    }

    private final Address address = new Address();
    private final Address kept = new Address();
    private int seen;

    /** As {@link #read(byte[], int, int, Flow)}, but leaves the destination's address as it is. */
    boolean readName(byte[] text, int from, int to, Flow flow) {
        kept.set(flow.destination());
        boolean read = read(text, from, to, flow);
        flow.destination().set(kept);
        return read && !flow.host().isEmpty();
    }

    /** As {@link #read(byte[], int, int, Flow)}. */
    boolean read(Slice text, Flow flow) {
        return read(text.array(), text.from(), text.to(), flow);
    }

    /** Takes the name in {@code text}; the address and port that the flow already has stay. */
    void readBeside(Slice text, Flow flow) {
        kept.set(flow.destination());
        int port = flow.destinationPort();
        read(text, flow);
        if (kept.isPresent()) flow.destination().set(kept);
        if (port >= 0) flow.destinationPort(port);
    }

    /**
     * Reads the destination from {@code [from, to)} into the flow.
     *
     * @return whether there was one
     */
    boolean read(byte[] text, int from, int to, Flow flow) {
        if (to - from == NOT_APPLICABLE.length && Ascii.startsWithIgnoringCase(text, from, to, NOT_APPLICABLE))
            return false;
        int start = from;
        int end = authority(text, from, to);
        if (end < to && text[end] == ':') { // only "://" ends an authority with a colon
            start = end + SCHEME_END.length;
            end = authority(text, start, to);
        }
        boolean plain = seen == 0 || seen == COLON;
        if (!plain) {
            int at = Ascii.lastIndexOf(text, start, end, '@');
            if (at >= 0) start = at + 1;
        }
        int colon = seen == 0 ? Ascii.NONE : portColon(text, start, end);
        int hostEnd = colon < 0 ? end : colon;
        if (!host(text, start, hostEnd, plain, flow)) return false;
        if (colon >= 0) flow.destinationPort(Decimal.parse(text, colon + 1, end));
        return true;
    }

    /**
     * Where host and port end: at a slash, question mark or hash, or at the colon of a scheme. What else there is before that is
     * noted in {@link #seen}, so that most names are looked at once.
     */
    private int authority(byte[] text, int from, int to) {
        int found = 0;
        int i = from;
        for (; i < to; i++) {
            int kind = KINDS[text[i] & 0xff];
            if (kind == 0) continue;
            if (kind == END || (kind == COLON && Ascii.startsWith(text, i, to, SCHEME_END))) break;
            found |= (kind & found) == 0 ? kind : ODD;
        }
        seen = found;
        return i;
    }

    /** The colon before a port; none in a bare IPv6 address. */
    private static int portColon(byte[] text, int from, int to) {
        int colon = Ascii.lastIndexOf(text, from, to, ':');
        if (colon < 0) return Ascii.NONE;
        boolean alone = Ascii.indexOf(text, from, colon, ':') < 0;
        boolean bracketed = colon > from && text[colon - 1] == ']';
        return alone || bracketed ? colon : Ascii.NONE;
    }

    private boolean host(byte[] text, int from, int to, boolean plain, Flow flow) {
        boolean numeric = to > from && Ascii.isDigit(text[to - 1]); // as IPv4 is; IPv6 is not plain
        if ((numeric || !plain) && address.parse(text, from, to)) {
            flow.destination().set(address);
            return true;
        }
        int end = to > from && text[to - 1] == '.' ? to - 1 : to;
        if (plain ? !isLengthOfName(text, from, end) : !isName(text, from, end)) {
            if (end - from > 1) flow.hostRefused();
            return false;
        }
        flow.host().set(text, from, end);
        return true;
    }

    /** Whether {@code [from, to)} may be the name of a host. */
    static boolean isName(byte[] text, int from, int to) {
        if (!isLengthOfName(text, from, to)) return false;
        for (int i = from; i < to; i++) {
            if (!isNameByte(text[i])) return false;
        }
        return true;
    }

    private static boolean isLengthOfName(byte[] text, int from, int to) {
        return to > from && to - from <= MAX_NAME && (to - from > 1 || text[from] != '-');
    }

    private static boolean isNameByte(byte b) {
        if (b >= 0 && b <= ' ') return false;
        return switch (b) {
            case '"', '\'', '<', '>', '\\', ':', '[', ']', 127 -> false;
            default -> true;
        };
    }
}
