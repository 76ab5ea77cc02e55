package io.beaconward.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SquidNativeTest {
    private final Lines lines = new Lines();

    private String read(String line) {
        return lines.read(new SquidNative(), line);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
                    5006 10.0.0.1 TCP_TUNNEL/200 19763 CONNECT X.Workers.dev:443 bob HIER_DIRECT/192.0.2.7 - \
                    ~ src=10.0.0.1 user=bob host=X.Workers.dev dst=192.0.2.7 port=443 received=19763 millis=5006 ALLOWED
                    45 10.0.0.1 TCP_MISS/200 900 GET http://x.workers.dev/a?b=c - DIRECT/192.0.2.7 text/html \
                    ~ src=10.0.0.1 host=x.workers.dev dst=192.0.2.7 received=900 millis=45 ALLOWED
                    45 10.0.0.1 TCP_MISS/200 900 GET http://u:p@x.workers.dev:8080/a - ORIGINAL_DST/2001:db8::7 text/html \
                    ~ src=10.0.0.1 host=x.workers.dev dst=2001:db8::7 port=8080 received=900 millis=45 ALLOWED
                    0 10.0.0.1 TCP_DENIED/403 3868 CONNECT x.workers.dev:443 - HIER_NONE/- text/html \
                    ~ src=10.0.0.1 host=x.workers.dev port=443 received=3868 millis=0 BLOCKED
                    0 10.0.0.1 TCP_DENIED_REPLY/403 3868 GET http://x.workers.dev/ - HIER_NONE/- text/html \
                    ~ src=10.0.0.1 host=x.workers.dev received=3868 millis=0 BLOCKED
                    0 10.0.0.1 NONE/400 1200 GET error:invalid-request - HIER_NONE/- text/html \
                    ~ src=10.0.0.1 received=1200 millis=0
                    0 10.0.0.1 NONE_NONE/000 0 NONE error:transaction-end-before-headers - HIER_NONE/- - \
                    ~ src=10.0.0.1 received=0 millis=0
                    0 10.0.0.1 NONE_NONE/000 0 - error:transaction-end-before-headers - HIER_NONE/- - \
                    ~ src=10.0.0.1 received=0 millis=0
                    45 10.0.0.1 TCP_MISS/200 900 GET http://x.workers.dev/ CORP\\bob FIRSTUP_PARENT/10.0.0.9 text/html \
                    ~ src=10.0.0.1 user=bob host=x.workers.dev received=900 millis=45 ALLOWED
                    45 10.0.0.1 TCP_MISS/200 900 GET http://x.workers.dev/ - HIER_DIRECT/x.workers.dev text/html \
                    ~ src=10.0.0.1 host=x.workers.dev received=900 millis=45 ALLOWED
                    45 2001:DB8::1 TCP_TUNNEL/200 900 CONNECT [2001:db8::7]:8443 - HIER_DIRECT/2001:db8::7 - \
                    ~ src=2001:db8::1 dst=2001:db8::7 port=8443 received=900 millis=45 ALLOWED
                    45 10.0.0.1 TCP_TUNNEL/200 900 CONNECT 192.0.2.7:443 - FIRSTUP_PARENT/10.0.0.9 - \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=443 received=900 millis=45 ALLOWED
                    -1 10.0.0.1 TCP_MISS/200 - GET http://x.workers.dev/ - HIER_NONE/- - \
                    ~ src=10.0.0.1 host=x.workers.dev ALLOWED
                    45 10.0.0.1 TCP_MISS/200 900 GET ~ src=10.0.0.1 received=900 millis=45 ALLOWED
                    45 10.0.0.1 TCP_MISS/200 900 ~ src=10.0.0.1 received=900 millis=45 ALLOWED
                    """)
    void readsTheNativeFormat(String line, String flow) {
        assertThat(read("1795514400.123 " + line)).isEqualTo(flow + " at 2026-11-24T10:00:00.123Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<13>Nov 24 10:00:05 px squid[9]: ",
                "<13>Nov 24 10:00:05 px (squid-1): ",
                "<13>Nov 24 10:00:05 px squid ",
                "<13>squid[9]: ",
                "<13>1 2026-11-24T10:00:05Z px squid 9 - - ",
                "<13>",
                ""
            })
    void readsItBehindHeadersAndWithTheColumnsPadded(String head) {
        assertThat(read(head
                        + "1795514400.123     45 10.0.0.1 TCP_MISS/200 900 GET http://x.workers.dev/ - HIER_NONE/- -"))
                .isEqualTo(
                        "src=10.0.0.1 host=x.workers.dev received=900 millis=45 ALLOWED at 2026-11-24T10:00:00.123Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1795514400.123",
                "1795514400.123 45",
                "1795514400.123 45 client.local TCP_MISS/200 900 GET http://x/ - HIER_NONE/- -",
                "1795514400.123 45 10.0.0.1 TCP_MISS 900 GET http://x/",
                "1795514400.123 45 10.0.0.1 TCP_MISS/200",
                "1795514400.x 45 10.0.0.1 TCP_MISS/200 900",
                "1795514400 45 10.0.0.1 TCP_MISS/200 900",
                "179551440.123 45 10.0.0.1 TCP_MISS/200 900",
                "version 10.12.4 45 10.0.0.1",
                ""
            })
    void leavesForeignBodiesAlone(String line) {
        assertThat(read(line)).isEqualTo("FOREIGN");
    }
}
