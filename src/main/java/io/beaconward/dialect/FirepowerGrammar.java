package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.Message;

/**
 * Cisco Secure Firewall Threat Defense security events (430001 to 430005): {@code %FTD-1-430003: Key: value, Key: value}. Values
 * may hold commas and colons; a value reaches to the comma before the next {@code Key: }. The event's number is a field of the
 * name {@code event}. The management center sends the same behind its tag {@code SFIMS}, without a number, perhaps behind brackets; so
 * does {@code ftd}.
 */
final class FirepowerGrammar implements Grammar {
    private static final byte[][] PRODUCTS = {Ascii.bytes("%FTD-"), Ascii.bytes("%NGIPS-"), Ascii.bytes("%ASA-")};
    private static final byte[] MANAGER = Ascii.bytes("SFIMS");
    private static final byte[] FTD = Ascii.bytes("ftd");
    private static final byte[] EVENTS = Ascii.bytes("-43000");
    private static final int MAX_MARK = 16;

    private static final byte[] EVENT = Ascii.bytes("event");

    private final Slice key = new Slice();
    private final Slice value = new Slice();
    private byte[] text = {};
    private int at;
    private int to;
    private int number;

    @Override
    public boolean begin(Message message) {
        Slice body = message.body();
        text = body.array();
        to = body.to();
        int mark = mark(body);
        if (mark < 0) return isUnnumbered(message) && behindBrackets(body.from());
        int event = Ascii.indexOf(text, mark, Math.min(to, mark + MAX_MARK), EVENTS);
        int end = event < 0 ? Ascii.NONE : event + EVENTS.length + 1;
        if (end < 0 || end >= to || (text[end] != ':' && text[end] != ' ')) return false;
        number = event + 1;
        at = end;
        return true;
    }

    private static int mark(Slice body) {
        for (byte[] product : PRODUCTS) {
            int mark = Mark.find(body, product);
            if (mark >= 0) return mark;
        }
        return Ascii.NONE;
    }

    private static boolean isUnnumbered(Message message) {
        return message.app().is(MANAGER) || message.app().is(FTD);
    }

    /** {@code [Primary Detection Engine (…)][policy] Key: value}. */
    private boolean behindBrackets(int from) {
        number = 0;
        at = from;
        while (at < to && text[at] == '[') {
            int close = Ascii.indexOf(text, at, to, ']');
            at = close < 0 ? to : Ascii.skipBlanks(text, close + 1, to);
        }
        return at < to;
    }

    @Override
    public boolean next() {
        if (number > 0) {
            key.set(EVENT, 0, EVENT.length);
            value.set(text, number, at);
            at = Ascii.skipBlanks(text, at + 1, to);
            number = 0;
            return true;
        }
        int colon = at;
        while (colon < to && !(text[colon] == ':' && (colon + 1 == to || text[colon + 1] == ' '))) colon++;
        if (colon >= to) return false;
        key.set(text, at, colon);
        int from = Math.min(colon + 2, to);
        int end = endOfValue(from);
        value.set(text, from, end);
        at = Math.min(end + 2, to);
        return true;
    }

    /** The comma before the next {@code Key: }, whose words hold letters and underscores, or the end. */
    private int endOfValue(int from) {
        int comma = Ascii.NONE; // the last ", ", while only bytes of a key have followed it
        for (int i = from; i < to; i++) {
            byte b = text[i];
            if (b == ',' && i + 1 < to && text[i + 1] == ' ') {
                comma = i;
                i++;
            } else if (b == ':' && comma >= 0 && i > comma + 2 && i + 1 < to && text[i + 1] == ' ') {
                return comma;
            } else if (!Ascii.isLetter(b) && !Ascii.isDigit(b) && b != '_' && b != ' ') {
                comma = Ascii.NONE;
            }
        }
        return to;
    }

    @Override
    public Slice key() {
        return key;
    }

    @Override
    public Slice value() {
        return value;
    }
}
