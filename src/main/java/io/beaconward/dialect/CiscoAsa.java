package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Decimal;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.Message;

/**
 * Cisco ASA and FTD messages that name two endpoints (Cisco Secure Firewall ASA Series Syslog Messages): connections that
 * were built and torn down, packets that were denied, access lists, URLs that were asked for. A message's number says how it
 * is laid out; {@link CiscoPackets}, {@link CiscoSessions} and {@link CiscoUrls} read the layouts.
 */
final class CiscoAsa implements Dialect {
    private static final byte[][] PRODUCTS = {
        Ascii.bytes("%ASA"), Ascii.bytes("%FTD"), Ascii.bytes("%PIX"), Ascii.bytes("%FWSM")
    };
    private static final byte[] BEFORE = Ascii.bytes(": %");
    private static final int MAX_BEFORE = 48;
    private static final int MAX_TAG = 48;
    private static final int NUMBER_DIGITS = 6;
    private static final int FIRST_SECURITY_EVENT = 430_001; // key: value, a grammar of its own
    private static final int LAST_SECURITY_EVENT = 430_005;

    private final CiscoSessions sessions = new CiscoSessions();
    private final CiscoPackets packets = new CiscoPackets();
    private final CiscoUrls urls = new CiscoUrls();
    private byte[] text = {};
    private int to;

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
        int tag = endOfTag(mark);
        if (tag <= mark + PRODUCTS[0].length + NUMBER_DIGITS) return Reading.FOREIGN;
        int number = (int) Decimal.parse(text, tag - NUMBER_DIGITS, tag);
        if (number >= FIRST_SECURITY_EVENT && number <= LAST_SECURITY_EVENT) return Reading.FOREIGN;
        int from = Ascii.skipBlanks(text, tag, to);
        if (from < to && text[from] == ':') from = Ascii.skipBlanks(text, from + 1, to);
        int sender = message.sender().number();
        boolean read = switch (number) {
            case 302013, 302015, 302035, 302303, 302305 -> sessions.built(text, from, to, sender, flow);
            case 302014, 302016, 302036, 302304, 302306 -> sessions.tornDown(text, from, to, sender, flow);
            case 302022, 302023, 302024, 302025, 302026, 302027 -> sessions.stub(text, from, to, flow);
            case 304001 -> urls.accessed(text, from, to, flow);
            case 304002 -> urls.denied(text, from, to, flow);
            default -> packets.read(number, text, from, to, flow);
        };
        return read ? Reading.FLOW : Reading.NO_FLOW;
    }

    /** Where {@code %ASA-} begins: at the start, or behind a device's own name for itself. */
    private int mark(int from) {
        int at = from;
        if (at < to && text[at] != '%') {
            int before = before(at);
            // Behind an equals sign or a quote it is a field of another dialect that holds the mark.
            for (int i = at; i < before; i++) {
                if (text[i] == '=' || text[i] == '"') return Ascii.NONE;
            }
            if (before < 0) return Ascii.NONE;
            at = before;
        }
        for (byte[] product : PRODUCTS) {
            int behind = at + product.length;
            boolean found = behind < to && (text[behind] == '-' || text[behind] == '<');
            if (found && Ascii.startsWith(text, at, to, product)) return at;
        }
        return Ascii.NONE;
    }

    /** Where {@code %ASA-6-302013} ends: at the colon, which some releases leave out; in a cluster {@code %FTD<Up>-4-106023}. */
    private int endOfTag(int mark) {
        int end = Math.min(to, mark + MAX_TAG);
        int i = mark;
        while (i < end && text[i] != ':' && text[i] != ' ') i++;
        return i < end ? i : Ascii.NONE;
    }

    /** The percent sign behind a colon or one or two words, or {@link Ascii#NONE}. */
    private int before(int from) {
        int end = Math.min(to, from + MAX_BEFORE);
        int blank = Ascii.indexOf(text, from, end, ' ');
        for (int words = 0; words < 2 && blank > 0; words++) {
            if (blank + 1 < end && text[blank + 1] == '%') return blank + 1;
            blank = Ascii.indexOf(text, blank + 1, end, ' ');
        }
        int colon = Ascii.indexOf(text, from, end, BEFORE);
        return colon < 0 ? Ascii.NONE : colon + 2;
    }
}
