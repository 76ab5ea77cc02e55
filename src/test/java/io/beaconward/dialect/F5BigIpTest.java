package io.beaconward.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class F5BigIpTest {
    private final Lines lines = new Lines();

    private String read(String line) {
        return lines.read(new F5BigIp(), line);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
                    01260013:4: SSL Handshake failed for TCP 10.0.0.1:51000 -> 192.0.2.7:443 \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=443
                    01260013:4: SSL Handshake failed for TCP 10.0.0.1%1:51000 -> 192.0.2.7%1:443 \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=443
                    01260009:4: 10.0.0.1:51000 -> 192.0.2.7:443: Connection error: ssl_codec:2314: alert(46) \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=443
                    01580002:5: /VPN/p:Common:870db929: discard ACL: /VPN/deny:0 packet: tcp 10.0.0.1:51000 -> 192.0.2.7:443 \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=443 BLOCKED
                    01580002:5: /VPN/p:Common:870db929: allow ACL: /VPN/all:0 packet: udp 10.0.0.1:51000 -> 192.0.2.7:53 \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=53 ALLOWED
                    01310039:3: [SECEV] Request violations: X. Support id: 15, source ip: 10.0.0.1, xff ip: N/A, source port: 5, destination ip: 192.0.2.7, destination port: 443, route_domain: 0, request: <GET https://x.example.org/a HTTP/1.0 \
                    ~ src=10.0.0.1 host=x.example.org dst=192.0.2.7 port=443
                    01310039:3: [SECEV] Request violations: X. Support id: 15, source ip: 10.0.0.1, destination ip: 192.0.2.7, destination port: 443, request: <GET /a HTTP/1.1\\r\\nHost: x.example.org\\r\\nUser-Agent: y \
                    ~ src=10.0.0.1 host=x.example.org dst=192.0.2.7 port=443
                    01490500:5: /Common/p:Common:8bit: New session from client IP 10.0.0.1 (ST=/CC=/C=) at VIP 192.0.2.7 Listener /Common/vs \
                    ~ src=10.0.0.1 dst=192.0.2.7
                    01490113:5: /Common/p:Common:8bit: session.user.clientip is 10.0.0.1 \
                    ~ src=10.0.0.1
                    011f0016:3: Server sends too much data. serverside (192.0.2.9:1 -> 192.0.2.7:2) clientside (10.0.0.1:51000 -> 192.0.2.8:443) (Server side: x) \
                    ~ src=10.0.0.1 dst=192.0.2.8 port=443
                    01070417:6: AUDIT - user anna - RAW: sshd(pam_audit): user=anna(anna) partition=[All] tty=ssh host=10.0.0.1 attempts=1 start="x". \
                    ~ src=10.0.0.1 user=anna
                    """)
    void readsLinesByTheirCode(String line, String flow) {
        assertThat(read("<142>Nov 24 10:00:00 bigip1 tmm1[20358]: " + line)).isEqualTo(flow);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
                    info tmm[5]: 01260013:4: SSL Handshake failed for TCP 10.0.0.1:51000 -> 192.0.2.7:70000 \
                    ~ src=10.0.0.1 dst=192.0.2.7
                    01260013:4: SSL Handshake failed for TCP 10.0.0.1:51000 ->  \
                    ~ NO_FLOW
                    01260013:4: SSL Handshake failed for TCP 10.0.0.1:51000 \
                    ~ NO_FLOW
                    01310039:3: [SECEV] X, source ip: 10.0.0.1, destination ip: 192.0.2. \
                    ~ src=10.0.0.1
                    01310039:3: [SECEV] X, source ip: 10.0.0.1, destination ip: 192.0.2.7, destination port: 44 \
                    ~ src=10.0.0.1 dst=192.0.2.7
                    01310039:3: [SECEV] X, source ip: 10.0.0.1, destination port: 443, request: <GET https://x.exam \
                    ~ src=10.0.0.1 port=443
                    01070417:6: AUDIT - user anna - RAW: sshd(pam_audit): user=anna(anna) partition=[All] tty=ssh host=10.0.0. \
                    ~ NO_FLOW
                    01490102:5: /Common/p:Common:8bit: Access policy result: Network_Access \
                    ~ NO_FLOW
                    """)
    void takesFromABrokenLineOnlyWhatIsWhole(String line, String flow) {
        assertThat(read(line)).isEqualTo(flow);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0126001:4: 9.9.9.9:1 -> 9.9.9.9:2",
                "0126001g:4: 9.9.9.9:1 -> 9.9.9.9:2",
                "01260013:4",
                "a=\"b: 01260013:4: 9.9.9.9:1 -> 9.9.9.9:2\"",
                "x y: z: 01260013:4: 9.9.9.9:1 -> 9.9.9.9:2",
                "hello",
                "",
            })
    void leavesForeignBodiesAlone(String line) {
        assertThat(read(line)).isEqualTo("FOREIGN");
    }
}
