package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Slice;
import io.beaconward.bytes.Words;
import java.util.Locale;

/**
 * Names of fields to their numbers, without regard to ASCII case: what a vendor's dialect is made of. Looking up allocates
 * nothing and does not depend on how many names there are.
 *
 * <p>Names are told apart by their first and last eight bytes and their length, which is all there is to a name of up to 16
 * bytes; of a longer one the bytes are compared.
 */
final class KeyTable {
    /** No such name. */
    static final int NONE = -1;

    private final byte[][] names;
    private final long[] heads;
    private final long[] tails;
    private final int[] lengths; // 0: the slot is free
    private final int[] numbers;
    private final int shift;
    private final int mask;

    private KeyTable(int slots) {
        names = new byte[slots][];
        heads = new long[slots];
        tails = new long[slots];
        lengths = new int[slots];
        numbers = new int[slots];
        shift = Long.numberOfLeadingZeros(slots) + 1;
        mask = slots - 1;
    }

    /** A table in which each name stands for its place: the first for 0. */
    static KeyTable of(String... words) {
        KeyTable table = new KeyTable(Integer.highestOneBit(words.length * 4) * 2);
        for (int i = 0; i < words.length; i++) table.add(Ascii.bytes(words[i].toLowerCase(Locale.ROOT)), i);
        return table;
    }

    private void add(byte[] name, int number) {
        long head = head(name, 0, name.length);
        long tail = tail(name, 0, name.length);
        int slot = slot(head, tail);
        while (lengths[slot] != 0) slot = (slot + 1) & mask;
        names[slot] = name;
        heads[slot] = head;
        tails[slot] = tail;
        lengths[slot] = name.length;
        numbers[slot] = number;
    }

    int find(Slice name) {
        return find(name.array(), name.from(), name.to());
    }

    int find(byte[] text, int from, int to) {
        int length = to - from;
        if (length == 0) return NONE;
        long head = head(text, from, to);
        long tail = tail(text, from, to);
        int slot = slot(head, tail);
        while (lengths[slot] != 0) {
            if (heads[slot] == head && tails[slot] == tail && lengths[slot] == length) {
                boolean same = length <= 2 * Words.BYTES || Ascii.isIgnoringCase(text, from, to, names[slot]);
                if (same) return numbers[slot];
            }
            slot = (slot + 1) & mask;
        }
        return NONE;
    }

    private static long head(byte[] text, int from, int to) {
        return Words.lower(Words.first(text, from, to));
    }

    private static long tail(byte[] text, int from, int to) {
        return Words.lower(Words.last(text, from, to));
    }

    private int slot(long head, long tail) {
        return (int) (Words.spread(head, tail) >>> shift);
    }
}
