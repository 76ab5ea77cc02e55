package io.beaconward.dialect;

import io.beaconward.bytes.Slice;

/**
 * The fields of one body by the numbers that a {@link Vocabulary} gives their names. Of a name that stands twice the first
 * holds, so that a later field's text cannot overwrite it. Owned by one family of dialects of one pipeline.
 */
final class Fields {
    private final Slice[] values;
    private final int[] setIn; // the body in which a value was set last
    private int body;

    Fields(int count) {
        values = new Slice[count];
        setIn = new int[count];
        for (int i = 0; i < count; i++) values[i] = new Slice();
    }

    /** Forgets all values: another body begins. */
    void clear() {
        body++;
    }

    /** Takes the value where the field has none yet; what is behind it up to a second value belongs to it no more. */
    void put(int number, Slice value) {
        if (setIn[number] == body) return;
        setIn[number] = body;
        values[number].set(value);
    }

    /** Lets the field reach from its first value to the end of this one, where both stand in the same bytes. */
    void extend(int number, Slice value) {
        Slice first = values[number];
        boolean follows = setIn[number] == body && first.array() == value.array() && first.from() <= value.to();
        if (follows) {
            first.set(first.array(), first.from(), value.to());
        } else {
            put(number, value);
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
