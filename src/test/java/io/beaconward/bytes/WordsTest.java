package io.beaconward.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class WordsTest {
    private static long word(byte[] text, int from, int to) {
        long word = 0;
        for (int i = to - 1; i >= from; i--) word = (word << 8) | (text[i] & 0xff);
        return word;
    }

    @Property
    void holdsTheFirstAndTheLastEightBytesWhereverTheRangeLies(
            @ForAll @Size(min = 1, max = 40) byte[] text,
            @ForAll @IntRange(max = 39) int a,
            @ForAll @IntRange(max = 39) int b) {
        int from = Math.min(a, b) % text.length;
        int to = Math.max(from + 1, Math.max(a, b) % (text.length + 1));
        assertThat(Words.first(text, from, to)).isEqualTo(word(text, from, Math.min(to, from + 8)));
        assertThat(Words.last(text, from, to)).isEqualTo(word(text, Math.max(from, to - 8), to));
    }

    @Property
    void foldsCapitalsAndNothingElse(@ForAll @Size(8) byte[] text) {
        byte[] lower = text.clone();
        for (int i = 0; i < lower.length; i++) lower[i] = Ascii.lower(lower[i]);
        assertThat(Words.lower(word(text, 0, 8))).isEqualTo(word(lower, 0, 8));
    }
}
