package io.beaconward.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.bytes.Slice;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShaperTest {
    private final Shaper shaper = new Shaper();

    private static Slice slice(byte[] bytes) {
        return new Slice().set(bytes, 0, bytes.length);
    }

    private String shape(byte[] app, byte[] body) {
        shaper.shape(slice(app), slice(body));
        return new String(shaper.copy(), StandardCharsets.ISO_8859_1);
    }

    private String shape(String body) {
        return shape(new byte[0], body.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "session 4711 opened for root ~ session 0 opened for root",
                "%ASA-4-711004: Task ran for 35 msec ~ %ASA-0-0: Task ran for 0 msec",
                "2026-05-20T10:00:00.5Z up ~ 0-0-0T0:0:0.0Z up",
                "from 192.0.2.7 to 198.51.100.9:443 ~ from <addr> to <addr>",
                "block 192.0.2.0/24 port TCP/443 ~ block <addr> port TCP/0",
                "peer 2001:db8::7 lost ~ peer <addr> lost",
                "link 00:1b:44:11:3a:b7 down ~ link <addr> down",
                "fetched https://www.example.com/a?b=c ~ fetched <url>?b=<value>",
                "open /etc/cron.d/job failed ~ open <path> failed",
                "mail from alice@example.com ~ mail from <name>",
                "logon of CORP\\alice ~ logon of <name>",
                "host www.example.com is up. ~ host <name> is up.",
                "user=alice action=deny bytes=120 empty= x ~ user=<value> action=<value> bytes=0 empty= <value>",
                "msg=\"it's a secret\" id=7 ~ msg=<text> id=0",
                "said 'some thing' twice ~ said <text> twice",
                "don't stop the users' jobs ~ don't stop the users' jobs",
                "never closed \"here it is ~ never closed <text>",
                "{\"user\":\"alice\",\"port\":22} ~ {\"user\":<text>,\"port\":0}",
                "id 550e8400-e29b-41d4-a716-446655440000 ~ id <id>",
                "hash deadbeef01234567 ~ hash <id>",
                "eth0 fw1 a3f9x ~ eth0 fw0 <id>",
                "password hunter and token: abcdef ~ password <value> and token: <value>",
                "größe überall ~ <text> <text>",
            })
    void takesOutWhatVaries(String body, String expected) {
        assertThat(shape(body)).isEqualTo(expected);
    }

    @Test
    void namesTheProgram() {
        assertThat(shape(
                        "cron".getBytes(StandardCharsets.UTF_8),
                        "(root) CMD (run-parts)".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("cron: (root) CMD (run-parts)");
    }

    @Property
    void anyBytesGiveAShortPrintableShape(@ForAll byte[] app, @ForAll byte[] body) {
        assertThat(shape(app, body)).matches("[ -~]{0," + Shaper.MOST + "}");
        long hash = shaper.hash();
        shape(app, body);
        assertThat(shaper.hash()).isEqualTo(hash);
    }

    @Property
    void numbersDoNotMatter(@ForAll @IntRange(min = 0) int one, @ForAll @IntRange(min = 0) int other) {
        assertThat(shape("session " + one + " took " + other + " ms"))
                .isEqualTo(shape("session " + other + " took " + one + " ms"));
    }

    @Property
    void whatIsQuotedOrAKeysValueIsNeverShown(
            @ForAll @StringLength(min = 4, max = 30) @CharRange(from = 'k', to = 'q') String secret) {
        for (String line : new String[] {
            "login \"" + secret + "\" failed", "a=" + secret + " b", "a= " + secret, "{\"k\":\"x" + secret + "\"}",
            "open \"" + secret, "passwd " + secret, "u " + secret + "@example.com", "at http://x/" + secret
        }) {
            assertThat(shape(line)).as(line).doesNotContain(secret);
        }
    }
}
