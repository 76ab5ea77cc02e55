package io.beaconward.dialect;

import io.beaconward.bytes.Address;
import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Decimal;
import io.beaconward.bytes.Slice;

/**
 * One endpoint as Cisco firewalls write it: {@code [context:][interface:]host[/port]}, in access lists {@code interface/host(port)},
 * then perhaps what it is translated to and its user, each in parentheses. A name may stand for the address. An address at
 * the very end of the text may have been cut off and is refused, but where a full stop ends it or a message is documented to end
 * with it. Owned by one pipeline.
 */
final class CiscoEndpoint {
    private final Address address = new Address();
    private final Slice host = new Slice();
    private byte[] text = {};
    private int portFrom;
    private int end;

    /** Reads the endpoint that begins at {@code from}. */
    boolean read(byte[] array, int from, int to) {
        return read(array, from, to, false);
    }

    /** Reads the endpoint that begins at {@code from}; {@code last} where the message may end with an address. */
    boolean read(byte[] array, int from, int to, boolean last) {
        text = array;
        int start = from;
        if (start < to && text[start] == '(') start++; // "from (192.0.2.1) to"
        int word = endOfWord(start, to);
        int slash = Ascii.lastIndexOf(text, start, word, '/');
        boolean atEnd = slash < 0 && word == to;
        boolean closed = word > start && text[word - 1] == '.';
        if (atEnd && !closed && !last) return false;
        end = word;
        portFrom = slash < 0 ? word : slash + 1;
        return named(start, slash < 0 ? trimmed(start, word) : slash) && (!atEnd || isAddress());
    }

    /** Reads what stands in front of the port: interface and host. */
    private boolean named(int start, int hostEnd) {
        int colon = Ascii.indexOf(text, start, hostEnd, ':');
        if (colon < 0 || address.parse(text, start, hostEnd)) return host(start, hostEnd);
        if (!host(colon + 1, hostEnd)) return false;
        int second = isAddress() ? Ascii.NONE : Ascii.indexOf(text, colon + 1, hostEnd, ':');
        return second < 0 || host(second + 1, hostEnd);
    }

    /** Reads an access list's endpoint, which begins at {@code from}. */
    boolean readOfAccessList(byte[] array, int from, int to) {
        text = array;
        int word = endOfWord(from, to);
        int slash = Ascii.indexOf(text, from, word, '/');
        if (slash < 0 || word == to) return false;
        portFrom = text[word] == '(' ? word + 1 : word;
        int close = Ascii.indexOf(text, portFrom, Math.min(to, portFrom + 16), ')');
        end = portFrom > word && close > 0 ? close + 1 : word;
        return host(slash + 1, word);
    }

    private int endOfWord(int from, int to) {
        int i = from;
        while (i < to && text[i] != ' ' && text[i] != '(' && text[i] != ')') i++;
        return i;
    }

    /** Without the punctuation that ends a clause. */
    private int trimmed(int from, int to) {
        int i = to;
        while (i > from && endsClause(text[i - 1])) i--;
        return i;
    }

    private static boolean endsClause(byte b) {
        return b == ':' || b == ';' || b == ',' || b == '.';
    }

    private boolean host(int from, int to) {
        if (to <= from) return false;
        host.set(text, from, to);
        address.parse(host);
        return true;
    }

    boolean isAddress() {
        return address.isPresent();
    }

    /** The number behind the host: a port, or what stands for one in ICMP; {@link Decimal#NONE} where there is none. */
    int port() {
        int to = portFrom;
        while (to < end && to < portFrom + 6 && Ascii.isDigit(text[to])) to++;
        boolean ends = to >= end || text[to] == ')' || endsClause(text[to]);
        return ends ? Decimal.parseUpTo(text, portFrom, to, 65_535) : Decimal.NONE;
    }

    /** Where what follows the endpoint begins. */
    int end() {
        return end;
    }

    /** A hash of host and port as written. */
    int check() {
        int hash = 1;
        for (int i = host.from(); i < end; i++) hash = hash * 31 + text[i];
        return hash;
    }

    /** Makes the endpoint the flow's source; false where it has no address. */
    boolean toSource(Flow flow) {
        flow.source().set(address);
        flow.sourcePort(port());
        return address.isPresent();
    }

    void toDestination(HostName hostName, Flow flow) {
        if (address.isPresent()) {
            flow.destination().set(address);
        } else {
            hostName.read(host, flow);
        }
        flow.destinationPort(port());
    }
}
