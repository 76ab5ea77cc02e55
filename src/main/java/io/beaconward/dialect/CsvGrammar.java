package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Slice;
import io.beaconward.config.Settings;
import io.beaconward.syslog.Message;

/** Columns that one byte parts, see {@link CsvCursor}. Their names are their numbers: {@code 1}, {@code 2}, and so on. */
final class CsvGrammar implements Grammar {
    private static final byte[][] NAMES = names();

    private final CsvCursor cursor;
    private final char separator;
    private final Slice key = new Slice();

    CsvGrammar(char separator) {
        this.separator = separator;
        this.cursor = new CsvCursor(separator);
    }

    private static byte[][] names() {
        byte[][] names = new byte[Settings.Dialect.MAX_COLUMN + 1][];
        for (int i = 0; i < names.length; i++) names[i] = Ascii.bytes(Integer.toString(i));
        return names;
    }

    @Override
    public boolean begin(Message message) {
        Slice body = message.body();
        if (Ascii.indexOf(body.array(), body.from(), body.to(), separator) < 0) return false;
        cursor.wrap(body);
        return true;
    }

    @Override
    public boolean next() {
        if (cursor.column() >= Settings.Dialect.MAX_COLUMN || !cursor.next()) return false;
        byte[] name = NAMES[cursor.column()];
        key.set(name, 0, name.length);
        return true;
    }

    @Override
    public Slice key() {
        return key;
    }

    @Override
    public Slice value() {
        return cursor.field();
    }
}
