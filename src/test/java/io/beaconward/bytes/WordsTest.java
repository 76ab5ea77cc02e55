package io.beaconward.bytes;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.CharRange;
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

    @Property
    void findsTheBytesLookedFor(@ForAll @Size(8) @ByteRange(min = 40, max = 50) byte[] text) {
        long word = word(text, 0, 8);
        long bits = 0;
        for (int i = 7; i >= 0; i--) bits = (bits << 1) | (text[i] == ',' ? 1 : 0);
        long found = Words.find(word, Words.each(','));
        assertThat(Words.bits(Words.findAll(word, Words.each(',')))).isEqualTo(bits);
        assertThat(found == 0).isEqualTo(bits == 0);
        if (bits != 0) assertThat(Words.index(found)).isEqualTo(Long.numberOfTrailingZeros(bits));
    }

    @Property
    void findsTheSameAmongAnyBytes(@ForAll @Size(8) byte[] text, @ForAll @CharRange(to = 127) char wanted) {
        long word = word(text, 0, 8);
        for (int i = 0; i < 8; i++) {
            boolean found = (Words.bits(Words.findAll(word, Words.each(wanted))) >>> i & 1) != 0;
            assertThat(found).isEqualTo(text[i] == wanted);
        }
        assertThat(Ascii.indexOf(text, 0, 8, wanted)).isEqualTo(new String(text, ISO_8859_1).indexOf(wanted));
        int until = Ascii.until(text, 0, 8, wanted);
        assertThat(until).isEqualTo((new String(text, ISO_8859_1) + wanted).indexOf(wanted));
    }

    @Property
    void endsAWordAtTheFirstBlankOrTab(@ForAll @Size(max = 30) byte[] text, @ForAll @IntRange(max = 30) int start) {
        int from = Math.min(start, text.length);
        for (int i = 0; i < text.length; i++)
            text[i] &= (byte) (text[i] % 3 == 0 ? 0x29 : 0xff); // blanks and tabs among others
        int end = from;
        while (end < text.length && text[end] != ' ' && text[end] != '\t') end++;
        assertThat(Ascii.skipWord(text, from, text.length)).isEqualTo(end);
    }

    @Property
    void findsTheSameInAsciiForLess(@ForAll @Size(8) byte[] text, @ForAll @CharRange(to = 127) char wanted) {
        for (int i = 0; i < 8; i++) text[i] &= 127;
        long word = word(text, 0, 8);
        assertThat(Words.isAscii(word)).isTrue();
        assertThat(Words.findAllInAscii(word, Words.each(wanted))).isEqualTo(Words.findAll(word, Words.each(wanted)));
        assertThat(Words.isAscii(word | (0x80L << (wanted / 16 * Byte.SIZE)))).isFalse();
    }

    @Property
    void findsTheLeastByteThatIsBelow(@ForAll @Size(8) byte[] text, @ForAll @CharRange(from = 1, to = 127) char limit) {
        int first = 0;
        while (first < 8 && (text[first] < 0 || text[first] >= limit)) first++;
        long found = Words.findBelow(word(text, 0, 8), Words.each(limit));
        assertThat(found == 0 ? 8 : Words.index(found)).isEqualTo(first);
    }

    @Property
    void findsWhereRunsOfBitsBegin(
            @ForAll long bits, @ForAll long more, @ForAll @IntRange(min = 1, max = 64) int length) {
        long dense = bits | more;
        long begins = 0;
        for (int i = 0; i + length <= 64; i++) {
            long run = (length == 64 ? -1L : (1L << length) - 1) << i;
            if ((dense & run) == run) begins |= 1L << i;
        }
        assertThat(Words.runs(dense, length)).isEqualTo(begins);
    }

    @Property
    void readsEightDigits(
            @ForAll @IntRange(max = 99_999_999) int number, @ForAll @IntRange(min = 1, max = 8) int count) {
        byte[] text = String.format("%08d", number).getBytes(ISO_8859_1);
        long digits = Words.digits(word(text, 0, 8), count);
        assertThat(Words.areDigits(digits)).isTrue();
        assertThat(Words.decimal(digits)).isEqualTo(number % (long) Math.pow(10, count));
    }

    @Property
    void tellsDigitsFromOtherBytes(@ForAll @Size(8) byte[] text) {
        long word = word(text, 0, 8);
        for (int i = 0; i < 8; i++) {
            assertThat((Words.bits(Words.findDigits(word)) >>> i & 1) != 0).isEqualTo(Ascii.isDigit(text[i]));
        }
        assertThat(Words.areDigits(word)).isEqualTo(Words.bits(Words.findDigits(word)) == 0xff);
    }

    @Property
    void makesAllDigitsOne(@ForAll @Size(8) byte[] text) {
        byte[] folded = text.clone();
        for (int i = 0; i < folded.length; i++) if (Ascii.isDigit(folded[i])) folded[i] = '0';
        assertThat(Words.withoutDigits(word(text, 0, 8))).isEqualTo(word(folded, 0, 8));
    }
}
