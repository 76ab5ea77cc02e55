package io.beaconward.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CiscoAsaTest {
    private final Lines lines = new Lines();

    private String read(String line) {
        return lines.read(new CiscoAsa(), line);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
                    302013: Built outbound TCP connection 7 for outside:192.0.2.7/443 (192.0.2.7/443) to inside:10.0.0.1/51000 (198.51.100.1/40001) \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=443 START
                    302013: Built inbound TCP connection 7 for outside:203.0.113.5/51000 (203.0.113.5/51000) to dmz:10.1.0.2/443 (198.51.100.2/443) \
                    ~ src=203.0.113.5 dst=10.1.0.2 port=443 START
                    302015: Built outbound UDP connection 7 for outside:2001:db8::7/53 (2001:db8::7/53) to inside:2001:DB8::1/51000 (2001:db8::1/51000) \
                    ~ src=2001:db8::1 dst=2001:db8::7 port=53 START
                    302013: Built outbound TCP connection 7 for outside:X.Workers.dev/443 (X.Workers.dev/443) to inside:10.0.0.1/51000 (10.0.0.1/51000) \
                    ~ src=10.0.0.1 host=X.Workers.dev port=443 START
                    302013: Built inbound TCP connection 7 for out:203.0.113.5/51000 (203.0.113.5/51000)(LOCAL\\bob) to in:10.1.0.2/443 (10.1.0.2/443) (eve) \
                    ~ src=203.0.113.5 user=bob dst=10.1.0.2 port=443 START
                    302013: Built inbound TCP connection 7 for out:203.0.113.5/51000(LOCAL\\bob, 12) to in:10.1.0.2/443(CORP\\eve) \
                    ~ src=203.0.113.5 user=bob dst=10.1.0.2 port=443 START
                    302013: Built outbound TCP connection 7 for out:192.0.2.7/443 (192.0.2.7/443)(CORP\\eve) to in:10.0.0.1/51000 (10.0.0.1/51000) (CORP\\bob) \
                    ~ src=10.0.0.1 user=bob dst=192.0.2.7 port=443 START
                    302013: Built outbound TCP connection 7 for outside:192.0.2.7/https to inside:10.0.0.1/51000 \
                    ~ src=10.0.0.1 dst=192.0.2.7 START
                    """)
    void readsConnectionsThatAreBuilt(String body, String flow) {
        assertThat(read("<166>Nov 24 2026 10:00:00 asa1 : %ASA-6-" + body)).isEqualTo(flow);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
                    302014: Teardown TCP connection 7 for outside:203.0.113.5/51000 to dmz:10.1.0.2/443 duration 0:00:31 bytes 7000 TCP FINs \
                    ~ src=203.0.113.5 dst=10.1.0.2 port=443 total=7000 millis=31000
                    302014: Teardown TCP connection 7 for outside:203.0.113.5/51000(LOCAL\\bob) to dmz:10.1.0.2/443 duration 101:02:03 bytes 0 (bob) \
                    ~ src=203.0.113.5 user=bob dst=10.1.0.2 port=443 total=0 millis=363723000
                    302016: Teardown UDP connection 7 for outside:2001:db8::5/53 to inside:2001:db8::1/51000 duration 0:00:00 bytes 90 \
                    ~ src=2001:db8::5 dst=2001:db8::1 port=51000 total=90 millis=0
                    302014: Teardown TCP connection 7 for outside:x.workers.dev/443 to inside:10.0.0.1/51000(CORP\\bob) duration 0:01:00 bytes 7000 \
                    ~ src=10.0.0.1 user=bob host=x.workers.dev port=443 total=7000 millis=60000
                    302014: Teardown TCP connection 7 for outside:203.0.113.5/51000 to dmz:10.1.0.2/99999 duration 0:61:00 bytes many \
                    ~ src=203.0.113.5 dst=10.1.0.2
                    302014: Teardown TCP connection 7 for outside:203.0.113.5/51000 to dmz:10.1.0.2/443 \
                    ~ src=203.0.113.5 dst=10.1.0.2 port=443
                    302014: Teardown TCP connection 7 for outside:203.0.113.5/51000 to dmz:10.1.0.2/443 duration 0:01 bytes \
                    ~ src=203.0.113.5 dst=10.1.0.2 port=443
                    """)
    void readsConnectionsThatAreTornDown(String body, String flow) {
        assertThat(read("<166>Nov 24 2026 10:00:00 asa1 : %ASA-6-" + body)).isEqualTo(flow);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
                    304001: 10.0.0.1 Accessed URL 192.0.2.7:http://X.Workers.dev/a?b=http://c/ \
                    ~ src=10.0.0.1 host=X.Workers.dev dst=192.0.2.7 ALLOWED
                    304001: 10.0.0.1 Accessed URL 192.0.2.7: https://x.workers.dev:8443/a \
                    ~ src=10.0.0.1 host=x.workers.dev dst=192.0.2.7 port=8443 ALLOWED
                    304001: bob@10.0.0.1 Accessed URL 192.0.2.7:http://x.workers.dev/ \
                    ~ src=10.0.0.1 user=bob host=x.workers.dev dst=192.0.2.7 ALLOWED
                    304001: bob@corp@10.0.0.1 Accessed URL 192.0.2.7:/index.html \
                    ~ src=10.0.0.1 user=bob@corp dst=192.0.2.7 ALLOWED
                    304001: 10.0.0.1(LOCAL\\bob) Accessed URL 192.0.2.7:http://x.workers.dev/ \
                    ~ src=10.0.0.1 user=bob host=x.workers.dev dst=192.0.2.7 ALLOWED
                    304001: 10.0.0.1 (CORP\\bob) Accessed URL 192.0.2.7:http://x.workers.dev/ \
                    ~ src=10.0.0.1 user=bob host=x.workers.dev dst=192.0.2.7 ALLOWED
                    304001: 2001:db8::1 Accessed URL 2001:db8::7:http://x.workers.dev/ \
                    ~ src=2001:db8::1 host=x.workers.dev dst=2001:db8::7 ALLOWED
                    304001: 10.0.0.1 Accessed URL mirror:ftp://x.workers.dev/ \
                    ~ src=10.0.0.1 host=x.workers.dev ALLOWED
                    304001: 10.0.0.1 Accessed URL x.workers.dev:/index.html \
                    ~ src=10.0.0.1 host=x.workers.dev ALLOWED
                    304001: 10.0.0.1 Accessed URL 192.0.2.7:http://192.0.2.7/ \
                    ~ src=10.0.0.1 dst=192.0.2.7 ALLOWED
                    304002: Access denied URL http://X.Workers.dev/a SRC 10.0.0.1 DEST 192.0.2.7 on interface inside \
                    ~ src=10.0.0.1 host=X.Workers.dev dst=192.0.2.7 BLOCKED
                    304002: Access denied URL http://x.workers.dev/ SRC 2001:db8::1 DEST 2001:db8::7 \
                    ~ src=2001:db8::1 host=x.workers.dev dst=2001:db8::7 BLOCKED
                    """)
    void readsUrlsThatWereAskedFor(String body, String flow) {
        assertThat(read("<165>Nov 24 2026 10:00:00 asa1 : %ASA-5-" + body)).isEqualTo(flow);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<166>Nov 24 2026 10:00:00: %ASA-6-",
                "<166>Nov 24 10:00:00 10.0.0.254 %ASA-6-",
                "<166>Nov 24 10:00:00 asa1 : %FTD-6-",
                "<166>Nov 24 2026 10:00:00 UTC: %ASA-session-6-",
                "<166>: %ASA-6-",
                "%ASA-6-",
                "<166>asa1 asa1 : %ASA-6-",
                "<166>1 2026-11-24T10:00:00Z asa1 - - - - %ASA-6-"
            })
    void findsTheMarkBehindEachHeader(String head) {
        assertThat(read(head + "302014: Teardown TCP connection 7 for o:203.0.113.5/5 to i:10.1.0.2/443"))
                .isEqualTo("src=203.0.113.5 dst=10.1.0.2 port=443");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%ASA-5-111008: User 'enable_15' executed the 'write' command.",
                "%ASA-6-302013: Built outbound TCP connection 7 for",
                "%ASA-6-302013: Built inbound TCP connection 7 for outside:x.com/5 (x.com/5) to inside:10.0.0.1/443 (10.0.0.1/443)",
                "%ASA-6-302014: Teardown TCP connection 7 for outside:x.com/5 to inside:y.com/443 duration 0:00:01 bytes 5",
                "%ASA-6-302014: Teardown TCP connection 7 for 203.0.113.5 to 10.1.0.2",
                "%ASA-5-304001: x.com Accessed URL 192.0.2.7:http://y.com/",
                "%ASA-5-304001: 10.0.0.1 Accessed URL ",
                "%ASA-5-304002: Access denied URL http://x.com/ SRC 10.0.0.1",
                "%ASA-6-30201x: Built",
            })
    void findsNoFlowInOtherMessages(String line) {
        assertThat(read(line)).isEqualTo("NO_FLOW");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "src=10.0.0.1 msg=\": %ASA-6-302013: Built\"",
                "said \"x : %ASA-6-302013: Built\"",
                "a: %SYS-5-CONFIG_I: Configured",
                "%ASA-6",
                "%ASA-6:",
                "hello",
                ""
            })
    void leavesForeignBodiesAlone(String line) {
        assertThat(read(line)).isEqualTo("FOREIGN");
    }
}
