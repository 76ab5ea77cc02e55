package io.beaconward.dialect;

import io.beaconward.bytes.Address;
import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Decimal;
import io.beaconward.bytes.Slice;

/**
 * An address as devices write it, alone or with its port: {@code 192.0.2.1}, {@code 192.0.2.1:443}, {@code [2001:db8::1]:443},
 * {@code 192.0.2.1/443}, with an interface behind a further colon, and with a route domain
 * ({@code 192.0.2.1%2:443}).
 */
final class Endpoint {
    /** No address. */
    static final int NONE = -2;

    /** An address without a port. */
    static final int WITHOUT_PORT = -1;

    private static final int MAX_PORT = 65_535;

    private Endpoint() {}

    static int read(Slice text, Address out) {
        return read(text.array(), text.from(), text.to(), out);
    }

    /**
     * Reads the endpoint in {@code [from, to)}.
     *
     * @return the port, {@link #WITHOUT_PORT}, or {@link #NONE} where there is no address
     */
    static int read(byte[] text, int from, int to, Address out) {
        if (out.parse(text, from, to)) return WITHOUT_PORT;
        int end = endOfAddress(text, from, to);
        int domain = Ascii.indexOf(text, from, end, '%'); // of routes, as F5 writes it
        if ((end == to && domain < 0) || !out.parse(text, from, domain < 0 ? end : domain)) return NONE;
        if (end == to) return WITHOUT_PORT;
        int portEnd = end + 1;
        while (portEnd < to && Ascii.isDigit(text[portEnd])) portEnd++;
        int port = Decimal.parseUpTo(text, end + 1, portEnd, MAX_PORT);
        return port < 0 ? WITHOUT_PORT : port;
    }

    /** Where the port's separator stands: behind a bracket, at a slash, or at the only or the last colon. */
    private static int endOfAddress(byte[] text, int from, int to) {
        int bracket = from < to && text[from] == '[' ? Ascii.indexOf(text, from, to, ']') : Ascii.NONE;
        if (bracket > 0) return bracket + 1;
        int dot = Ascii.indexOf(text, from, to, '.');
        int colon = Ascii.indexOf(text, from, to, ':');
        for (int i = from; i < to; i++) {
            if (text[i] == '/') return i;
        }
        if (colon < 0) return to;
        return dot >= 0 && dot < colon ? colon : Ascii.lastIndexOf(text, from, to, ':');
    }
}
