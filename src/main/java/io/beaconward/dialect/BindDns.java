package io.beaconward.dialect;

import io.beaconward.bytes.Address;
import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.Message;
import io.beaconward.syslog.Stamp;
import io.beaconward.syslog.StampParser;
import java.util.List;

/**
 * The log of the name server BIND, and of what is built on it: queries, answers (EfficientIP), rewrites by a response policy
 * zone, zone changes, and what the resolver met with. Infoblox writes the transport before the question and the reply behind it,
 * by which it is told.
 *
 * <pre>
 *   [stamp] [category:] [severity:] client [@0x…] address#port [(name)]: [view name:] query: name IN A + (server)
 *   … client address#port: UDP: query: name IN A response: NOERROR + name 300 IN A address;
 *   … client address#port (name): answer: name IN A + (server) -&gt; NOERROR 300 A address
 *   … client address#port (name): rpz QNAME NXDOMAIN rewrite name/A/IN via …
 *   timed out resolving 'name/A/IN': server#53
 *   DNS format error from server#53 resolving name/A for client address#port: …
 *   [view name:] validating name/A: …
 *   transfer of 'zone/IN' from server#53: …
 *   zone name/IN: notify from address#port: …
 *   ARMING trigger on client[.mac] (action:…)
 * </pre>
 */
final class BindDns implements Dialect {
    private static final List<String> NAMES = List.of("bind-query", "infoblox-dns");
    private static final byte[] CLIENT = Ascii.bytes("client");
    private static final byte[] LIST = Ascii.bytes("List");
    private static final byte[] MATCHED = Ascii.bytes("Matched");
    private static final byte[] VIEW = Ascii.bytes("view");
    private static final byte[] UDP = Ascii.bytes("UDP:");
    private static final byte[] TCP = Ascii.bytes("TCP:");
    private static final byte[] QUERY = Ascii.bytes("query:");
    private static final byte[] ANSWER = Ascii.bytes("answer:");
    private static final byte[] RESPONSE = Ascii.bytes("response:");
    private static final byte[] ARROW = Ascii.bytes("->");
    private static final byte[] FAILED_FOR = Ascii.bytes(") for ");
    private static final byte[] REWRITE = Ascii.bytes("rewrite ");
    private static final byte[] RPZ = Ascii.bytes("rpz");
    private static final byte[] RESOLVING_NAME = Ascii.bytes(" resolving '");
    private static final byte[] DNS = Ascii.bytes("DNS");
    private static final byte[] FORMAT = Ascii.bytes("format");
    private static final byte[] ERROR = Ascii.bytes("error");
    private static final byte[] RESOLVING = Ascii.bytes("resolving");
    private static final byte[] FOR = Ascii.bytes("for");
    private static final byte[] FROM = Ascii.bytes("from");
    private static final byte[] TRANSFER = Ascii.bytes("transfer");
    private static final byte[] OF = Ascii.bytes("of");
    private static final byte[] ZONE = Ascii.bytes("zone");
    private static final byte[] NOTIFY = Ascii.bytes("notify");
    private static final byte[] ARMING = Ascii.bytes("ARMING");
    private static final byte[] DISARMING = Ascii.bytes("DISARMING");
    private static final byte[] TRIGGER = Ascii.bytes("trigger");
    private static final byte[] ON = Ascii.bytes("on");
    private static final byte[] LAME = Ascii.bytes("lame server ");
    private static final byte[] VALIDATING = Ascii.bytes("validating");
    private static final int MAX_PREFIX_WORDS = 6;
    private static final int MAX_WORDS_OF_CLIENT = 4;
    private static final int MAX_BEFORE_NAME = 64;
    private static final int MAX_QUESTION = 280;

    private final TextCursor words = new TextCursor();
    private final Address address = new Address();
    private final Stamp stamp = new Stamp();
    private byte[] text = {};
    private int to;
    private int zoneFrom; // the name in parentheses behind the client; 0: none
    private int zoneTo;
    private boolean vendorsOwn; // whether the line has what Infoblox alone writes

    @Override
    public String name() {
        return NAMES.get(spoken());
    }

    @Override
    public List<String> names() {
        return NAMES;
    }

    @Override
    public int spoken() {
        return vendorsOwn ? 1 : 0;
    }

    @Override
    public Reading read(Message message, Flow flow) {
        Slice body = message.body();
        text = body.array();
        to = body.to();
        words.wrap(body);
        stamp.clear();
        vendorsOwn = false;
        if (!words.bare()) return Reading.FOREIGN;
        int start = skipPrefix();
        if (start < 0) return Reading.FOREIGN;
        Reading reading = message(start, flow);
        if (reading != Reading.FOREIGN) flow.time().set(stamp);
        return reading;
    }

    /** Moves behind an own time, categories and severities to a word of the message itself, and returns where it begins. */
    private int skipPrefix() {
        Slice word = words.word();
        for (int i = 0; i < MAX_PREFIX_WORDS; i++) {
            int end = StampParser.dayFirst(text, word.from(), to, stamp);
            if (end > 0) {
                words.at(end);
            } else if (!isPrefix(word)) {
                return word.from();
            }
            if (!words.bare()) return Ascii.NONE;
        }
        return Ascii.NONE;
    }

    /** A category, a severity, {@code named[pid]:}, or the server's address before it. */
    private boolean isPrefix(Slice word) {
        int last = word.length() - 1;
        if (last < 1 || word.at(last) != ':') return address.parse(word);
        for (int i = 0; i < last; i++) {
            byte b = word.at(i);
            if (!Ascii.isLetter(b) && !Ascii.isDigit(b) && b != '-' && b != '[' && b != ']') return false;
        }
        return true;
    }

    private Reading message(int start, Flow flow) {
        Slice word = words.word();
        if (word.is(CLIENT)) return words.bare() ? client(flow) : Reading.FOREIGN;
        if (word.is(LIST) && words.bare(MATCHED)) return words.bare() ? client(flow) : Reading.FOREIGN;
        if (word.is(VIEW) && (!words.bare() || !words.endsWith(':') || !words.bare())) return Reading.FOREIGN;
        return serversOwn(word.from() > start ? word.from() : start, flow) ? Reading.FLOW : Reading.FOREIGN;
    }

    /** A message of the server's own doings, which begins at {@code start} with the word. */
    private boolean serversOwn(int start, Flow flow) {
        Slice word = words.word();
        if (word.is(VALIDATING)) return validating(flow);
        if (word.is(DNS)) return formatError(flow);
        if (word.is(TRANSFER)) return transfer(flow);
        if (word.is(ARMING) || word.is(DISARMING)) return trigger(flow);
        return word.is(ZONE) ? zone(flow) : resolving(start, flow);
    }

    // --- what a client asked for ---

    /** {@code [@0x…] address#port[/key name] [(name)]: …}, from the word on. */
    private Reading client(Flow flow) {
        Slice word = words.word();
        if (word.at(0) == '@' && !words.bare()) return Reading.FOREIGN;
        int slash = Ascii.indexOf(text, word.from(), word.to(), '/');
        int end = slash > 0 ? slash : words.endsWith(':') ? word.to() - 1 : word.to();
        if (DnsNames.port(text, word.from(), end, flow.source()) < 0) return Reading.FOREIGN;
        zoneFrom = 0;
        for (int i = 0; !words.endsWith(':'); i++) {
            if (i == MAX_WORDS_OF_CLIENT || !words.bare()) return Reading.FOREIGN;
            int close = words.endsWith(':') ? word.to() - 2 : word.to() - 1;
            if (word.at(0) != '(' || close <= word.from() || text[close] != ')') continue;
            zoneFrom = word.from() + 1;
            zoneTo = close;
        }
        return subject(flow) ? Reading.FLOW : Reading.NO_FLOW;
    }

    private boolean subject(Flow flow) {
        Slice word = words.word();
        for (int i = 0; i < MAX_WORDS_OF_CLIENT && words.bare(); i++) {
            if (word.is(QUERY) || word.is(ANSWER)) return question(flow);
            if (word.is(UDP) || word.is(TCP)) {
                vendorsOwn = true;
            } else if (!word.is(VIEW) || !words.bare()) {
                return event(word.from(), flow);
            }
        }
        return false;
    }

    /** {@code name IN A + (server)}, and the reply to it behind {@code response: code flags} or {@code -> code}. */
    private boolean question(Flow flow) {
        Slice word = words.word();
        if (!words.bare() || !DnsNames.query(word, flow)) return false;
        if (!words.bare() || !DnsNames.isClass(word) || !words.bare()) return false;
        while (words.bare()) {
            boolean response = word.is(RESPONSE);
            if (response || word.is(ARROW)) {
                vendorsOwn |= response;
                if (words.bare()) DnsNames.answers(words, flow);
            } else if (word.at(0) == '('
                    && words.endsWith(')')
                    && !flow.destination().isPresent()) {
                flow.destination().parse(text, word.from() + 1, word.to() - 1);
            }
        }
        return true;
    }

    /** Anything else about a client, of which the name it is about is taken: of a failure, a rewrite, a zone, else of the query. */
    private boolean event(int from, Flow flow) {
        int near = Math.min(to, from + MAX_BEFORE_NAME);
        int name = Ascii.startsWith(text, from, to, RPZ) ? behind(REWRITE, from, near) : behind(FAILED_FOR, from, near);
        if (name > 0) return DnsNames.queryWithType(text, name, endOfWord(name), flow);
        int quote = Ascii.indexOf(text, from, near, '\'');
        int end = quote < 0 ? Ascii.NONE : Ascii.indexOf(text, quote + 1, to, '\'');
        if (end > 0) return DnsNames.queryWithType(text, quote + 1, end, flow);
        return zoneFrom > 0 && DnsNames.query(text, zoneFrom, zoneTo, flow);
    }

    private int behind(byte[] mark, int from, int end) {
        int at = Ascii.indexOf(text, from, end, mark);
        return at < 0 ? Ascii.NONE : at + mark.length;
    }

    private int endOfWord(int from) {
        int blank = Ascii.indexOf(text, from, to, ' ');
        return blank < 0 ? to : blank;
    }

    // --- what the resolver met with; it says nothing of the client ---

    /** {@code validating name/TYPE: …}, and of older servers {@code validating @0x…: name TYPE: …}. */
    private boolean validating(Flow flow) {
        Slice word = words.word();
        if (!words.bare()) return false;
        if (word.at(0) == '@') return words.bare() && DnsNames.query(word, flow);
        return zoneBeforeColon(flow);
    }

    /** {@code name/TYPE:} or {@code name/CLASS:}, which is the word. */
    private boolean zoneBeforeColon(Flow flow) {
        Slice word = words.word();
        return words.endsWith(':')
                && Ascii.indexOf(text, word.from(), word.to(), '/') > 0
                && DnsNames.queryWithType(text, word.from(), word.to() - 1, flow);
    }

    /** {@code DNS format error [from] server#port resolving name/TYPE for [client] address#port: …}. */
    private boolean formatError(Flow flow) {
        Slice word = words.word();
        if (!words.bare(FORMAT) || !words.bare(ERROR) || !words.bare()) return false;
        if (word.is(FROM) && !words.bare()) return false;
        long port = DnsNames.port(text, word.from(), word.to(), flow.destination());
        if (port < 0 || !words.bare(RESOLVING) || !words.bare()) return false;
        flow.destinationPort(port);
        if (!DnsNames.queryWithType(text, word.from(), word.to(), flow)) return false;
        if (words.bare(FOR) && words.bare() && (!word.is(CLIENT) || words.bare())) peer(flow.source());
        return true;
    }

    /** {@code transfer of 'zone/IN' from server#port: …}. */
    private boolean transfer(Flow flow) {
        Slice word = words.word();
        if (!words.bare(OF) || !words.bare() || word.length() < 3 || word.at(0) != '\'' || !words.endsWith('\'')) {
            return false;
        }
        if (!DnsNames.queryWithType(text, word.from() + 1, word.to() - 1, flow)) return false;
        if (words.bare(FROM) && words.bare()) flow.destinationPort(peer(flow.destination()));
        return true;
    }

    /** {@code zone name/IN: notify from address#port: …}, or something else about the zone. */
    private boolean zone(Flow flow) {
        if (!words.bare() || !zoneBeforeColon(flow)) return false;
        if (words.bare(NOTIFY) && words.bare(FROM) && words.bare()) peer(flow.source());
        return true;
    }

    /** {@code ARMING trigger on client …} (EfficientIP), the client an address, or one of four numbers with further labels. */
    private boolean trigger(Flow flow) {
        Slice word = words.word();
        if (!words.bare(TRIGGER) || !words.bare(ON) || !words.bare()) return false;
        int end = word.from();
        for (int i = 0; i < 4 && end >= 0; i++) end = Ascii.indexOf(text, end + 1, word.to(), '.');
        return flow.source().parse(text, word.from(), end < 0 ? word.to() : end);
    }

    /** Takes the address of {@code address#port}, which is the word, perhaps with a colon; returns the port. */
    private long peer(Address out) {
        Slice word = words.word();
        return DnsNames.port(text, word.from(), words.endsWith(':') ? word.to() - 1 : word.to(), out);
    }

    /** {@code words resolving 'name/TYPE[/CLASS]'…[: server#port]}. */
    private boolean resolving(int from, Flow flow) {
        int name = behind(RESOLVING_NAME, from, Math.min(to, from + MAX_BEFORE_NAME));
        if (name < 0) return false;
        for (int i = from; i < name - RESOLVING_NAME.length; i++) {
            byte b = text[i];
            if (!Ascii.isLetter(b) && b != ' ' && b != '(' && b != ')') return false;
        }
        int end = Ascii.indexOf(text, name, Math.min(to, name + MAX_QUESTION), '\'');
        if (end < 0) return false;
        boolean typed = Ascii.indexOf(text, name, end, '/') > 0;
        if (!typed && !Ascii.startsWith(text, from, to, LAME)) return false;
        if (!DnsNames.queryWithType(text, name, end, flow)) return false;
        int colon = Ascii.lastIndexOf(text, end, to, ' ');
        if (colon > end && text[colon - 1] == ':') {
            flow.destinationPort(DnsNames.port(text, colon + 1, to, flow.destination()));
        }
        return true;
    }
}
