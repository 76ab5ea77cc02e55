package io.beaconward.bytes;

/**
 * Words to numbers, without regard to ASCII case: the names of a vendor's fields, the labels of watched names. A word's number is
 * how many were added before it. Looking up allocates nothing and does not depend on how many words there are.
 *
 * <p>Words are told apart by their first and last eight bytes and their length, which is all there is to one of up to 16
 * bytes; of a longer one the bytes are compared.
 */
public final class KeyTable {
    /** No such word. */
    public static final int NONE = -1;

    private static final int FIRST_SLOTS = 4;
    private static final int ROOM = 4; // slots a word, at least

    private byte[][] words = new byte[FIRST_SLOTS][];
    private long[] heads = new long[FIRST_SLOTS];
    private long[] tails = new long[FIRST_SLOTS];
    private int[] lengths = new int[FIRST_SLOTS]; // 0: the slot is free
    private int[] numbers = new int[FIRST_SLOTS];
    private int shift = shift(FIRST_SLOTS);
    private int count;

    /** A table in which each word stands for its place: the first for 0. */
    public static KeyTable of(String... words) {
        KeyTable table = new KeyTable();
        for (String word : words) table.add(Ascii.bytes(word));
        return table;
    }

    /**
     * Adds a word where it is not there yet.
     *
     * @param word not empty
     * @return its number
     */
    public int add(byte[] word) {
        if (word.length == 0) throw new IllegalArgumentException("a word must have a letter");
        int known = find(word, 0, word.length);
        if (known != NONE) return known;
        if ((count + 1) * ROOM > lengths.length) grow();
        put(word, count);
        return count++;
    }

    private void grow() {
        byte[][] oldWords = words;
        int[] oldNumbers = numbers;
        int slots = 2 * oldWords.length;
        words = new byte[slots][];
        heads = new long[slots];
        tails = new long[slots];
        lengths = new int[slots];
        numbers = new int[slots];
        shift = shift(slots);
        for (int i = 0; i < oldWords.length; i++) {
            if (oldWords[i] != null) put(oldWords[i], oldNumbers[i]);
        }
    }

    private void put(byte[] word, int number) {
        long head = head(word, 0, word.length);
        long tail = tail(word, 0, word.length);
        int slot = slot(head, tail);
        while (lengths[slot] != 0) slot = next(slot);
        words[slot] = word;
        heads[slot] = head;
        tails[slot] = tail;
        lengths[slot] = word.length;
        numbers[slot] = number;
    }

    /** The number of the word, or {@link #NONE}. */
    public int find(Slice word) {
        return find(word.array(), word.from(), word.to());
    }

    /** The number of the word in {@code [from, to)}, or {@link #NONE}. */
    public int find(byte[] text, int from, int to) {
        int length = to - from;
        if (length <= 0) return NONE;
        long head = head(text, from, to);
        long tail = tail(text, from, to);
        for (int slot = slot(head, tail); lengths[slot] != 0; slot = next(slot)) {
            if (heads[slot] == head && tails[slot] == tail && lengths[slot] == length) {
                boolean same = length <= 2 * Words.BYTES || Ascii.isIgnoringCase(text, from, to, words[slot]);
                if (same) return numbers[slot];
            }
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

    private int next(int slot) {
        return (slot + 1) & (lengths.length - 1);
    }

    private static int shift(int slots) {
        return Long.numberOfLeadingZeros(slots) + 1;
    }
}
