package io.beaconward.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class DecimalTest {
    @Property
    void isTheNumberOrNone(
            @ForAll @CharRange(from = '/', to = ':') @StringLength(max = 24) String text,
            @ForAll @IntRange(max = Integer.MAX_VALUE) int max) {
        byte[] bytes = ("9" + text + "9").getBytes(StandardCharsets.US_ASCII);
        long expected = text.matches("[0-9]{1,18}") ? new BigInteger(text).longValueExact() : Decimal.NONE;
        assertThat(Decimal.parse(bytes, 1, bytes.length - 1)).isEqualTo(expected);
        assertThat(Decimal.parseUpTo(bytes, 1, bytes.length - 1, max))
                .isEqualTo(expected <= max ? (int) expected : Decimal.NONE);
    }

    @Property
    void isTheSameWhereverItLies(
            @ForAll @CharRange(from = '/', to = ':') @StringLength(max = 20) String text,
            @ForAll @StringLength(max = 12) String before) {
        byte[] alone = text.getBytes(StandardCharsets.US_ASCII);
        byte[] all = (before + text + "1").getBytes(StandardCharsets.US_ASCII);
        assertThat(Decimal.parse(all, before.length(), before.length() + text.length()))
                .isEqualTo(Decimal.parse(alone, 0, alone.length));
    }

    @Property
    void isNeverNegativeButNone(@ForAll byte[] bytes, @ForAll int max) {
        assertThat(Decimal.parse(bytes, 0, bytes.length)).isGreaterThanOrEqualTo(Decimal.NONE);
        assertThat(Decimal.parseUpTo(bytes, 0, bytes.length, max)).isGreaterThanOrEqualTo(Decimal.NONE);
    }
}
