package io.beaconward.dialect;

import io.beaconward.bytes.Slice;
import java.util.Arrays;

/**
 * The fields of one body by the numbers that a {@link Vocabulary} gives their names. Of a name that stands twice the first
 * holds, so that a later field's text cannot overwrite it; but a field that {@link #repeats} reaches to its last value. Owned by one family of dialects of one pipeline.
 */
final class Fields {
    private final Slice[] values;
    private final long[] present; // a bit each
    private final boolean[] repeats;

    Fields(int count) {
        values = new Slice[count];
        present = set(count);
        repeats = new boolean[count];
        for (int i = 0; i < count; i++) values[i] = new Slice();
    }

    /** A set of numbers below {@code count}, as bits, empty. */
    static long[] set(int count) {
        return new long[(count + Long.SIZE - 1) / Long.SIZE];
    }

    /** A set of these numbers. */
    static long[] setOf(int... numbers) {
        long[] set = set(Arrays.stream(numbers).max().orElse(-1) + 1);
        for (int number : numbers) set[number / Long.SIZE] |= 1L << number;
        return set;
    }

    /** From now on the field reaches from its first value to the end of its last, where they stand in the same bytes. */
    void repeats(int number) {
        repeats[number] = true;
    }

    /** Forgets all values: another body begins. */
    void clear() {
        Arrays.fill(present, 0);
    }

    /** Takes the value. */
    void put(int number, Slice value) {
        put(number, value.array(), value.from(), value.to());
    }

    /** Takes the value in {@code [from, to)}. */
    void put(int number, byte[] text, int from, int to) {
        int word = number >>> 6;
        long bit = 1L << number;
        if ((present[word] & bit) == 0) {
            present[word] |= bit;
            values[number].set(text, from, to);
        } else if (repeats[number]) {
            Slice first = values[number];
            if (first.array() == text && first.from() <= to) first.set(text, first.from(), to);
        }
    }

    boolean has(int number) {
        return (present[number / Long.SIZE] & (1L << number)) != 0;
    }

    boolean hasAll(long[] numbers) {
        for (int i = 0; i < numbers.length; i++) {
            if ((numbers[i] & ~present[i]) != 0) return false;
        }
        return true;
    }

    boolean hasAny(long[] numbers) {
        for (int i = 0; i < numbers.length; i++) {
            if ((numbers[i] & present[i]) != 0) return true;
        }
        return false;
    }

    /** Whether of these numbers exactly {@code some} are there. */
    boolean hasOf(long[] numbers, long[] some) {
        for (int i = 0; i < numbers.length; i++) {
            if ((numbers[i] & present[i]) != some[i]) return false;
        }
        return true;
    }

    /** Those of a word of {@code numbers} that are there. */
    long present(long[] numbers, int word) {
        return numbers[word] & present[word];
    }

    /** Whether the field is there and not empty. */
    boolean says(int number) {
        return has(number) && !values[number].isEmpty();
    }

    /** The field's value; meaningless where the body has none. */
    Slice get(int number) {
        return values[number];
    }

    /** Whether the field has the value {@code word}, in lower case, in any mixture of case. */
    boolean is(int number, byte[] word) {
        return has(number) && values[number].isIgnoringCase(word);
    }
}
