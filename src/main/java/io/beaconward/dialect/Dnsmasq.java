package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.Message;

/**
 * The queries that the name server dnsmasq logs (log-queries; with {@code extra}, serial and client stand before each line).
 * A line alone is read: of a chain of aliases, the address belongs to the last name, and no line says which was asked for.
 *
 * <pre>
 *   [[UDP] serial client/port] query[A] name from client                  also auth[A]
 *   [[UDP] serial client/port] forwarded name to server[#port]
 *   [[UDP] serial client/port] reply name is address                      also cached, config, DHCP, a hosts file; &lt;CNAME&gt;, NXDOMAIN
 *   [[UDP] serial client/port] gravity blocked [(CNAME)] name is address  and what else Pi-hole answers by itself
 * </pre>
 */
final class Dnsmasq implements Dialect {
    private static final byte[] TAG = Ascii.bytes("dnsmasq");
    private static final byte[] UDP = Ascii.bytes("UDP");
    private static final byte[] TCP = Ascii.bytes("TCP");
    private static final byte[] QUERY = Ascii.bytes("query[");
    private static final byte[] AUTHORITATIVE = Ascii.bytes("auth[");
    private static final byte[] FORWARDED = Ascii.bytes("forwarded");
    private static final byte[] SIGNATURES = Ascii.bytes("dnssec-query[");
    private static final byte[][] ORIGINS = {
        Ascii.bytes("reply"),
        Ascii.bytes("cached"),
        Ascii.bytes("cached-stale"),
        Ascii.bytes("config"),
        Ascii.bytes("DHCP"),
        Ascii.bytes("auth"),
        Ascii.bytes("Rate-limiting")
    };
    private static final byte[][] LISTS = {Ascii.bytes("gravity"), Ascii.bytes("exactly"), Ascii.bytes("regex")};
    private static final byte[] BY_CNAME = Ascii.bytes("(CNAME)");

    /** How Pi-hole begins to say why it answered by itself, and the words behind which the name stands. */
    private static final byte[][] REASONS = {
        Ascii.bytes("special"),
        Ascii.bytes("Pi-hole"),
        Ascii.bytes("Mozilla"),
        Ascii.bytes("Apple"),
        Ascii.bytes("designated")
    };

    private static final byte[] DOMAIN = Ascii.bytes("domain");
    private static final byte[] HOST_NAME = Ascii.bytes("hostname");
    private static final int MAX_WORDS_OF_REASON = 4;
    private static final byte[] FROM = Ascii.bytes("from");
    private static final byte[] TO = Ascii.bytes("to");
    private static final byte[] IS = Ascii.bytes("is");

    private final TextCursor words = new TextCursor();

    @Override
    public String name() {
        return "dnsmasq";
    }

    /** Only {@code query[…]} is told by itself; the rest is plain English, and told by the tag of its header. */
    @Override
    public Reading read(Message message, Flow flow) {
        boolean named = message.app().startsWith(TAG);
        Slice body = message.body();
        if (!named && !body.startsWith(QUERY)) return Reading.FOREIGN;
        words.wrap(body);
        if (words.bare() && line(flow)) return Reading.FLOW;
        return named ? Reading.NO_FLOW : Reading.FOREIGN;
    }

    private boolean line(Flow flow) {
        Slice word = words.word();
        if ((word.is(UDP) || word.is(TCP)) && !words.bare()) return false;
        if (Ascii.isDigit(word.at(0))) {
            if (!words.bare()) return false;
            int slash = Ascii.indexOf(word.array(), word.from(), word.to(), '/');
            if (slash < 0 || !flow.source().parse(word.array(), word.from(), slash) || !words.bare()) return false;
        }
        if (word.startsWith(QUERY) || word.startsWith(AUTHORITATIVE))
            return name(flow)
                    && words.bare(FROM)
                    && words.bare()
                    && flow.source().parse(word);
        if (word.is(FORWARDED) || word.startsWith(SIGNATURES)) return name(flow) && words.bare(TO) && server(flow);
        if (isAny(word, LISTS)) return words.bare() && refused(word, flow) && blockedName(flow);
        if (!(isOrigin(word) || isReason()) || !name(flow) || !words.bare(IS) || !words.bare()) return false;
        flow.answers().add(word.array(), word.from(), word.to());
        return true;
    }

    private static boolean refused(Slice word, Flow flow) {
        flow.action(Verdicts.of(word));
        return flow.action() == Flow.Action.BLOCKED;
    }

    private boolean name(Flow flow) {
        return words.bare() && DnsNames.query(words.word(), flow);
    }

    /** Of a name that was blocked for an alias of it, Pi-hole says so first. */
    private boolean blockedName(Flow flow) {
        Slice word = words.word();
        return words.bare() && (!word.is(BY_CNAME) || words.bare()) && DnsNames.query(word, flow);
    }

    private boolean server(Flow flow) {
        if (!words.bare()) return false;
        Slice word = words.word();
        if (flow.destination().parse(word)) return true;
        long port = DnsNames.port(word.array(), word.from(), word.to(), flow.destination());
        flow.destinationPort(port);
        return port >= 0;
    }

    /** Pi-hole's reason for an answer of its own, to its last word: {@code special domain}, {@code Pi-hole hostname}. */
    private boolean isReason() {
        Slice word = words.word();
        if (!isAny(word, REASONS)) return false;
        for (int i = 0; i < MAX_WORDS_OF_REASON && words.bare(); i++) {
            if (word.is(DOMAIN) || word.is(HOST_NAME)) return true;
        }
        return false;
    }

    private static boolean isAny(Slice word, byte[][] known) {
        for (byte[] one : known) {
            if (word.is(one)) return true;
        }
        return false;
    }

    /** Where a reply comes from; a hosts file is named by its path. */
    private static boolean isOrigin(Slice word) {
        return isAny(word, ORIGINS) || word.at(0) == '/';
    }
}
