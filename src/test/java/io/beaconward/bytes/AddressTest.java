package io.beaconward.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    private final Address address = new Address();

    /** RFC 5952, sections 4 and 5. */
    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, 10.1.2.3",
        "2001:0DB8:0:0:0:0:0:1, 2001:db8::1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "::, ::",
        "::1, ::1",
        "1::, 1::",
        "::ffff:192.0.2.1, 192.0.2.1",
        "::FFFF:c000:201, 192.0.2.1",
        "[2001:db8::1], 2001:db8::1",
        "fe80::1%eth0, fe80::1",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
    })
    void writesRfc5952(String text, String expected) {
        assertThat(address.parse(text)).isTrue();
        assertThat(address.toString()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.2.3",
                "1.2.3.4.5",
                "256.1.1.1",
                "1.2.3.4 ",
                "a.b.c.d",
                ":",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                ":1::2",
                "1:2:3:4:5:6:7:8:9",
                "12345::",
                "g::",
                "1:2:3:4:5:6:7:8::",
                "1:2:",
                "1:::2",
                "[::1",
                "::1.2.3",
                "1.2.3.4::",
                "-1.2.3.4"
            })
    void refusesWhatIsNoAddress(String text) {
        assertThat(address.parse(text)).isFalse();
        assertThat(address.isPresent()).isFalse();
    }

    /** Near the ends of an array it is read byte by byte, elsewhere by words. */
    @Property
    void readsTheSameWhereverItLies(@ForAll("nearlyV4") String text) {
        byte[] alone = text.getBytes(StandardCharsets.US_ASCII);
        byte[] among = ("1.2" + text + ".123456789012345").getBytes(StandardCharsets.US_ASCII);
        Address one = new Address();
        Address other = new Address();
        assertThat(one.parse(among, 3, 3 + alone.length)).isEqualTo(other.parse(alone, 0, alone.length));
        assertThat(one.sameAs(other)).isTrue();
    }

    @Provide
    Arbitrary<String> nearlyV4() {
        Arbitrary<String> numbers = Arbitraries.integers().between(0, 300).map(Object::toString);
        Arbitrary<String> others = Arbitraries.of("", "00", "007", "1234", "x", "1:", "-1");
        return Arbitraries.frequencyOf(Tuple.of(12, numbers), Tuple.of(1, others))
                .list()
                .ofMinSize(3)
                .ofMaxSize(5)
                .map(parts -> String.join(".", parts));
    }

    @Property
    void readsWhatItWrites(@ForAll @Size(16) byte[] bytes, @ForAll @Size(8) boolean[] zeros)
            throws UnknownHostException {
        byte[] sparse = bytes.clone();
        for (int i = 0; i < 8; i++) {
            if (zeros[i]) Arrays.fill(sparse, 2 * i, 2 * i + 2, (byte) 0);
        }
        address.set(sparse);
        Address again = new Address();
        assertThat(again.parse(address.toString())).isTrue();
        assertThat(again.sameAs(address)).isTrue();
        assertThat(again.parse(InetAddress.getByAddress(sparse).getHostAddress()))
                .isTrue();
        assertThat(again.sameAs(address)).isTrue();
        assertThat(InetAddress.getByName(address.toString())).isEqualTo(InetAddress.getByAddress(sparse));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.0.1, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "0.0.0.0/0, 1.2.3.4, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "::/0, 1.2.3.4, true",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.8, false",
    })
    void tellsWhatABlockContains(String block, String inside, boolean contained) {
        assertThat(address.parse(inside)).isTrue();
        Cidr cidr = Cidr.parse(block).orElseThrow();
        assertThat(cidr.contains(address)).isEqualTo(contained);
        assertThat(Cidr.parse(cidr.toString())).contains(cidr);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "x/8", "::/129"})
    void refusesWhatIsNoBlock(String block) {
        assertThat(Cidr.parse(block)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "00, 0",
        "123456789012345678, 123456789012345678",
        "1234567890123456789, -1",
        "'', -1",
        "-1, -1",
        "1x, -1"
    })
    void readsDecimals(String text, long expected) {
        byte[] bytes = Ascii.bytes(text);
        assertThat(Decimal.parse(bytes, 0, bytes.length)).isEqualTo(expected);
    }
}
