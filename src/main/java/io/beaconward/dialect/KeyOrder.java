package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Words;

/**
 * Which key stood behind which in the bodies read so far, of two kinds of bodies at least. Devices write the same fields in the same order, line after line;
 * to see that the key expected is there takes two comparisons, where finding its end and looking it up takes more than reading
 * its value. What is expected is compared byte by byte, so an expectation that is wrong costs time and nothing else.
 *
 * <p>Keeps {@link #SLOTS} keys of up to 15 bytes; each has two places, and a third one pushes one of them out. Owned by one pipeline.
 */
final class KeyOrder {
    private static final int SLOTS = 512;
    private static final int MAX_LENGTH = 2 * Words.BYTES; // first and last eight bytes are all there is

    /** A key with the equals sign behind it. */
    private static final class Known {
        private long head;
        private long tail;
        private int length = Integer.MAX_VALUE; // longer than any body: none yet
        private int number;
        private Known next = this;
        private Known other = this;

        boolean is(long itsHead, long itsTail, int itsLength) {
            return head == itsHead && tail == itsTail && length == itsLength;
        }

        void set(long itsHead, long itsTail, int itsLength, int itsNumber) {
            head = itsHead;
            tail = itsTail;
            length = itsLength;
            number = itsNumber;
            next = this;
            other = this;
        }

        /** The end of the key, with its equals sign, if that is what stands at {@code from}; else negative. */
        int endIn(byte[] text, int from, int to) {
            if (length > to - from) return Ascii.NONE;
            int end = from + length;
            return Words.first(text, from, end) == head && Words.last(text, from, end) == tail ? end : Ascii.NONE;
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

    /** The position of the equals sign behind the key expected, if that is what stands at {@code from}; else negative. */
    int expected(byte[] text, int from, int to) {
        Known next = last.next;
        int end = next.endIn(text, from, to);
        if (end < 0) {
            next = last.other;
            end = next.endIn(text, from, to);
        }
        if (end < 0) return Ascii.NONE;
        last = next;
        return end - 1;
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
        int place = (int) (Words.spread(head, tail) >>> Long.numberOfLeadingZeros(SLOTS - 1L));
        Known known = slots[place];
        if (!known.is(head, tail, length)) known = slots[place ^ 1];
        if (!known.is(head, tail, length)) {
            if (slots[place].length == Integer.MAX_VALUE) known = slots[place];
            known.set(head, tail, length, table.find(text, from, to));
        }
        last.other = last.next;
        last.next = known;
        last = known;
        return known.number;
    }
}
