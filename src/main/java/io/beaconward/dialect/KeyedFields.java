package io.beaconward.dialect;

import io.beaconward.bytes.Slice;

/**
 * The fields of one body by the numbers that a {@link KeyTable} gives their names. Of a name that stands twice the first
 * holds, so that a later field's text cannot overwrite it. Owned by one dialect of one pipeline.
 */
final class KeyedFields {
    private final KeyTable keys;
    private final Slice[] values;
    private long seen;

    /**
     * Makes room for the fields of the table.
     *
     * @param count how many names the table has, 64 at most
     */
    KeyedFields(KeyTable keys, int count) {
        if (count > Long.SIZE) throw new IllegalArgumentException(count + " names are too many");
        this.keys = keys;
        this.values = new Slice[count];
        for (int i = 0; i < count; i++) values[i] = new Slice();
    }

    /** Takes the pairs that are ahead of the cursor. */
    void read(KeyValueCursor cursor) {
        seen = 0;
        while (cursor.next()) {
            int key = keys.find(cursor.key());
            if (key == KeyTable.NONE || has(key)) continue;
            seen |= 1L << key;
            values[key].set(cursor.value());
        }
    }

    boolean has(int key) {
        return (seen & (1L << key)) != 0;
    }

    /** The field's value; meaningless where the body has none. */
    Slice get(int key) {
        return values[key];
    }
}
