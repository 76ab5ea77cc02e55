package io.beaconward.dialect;

import io.beaconward.bytes.Address;
import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Decimal;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.Message;

/**
 * Cisco ASA and FTD connection messages (Cisco Secure Firewall ASA Series Syslog Messages): 302013 and 302015 a connection
 * was built, 302014 and 302016 it was torn down, 304001 and 304002 a URL was asked for. Of an outbound connection the second
 * endpoint is the client. A teardown does not state the direction; its first endpoint that has an address, and not a name in
 * its place, is taken for the client.
 */
final class CiscoAsa implements Dialect {
    private static final byte[] ASA = Ascii.bytes("%ASA-");
    private static final byte[] FTD = Ascii.bytes("%FTD-");
    private static final byte[] BEFORE = Ascii.bytes(": %");
    private static final byte[] OUTBOUND = Ascii.bytes("Built outbound ");
    private static final byte[] FOR = Ascii.bytes(" for ");
    private static final byte[] TO = Ascii.bytes(" to ");
    private static final byte[] DURATION = Ascii.bytes(" duration ");
    private static final byte[] BYTES = Ascii.bytes(" bytes ");
    private static final byte[] ACCESSED = Ascii.bytes(" Accessed URL ");
    private static final byte[] DENIED = Ascii.bytes("Access denied URL ");
    private static final byte[] SRC = Ascii.bytes(" SRC ");
    private static final byte[] DEST = Ascii.bytes(" DEST ");
    private static final byte[] HTTP = Ascii.bytes("http");
    private static final byte[] FTP = Ascii.bytes("ftp:");
    private static final int MAX_BEFORE = 48;
    private static final int NUMBER_DIGITS = 6;

    private final HostName hostName = new HostName();
    private final Address address = new Address();
    private final Slice host = new Slice();
    private byte[] text = {};
    private int to;
    private int port;

    @Override
    public String name() {
        return "cisco-asa";
    }

    @Override
    public Reading read(Message message, Flow flow) {
        Slice body = message.body();
        text = body.array();
        to = body.to();
        int mark = mark(body.from());
        if (mark < 0) return Reading.FOREIGN;
        int colon = Ascii.indexOf(text, mark, Math.min(to, mark + MAX_BEFORE), ':');
        if (colon < mark + ASA.length + NUMBER_DIGITS) return Reading.FOREIGN;
        long number = Decimal.parse(text, colon - NUMBER_DIGITS, colon);
        int from = Ascii.skipBlanks(text, colon + 1, to);
        boolean read = switch ((int) number) {
            case 302013, 302015 -> built(from, flow);
            case 302014, 302016 -> tornDown(from, flow);
            case 304001 -> accessed(from, flow);
            case 304002 -> denied(from, flow);
            default -> false;
        };
        return read ? Reading.FLOW : Reading.NO_FLOW;
    }

    /** Where {@code %ASA-} begins: at the start, or behind a device's own name for itself. */
    private int mark(int from) {
        int at = from;
        if (at < to && text[at] != '%') {
            int before = Ascii.indexOf(text, at, Math.min(to, at + MAX_BEFORE), BEFORE);
            if (before < 0) return Ascii.NONE;
            // Behind an equals sign or a quote it is a field of another dialect that holds the mark.
            for (int i = at; i < before; i++) {
                if (text[i] == '=' || text[i] == '"') return Ascii.NONE;
            }
            at = before + 2;
        }
        return Ascii.startsWith(text, at, to, ASA) || Ascii.startsWith(text, at, to, FTD) ? at : Ascii.NONE;
    }

    private boolean built(int from, Flow flow) {
        boolean outbound = Ascii.startsWith(text, from, to, OUTBOUND);
        int first = behind(FOR, from);
        int second = first < 0 ? Ascii.NONE : behind(TO, first);
        if (second < 0) return false;
        if (!client(outbound ? second : first, flow) || !server(outbound ? first : second, flow)) return false;
        user(outbound ? second : first, outbound ? to : second, flow);
        flow.phase(Flow.Phase.START);
        return true;
    }

    private boolean tornDown(int from, Flow flow) {
        int first = behind(FOR, from);
        int second = first < 0 ? Ascii.NONE : behind(TO, first);
        if (second < 0) return false;
        boolean forwards = client(first, flow);
        if (!forwards && !client(second, flow)) return false;
        if (!server(forwards ? second : first, flow)) return false;
        flow.clientGuessed(forwards && flow.destination().isPresent());
        user(forwards ? first : second, forwards ? second : to, flow);
        int duration = behind(DURATION, second);
        if (duration > 0) flow.durationMillis(duration(duration));
        int bytes = behind(BYTES, second);
        if (bytes > 0) flow.bytesTotal(Decimal.parse(text, bytes, endOfDigits(bytes)));
        return true;
    }

    private int behind(byte[] words, int from) {
        int at = Ascii.indexOf(text, from, to, words);
        return at < 0 ? Ascii.NONE : at + words.length;
    }

    private int endOfToken(int from) {
        int i = from;
        while (i < to && text[i] != ' ') i++;
        return i;
    }

    private int endOfDigits(int from) {
        int i = from;
        while (i < to && Ascii.isDigit(text[i])) i++;
        return i;
    }

    private boolean client(int from, Flow flow) {
        if (!endpoint(from) || !address.isPresent()) return false;
        flow.source().set(address);
        return true;
    }

    private boolean server(int from, Flow flow) {
        if (!endpoint(from)) return false;
        if (address.isPresent()) {
            flow.destination().set(address);
        } else {
            hostName.read(host, flow);
        }
        flow.destinationPort(port);
        return true;
    }

    /** Reads {@code interface:address/port}; where a name stands for the address, it is left in {@link #host}. */
    private boolean endpoint(int from) {
        int end = endOfToken(from);
        int parenthesis = Ascii.indexOf(text, from, end, '(');
        if (parenthesis > 0) end = parenthesis;
        int colon = Ascii.indexOf(text, from, end, ':');
        int slash = Ascii.lastIndexOf(text, from, end, '/');
        if (colon < 0 || slash < colon) return false;
        host.set(text, colon + 1, slash);
        address.parse(host);
        port = Decimal.parseUpTo(text, slash + 1, end, 65_535);
        return true;
    }

    /** {@code (domain\\user)} or {@code (domain\\user, …)}, behind an endpoint. */
    private void user(int from, int end, Flow flow) {
        int backslash = Ascii.indexOf(text, from, end, '\\');
        int parenthesis = Ascii.lastIndexOf(text, from, Math.max(from, backslash), '(');
        if (parenthesis < 0) return;
        int i = backslash;
        while (i < end && text[i] != ')' && text[i] != ',') i++;
        UserName.read(text, parenthesis + 1, i, flow);
    }

    /** Milliseconds of {@code h:mm:ss}. */
    private long duration(int from) {
        int firstEnd = endOfDigits(from);
        int secondEnd = endOfDigits(Math.min(firstEnd + 1, to));
        int thirdEnd = endOfDigits(Math.min(secondEnd + 1, to));
        long hours = Decimal.parseUpTo(text, from, firstEnd, 1_000_000);
        long minutes = Decimal.parseUpTo(text, Math.min(firstEnd + 1, to), secondEnd, 59);
        long seconds = Decimal.parseUpTo(text, Math.min(secondEnd + 1, to), thirdEnd, 59);
        if (hours < 0 || minutes < 0 || seconds < 0) return Flow.UNKNOWN;
        return ((hours * 60 + minutes) * 60 + seconds) * 1000;
    }

    /** {@code [user@]address[(LOCAL\\user)] Accessed URL address:url}. */
    private boolean accessed(int from, Flow flow) {
        int url = behind(ACCESSED, from);
        if (url < 0) return false;
        int end = url - ACCESSED.length;
        int parenthesis = Ascii.indexOf(text, from, end, '(');
        if (parenthesis > 0) {
            user(from, end, flow);
            end = Ascii.trimEnd(text, from, parenthesis);
        }
        int at = Ascii.lastIndexOf(text, from, end, '@');
        if (at > 0) UserName.read(text, from, at, flow);
        if (!flow.source().parse(text, Math.max(from, at + 1), end)) return false;
        flow.action(Flow.Action.ALLOWED);
        return server(url, endOfToken(url), flow);
    }

    /** {@code Access denied URL url SRC address DEST address …}. */
    private boolean denied(int from, Flow flow) {
        int url = behind(DENIED, from);
        int source = url < 0 ? Ascii.NONE : behind(SRC, url);
        int destination = source < 0 ? Ascii.NONE : behind(DEST, source);
        if (destination < 0 || !flow.source().parse(text, source, endOfToken(source))) return false;
        hostName.read(text, url, endOfToken(url), flow);
        flow.destination().parse(text, destination, endOfToken(destination));
        flow.action(Flow.Action.BLOCKED);
        return true;
    }

    /** {@code address:url}, where a name may stand for the address and a blank behind the colon. */
    private boolean server(int from, int end, Flow flow) {
        int scheme = Ascii.indexOf(text, from, to, ':');
        while (scheme > 0
                && scheme + 1 < to
                && text[scheme + 1] != '/'
                && text[scheme + 1] != ' '
                && !beginsUrl(scheme + 1)) {
            scheme = Ascii.indexOf(text, scheme + 1, to, ':');
        }
        int url = scheme > 0 && scheme < end ? Ascii.skipBlanks(text, scheme + 1, to) : end;
        hostName.read(text, url, endOfToken(url), flow);
        int serverEnd = scheme > 0 ? Math.min(scheme, end) : end;
        boolean addressed = flow.destination().parse(text, from, serverEnd);
        if (!addressed && flow.host().isEmpty()) hostName.read(text, from, serverEnd, flow);
        return !flow.host().isEmpty() || flow.destination().isPresent();
    }

    private boolean beginsUrl(int at) {
        return Ascii.startsWithIgnoringCase(text, at, to, HTTP) || Ascii.startsWithIgnoringCase(text, at, to, FTP);
    }
}
