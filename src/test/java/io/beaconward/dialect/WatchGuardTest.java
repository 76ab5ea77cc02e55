package io.beaconward.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WatchGuardTest {
    private final Lines lines = new Lines();

    private String read(String line) {
        return lines.read(new WatchGuard(), line);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
                    fw1 80B10AD55E300 (2026-11-24T09:59:58) firewall[10]: msg_id="3000-0148" Allow Firebox 0-External 52 tcp 20 127 10.0.0.1 192.0.2.7 51000 443 offset 8 S 832026162 win 8192 (HTTP-00) \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=443 ALLOWED at 2026-11-24T09:59:58Z
                    fw1 80B10AD55E300 (2026-11-24T09:59:58) firewall[10]: msg_id="3000-0148" Deny 1-Trusted 0-External icmp 20 127 10.0.0.1 192.0.2.7 8 0 (Ping-00) \
                    ~ src=10.0.0.1 dst=192.0.2.7 BLOCKED at 2026-11-24T09:59:58Z
                    fw1 80B10AD55E300 (2026-11-24T09:59:58) firewall[10]: msg_id="3000-0148" Allow 1-Trusted 0-External tcp 10.0.0.1 192.0.2.7 51000 443 duration="80" sent_bytes="652" rcvd_bytes="423" (HTTP-00) \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=443 sent=652 received=423 millis=80000 ALLOWED at 2026-11-24T09:59:58Z
                    fw1 80B10AD55E300 (2026-11-24T09:59:58) firewall[10]: msg_id="3000-0148" Allow 1-Trusted 0-External tcp 10.0.0.1 192.0.2.7 51000 443 msg="HTTP request" op="GET" dstname="x.workers.dev" arg="/" sent_bytes="176" rcvd_bytes="517" (P) \
                    ~ src=10.0.0.1 host=x.workers.dev dst=192.0.2.7 port=443 sent=176 received=517 ALLOWED at 2026-11-24T09:59:58Z
                    fw1 80B10AD55E300 (2026-11-24T09:59:58) firewall[10]: msg_id="3000-0148" Deny 1-Trusted 0-External tcp 2001:db8::1 2001:db8::7 51000 443 msg="x" host="203.0.113.9" path="/" src_user="bob@example.org" (P) \
                    ~ src=2001:db8::1 user=bob@example.org dst=2001:db8::7 port=443 BLOCKED at 2026-11-24T09:59:58Z
                    fw1 80B10AD55E300 (2026-11-24T09:59:58) firewall[10]: msg_id="3000-0148" Allow A B tcp 10.0.0.1 192.0.2.7 51000 443 sni="y.workers.dev" cn="*.workers.dev" (P) \
                    ~ src=10.0.0.1 host=y.workers.dev dst=192.0.2.7 port=443 ALLOWED at 2026-11-24T09:59:58Z
                    """)
    void readsTrafficLines(String line, String flow) {
        assertThat(read("<142>Nov 24 10:00:00 " + line)).isEqualTo(flow);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
                    fw1 80B10AD55E300 (2026-11-24T09:59:58) firewall[10]: msg_id="3000-0148" Allow A B tcp 10.0.0.1 192.0.2.7 51000 44 \
                    ~ src=10.0.0.1 dst=192.0.2.7 ALLOWED at 2026-11-24T09:59:58Z
                    fw1 80B10AD55E300 (2026-11-24T09:59:58) firewall[10]: msg_id="3000-0148" Allow A B tcp 10.0.0.1 192.0.2.7 51000 65536 x \
                    ~ src=10.0.0.1 dst=192.0.2.7 ALLOWED at 2026-11-24T09:59:58Z
                    fw1 80B10AD55E300 (2026-11-24T09:59:58) firewall[10]: msg_id="3000-0148" Allow A B tcp 10.0.0.1 192.0.2.7 5 443 sent_bytes="many" duration="-1" \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=443 ALLOWED at 2026-11-24T09:59:58Z
                    fw1 80B10AD55E300 (2026-11-24T09:59:58) firewall[10]: msg_id="3000-0148" Allow A B tcp 10.0.0.1 192.0.2. \
                    ~ NO_FLOW
                    fw1 80B10AD55E300 (2026-11-24T09:59:58) firewall[10]: msg_id="3000-0148" Allow A B tcp 10.0.0.1 \
                    ~ NO_FLOW
                    fw1 80B10AD55E300 (2026-11-24T09:59:58) firewall[10]: msg_id="3000-0168" Blocked site: Traffic detected from 10.0.0.1 \
                    ~ NO_FLOW
                    fw1 80B10AD55E300 (2026-11-24T09:59:58) firewall[10]: msg_id="3000-0168" Blocked site: Traffic detected from 10.0.0.1 to. \
                    ~ NO_FLOW
                    fw1 80B10AD55E300 (2026-11-24T09:59:58) firewall[10]: msg_id="3000-0167" Policy Name: Web-00 Source IP Address: 10.0.0.1 Source Port: 4 \
                    ~ NO_FLOW
                    fw1 80B10AD55E300 (2026-11-24T09:59:58) firewall[10]: msg_id="3000-0167" Policy Name: Web-00 Source IP Address: 10.0.0.1 Destination IP Address: 192.0.2.7 \
                    ~ NO_FLOW
                    fw1 80B10AD55E300 (2026-11-24T09:59:58) firewall[10]: msg_id="3000-0148" User bob logged in from 10.0.0.1 \
                    ~ NO_FLOW
                    msg_id="3000 \
                    ~ NO_FLOW
                    """)
    void takesFromABrokenLineOnlyWhatIsWhole(String line, String flow) {
        assertThat(read(line)).isEqualTo(flow);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
                    fw1 (2026-11-24T09:59:58) firewall: msg_id="3000-0168" Blocked site: Traffic detected from 10.0.0.1 to 192.0.2.7. (Sites) \
                    ~ src=10.0.0.1 dst=192.0.2.7 BLOCKED INTERIM at 2026-11-24T09:59:58Z
                    fw1 (2026-11-24T09:59:58) firewall: msg_id="3000-0172" Blocked port: Traffic detected from 2001:db8::1 to 2001:db8::7 on port 513. (Ports) \
                    ~ src=2001:db8::1 dst=2001:db8::7 port=513 BLOCKED INTERIM at 2026-11-24T09:59:58Z
                    fw1 (2026-11-24T09:59:58) firewall: msg_id="3000-0169" IP spoofing: Traffic detected from 10.0.0.1 to 192.0.2.7. (Internal) \
                    ~ src=10.0.0.1 dst=192.0.2.7 INTERIM at 2026-11-24T09:59:58Z
                    fw1 (2026-11-24T09:59:58) firewall: msg_id="3000-0167" Policy Name: Web-00 Source IP Address: 10.0.0.1 Source Port: 41242 Destination IP Address: 192.0.2.7 Destination Port: 80 (Web) \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=80 INTERIM at 2026-11-24T09:59:58Z
                    fw1 (2026-11-24T09:59:58) firewall: msg_id="3000-0167" Policy Name: Ping-00 Source IP Address: 10.0.0.1 Destination IP Address: 192.0.2.7 (Ping) \
                    ~ src=10.0.0.1 dst=192.0.2.7 INTERIM at 2026-11-24T09:59:58Z
                    """)
    void readsAlarmsAboutTraffic(String line, String flow) {
        assertThat(read(line)).isEqualTo(flow);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=\"b\" msg_id=\"3000-0148\" Allow A B tcp 9.9.9.9 9.9.9.9 5 443 x",
                "u=msg_id=\"3000-0148\" Allow A B tcp 9.9.9.9 9.9.9.9 5 443 x",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa msg_id=\"3000-0148\" Allow A B tcp 9.9.9.9 9.9.9.9 5 443 x",
                "hello",
                "",
            })
    void leavesForeignBodiesAlone(String line) {
        assertThat(read(line)).isEqualTo("FOREIGN");
    }
}
