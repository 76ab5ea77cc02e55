package io.beaconward.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {
    private final Lines lines = new Lines();

    private boolean read(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new HostName().read(bytes, 0, bytes.length, lines.flow());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
                    a.workers.dev ~ host=a.workers.dev
                    A.Workers.DEV ~ host=A.Workers.DEV
                    a.workers.dev. ~ host=a.workers.dev
                    a.workers.dev:8443 ~ host=a.workers.dev port=8443
                    a.workers.dev.:443 ~ host=a.workers.dev port=443
                    a.workers.dev: ~ host=a.workers.dev
                    a.workers.dev:0 ~ host=a.workers.dev port=0
                    a.workers.dev:65536 ~ host=a.workers.dev
                    a.workers.dev:https ~ host=a.workers.dev
                    a.workers.dev/path?u=http://b.com/ ~ host=a.workers.dev
                    a.workers.dev?q ~ host=a.workers.dev
                    a.workers.dev#f ~ host=a.workers.dev
                    https://a.workers.dev ~ host=a.workers.dev
                    HTTPS://a.workers.dev/p:1/@x ~ host=a.workers.dev
                    https://user:pa55@a.workers.dev:8443/p ~ host=a.workers.dev port=8443
                    https://b.com@a.workers.dev/ ~ host=a.workers.dev
                    https://a.workers.dev/?@b.com ~ host=a.workers.dev
                    localhost ~ host=localhost
                    münchen.example ~ host=münchen.example
                    192.0.2.7 ~ dst=192.0.2.7
                    192.0.2.7:80 ~ dst=192.0.2.7 port=80
                    http://192.0.2.7:8080/x ~ dst=192.0.2.7 port=8080
                    2001:db8::7 ~ dst=2001:db8::7
                    2001:DB8:0:0::7 ~ dst=2001:db8::7
                    [2001:db8::7] ~ dst=2001:db8::7
                    [2001:db8::7]:443 ~ dst=2001:db8::7 port=443
                    https://[2001:db8::7]/x ~ dst=2001:db8::7
                    https://u@[2001:db8::7]:8443/x ~ dst=2001:db8::7 port=8443
                    ::ffff:192.0.2.7 ~ dst=192.0.2.7
                    """)
    void findsNameOrAddressAndPort(String text, String flow) {
        assertThat(read(text)).isTrue();
        assertThat(lines.show()).isEqualTo(flow);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                ".",
                "/",
                "/path",
                "https://",
                "https:///path",
                "user@",
                ":443",
                "-:443",
                "a b.com",
                "a\tb.com",
                "a\u0000b.com",
                "a\u007fb.com",
                "a\"b.com",
                "a'b.com",
                "<b.com>",
                "a\\b.com",
                "a:b:c",
                "[2001:db8::7",
                "[x]:1"
            })
    void refusesWhatNamesNothing(String text) {
        assertThat(read(text)).isFalse();
        assertThat(lines.show()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ":443", "/x"})
    void takesNamesOf253BytesAndNoLongerOnes(String behind) {
        String longest = "a".repeat(240) + ".workers.dev";
        assertThat(read("b" + longest + behind)).isTrue();
        assertThat(lines.flow().host().toString()).isEqualTo("b" + longest).hasSize(253);
        lines.flow().clear();
        assertThat(read("bb" + longest + behind)).isFalse();
        assertThat(lines.show()).isEmpty();
    }

    /** Names of signs that mean something in URLs, and of any bytes. */
    @Property
    void neverGivesAHostThatIsTooLongOrHoldsControlCharacters(
            @ForAll @Size(max = 600) List<@IntRange(max = 300) Integer> bytes) {
        String signs = "a.:/@[]?#-%\\\"\t \n\u0000\u007f";
        byte[] text = new byte[bytes.size()];
        for (int i = 0; i < text.length; i++) {
            int b = bytes.get(i);
            text[i] = (byte) (b < 200 ? signs.charAt(b % (b < 150 ? 2 : signs.length())) : b);
        }
        Flow flow = new Flow();
        boolean read = new HostName().read(text, 0, text.length, flow);
        assertThat(read).isEqualTo(!flow.host().isEmpty() || flow.destination().isPresent());
        assertThat(flow.host().length()).isLessThanOrEqualTo(253);
        for (int i = 0; i < flow.host().length(); i++) {
            byte b = flow.host().at(i);
            assertThat(b < 0 || (b > ' ' && b != 127)).isTrue();
        }
        assertThat(flow.destinationPort()).isBetween(-1, 65_535);
    }
}
