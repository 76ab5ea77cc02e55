package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.KeyTable;
import io.beaconward.bytes.Words;

/**
 * Which key stood behind which in the bodies read so far, of two kinds of bodies at least. Devices write the same fields in the same order, line after line;
 * to see that the key expected is there takes two comparisons, where finding its end and looking it up takes more than reading
 * its value. What is expected is compared byte by byte, so an expectation that is wrong costs time and nothing else.
 *
 * <p>Keeps {@link #SLOTS} keys of up to 15 bytes; each has eight places, and a ninth one pushes one of them out. Owned by one pipeline.
 */
final class KeyOrder {
    private static final int SLOTS = 512;
    private static final int PLACES = 8;
    private static final int NONE_YET = Integer.MAX_VALUE; // longer than any body
    static final int MAX_LENGTH = 2 * Words.BYTES; // first and last eight bytes are all there is

    /** A key with the equals sign behind it. */
    static final class Known {
        private long head = 1; // which stands nowhere
        private long headMask;
        private long tail;
        private int length = NONE_YET;
        private int number;
        private Known next = this;
        private Known other = this;

        /** The key's number in the table. */
        int number() {
            return number;
        }

        Known next() {
            return next;
        }

        Known other() {
            return other;
        }

        /** With the equals sign, bytes. */
        int length() {
            return length;
        }

        private boolean isFree() {
            return length == NONE_YET;
        }

        boolean is(long itsHead, long itsTail, int itsLength) {
            return head == itsHead && tail == itsTail && length == itsLength;
        }

        void set(long itsHead, long itsTail, int itsLength, int itsNumber) {
            head = itsHead;
            headMask = Words.mask(itsLength);
            tail = itsTail;
            length = itsLength;
            number = itsNumber;
            next = this;
            other = this;
        }

        /** Whether the key, with its equals sign, stands at {@code from}, where two words may be read. */
        boolean standsAt(byte[] text, int from) {
            if ((Words.at(text, from) & headMask) != head) return false;
            return length <= Words.BYTES || Words.at(text, from + length - Words.BYTES) == tail;
        }

        /** The same where from {@code from} to {@code to} a word may be read at each position. */
        boolean standsAt(byte[] text, int from, int to) {
            return length <= to - from && standsAt(text, from);
        }
    }

    private final Known[] slots = new Known[SLOTS];
    private final Known start = new Known();
    private Known last = start;

    KeyOrder() {
        for (int i = 0; i < SLOTS; i++) slots[i] = new Known();
    }

    /** A body begins. */
    void begin() {
        last = start;
    }

    /** The key passed last. */
    Known last() {
        return last;
    }

    /** Goes on behind the key. */
    void last(Known key) {
        last = key;
    }

    /** The position of the equals sign behind the key expected, if that is what stands at {@code from}; else negative. */
    int expected(byte[] text, int from, int to) {
        int end = Math.min(to, text.length - Words.BYTES);
        Known key = last.next;
        if (!key.standsAt(text, from, end)) {
            key = last.other;
            if (!key.standsAt(text, from, end)) return Ascii.NONE;
        }
        last = key;
        return from + key.length - 1;
    }

    /** The number in the table of the key that was {@link #expected}. */
    int number() {
        return last.number;
    }

    /** Looks up the key in {@code [from, to)}, behind which the equals sign stands, and remembers that it followed the last. */
    int learn(byte[] text, int from, int to, KeyTable table) {
        int length = to + 1 - from;
        if (length > MAX_LENGTH) return table.find(text, from, to);
        long head = Words.first(text, from, to + 1);
        long tail = Words.last(text, from, to + 1);
        Known known = place(head, tail, length);
        if (!known.is(head, tail, length)) known.set(head, tail, length, table.find(text, from, to));
        last.other = last.next;
        last.next = known;
        last = known;
        return known.number;
    }

    /** Where the key is kept; where it is not yet, a free place, or that of a key which has to make way. */
    private Known place(long head, long tail, int length) {
        int first = (int) (Words.spread(head, tail) >>> Long.numberOfLeadingZeros(SLOTS - 1L));
        for (int i = 0; i < PLACES; i++) {
            Known known = slots[first ^ i];
            if (known.is(head, tail, length) || known.isFree()) return known;
        }
        return slots[first];
    }
}
