package io.beaconward.alert;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void keepsWhatPeopleCanRead() {
        assertThat(Printable.of("x.workers.dev (Zürich, 東京 \uD83D\uDE00)", 100))
                .isEqualTo("x.workers.dev (Zürich, 東京 \uD83D\uDE00)");
    }

    @Test
    void replacesWhatActsInsteadOfShowing() {
        assertThat(Printable.of("a\r\nb\u001b[31mc\u0085d\u202ee\u2028f\uD800g\u007fh", 100))
                .isEqualTo("a??b?[31mc?d?e?f?g?h");
    }

    @Test
    void cutsBetweenCharacters() {
        assertThat(Printable.of("abcdef", 6)).isEqualTo("abcdef");
        assertThat(Printable.of("abcdefg", 6)).isEqualTo("abc...");
        assertThat(Printable.of("ab\uD83D\uDE00cdefg", 6)).isEqualTo("ab...");
    }

    @Property
    void neverExceedsTheLimitNorHoldsControlCharacters(
            @ForAll String text, @ForAll @IntRange(min = 3, max = 50) int longest) {
        assertThat(Printable.of(text, longest))
                .hasSizeLessThanOrEqualTo(longest)
                .doesNotMatch("(?s).*\\p{Cntrl}.*");
    }
}
