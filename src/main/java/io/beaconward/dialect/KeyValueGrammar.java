package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.KeyTable;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.Message;

/**
 * {@code key=value}, as most firewalls write it: see {@link KeyValueCursor}. Where a tab parts the first two pairs, tabs part
 * all, and values may hold blanks and quotes of their own.
 */
final class KeyValueGrammar implements Grammar {
    private final KeyValueCursor cursor = new KeyValueCursor(Ascii.bytes("cs-host"));
    private final DelimitedPairs pairs = new DelimitedPairs();
    private boolean tabs;

    @Override
    public boolean begin(Message message) {
        Slice body = message.body();
        byte[] text = body.array();
        int equals = Ascii.indexOf(text, body.from(), body.to(), '=');
        if (equals < 0) return false;
        int second = Ascii.indexOf(text, equals + 1, body.to(), '=');
        tabs = second >= 0 && Ascii.indexOf(text, equals, second, '\t') >= 0 && endsInTab(text, equals, second);
        if (tabs) {
            pairs.wrap(text, body.from(), body.to(), (byte) '\t');
        } else {
            cursor.wrap(body);
        }
        return true;
    }

    /** Whether a tab, and no blank behind it, is the last of these. */
    private static boolean endsInTab(byte[] text, int from, int to) {
        int tab = Ascii.lastIndexOf(text, from, to, '\t');
        return Ascii.indexOf(text, tab, to, ' ') < 0;
    }

    @Override
    public void read(KeyTable table, Fields fields) {
        if (tabs) {
            Grammar.super.read(table, fields);
        } else {
            cursor.read(table, fields);
        }
    }

    @Override
    public boolean next() {
        return tabs ? pairs.next() : cursor.next();
    }

    @Override
    public int number(KeyTable table) {
        return tabs ? table.find(pairs.key()) : cursor.number(table);
    }

    @Override
    public Slice key() {
        return tabs ? pairs.key() : cursor.key();
    }

    @Override
    public Slice value() {
        return tabs ? pairs.value() : cursor.value();
    }
}
