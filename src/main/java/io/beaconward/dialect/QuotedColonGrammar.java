package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.Message;

/**
 * Check Point's log exporter in its syslog form: {@code [action:"Accept"; src:"192.0.2.1"; …]}. A backslash escapes what is
 * behind it. What is no pair is passed over. A value that nothing closes was cut off, and is empty.
 */
final class QuotedColonGrammar implements Grammar {
    private static final int MAX_BEFORE = 128;

    private final Slice key = new Slice();
    private final Slice value = new Slice();
    private byte[] text = {};
    private int at;
    private int to;

    @Override
    public boolean begin(Message message) {
        Slice body = message.body();
        text = body.array();
        to = body.to();
        int bracket = Ascii.indexOf(text, body.from(), Math.min(to, body.from() + MAX_BEFORE), '[');
        if (bracket < 0) return false;
        int end = endOfKey(bracket + 1);
        if (end == bracket + 1 || end + 1 >= to || text[end] != ':' || text[end + 1] != '"') return false;
        at = bracket + 1;
        return true;
    }

    private int endOfKey(int from) {
        int i = from;
        while (i < to && (Ascii.isLetter(text[i]) || Ascii.isDigit(text[i]) || text[i] == '_' || text[i] == '-')) i++;
        return i;
    }

    @Override
    public boolean next() {
        while (at < to) {
            int end = endOfKey(at);
            int quote = end;
            while (quote < to && text[quote] == ':') quote++;
            if (end > at && quote > end && quote < to && text[quote] == '"') {
                key.set(text, at, end);
                int close = quote + 1;
                while (close < to && text[close] != '"') close += text[close] == '\\' ? 2 : 1;
                value.set(text, quote + 1, close < to ? close : quote + 1);
                at = close + 1;
                return true;
            }
            at = Math.max(quote, at + 1);
        }
        return false;
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
