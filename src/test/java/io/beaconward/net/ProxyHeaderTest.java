package io.beaconward.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.bytes.Address;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyHeaderTest {
    private static final byte[] SIGNATURE = {0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a};

    private final Address sender = new Address();

    static byte[] binary(int command, int family, int... rest) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(SIGNATURE);
        out.write(command);
        out.write(family);
        out.write(rest.length >> 8);
        out.write(rest.length);
        for (int b : rest) out.write(b);
        return out.toByteArray();
    }

    private static byte[] text(String line) {
        return line.replace("~", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    private int read(byte[] header) {
        return ProxyHeader.read(header, header.length, sender);
    }

    @ParameterizedTest
    @CsvSource({
        "PROXY TCP4 192.0.2.7 198.51.100.1 56324 6514~, 192.0.2.7",
        "PROXY TCP6 2001:db8::7 2001:db8::1 0 65535~, 2001:db8::7",
        "PROXY UNKNOWN~, -",
        "PROXY UNKNOWN ffff:f 1 2 3~, -",
    })
    void readsTextHeaders(String line, String named) {
        byte[] header = text(line);
        byte[] stream = Arrays.copyOf(header, header.length + 5);
        assertThat(read(stream)).isEqualTo(header.length);
        assertThat(sender).hasToString(named);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<13>no header at all",
                "PROXI ",
                "PROXY ~",
                "PROXY TCP4~",
                "PROXY TCP5 192.0.2.7 198.51.100.1 56324 6514~",
                "PROXY TCP4 192.0.2.7 198.51.100.1 56324~",
                "PROXY TCP4 192.0.2.7 198.51.100.1 56324 6514 1~",
                "PROXY TCP4 192.0.2.7  198.51.100.1 56324 6514~",
                "PROXY TCP4 192.0.2.7 198.51.100.1 56324 6514\n",
                "PROXY TCP4 192.0.2.300 198.51.100.1 56324 6514~",
                "PROXY TCP4 2001:db8::7 2001:db8::1 1 2~",
                "PROXY TCP4 192.0.2.7 x 56324 6514~",
                "PROXY TCP4 192.0.2.7 198.51.100.1 56324 65536~",
                "PROXY TCP4 192.0.2.7 198.51.100.1 -1 6514~",
                "PROXY TCP4 192.0.2.7 198.51.100.1 00000000000000000001 6514 and on and on and on and on and on and on and on~",
            })
    void refusesOtherText(String line) {
        assertThat(read(text(line))).isEqualTo(ProxyHeader.MALFORMED);
        assertThat(sender.isPresent()).isFalse();
    }

    @Test
    void waitsForTheEndOfTheLineAsLongAsALineMayBe() {
        assertThat(read(text("PROXY UNKNOWN " + "x".repeat(92)))).isEqualTo(ProxyHeader.INCOMPLETE);
        assertThat(read(text("PROXY UNKNOWN " + "x".repeat(91) + "~"))).isEqualTo(107);
        assertThat(read(text("PROXY UNKNOWN " + "x".repeat(92) + "~"))).isEqualTo(ProxyHeader.MALFORMED);
    }

    @Test
    void readsBinaryHeaders() {
        byte[] v4 = binary(0x21, 0x11, 192, 0, 2, 7, 198, 51, 100, 1, 1, 2, 3, 4);
        assertThat(read(v4)).isEqualTo(28);
        assertThat(sender).hasToString("192.0.2.7");
        byte[] v6 = binary(
                0x21, 0x21, Arrays.copyOf(new int[] {0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9}, 36));
        assertThat(read(v6)).isEqualTo(52);
        assertThat(sender).hasToString("2001:db8::9");
        byte[] withAdditions = binary(0x21, 0x11, Arrays.copyOf(new int[] {192, 0, 2, 8}, 900));
        assertThat(read(withAdditions)).isEqualTo(916);
        assertThat(sender).hasToString("192.0.2.8");
    }

    @Test
    void keepsThePeerWhereTheHeaderNamesNobody() {
        for (byte[] header : new byte[][] {
            binary(0x20, 0x00), binary(0x20, 0x11, 1, 2, 3), binary(0x21, 0x00), binary(0x21, 0x31, new int[216])
        }) {
            sender.set(1, 1);
            assertThat(read(header)).isEqualTo(header.length);
            assertThat(sender.isPresent()).isFalse();
        }
    }

    @Test
    void refusesOtherBinaries() {
        for (byte[] header : new byte[][] {
            binary(0x11, 0x11, new int[12]),
            binary(0x22, 0x11, new int[12]),
            binary(0x21, 0x12, new int[12]),
            binary(0x21, 0x41, new int[12]),
            binary(0x21, 0x11, new int[11]),
            binary(0x21, 0x21, new int[35]),
            binary(0x21, 0x11, new int[ProxyHeader.MAX_LENGTH]),
            {0x0d, 0x0a, 0x0d, 0x0b},
        }) {
            assertThat(read(header)).isEqualTo(ProxyHeader.MALFORMED);
            assertThat(sender.isPresent()).isFalse();
        }
    }

    @Provide
    Arbitrary<byte[]> headers() {
        return Arbitraries.of(
                text("PROXY TCP4 192.0.2.7 198.51.100.1 56324 6514~"),
                text("PROXY TCP6 2001:db8::7 2001:db8::1 0 65535~"),
                text("PROXY UNKNOWN~"),
                binary(0x21, 0x11, 192, 0, 2, 7, 198, 51, 100, 1, 1, 2, 3, 4),
                binary(0x20, 0x00));
    }

    @Property
    void anyBeginningOfAHeaderIsIncomplete(@ForAll("headers") byte[] header) {
        for (int length = 0; length < header.length; length++) {
            assertThat(ProxyHeader.read(header, length, new Address())).isEqualTo(ProxyHeader.INCOMPLETE);
        }
        assertThat(ProxyHeader.read(header, header.length, new Address())).isEqualTo(header.length);
    }

    @Property
    void anyBytesAreReadWithinTheirBounds(@ForAll("headers") byte[] header, @ForAll byte[] noise, @ForAll int at) {
        byte[] damaged = Arrays.copyOf(header, header.length + noise.length);
        for (int i = 0; i < noise.length; i++) damaged[Math.floorMod(at + i * 7, damaged.length)] = noise[i];
        int length = ProxyHeader.read(damaged, damaged.length, new Address());
        assertThat(length).isBetween(ProxyHeader.MALFORMED, damaged.length);
    }
}
