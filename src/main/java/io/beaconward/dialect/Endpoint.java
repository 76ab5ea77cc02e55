package io.beaconward.dialect;

import io.beaconward.bytes.Address;
import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Decimal;

/**
 * An address and perhaps a port as most firewalls write them: {@code 192.0.2.7:443}, {@code [2001:db8::7]:443}, {@code
 * 2001:db8::7.443}, without a port, or with a route domain ({@code 192.0.2.7%1:443}). Owned by one pipeline.
 */
final class Endpoint {
    private final Address address = new Address();
    private int port;

    /** Reads {@code [from, to)}; false where no address stands there. */
    boolean read(byte[] text, int from, int to) {
        port = Decimal.NONE;
        int separator = separator(text, from, to);
        int hostEnd = separator < 0 ? to : separator;
        int domain = Ascii.indexOf(text, from, hostEnd, '%');
        if (!address.parse(text, from, domain < 0 ? hostEnd : domain)) return false;
        if (separator >= 0) port = Decimal.parseUpTo(text, separator + 1, to, 65_535);
        return true;
    }

    private static int separator(byte[] text, int from, int to) {
        if (from < to && text[from] == '[') {
            int close = Ascii.indexOf(text, from, to, ']');
            return close > 0 && close + 1 < to && text[close + 1] == ':' ? close + 1 : Ascii.NONE;
        }
        int colon = Ascii.indexOf(text, from, to, ':');
        if (colon < 0 || Ascii.indexOf(text, colon + 1, to, ':') < 0) return colon;
        return Ascii.lastIndexOf(text, from, to, '.');
    }

    void toSource(Flow flow) {
        flow.source().set(address);
    }

    void toDestination(Flow flow) {
        flow.destination().set(address);
        flow.destinationPort(port);
    }
}
