package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Slice;
import java.util.Locale;

/**
 * Names of fields to their numbers, without regard to ASCII case: what a vendor's dialect is made of. Looking up allocates
 * nothing and does not depend on how many names there are.
 */
final class KeyTable {
    /** No such name. */
    static final int NONE = -1;

    private final byte[][] names;
    private final int[] numbers;
    private final int mask;

    private KeyTable(int slots) {
        names = new byte[slots][];
        numbers = new int[slots];
        mask = slots - 1;
    }

    /** A table in which each name stands for its place: the first for 0. */
    static KeyTable of(String... words) {
        KeyTable table = new KeyTable(Integer.highestOneBit(words.length * 4) * 2);
        for (int i = 0; i < words.length; i++) {
            byte[] name = Ascii.bytes(words[i].toLowerCase(Locale.ROOT));
            int slot = hash(name, 0, name.length) & table.mask;
            while (table.names[slot] != null) slot = (slot + 1) & table.mask;
            table.names[slot] = name;
            table.numbers[slot] = i;
        }
        return table;
    }

    int find(Slice name) {
        return find(name.array(), name.from(), name.to());
    }

    int find(byte[] text, int from, int to) {
        int slot = hash(text, from, to) & mask;
        while (names[slot] != null) {
            if (Ascii.isIgnoringCase(text, from, to, names[slot])) return numbers[slot];
            slot = (slot + 1) & mask;
        }
        return NONE;
    }

    private static int hash(byte[] text, int from, int to) {
        int hash = to - from;
        for (int i = from; i < to; i++) hash = hash * 31 + Ascii.lower(text[i]);
        return hash ^ (hash >>> 15);
    }
}
