package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.Message;

/**
 * Cisco Secure Firewall Threat Defense security events (430001 to 430005): {@code %FTD-1-430003: Key: value, Key: value}. Values
 * may hold commas and colons; a value reaches to the comma before the next {@code Key: }. The event's number is a field of the
 * name {@code event}.
 */
final class FirepowerGrammar implements Grammar {
    private static final byte[] FTD = Ascii.bytes("%FTD-");
    private static final byte[] NGIPS = Ascii.bytes("%NGIPS-");
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
        int mark = Mark.find(body, FTD);
        if (mark < 0) mark = Mark.find(body, NGIPS);
        if (mark < 0) return false;
        int event = Ascii.indexOf(text, mark, Math.min(to, mark + MAX_MARK), EVENTS);
        int colon = event < 0 ? Ascii.NONE : Ascii.indexOf(text, event, Math.min(to, event + MAX_MARK), ':');
        if (colon < 0) return false;
        number = event + 1;
        at = colon;
        return true;
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
