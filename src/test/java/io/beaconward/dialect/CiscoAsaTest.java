package io.beaconward.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
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
                    304001: 10.0.0.1 Accessed JAVA URL 192.0.2.7:http://x.workers.dev/a \
                    ~ src=10.0.0.1 host=x.workers.dev dst=192.0.2.7 ALLOWED
                    304001: 10.0.0.1 Accessed URL bob@192.0.2.7:http://x.workers.dev/ \
                    ~ src=10.0.0.1 host=x.workers.dev dst=192.0.2.7 ALLOWED
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
    @CsvSource(delimiter = '~', textBlock = """
                    2-106001: Inbound TCP connection denied from 203.0.113.5/51000 to 10.1.0.2/443 flags SYN  on interface outside \
                    ~ src=203.0.113.5 dst=10.1.0.2 port=443 BLOCKED
                    2-106001: Inbound TCP connection denied from 2001:db8::5/51000 to 2001:db8::2/443 flags SYN  on interface outside \
                    ~ src=2001:db8::5 dst=2001:db8::2 port=443 BLOCKED
                    2-106006: Deny inbound UDP from 203.0.113.5/53 to 10.1.0.2/53 on interface outside \
                    ~ src=203.0.113.5 dst=10.1.0.2 port=53 BLOCKED
                    2-106007: Deny inbound UDP from 203.0.113.5/53 to 10.1.0.2/53 due to DNS Response \
                    ~ src=203.0.113.5 dst=10.1.0.2 port=53 BLOCKED
                    3-106010: Deny inbound protocol 47 src outside:203.0.113.5 dst inside:10.1.0.2 (type 0) \
                    ~ src=203.0.113.5 dst=10.1.0.2 BLOCKED
                    3-106014: Deny inbound icmp src outside:203.0.113.5 dst inside:10.1.0.2(type 8, code 0) \
                    ~ src=203.0.113.5 dst=10.1.0.2 BLOCKED
                    6-106015: Deny TCP (no connection) from 10.0.0.1/51000 to files-3/443 flags RST  on interface inside \
                    ~ src=10.0.0.1 host=files-3 port=443 BLOCKED
                    2-106016: Deny IP spoof from (10.0.0.1) to 192.0.2.7 on interface inside \
                    ~ src=10.0.0.1 dst=192.0.2.7 BLOCKED
                    1-106021: Deny UDP reverse path check from 10.0.0.1 to 192.0.2.7 on interface inside \
                    ~ src=10.0.0.1 dst=192.0.2.7 BLOCKED
                    4-106023: Deny tcp src inside:10.0.0.1/51000(CORP\\bob) dst outside:192.0.2.7/443 by access-group "in to out" [0x0, 0x0] \
                    ~ src=10.0.0.1 user=bob dst=192.0.2.7 port=443 BLOCKED
                    4-106023: Deny tcp src inside:2001:db8::1/51000 dst outside:2001:db8::7/443 by access-group "x" [0x0, 0x0] \
                    ~ src=2001:db8::1 dst=2001:db8::7 port=443 BLOCKED
                    4-106023: Deny icmp src inside:10.0.0.1 dst outside:192.0.2.7 (type 3, code 1) by access-group "x" [0x0, 0x0] \
                    ~ src=10.0.0.1 dst=192.0.2.7 BLOCKED
                    4-106023: Deny udp src ctx1:inside:10.0.0.1/51000 dst outside:192.0.2.7/53 by access-group "x" [0x0, 0x0] \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=53 BLOCKED
                    4-106023: Deny icmp src ctx1:inside:10.0.0.1 dst ctx2:outside:192.0.2.7 (type 8, code 0) by access-group "x" \
                    ~ src=10.0.0.1 dst=192.0.2.7 BLOCKED
                    4-106023: Deny udp src ctx1:inside:2001:db8::1/51000 dst outside:2001:db8::7/53 by access-group "x" [0x0, 0x0] \
                    ~ src=2001:db8::1 dst=2001:db8::7 port=53 BLOCKED
                    3-106010: Deny inbound protocol 103 src inside:10.0.0.1 dst outside:192.0.2.7 ~ src=10.0.0.1 dst=192.0.2.7 BLOCKED
                    2-106017: Deny IP due to Land Attack from 203.0.113.5 to 203.0.113.5 ~ src=203.0.113.5 dst=203.0.113.5 BLOCKED
                    2-106020: Deny IP teardrop fragment (size = 60, offset = 0) from 203.0.113.5 to 10.1.0.2 ~ src=203.0.113.5 dst=10.1.0.2 BLOCKED
                    2-106018: ICMP packet type 3 denied by outbound list 7 src 10.0.0.1 dest 192.0.2.7 ~ src=10.0.0.1 dst=192.0.2.7 BLOCKED
                    2-106013: Dropping echo request from 203.0.113.5 to PAT address 198.51.100.1 ~ src=203.0.113.5 dst=198.51.100.1 BLOCKED
                    4-209003: Fragment database limit of 200 exceeded: src = 203.0.113.5, dest = 10.1.0.2, proto = UDP, id = 7 \
                    ~ src=203.0.113.5 dst=10.1.0.2 BLOCKED
                    4-401004: Shunned packet: 203.0.113.5 ==> 10.1.0.2 on interface outside ~ src=203.0.113.5 dst=10.1.0.2 BLOCKED
                    4-410001: Dropped UDP DNS request from outside:203.0.113.5/51000 to dmz:10.1.0.2/53; label length 70 bytes exceeds limit \
                    ~ src=203.0.113.5 dst=10.1.0.2 port=53 BLOCKED INTERIM
                    3-421001: UDP flow from inside:10.0.0.1/51000 to outside:192.0.2.7/53 is dropped because application has failed. \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=53 BLOCKED
                    3-202010: PAT pool exhausted. Unable to create TCP connection from inside:10.0.0.1/51000 to outside:192.0.2.7/443 \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=443 BLOCKED
                    7-710006: VRRP request discarded from 10.0.0.1 to inside:192.0.2.7 ~ src=10.0.0.1 dst=192.0.2.7 BLOCKED
                    2-106006: message repeated 2 times: [ Deny inbound UDP from 203.0.113.5/53 to 10.1.0.2/53 on interface outside] \
                    ~ src=203.0.113.5 dst=10.1.0.2 port=53 BLOCKED
                    6-106100: access-list in permitted tcp inside/10.0.0.1(51000) -> outside/192.0.2.7(443) hit-cnt 1 first hit [0x0, 0x0] \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=443 ALLOWED
                    6-106100: access-list in est-allowed tcp inside/10.0.0.1(51000)(CORP\\bob) -> outside/x.workers.dev(443) hit-cnt 1 \
                    ~ src=10.0.0.1 user=bob host=x.workers.dev port=443 ALLOWED
                    6-106102: access-list in denied udp for user bob inside/10.0.0.1(51000) -> outside/192.0.2.7(53) hit-cnt 1 first hit \
                    ~ src=10.0.0.1 user=bob dst=192.0.2.7 port=53 BLOCKED
                    4-313004: Denied ICMP type=0, from laddr 10.0.0.1 on interface inside to 192.0.2.7: no matching session \
                    ~ src=10.0.0.1 dst=192.0.2.7 BLOCKED
                    4-313005: No matching connection for ICMP error message: icmp src a:10.0.0.1 dst b:192.0.2.7 (type 3, code 3) on a \
                    interface.  Original IP payload: udp src 192.0.2.7/53 dst 10.0.0.1/51000. \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=51000
                    4-313009: Denied invalid ICMP code 9, for a:10.0.0.1/8 (10.0.0.1/8) to b:192.0.2.7/0 (192.0.2.7/0), ICMP id 2, ICMP type 8 \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=0 BLOCKED
                    3-313001: Denied ICMP type=8, code=0 from 10.0.0.1 on interface inside ~ src=10.0.0.1 BLOCKED
                    6-106012: Deny IP from 10.0.0.1 to 192.0.2.7, IP options: "0x1" ~ src=10.0.0.1 dst=192.0.2.7 BLOCKED
                    7-710002: TCP access permitted from 203.0.113.5/51000 to outside:10.1.0.2/22 ~ src=203.0.113.5 dst=10.1.0.2 port=22 ALLOWED
                    3-710003: TCP access denied by ACL from 203.0.113.5/51000 to outside:10.1.0.2/22 ~ src=203.0.113.5 dst=10.1.0.2 port=22 BLOCKED
                    7-710005: UDP request discarded from 203.0.113.5/68 to outside:255.255.255.255/67 \
                    ~ src=203.0.113.5 dst=255.255.255.255 port=67 BLOCKED
                    4-338004: Dynamic Filter monitored blacklisted TCP traffic from in:10.0.0.1/51000 (198.51.100.1/4) to out:192.0.2.7/80 \
                    (192.0.2.7/80), destination 192.0.2.7 resolved from dynamic list: x.example.org, threat-level: high \
                    ~ src=10.0.0.1 host=x.example.org dst=192.0.2.7 port=80 ALLOWED
                    4-338006: Dynamic Filter dropped blacklisted TCP traffic from in:10.0.0.1/51000 (198.51.100.1/4) to out:192.0.2.7/80 \
                    (192.0.2.7/80), destination 192.0.2.7 resolved from dynamic list: 192.0.2.0/255.255.255.0, threat-level: high \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=80 BLOCKED
                    4-338204: Dynamic filter dropped greylisted TCP traffic from in:10.0.0.1/51000 (198.51.100.1/4) to out:192.0.2.7/80 \
                    (192.0.2.7/80), source 10.0.0.1 resolved from local list: x.example.org, threat-level: high \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=80 BLOCKED
                    6-302020: Built outbound ICMP connection for faddr 192.0.2.7/0 gaddr 198.51.100.1/900 laddr 10.0.0.1/900 type 8 code 0 \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=0
                    6-302021: Teardown ICMP connection for faddr 203.0.113.5/900 gaddr 198.51.100.1/0 laddr 10.0.0.1/0 (bob) \
                    ~ src=203.0.113.5 user=bob dst=10.0.0.1 port=0
                    6-302303: Built TCP state-bypass connection 7 from in:10.0.0.1/51000(10.0.0.1/51000) to out:192.0.2.7/443(192.0.2.7/443) \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=443 START
                    6-302304: Teardown TCP state-bypass connection 8 from in:10.0.0.1/51000 to out:192.0.2.7/443 duration 0:00:02 bytes 9 FINs \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=443 total=9 millis=2000
                    6-302016: Teardown UDP connection 9 for out:203.0.113.5/53 bob to in:10.0.0.1/51000 eve duration 0:00:02 bytes 9 \
                    ~ src=203.0.113.5 user=bob dst=10.0.0.1 port=51000 total=9 millis=2000
                    """)
    void readsPacketsByTheLayoutOfTheirNumber(String body, String flow) {
        assertThat(read("<166>Nov 24 2026 10:00:00 asa1 : %ASA-" + body)).isEqualTo(flow);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
                    6-305011: Built dynamic TCP translation from inside:10.0.0.1/51000 to outside:198.51.100.1/40001 \
                    ~ src=10.0.0.1 dst=198.51.100.1 port=40001 INTERIM
                    6-305012: Teardown dynamic UDP translation from in:10.0.0.1/51000(CORP\\bob) to out:198.51.100.1/40001 duration 0:00:31 \
                    ~ src=10.0.0.1 user=bob dst=198.51.100.1 port=40001 INTERIM
                    3-305005: No translation group found for tcp src inside:10.0.0.1/51000 dst outside:192.0.2.7/443 \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=443 BLOCKED
                    5-305013: Asymmetric NAT rules matched for forward and reverse flows; Connection for tcp src out:203.0.113.5/51000 dst \
                    in:10.1.0.2/443 denied due to NAT reverse path failure ~ src=203.0.113.5 dst=10.1.0.2 port=443 BLOCKED
                    3-201011: Connection limit exceeded 10/10 for input packet from 10.0.0.1/51000 to 192.0.2.7/443 on interface inside \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=443 BLOCKED
                    4-400013: IDS:2003 ICMP redirect from 10.0.0.1 to 192.0.2.7 on interface dmz ~ src=10.0.0.1 dst=192.0.2.7 INTERIM
                    6-109008: Authorization denied for user 'bob' from 10.0.0.9/51000 to 192.0.2.7/80 on interface inside \
                    ~ src=10.0.0.9 user=bob dst=192.0.2.7 port=80 BLOCKED INTERIM
                    4-402117: IPSEC: Received a non-IPSec (protocol= tcp) packet from 203.0.113.5 to 198.51.100.1. \
                    ~ src=203.0.113.5 dst=198.51.100.1 INTERIM
                    4-402117: IPSEC: Received a non-IPSec (protocol= tcp) packet from 203.0.113.5 to 198.51.100. ~ NO_FLOW
                    6-605004: Login denied from 10.0.0.9/51000 to inside:10.0.0.254/ssh for user "bob" \
                    ~ src=10.0.0.9 user=bob dst=10.0.0.254 BLOCKED INTERIM
                    6-605004: Login denied from 10.0.0.9/51000 to inside:10.0.0.254/ssh for user "bo \
                    ~ src=10.0.0.9 dst=10.0.0.254 BLOCKED INTERIM
                    6-605005: Login permitted from 10.0.0.9/51000 to inside:10.0.0.254/https for user "bob" with eight of ten \
                    ~ src=10.0.0.9 user=bob dst=10.0.0.254 ALLOWED INTERIM
                    6-303002: FTP connection from inside:10.0.0.1/51000 to outside:192.0.2.7/21, user anonymous Retrieved file x \
                    ~ src=10.0.0.1 user=anonymous dst=192.0.2.7 port=21 INTERIM
                    6-302022: Built director stub TCP connection for in:10.0.0.1/51000 (198.51.100.1/51000) to out:192.0.2.7/443 (192.0.2.7/443) \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=443 INTERIM
                    6-302025: Teardown stub UDP connection for in:10.0.0.1/51000 to out:192.0.2.7/53 duration 0:01:00 forwarded bytes 48 \
                    Cluster flow with CLU removed from due to idle timeout \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=53 total=48 millis=60000 INTERIM
                    6-302026: Built backup stub ICMP connection for in:10.0.0.1/900 (198.51.100.1) to out:192.0.2.7/0 (192.0.2.7) \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=0 INTERIM
                    6-725001: Starting SSL handshake with client inside:10.0.0.1/51000 to 192.0.2.7/443 for TLSv1.2 session. \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=443 INTERIM
                    6-725001: Starting SSL handshake with client inside:10.0.0.1/51000 for TLSv1.2 session. ~ NO_FLOW
                    6-852002: Received Full Proxy to Lightweight event from application Snort for TCP flow 10.0.0.1/51000 to 192.0.2.7/443 \
                    ~ src=10.0.0.1 dst=192.0.2.7 port=443 INTERIM
                    6-607001: Pre-allocate SIP Via UDP secondary channel for in:10.0.0.1/5060 to out:192.0.2.7 from OPTIONS message \
                    ~ src=10.0.0.1 dst=192.0.2.7 INTERIM
                    4-411003: Interface x, changed state from up to down, and more ~ NO_FLOW
                    5-111008: User 'bob' executed the 'copy from flash to tftp' command. ~ NO_FLOW
                    """)
    void readsOtherMessagesThatNameTwoEndsAsNoSessionsEnd(String body, String flow) {
        assertThat(read("<166>Nov 24 2026 10:00:00 asa1 : %ASA-" + body)).isEqualTo(flow);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
                    4-106023: Deny tcp src inside:10.0.0.1/51000 dst outside:192.0.2. ~ NO_FLOW
                    4-106023: Deny tcp src inside:10.0.0.1/51000 dst outside:192.0.2.7 ~ NO_FLOW
                    4-106023: Deny tcp src inside:10.0.0.1/51000 ds ~ NO_FLOW
                    3-106010: Deny inbound protocol 47 src inside:10.0.0.1 dst outside:192.0. ~ NO_FLOW
                    4-106023: Deny tcp src inside:10.0.0.1/70000 dst outside:192.0.2.7/65536 by ~ src=10.0.0.1 dst=192.0.2.7 BLOCKED
                    6-106100: access-list in permitted tcp inside/10.0.0.1(51000) -> outside/192.0.2.7 ~ NO_FLOW
                    6-106100: access-list in permitted tcp inside/10.0.0.1(51000) -> outside/192.0.2.7(44 ~ src=10.0.0.1 dst=192.0.2.7 ALLOWED
                    6-302014: Teardown TCP connection 7 for a:10.0.0.1/5(CORP\\bo ~ NO_FLOW
                    4-338004: Dynamic Filter monitored blacklisted TCP traffic from in:10.0.0.1/5 (1.1.1.1/4) to out:192.0.2.7/80 \
                    (192.0.2.7/80), destination 192.0.2.7 resolved from dynamic list: x.examp ~ src=10.0.0.1 dst=192.0.2.7 port=80 ALLOWED
                    """)
    void takesFromABrokenLineOnlyWhatIsWhole(String body, String flow) {
        assertThat(read("%ASA-" + body)).isEqualTo(flow);
    }

    private static final String TEARDOWN =
            "%ASA-6-302014: Teardown TCP connection 7 for out:192.0.2.7/443 to in:10.0.0.1/51000"
                    + " duration 0:01:00 bytes 7000 TCP FINs";

    private static String built(String direction, long id, String user) {
        return "%ASA-6-302013: Built " + direction + " TCP connection " + id
                + " for out:192.0.2.7/443 (192.0.2.7/443) to in:10.0.0.1/51000 (198.51.100.1/40001)" + user;
    }

    @Test
    void givesATeardownTheDirectionAndUserOfItsBuilding() {
        CiscoAsa asa = new CiscoAsa();
        lines.read(asa, built("outbound", 7, "(CORP\\bob)"));
        assertThat(lines.read(asa, TEARDOWN))
                .isEqualTo("src=10.0.0.1 user=bob dst=192.0.2.7 port=443 total=7000 millis=60000");
        assertThat(lines.read(asa, TEARDOWN)).startsWith("src=192.0.2.7 dst=10.0.0.1");
        lines.read(asa, built("inbound", 7, ""));
        assertThat(lines.read(asa, TEARDOWN)).startsWith("src=192.0.2.7 dst=10.0.0.1");
    }

    @Test
    void doesNotGiveATeardownTheDirectionOfAnotherConnection() {
        CiscoAsa asa = new CiscoAsa();
        lines.read(asa, built("outbound", 8, ""));
        assertThat(lines.read(asa, TEARDOWN)).startsWith("src=192.0.2.7 dst=10.0.0.1");
        lines.read(asa, built("outbound", 7, "").replace("in:10.0.0.1/51000 ", "in:10.0.0.1/51001 "));
        assertThat(lines.read(asa, TEARDOWN)).startsWith("src=192.0.2.7 dst=10.0.0.1");
        lines.read(asa, built("outbound", 7 + (1L << 32), ""));
        assertThat(lines.read(asa, TEARDOWN)).startsWith("src=192.0.2.7 dst=10.0.0.1");
        lines.from("198.51.100.99");
        lines.read(asa, built("outbound", 7, ""));
        lines.from("192.0.2.1");
        assertThat(lines.read(asa, TEARDOWN)).startsWith("src=192.0.2.7 dst=10.0.0.1");
    }

    @Test
    void takesTheTeardownsOwnUserBeforeTheRememberedOne() {
        CiscoAsa asa = new CiscoAsa();
        lines.read(asa, built("outbound", 7, "(CORP\\bob)"));
        assertThat(lines.read(asa, TEARDOWN + " (eve)")).startsWith("src=10.0.0.1 user=eve dst=192.0.2.7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<166>Nov 24 2026 10:00:00: %ASA-6-",
                "<166>Nov 24 10:00:00 10.0.0.254 %ASA-6-",
                "<166>Nov 24 10:00:00 asa1 : %FTD-6-",
                "<166>Nov 24 2026 10:00:00 UTC: %ASA-session-6-",
                "<166>: %ASA-6-",
                "<166>asa1 %ASA-6-",
                "%ASA-6-",
                "<166>asa1 asa1 : %ASA-6-",
                "<166>:Nov 24 10:00:00 UTC: %ASA-session-6-",
                "Nov 24 2026 10:00:00 <IP>: %ASA-6-",
                "Nov 24 2026 10:00:00 EDT: %FTD-6-",
                "Nov 24 10:00:00 asa1: %PIX-6-",
                "Nov 24 10:00:00 relay asa[77]: %ASA-6-",
                "<166>1 2026-11-24T10:00:00Z asa1 - - - - %ASA-6-",
                "<166>: 2026 Nov 24 10:00:00 UTC ftd1 : %FTD-session-6-",
                "LOCAL4.WARNING: asa1 %ASA-6-",
                "<166>Nov 24 2026 10:00:00 ftd1 : %FTD<Up>-6-",
                "<166>Nov 24 2026 10:00:00 ftd1 : %FTD--6-"
            })
    void findsTheMarkBehindEachHeader(String head) {
        assertThat(read(head + "302014: Teardown TCP connection 7 for o:203.0.113.5/5 to i:10.1.0.2/443"))
                .isEqualTo("src=203.0.113.5 dst=10.1.0.2 port=443");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%ASA-6-302014", "%ASA-6-302014 "})
    void readsATagWithoutItsColon(String tag) {
        assertThat(read(tag + " Teardown TCP connection 7 for o:203.0.113.5/5 to i:10.1.0.2/443"))
                .isEqualTo("src=203.0.113.5 dst=10.1.0.2 port=443");
        assertThat(read(tag + ": Teardown TCP connection 7 for o:203.0.113.5/5 to i:10.1.0.2/443"))
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
