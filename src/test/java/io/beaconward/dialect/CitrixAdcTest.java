package io.beaconward.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CitrixAdcTest {
    private final Lines lines = new Lines();

    private String read(String line) {
        return lines.read(new CitrixAdc(), line);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
                    2026/11/24:09:59:58  adc1 0-PPE-0 : default TCP CONN_TERMINATE 195 0 :  Source 10.0.0.1:51000 - Destination 192.0.2.7:443 - Start Time 2026/11/24:09:59:58  - Total_bytes_send 1 - Total_bytes_recv 2 \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=443 at 2026-11-24T09:59:58Z
                    2026/11/24:09:59:58  adc1 0-PPE-0 : default TCP CONN_DELINK 195 0 :  Source 10.0.0.1:51000 - Vserver 203.0.113.1:443 - NatIP 198.51.100.1:3 - Destination 192.0.2.7:443 - Total_bytes_send 1 \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=443 at 2026-11-24T09:59:58Z
                    2026/11/24:09:59:58  adc1 0-PPE-0 : default SSLVPN TCPCONNSTAT 195 0 :  Context bob@10.9.9.9 - SessionId: 8 - User bob - Client_ip 10.9.9.9 - Nat_ip 198.51.100.1 - Source 10.0.0.1:51000 - Destination 192.0.2.7:443 - Total_bytes_send 300 - Total_bytes_recv 20 - x \
                    ~ src=10.0.0.1 user=bob dst=192.0.2.7 port=443 sent=300 received=20 at 2026-11-24T09:59:58Z
                    2026/11/24:09:59:58  adc1 0-PPE-0 : default SSLVPN NONHTTP_RESOURCEACCESS_DENIED 195 0 : Context bob@10.9.9.9 - User bob - Source 10.0.0.1:51000 - Destination 192.0.2.7:514 - Denied_by_policy "X"  \
                    ~ src=10.0.0.1 user=bob dst=192.0.2.7 port=514 BLOCKED at 2026-11-24T09:59:58Z
                    2026/11/24:09:59:58  adc1 0-PPE-0 : default SSLLOG SSL_HANDSHAKE_SUCCESS 195 0 :  SPCBId 5 - ClientIP 10.0.0.1 - ClientPort 51000 - VserverServiceIP 192.0.2.7 - VserverServicePort 443 - ClientVersion TLSv1.2 \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=443 at 2026-11-24T09:59:58Z
                    2026/11/24:09:59:58  adc1 0-PPE-0 : default SSLVPN HTTPREQUEST 195 0 : Context bob@10.0.0.1 - SessionId: 8 - x.workers.dev User bob : Group(s) N/A : Vserver 203.0.113.1:443 - 11/24/2026:09:59:58 GMT : GET /a - - \
                    ~ src=10.0.0.1 user=bob host=x.workers.dev at 2026-11-24T09:59:58Z
                    11/24/2026:09:59:58 GMT adc1 0-PPE-1 : TCP CONN_TERMINATE 195 0 :  Source 2001:db8::1 - Destination [2001:db8::7]:443 - x \
                    ~ src=2001:db8::1 dst=2001:db8::7 port=443 at 2026-11-24T09:59:58Z
                    24/11/2026:09:59:58 GMT adc1 0-PPE-1 : TCP CONN_TERMINATE 195 0 :  Source 10.0.0.1:5 - Destination 192.0.2.7:443 - x \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=443 at 2026-11-24T09:59:58Z
                    2026/11/24:09:59:58  adc1 0-PPE-0 : default SSLVPN ICASTART 195 0 :  [TECHSUPPORT][LAUNCH][TCP] [CGP][ICAUUID=0-1] Source  10.0.0.1:51000 - Destination 192.0.2.7:2598 - customername  - username:domainname bob:corp - applicationName A $S1 - connectionId 9 \
                    ~ src=10.0.0.1 user=bob dst=192.0.2.7 port=2598 at 2026-11-24T09:59:58Z
                    2026/11/24:09:59:58  adc1 0-PPE-0 : default SSLVPN UDPFLOWSTAT 195 0 : [TECHSUPPORT] User bob - Client_ip 10.9.9.9 - Nat_ip "Mapped Ip" - Source 10.0.0.1:51000 - Destination 192.0.2.7:53 - Total_bytes_send 49 - Total_bytes_recv 168 - Access Allowed - Group(s) "N/A" \
                    ~ src=10.0.0.1 user=bob dst=192.0.2.7 port=53 sent=49 received=168 ALLOWED at 2026-11-24T09:59:58Z
                    2026/11/24:09:59:58  adc1 0-PPE-0 : default SSLVPN HTTPREQUEST 195 0 : [TECHSUPPORT][ENUMERATION] x.workers.dev User bob : Group(s) N/A : Vserver 203.0.113.1:443 - 11/24/2026:09:59:58 GMT : GET /a - - \
                    ~ user=bob host=x.workers.dev at 2026-11-24T09:59:58Z
                    2026/11/24:09:59:58  adc1 0-PPE-0 : default SSLVPN LOGOUT 195 0 : Context bob@10.9.9.9 - SessionId: 8 - User bob - Client_ip 10.0.0.1 - X-Forwarded-For_ip - Nat_ip "Mapped Ip" - Vserver 203.0.113.1:443 - LogoutMethod "TimedOut" \
                    ~ src=10.0.0.1 user=bob at 2026-11-24T09:59:58Z
                    2026/11/24:09:59:58  adc1 0-PPE-0 : default AAATM LOGIN 195 0 : Context bob@10.0.0.1 - SessionId: 8 - User bob - Client_ip  - Nat_ip "Mapped Ip" - Vserver 203.0.113.1:443 - Browser_type "x" \
                    ~ src=10.0.0.1 user=bob at 2026-11-24T09:59:58Z
                    2026/11/24:09:59:58  adc1 0-PPE-0 : ACL ACL_PKT_LOG 195 0 : Source 10.0.0.1 --> Destination 192.0.2.7 - Protocol ICMP - Type 8 - Code 0 - Hitcount 5 - Hit Rule Allow - Action DENY - Data \
                    ~ src=10.0.0.1 dst=192.0.2.7 BLOCKED at 2026-11-24T09:59:58Z
                    2026/11/24:09:59:58  adc1 0-PPE-0 : URLFILT URLFILT_LOG 195 0 : Source 10.0.0.1 - Destination 192.0.2.7 URL x.workers.dev/a - Category C - Reputation 3 - Policyaction ALLOW \
                    ~ src=10.0.0.1 host=x.workers.dev dst=192.0.2.7 ALLOWED at 2026-11-24T09:59:58Z
                    2026/11/24:09:59:58  adc1 0-PPE-0 : DNS DNS_QUERY 195 0 : Source 10.0.0.1:51000 - Destination 192.0.2.53:53 User: bob - Domain: x.workers.dev - Category: 1 Action: DENY - Reason: R \
                    ~ src=10.0.0.1 user=bob dst=192.0.2.53 port=53 query=x.workers.dev BLOCKED at 2026-11-24T09:59:58Z
                    2026/11/24:09:59:58  adc1 0-PPE-0 : default REWRITE Message 195 0 :  "Source: 10.0.0.1 Destination: 192.0.2.7 Request URL: x.workers.dev/a HTTP Status: 200" \
                    ~ src=10.0.0.1 host=x.workers.dev dst=192.0.2.7 at 2026-11-24T09:59:58Z
                    2026/11/24:09:59:58  adc1 0-PPE-0 : default SSLVPN Message 195 0 :  "SSLVPN Mux Authorize result is Deny, User <bob>, Srcip: 10.0.0.1, Dstip: 192.0.2.7, denied_by_policy: P" \
                    ~ src=10.0.0.1 user=bob dst=192.0.2.7 BLOCKED at 2026-11-24T09:59:58Z
                    2026/11/24:09:59:58  adc1 0-PPE-0 : default AAA Message 195 0 :  "Authentication is rejected for bob (client ip : 10.0.0.1   , vserver ip: 203.0.113.1   )" \
                    ~ src=10.0.0.1 at 2026-11-24T09:59:58Z
                    2026/11/24:09:59:58  adc1 0-PPE-0 : default SSLVPN CLISEC_EXP_EVAL 195 0 :  User bob :- Client IP 10.0.0.1 - Vserver 203.0.113.1:443 - Client security check passed \
                    ~ src=10.0.0.1 user=bob at 2026-11-24T09:59:58Z
                    2026/11/24:09:59:58  adc1 0-PPE-0 : default CLI CMD_EXECUTED 195 0 :  User nsroot - ADM_User NONE - Remote_ip 10.0.0.1 - Command "show User x" - Status "Success" \
                    ~ src=10.0.0.1 user=nsroot at 2026-11-24T09:59:58Z
                    2026/11/24:09:59:58 GMT adc1 ABC-D : SSLVPN HTTPREQUEST 195 : Context bob@10.0.0.1 - SessionId: 8- x.workers.dev User bob : Group(s) N/A : Vserver 203.0.113.1:443 - GET /a - - \
                    ~ src=10.0.0.1 user=bob host=x.workers.dev at 2026-11-24T09:59:58Z
                    <local0.info> 203.0.113.1 11/24/2026:09:59:58 GMT adc1 0-PPE-1 : TCP CONN_TERMINATE 195 0 : Source 10.0.0.1:51000 - Destination 192.0.2.7:443 - x \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=443 at 2026-11-24T09:59:58Z
                    """)
    void readsLabelledFields(String line, String flow) {
        assertThat(read("<134> " + line)).isEqualTo(flow);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
                    2026/11/24:09:59:58  adc1 0-PPE-0 : default TCP CONN_TERMINATE 195 0 :  Source 10.0.0.1:51000 - Destination 192.0.2. \
                    ~ src=10.0.0.1 at 2026-11-24T09:59:58Z
                    2026/11/24:09:59:58  adc1 0-PPE-0 : default TCP CONN_TERMINATE 195 0 :  Source 10.0.0.1:51000 - Destination 192.0.2.7:70000 -  \
                    ~ src=10.0.0.1 dst=192.0.2.7 at 2026-11-24T09:59:58Z
                    2026/11/24:09:59:58  adc1 0-PPE-0 : default TCP CONN_TERMINATE 195 0 :  Source 10.0.0.1 \
                    ~ NO_FLOW
                    2026/11/24:09:59:58  adc1 0-PPE-0 : default TCP CONN_TERM \
                    ~ NO_FLOW
                    2026/11/24:09:59:58  adc1 0-PPE-0 : default EVENT MONITORUP 195 0 :  Monitor M(tcp) - State UP \
                    ~ NO_FLOW
                    """)
    void takesFromABrokenLineOnlyWhatIsWhole(String line, String flow) {
        assertThat(read(line)).isEqualTo(flow);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
                    default APPFW_STARTURL 195 0 :  10.0.0.1 12-PPE3 s== profile Disallow Illegal URL: https://x.workers.dev/a <not blocked> \
                    ~ src=10.0.0.1 host=x.workers.dev ALLOWED
                    default LOGIN 195 0 :  User bob - Client_ip 10.0.0.1 - Vserver 203.0.113.1:443 - Browser_type "x" \
                    ~ src=10.0.0.1 user=bob
                    """)
    void readsTheEventBehindAHeaderOfRfc5424(String line, String flow) {
        assertThat(read("<134>1 2026-11-24T10:00:00Z adc1 SSLVPN 0-PPE-3 - - " + line))
                .isEqualTo(flow);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "u=0-PPE-0 : default TCP X 1 0 : Source 9.9.9.9:1 - Destination 9.9.9.9:2 - ",
                "u \"0-PPE-0 : default TCP X 1 0 : Source 9.9.9.9:1 - Destination 9.9.9.9:2 - \"",
                "CEF:0|x-PPE-0 : default",
                "adc1 0-PPE-0 ",
                "default LOGIN 195 0 x : User bob - Client_ip 9.9.9.9 - ",
                "default Login 195 0 : User bob - Client_ip 9.9.9.9 - ",
                "default LOGIN x 0 : User bob - Client_ip 9.9.9.9 - ",
                "LOGIN 195 0 : User bob - Client_ip 9.9.9.9 - ",
                "24/11/2026:09:59:58 adc1",
                "hello",
                "",
            })
    void leavesForeignBodiesAlone(String line) {
        assertThat(read(line)).isEqualTo("FOREIGN");
    }
}
