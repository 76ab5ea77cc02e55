package io.beaconward.dialect;

import io.beaconward.bytes.Slice;

/**
 * The fields of one body by the numbers that a {@link Vocabulary} gives their names. Of a name that stands twice the first
 * holds, so that a later field's text cannot overwrite it; but a field that {@link #repeats} reaches to its last value. Owned by one family of dialects of one pipeline.
 */
final class Fields {
    private final Slice[] values;
    private final int[] setIn; // the body in which a value was set last
    private final boolean[] repeats;
    private int body;

    Fields(int count) {
        values = new Slice[count];
        setIn = new int[count];
        repeats = new boolean[count];
        for (int i = 0; i < count; i++) values[i] = new Slice();
    }

    /** From now on the field reaches from its first value to the end of its last, where they stand in the same bytes. */
    void repeats(int number) {
        repeats[number] = true;
    }

    /** Forgets all values: another body begins. */
    void clear() {
        body++;
    }

    /** Takes the value. */
    void put(int number, Slice value) {
        put(number, value.array(), value.from(), value.to());
    }

    /** Takes the value in {@code [from, to)}. */
    void put(int number, byte[] text, int from, int to) {
        if (setIn[number] != body) {
            setIn[number] = body;
            values[number].set(text, from, to);
        } else if (repeats[number]) {
            Slice first = values[number];
            if (first.array() == text && first.from() <= to) first.set(text, first.from(), to);
        }
    }

    boolean has(int number) {
        return setIn[number] == body;
    }

    /** Whether the field is there and not empty. */
    boolean says(int number) {
        return setIn[number] == body && !values[number].isEmpty();
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
