package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Decimal;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.Message;

/**
 * F5 BIG-IP's own text lines, which begin with a code of eight hexadecimal digits and a severity: {@code 01260013:4: … a:p ->
 * b:p}, access lists ({@code discard ACL: … packet: tcp a:p -> b:p}), application security events ({@code [SECEV] … source
 * ip: …, request: <GET …}) and sessions of the access policy ({@code client IP a (…) at VIP b}, {@code session.user.clientip is
 * a}), logins ({@code user=name(name) … host=a}). Of a proxied connection the client's side counts.
 */
final class F5BigIp implements Dialect {
    private static final byte[] ARROW = Ascii.bytes(" -> ");
    private static final byte[] ACL = Ascii.bytes(" ACL: ");
    private static final byte[] SECURITY_EVENT = Ascii.bytes("[SECEV] ");
    private static final byte[] SOURCE = Ascii.bytes(" source ip: ");
    private static final byte[] DESTINATION = Ascii.bytes(" destination ip: ");
    private static final byte[] PORT = Ascii.bytes(" destination port: ");
    private static final byte[] REQUEST = Ascii.bytes(" request: <");
    private static final byte[] SCHEME_END = Ascii.bytes("://");
    private static final byte[] CLIENT = Ascii.bytes(" client IP ");
    private static final byte[] CLIENT_IS = Ascii.bytes(" session.user.clientip is ");
    private static final byte[] CLIENT_SIDE = Ascii.bytes(" clientside (");
    private static final byte[] USER_IS = Ascii.bytes(": user=");
    private static final byte[] HOST_IS = Ascii.bytes(" host=");
    private static final byte[] VIP = Ascii.bytes(" at VIP ");
    private static final int CODE_DIGITS = 8;
    private static final int MAX_BEFORE = 48;

    private final TextCursor cursor = new TextCursor();
    private final HostName hostName = new HostName();
    private final HostHeader header = new HostHeader();
    private final Slice host = new Slice();

    @Override
    public String name() {
        return "f5-bigip";
    }

    @Override
    public Reading read(Message message, Flow flow) {
        Slice body = message.body();
        byte[] text = body.array();
        int code = code(text, body.from(), body.to());
        if (code < 0) return Reading.FOREIGN;
        cursor.wrap(text, code + CODE_DIGITS + 3, body.to());
        int from = cursor.at();
        cursor.next();
        boolean read = Ascii.startsWith(text, from + 1, body.to(), SECURITY_EVENT)
                ? securityEvent(flow)
                : packet(from, flow) || session(from, flow);
        return read && flow.source().isPresent() ? Reading.FLOW : Reading.NO_FLOW;
    }

    /** Where {@code 01260013:4:} begins: at the start or behind {@code level process[1]: }. */
    private static int code(byte[] text, int from, int to) {
        if (isCode(text, from, to)) return from;
        for (int i = from; i < Math.min(to, from + MAX_BEFORE) && text[i] != '=' && text[i] != '"'; i++) {
            if (text[i] == ':' && i + 1 < to && text[i + 1] == ' ') return isCode(text, i + 2, to) ? i + 2 : Ascii.NONE;
        }
        return Ascii.NONE;
    }

    private static boolean isCode(byte[] text, int from, int to) {
        int end = from + CODE_DIGITS;
        if (to - end < 4 || text[end] != ':' || !Ascii.isDigit(text[end + 1])) return false;
        if (text[end + 2] != ':' || text[end + 3] != ' ') return false;
        for (int i = from; i < end; i++) {
            if (Character.digit((char) (text[i] & 0xff), 16) < 0) return false;
        }
        return true;
    }

    private boolean packet(int begin, Flow flow) {
        byte[] array = cursor.text();
        int side = Ascii.indexOf(array, begin, cursor.to(), CLIENT_SIDE);
        int from = side < 0 ? begin : side + CLIENT_SIDE.length;
        int arrow = Ascii.indexOf(array, from, cursor.to(), ARROW);
        if (arrow < 0) return false;
        int source = Ascii.lastIndexOf(array, from, arrow, ' ') + 1;
        int client = Endpoint.read(array, Math.max(from, source), arrow, flow.source());
        if (client == Endpoint.NONE) return false;
        flow.sourcePort(client);
        cursor.at(arrow + ARROW.length);
        cursor.next();
        Slice word = cursor.word();
        int end = word.to();
        while (end > word.from() && isEndOfSentence(array[end - 1])) end--;
        int port = Endpoint.read(array, word.from(), end, flow.destination());
        if (port == Endpoint.NONE) return false;
        flow.destinationPort(port);
        int acl = Ascii.indexOf(array, from, arrow, ACL);
        int verdict = acl < 0 ? Ascii.NONE : Ascii.lastIndexOf(array, from, acl, ' ');
        if (verdict >= 0) flow.action(Verdicts.of(word.set(array, verdict + 1, acl)));
        return true;
    }

    private static boolean isEndOfSentence(byte b) {
        return b == ':' || b == ',' || b == ')';
    }

    private boolean session(int from, Flow flow) {
        cursor.at(from);
        if (cursor.behind(CLIENT_IS)) return cursor.next() && flow.source().parse(cursor.word());
        if (!cursor.behind(CLIENT)) return login(flow);
        if (!cursor.next() || !flow.source().parse(cursor.word())) return false;
        if (cursor.behind(VIP) && cursor.next() && !cursor.atEnd())
            flow.destination().parse(cursor.word());
        return true;
    }

    private boolean login(Flow flow) {
        if (!cursor.behind(USER_IS) || !cursor.next()) return false;
        Slice user = cursor.word();
        int bracket = Ascii.indexOf(user.array(), user.from(), user.to(), '(');
        if (bracket > 0) UserName.read(user.array(), user.from(), bracket, flow);
        return cursor.behind(HOST_IS)
                && cursor.next()
                && !cursor.atEnd()
                && flow.source().parse(cursor.word());
    }

    private boolean securityEvent(Flow flow) {
        if (!cursor.behind(SOURCE) || !flow.source().parse(value())) return false;
        if (cursor.behind(DESTINATION)) flow.destination().parse(value());
        if (cursor.behind(PORT)) flow.destinationPort(Decimal.parse(value()));
        if (!cursor.behind(REQUEST)) return true;
        Slice url = cursor.skip(2);
        boolean absolute = Ascii.indexOf(url.array(), url.from(), url.to(), SCHEME_END) > 0;
        if (absolute && !cursor.atEnd()) {
            hostName.readBeside(url, flow);
        } else {
            header.read(host.set(cursor.text(), cursor.at(), cursor.to()), flow);
        }
        return true;
    }

    /** What stands right here before the next comma; empty where none closes it. */
    private Slice value() {
        int comma = Ascii.indexOf(cursor.text(), cursor.at(), cursor.to(), ',');
        return host.set(cursor.text(), cursor.at(), Math.max(cursor.at(), comma));
    }
}
