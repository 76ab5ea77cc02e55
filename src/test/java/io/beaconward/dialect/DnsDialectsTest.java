package io.beaconward.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DnsDialectsTest {
    private final Lines lines = new Lines();

    private String read(Dialect dialect, String line) {
        return lines.read(dialect, line);
    }

    // --- BIND and Infoblox ---

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
                    client @0x7f12 10.0.0.1#53000 (www.Example.com): query: www.Example.com IN A +E(0)K (192.0.2.53) \
                    ~ src=10.0.0.1 dst=192.0.2.53 query=www.Example.com
                    client 10.0.0.1#53000: query: www.example.com. IN TYPE65 (192.0.2.53) ~ src=10.0.0.1 dst=192.0.2.53 query=www.example.com
                    client @0x7f12 2001:db8::1#53000 (www.example.com): view inside: query: www.example.com IN AAAA + (2001:db8::53) \
                    ~ src=2001:db8::1 dst=2001:db8::53 query=www.example.com
                    client @0x7f12 10.0.0.1#53000/key upd (www.example.com): query: www.example.com IN A -S (192.0.2.53) \
                    ~ src=10.0.0.1 dst=192.0.2.53 query=www.example.com
                    client 10.0.0.1#53000 (www.example.com): query: www.example.com IN A +EDC (192.0.2.53) [ECS 10.0.0.0/24/0] \
                    ~ src=10.0.0.1 dst=192.0.2.53 query=www.example.com
                    client 10.0.0.1#5 (www.example.com): answer: www.example.com IN A + (192.0.2.53) -> NOERROR 300 CNAME a.example.net. 60 A 192.0.2.7 \
                    ~ src=10.0.0.1 dst=192.0.2.53 query=www.example.com answers=192.0.2.7
                    client 10.0.0.1#5 (www.example.com): answer: www.example.com IN A + (192.0.2.53) -> NOERROR a. 60 A 192.0.2.7 a. 60 AAAA 2001:db8::7 \
                    ~ src=10.0.0.1 dst=192.0.2.53 query=www.example.com answers=192.0.2.7,2001:db8::7
                    client 10.0.0.1#5 (www.example.com): answer: www.example.com IN TXT + (192.0.2.53) -> NOERROR 300 TXT "a 300 A 192.0.2.9 b" 300 A 192.0.2.7 \
                    ~ src=10.0.0.1 dst=192.0.2.53 query=www.example.com answers=192.0.2.7
                    client 10.0.0.1#5 (www.example.com): answer: www.example.com IN TXT + (192.0.2.53) -> NOERROR 300 TXT "a\\" 300 A 192.0.2.9 b" \
                    ~ src=10.0.0.1 dst=192.0.2.53 query=www.example.com
                    client 10.0.0.1#5 (www.example.com): answer: www.example.com IN A (192.0.2.53) -> NXDOMAIN ~ src=10.0.0.1 dst=192.0.2.53 query=www.example.com
                    client @0x7f12 10.0.0.1#5 (www.example.com): rpz QNAME NXDOMAIN rewrite www.example.com/A/IN via www.example.com.rpz.example.net \
                    ~ src=10.0.0.1 query=www.example.com
                    client @0x7f12 10.0.0.1#5 (www.example.com): rpz NSIP/NSDNAME rewrite www.example.com via 32.9.2.0.192.rpz-nsip failed: SERVFAIL \
                    ~ src=10.0.0.1 query=www.example.com
                    client @0x7f12 10.0.0.1#5 (www.example.com): query failed (timed out) for a.example.net/IN/A at query.c:7841 ~ src=10.0.0.1 query=a.example.net
                    client @0x7f12 10.0.0.1#5 (www.example.com): query (cache) 'www.example.com/A/IN' denied ~ src=10.0.0.1 query=www.example.com
                    client @0x7f12 10.0.0.1#5: updating zone 'example.com/IN': adding an RR at 'a.example.com' A 192.0.2.7 ~ src=10.0.0.1 query=example.com
                    client @0x7f12 10.0.0.1#5 (example.com): transfer of '0/25.2.0.192.in-addr.arpa/IN': AXFR started ~ src=10.0.0.1 query=0/25.2.0.192.in-addr.arpa
                    client @0x7f12 10.0.0.1#5 (www.example.com): error sending response: host unreachable ~ src=10.0.0.1 query=www.example.com
                    List Matched 10.0.0.1#5: query: www.example.com IN A (192.0.2.53) {feed} [phishing] ~ src=10.0.0.1 dst=192.0.2.53 query=www.example.com
                    timed out resolving 'www.example.com/A/IN': 192.0.2.53#53 ~ dst=192.0.2.53 port=53 query=www.example.com
                    REFUSED unexpected RCODE resolving 'www.example.com/A/IN': 2001:db8::53#53 ~ dst=2001:db8::53 port=53 query=www.example.com
                    lame server resolving 'www.example.com' (in 'example.com'?): 192.0.2.53#53 ~ dst=192.0.2.53 port=53 query=www.example.com
                    success resolving 'www.example.com/A' after disabling qname minimization due to 'ncache nxdomain' ~ query=www.example.com
                    validating www.example.com/A: no valid signature found ~ query=www.example.com
                    validating @0x7f12: www.example.com A: no valid signature found ~ query=www.example.com
                    view inside:   validating www.example.com/SOA: no valid signature found ~ query=www.example.com
                    view inside: timed out resolving 'www.example.com/A/IN': 192.0.2.53#53 ~ dst=192.0.2.53 port=53 query=www.example.com
                    DNS format error from 192.0.2.53#53 resolving www.example.com/A for client 10.0.0.1#5: reply has no answer \
                    ~ src=10.0.0.1 dst=192.0.2.53 port=53 query=www.example.com
                    DNS format error 192.0.2.53#53 resolving www.example.com/NS for 2001:db8::1#5: not subdomain of zone example.com -- invalid response \
                    ~ src=2001:db8::1 dst=192.0.2.53 port=53 query=www.example.com
                    DNS format error from 192.0.2.53#53 resolving www.example.com/A for <unknown>: server sent FORMERR ~ dst=192.0.2.53 port=53 query=www.example.com
                    transfer of 'example.com/IN' from 192.0.2.53#53: Transfer status: success ~ dst=192.0.2.53 port=53 query=example.com
                    zone example.com/IN: notify from 192.0.2.53#5: zone is up to date ~ src=192.0.2.53 query=example.com
                    zone example.com/IN/inside: Transfer started. ~ query=example.com
                    ARMING trigger on 10.0.0.1.02:00:00:00:00:01.x1 (action:QUARANTINE) (Suspicious Behavior) ~ src=10.0.0.1
                    DISARMING trigger on 2001:db8::1 (action:QUARANTINE) ~ src=2001:db8::1
                    """)
    void readsWhatBindLogs(String line, String flow) {
        assertThat(read(new BindDns(), line)).isEqualTo(flow);
        assertThat(read(new BindDns(), "<30>Nov 24 10:00:00 ns1 named[7]: " + line))
                .isEqualTo(flow);
        assertThat(read(new BindDns(), "<30>Nov 24 10:00:00 ns1 named[7]: queries: info: " + line))
                .isEqualTo(flow);
        assertThat(read(new BindDns(), "24-Nov-2026 10:00:00.250 queries: info: " + line))
                .isEqualTo(flow + " at 2026-11-24T10:00:00.250Z");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
                    client 10.0.0.1#57398: UDP: query: www.example.com IN A response: NOERROR +AED www.example.com. 28800 IN A 192.0.2.7; www.example.com. 9 IN A 192.0.2.8; \
                    ~ src=10.0.0.1 query=www.example.com answers=192.0.2.7,192.0.2.8
                    client 10.0.0.1#57398 TCP: query: www.example.com IN A response: NXDOMAIN +ED ~ src=10.0.0.1 query=www.example.com
                    client 10.0.0.1#57398: view 12: UDP: query: www.example.com IN AAAA response: NOERROR + www.example.com. 60 IN CNAME a.example.net.; a.example.net. 60 IN AAAA 2001:db8::7 \
                    ~ src=10.0.0.1 query=www.example.com answers=2001:db8::7
                    client 10.0.0.1#57398: UDP: query: www.example.com IN TXT response: NOERROR + www.example.com. 9 IN TXT "k=rsa; p=" "IN A 192.0.2.9"; www.example.com. 9 IN A 192.0.2.7; \
                    ~ src=10.0.0.1 query=www.example.com answers=192.0.2.7
                    """)
    void readsWhatInfobloxAloneLogs(String line, String flow) {
        String stamped = "24-Nov-2026 10:00:00.250 " + line;
        assertThat(read(new BindDns(), line)).isEqualTo(flow);
        for (String head : new String[] {
            "",
            "<30>Nov 24 10:00:00 ns1 named[7]: ",
            "<30>Nov 24 10:00:00 a.example.com 192.0.2.53 named[7]: infoblox-responses: "
        }) {
            assertThat(read(new BindDns(), head + stamped)).isEqualTo(flow + " at 2026-11-24T10:00:00.250Z");
        }
        BindDns dialect = new BindDns();
        read(dialect, line);
        assertThat(dialect.name()).isEqualTo("infoblox-dns");
        read(dialect, "client 10.0.0.1#5: query: www.example.com IN A + (192.0.2.53)");
        assertThat(dialect.name()).isEqualTo("bind-query");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "client",
                "client 10.0.0.1",
                "client 10.0.0.1#5",
                "client 10.0.0.1#5 (www.example.com)",
                "client ten#5 (www.example.com): query: www.example.com IN A + (192.0.2.53)",
                "client 10.0.0.1#5 a b c d e (www.example.com): query: www.example.com IN A + (192.0.2.53)",
                "msg=\"x client 10.0.0.1#5: query: www.example.com IN A + (192.0.2.53)\"",
                "u=a: client 10.0.0.1#5: query: www.example.com IN A + (192.0.2.53)",
                "a: b: c: d: e: f: client 10.0.0.1#5: query: www.example.com IN A + (192.0.2.53)",
                "24-Nov-2026 10:00:00.250",
                "queries:",
                "error resolving 'example'",
                "src=10.0.0.1 resolving 'www.example.com/A/IN': 192.0.2.53#53",
                "validating www.example.com: fine",
                "validating @0x7f12:",
                "view",
                "view inside",
                "view inside: x",
                "DNS is fine",
                "DNS format error from here resolving www.example.com/A for client 10.0.0.1#5: x",
                "DNS format error from 192.0.2.53#53",
                "transfer of example.com from 192.0.2.53#53: x",
                "transfer of ' from",
                "zone example.com: x",
                "zone files are fine",
                "ARMING trigger on nothing",
                "ARMING",
                "validating",
                ""
            })
    void bindLeavesForeignBodiesAlone(String line) {
        assertThat(read(new BindDns(), line)).isEqualTo("FOREIGN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "client 10.0.0.1#5: query: . IN NS + (192.0.2.53)",
                "client 10.0.0.1#5: query: a\\032b.example.com IN A + (192.0.2.53)",
                "client 10.0.0.1#5: query: www.example.com A",
                "client 10.0.0.1#5: query:",
                "client 10.0.0.1#5: no more recursive clients: quota reached"
            })
    void aClientsMessageThatNamesNoHostTellsOfNoFlow(String line) {
        assertThat(read(new BindDns(), line)).isEqualTo("NO_FLOW");
    }

    // --- Unbound ---

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<30>Nov 24 10:00:00 ns1 unbound[26931]: [26931:1f] info: ",
                "<30>Nov 24 10:00:00 unbound[26931]: [26931:0] query: ",
                "[26931:0] reply: ",
                "unbound[26931:0] info: "
            })
    void readsWhatUnboundLogs(String head) {
        assertThat(read(new Unbound(), head + "10.0.0.1 _ldap._tcp.Example.com. SRV IN"))
                .isEqualTo("src=10.0.0.1 query=_ldap._tcp.Example.com");
        assertThat(read(new Unbound(), head + "2001:db8::1 www.example.com. A IN NOERROR 0.012000 0 56"))
                .isEqualTo("src=2001:db8::1 query=www.example.com");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
                    example.com. redirect 10.0.0.1@51000 www.Example.com. A IN ~ src=10.0.0.1 query=www.Example.com
                    transparent 2001:db8::1@51000 www.example.com. AAAA IN ~ src=2001:db8::1 query=www.example.com
                    rpz: applied [block list] bad.example.org. rpz-nxdomain 10.0.0.1@51000 www.bad.example.org. A IN ~ src=10.0.0.1 query=www.bad.example.org
                    redirect client@51000 www.example.com. A IN ~ FOREIGN
                    a b c d e f g h 10.0.0.1@51000 www.example.com. A IN ~ FOREIGN
                    """)
    void readsWhatUnboundsOwnZonesAnswer(String line, String flow) {
        assertThat(read(new Unbound(), "[7:0] info: " + line)).isEqualTo(flow);
        assertThat(read(new Unbound(), "<30>Nov 24 10:00:00 unbound[7:0] info: " + line))
                .isEqualTo(flow.equals("FOREIGN") ? "NO_FLOW" : flow);
    }

    @Test
    void readsTheTimeOfUnboundsOwnFile() {
        assertThat(read(new Unbound(), "[1795514400] unbound[7:0] info: 10.0.0.1 www.example.com. A IN"))
                .isEqualTo("src=10.0.0.1 query=www.example.com at 2026-11-24T10:00:00Z");
    }

    @Test
    void unboundsOtherLinesTellOfNoFlow() {
        String head = "<30>Nov 24 10:00:00 ns1 unbound[7]: ";
        assertThat(read(new Unbound(), head + "[7:0] notice: init module 0: validator"))
                .isEqualTo("NO_FLOW");
        assertThat(read(new Unbound(), head + "[7:0] info: 10.0.0.1 . NS IN")).isEqualTo("NO_FLOW");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[7:0] info: started",
                "[7:0] info: 10.0.0.1 www.example.com A IN",
                "[7:0] info: 10.0.0.1 www.example.com. A",
                "[7:xyz] info: 10.0.0.1 www.example.com. A IN",
                "[a:0] info: 10.0.0.1 www.example.com. A IN",
                "[7:0] debug: 10.0.0.1 www.example.com. A IN",
                "[7] info: 10.0.0.1 www.example.com. A IN",
                "[1795514400]",
                ""
            })
    void unboundLeavesForeignBodiesAlone(String line) {
        assertThat(read(new Unbound(), line)).isEqualTo("FOREIGN");
    }

    // --- dnsmasq ---

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
                    query[A] Www.example.com from 10.0.0.1 ~ src=10.0.0.1 query=Www.example.com
                    query[type=65] www.example.com from 2001:db8::1 ~ src=2001:db8::1 query=www.example.com
                    forwarded www.example.com to 192.0.2.53 ~ dst=192.0.2.53 query=www.example.com
                    forwarded www.example.com to 192.0.2.53#5353 ~ dst=192.0.2.53 port=5353 query=www.example.com
                    dnssec-query[DS] example.com to 192.0.2.53 ~ dst=192.0.2.53 query=example.com
                    reply www.example.com is 192.0.2.7 ~ query=www.example.com answers=192.0.2.7
                    cached www.example.com is 2001:db8::7 ~ query=www.example.com answers=2001:db8::7
                    reply www.example.com is <CNAME> ~ query=www.example.com
                    reply www.example.com is NXDOMAIN ~ query=www.example.com
                    config www.example.com is 192.0.2.7 ~ query=www.example.com answers=192.0.2.7
                    /etc/hosts nas.example.com is 192.0.2.7 ~ query=nas.example.com answers=192.0.2.7
                    DHCP pc1.example.com is 192.0.2.7 ~ query=pc1.example.com answers=192.0.2.7
                    auth www.example.com is 192.0.2.7 ~ query=www.example.com answers=192.0.2.7
                    auth[A] www.example.com from 10.0.0.1 ~ src=10.0.0.1 query=www.example.com
                    gravity blocked www.example.com is 0.0.0.0 ~ query=www.example.com BLOCKED
                    gravity blocked (CNAME) www.example.com is 0.0.0.0 ~ query=www.example.com BLOCKED
                    exactly denied www.example.com is :: ~ query=www.example.com BLOCKED
                    regex blacklisted www.example.com is NXDOMAIN ~ query=www.example.com BLOCKED
                    special domain www.example.com is NXDOMAIN ~ query=www.example.com
                    Apple iCloud Private Relay domain www.example.com is NXDOMAIN ~ query=www.example.com
                    Pi-hole hostname dns.example.com is 192.0.2.7 ~ query=dns.example.com answers=192.0.2.7
                    Rate-limiting www.example.com is REFUSED (EDE: blocked) ~ query=www.example.com
                    """)
    void readsWhatDnsmasqLogs(String line, String flow) {
        assertThat(read(new Dnsmasq(), "Nov 24 10:00:00 dnsmasq[7]: " + line)).isEqualTo(flow);
        assertThat(read(new Dnsmasq(), "<30>Nov 24 10:00:00 gw1 dnsmasq[7]: " + line))
                .isEqualTo(flow);
        String client = flow.startsWith("src=") ? flow : "src=10.0.0.1 " + flow;
        assertThat(read(new Dnsmasq(), "<30>Nov 24 10:00:00 gw1 dnsmasq[7]: 42 10.0.0.1/51000 " + line))
                .isEqualTo(client);
        assertThat(read(new Dnsmasq(), "<30>Nov 24 10:00:00 gw1 dnsmasq[7]: UDP 42 10.0.0.1/51000 " + line))
                .isEqualTo(client);
        assertThat(read(new Dnsmasq(), "dnsmasq[7]: TCP 42 10.0.0.1/51000 " + line))
                .isEqualTo(client);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "started, version 2.90 cachesize 150",
                "reply www.example.com is 192.0.2.9 is 192.0.2.7 x",
                "reply a b is 192.0.2.7",
                "reply www.example.com are 192.0.2.7",
                "query[A] www.example.com to 10.0.0.1",
                "query[A] <name unprintable> from 10.0.0.1",
                "42 reply www.example.com is 192.0.2.7",
                "42",
                "UDP",
                "special a b c d domain www.example.com is 192.0.2.7",
                "Apple www.example.com is 192.0.2.7",
                "gravity blocked (CNAME)",
                "gravity seen www.example.com is 192.0.2.7"
            })
    void dnsmasqsOtherLinesGiveNoAddressAway(String line) {
        String shown = read(new Dnsmasq(), "<30>Nov 24 10:00:00 gw1 dnsmasq[7]: " + line);
        assertThat(shown).doesNotContain("192.0.2.7");
    }

    @Test
    void dnsmasqIsToldByItsTagOrByTheQuery() {
        assertThat(read(new Dnsmasq(), "query[A] www.example.com from 10.0.0.1"))
                .isEqualTo("src=10.0.0.1 query=www.example.com");
        assertThat(read(new Dnsmasq(), "query[A] www.example.com")).isEqualTo("FOREIGN");
        assertThat(read(new Dnsmasq(), "reply www.example.com is 192.0.2.7")).isEqualTo("FOREIGN");
        assertThat(read(new Dnsmasq(), "<30>dnsmasq-dhcp[7]: DHCPACK(br0) 10.0.0.1 02:00:00:00:00:01 pc1"))
                .isEqualTo("NO_FLOW");
    }

    // --- CoreDNS ---

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
                    10.0.0.1:5353 - 29008 "A IN Www.example.com. udp 41 false 512" NOERROR qr,rd,ra 100 0.001500s \
                    ~ src=10.0.0.1 sent=41 received=100 millis=1 query=Www.example.com
                    [2001:db8::1]:5353 - 29008 "AAAA IN www.example.com. tcp 41 true 4096" NXDOMAIN qr,rd,ra 100 2.25s "0" \
                    ~ src=2001:db8::1 sent=41 received=100 millis=2250 query=www.example.com
                    10.0.0.1:5353 - 29008 "A IN www.example.com. udp 41 ~ src=10.0.0.1 sent=41 query=www.example.com
                    10.0.0.1:5353 - 29008 "A IN www.example.com. udp 41 false 512" - 0 0.1s ~ src=10.0.0.1 sent=41 query=www.example.com
                    10.0.0.1:5353 - 29008 "A IN www.example.com. ~ src=10.0.0.1 query=www.example.com
                    10.0.0.1:5353 - 29008 "A IN . udp 41 false 512" NOERROR qr 100 0.001s ~ NO_FLOW
                    10.0.0.1:5353 - 29008 "A IN a\\ b. udp 9 false 512" NOERROR qr 100 0.001s ~ NO_FLOW
                    10.0.0.1:99999 - 29008 "A IN www.example.com. udp 41 false 512" NOERROR qr 100 0.001s ~ FOREIGN
                    10.0.0.1:5353 29008 "A IN www.example.com. udp 41 false 512" NOERROR qr 100 0.001s ~ FOREIGN
                    10.0.0.1:5353 - 29008 A ~ FOREIGN
                    plugin/log: 10.0.0.1:5353 - 7 "A IN www.example.com. udp 41 false 512" NOERROR qr,rd,ra 100 0.5s ~ src=10.0.0.1 sent=41 received=100 millis=500 query=www.example.com
                    plugin/log: ~ FOREIGN
                    plugin/reload: Running configuration SHA512 = 00ff ~ FOREIGN
                    """)
    void readsWhatCoreDnsLogs(String line, String flow) {
        assertThat(read(new CoreDns(), "[INFO] " + line)).isEqualTo(flow);
        assertThat(read(new CoreDns(), "<30>Nov 24 10:00:00 k1 coredns[7]: [INFO] " + line))
                .isEqualTo(flow);
        assertThat(read(new CoreDns(), "coredns-559f6c-x1 [INFO] " + line)).isEqualTo(flow);
        assertThat(read(new CoreDns(), line)).isEqualTo("FOREIGN");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
                    - [24/Nov/2026:10:00:00 +0100] 7 "A IN www.example.com. udp 41 false 512" NOERROR qr,rd,ra 100 0.5s \
                    ~ src=10.0.0.1 sent=41 received=100 millis=500 query=www.example.com at 2026-11-24T09:00:00Z
                    - [24/Nov/2026:10:00:00 7 "A IN www.example.com. udp 41 false 512" NOERROR qr,rd,ra 100 0.5s ~ FOREIGN
                    - - [24/Nov/2026:10:00:00 +0100] "GET http://www.example.com/ HTTP/1.1" 200 5 ~ FOREIGN
                    - [24/Nov/2026:10:00:00 +0100] ~ FOREIGN
                    """)
    void readsTheDateThatEarlyCoreDnsWrote(String line, String flow) {
        assertThat(read(new CoreDns(), "10.0.0.1:5353 " + line)).isEqualTo(flow);
    }

    // --- Windows ---

    private static final String PACKET = " 0E1C PACKET  0000017DEDFE28D0 UDP ";
    private static final String RECEIVED = PACKET + "Rcv 192.0.2.6       966f   Q [0001   D   NOERROR] A      ";

    @ParameterizedTest
    @CsvSource({
        "11/24/2026 9:46:04 PM, 2026-11-24T21:46:04Z",
        "11/24/2026 12:46:04 AM, 2026-11-24T00:46:04Z",
        "11/24/2026 12:46:04 pm, 2026-11-24T12:46:04Z",
        "3/4/2026 1:02:03 AM, 2026-03-04T01:02:03Z",
        "24/11/2026 21:46:04, 2026-11-24T21:46:04Z",
        "20261124 21:46:04, 2026-11-24T21:46:04Z",
        "03/04/2026 21:46:04, 2026-04-03T21:46:04Z",
        "04/24/2026 21:46:04, 2026-04-24T21:46:04Z",
        "24.11.2026 21:46:04, 2026-11-24T21:46:04Z",
        "24-11-2026 1:46:04, 2026-11-24T01:46:04Z",
        "2026-11-24 21:46:04, 2026-11-24T21:46:04Z",
        "2026/11/24 21:46:04, 2026-11-24T21:46:04Z",
        "2026/3/4 1:02:03, 2026-03-04T01:02:03Z",
        "2026-03-04 1:02:03 PM, 2026-03-04T13:02:03Z",
        "2026.11.24 21:46:04, 2026-11-24T21:46:04Z",
        "24-11-2026 21.46.04, 2026-11-24T21:46:04Z",
    })
    void readsTheDatesThatWindowsWrites(String stamp, String time) {
        assertThat(read(new WindowsDns(), stamp + RECEIVED + "(3)Www(7)example(3)com(0)"))
                .isEqualTo("src=192.0.2.6 query=Www.example.com at " + time);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
                    Rcv 192.0.2.6       966f   Q [0001   D   NOERROR] A      (3)www(7)example(3)com(0) ~ src=192.0.2.6 query=www.example.com
                    Rcv 2001:db8::6     966f R Q [8081   DR  NOERROR] AAAA   (7)example(3)com(0) ~ src=2001:db8::6 query=example.com
                    Snd 192.0.2.6       966f R Q [8081   DR  NOERROR] A      .www.example.com. ~ dst=192.0.2.6 query=www.example.com
                    Snd 192.0.2.6       966f R Q [8081   DR  NOERROR] A      (0) ~ NO_FLOW
                    Snd 192.0.2.6       966f R Q [8081   DR  NOERROR] A      (3)www(7)example(3)com ~ NO_FLOW
                    Snd 192.0.2.6       966f R Q [8081   DR  NOERROR] A      (3)www(99)example(3)com(0) ~ NO_FLOW
                    Snd 192.0.2.6       966f R Q [8081   DR  NOERROR] A      (3)www7)example(3)com(0) ~ NO_FLOW
                    Snd 192.0.2.6       966f R Q [8081   DR  NOERROR] A      (3)w"w(7)example(3)com(0) ~ NO_FLOW
                    Snd 192.0.2.6       966f R Q [8081   DR  NOERROR] A ~ NO_FLOW
                    Snd 192.0.2.6       966f R Q ~ NO_FLOW
                    """)
    void readsThePacketsThatWindowsLogs(String packet, String flow) {
        String shown = flow.equals("NO_FLOW") ? flow : flow + " at 2026-11-24T21:46:04Z";
        assertThat(read(new WindowsDns(), "24/11/2026 21:46:04 0E1C PACKET  0000017DEDFE28D0 UDP " + packet))
                .isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "UDP Rcv 192.0.2.6       966f   Q [0001   D   NOERROR] (1)a(7)example(3)net(0), src=192.0.2.6 query=a.example.net",
        "TCP Snd 192.0.2.6       966f R Q [8081   DR  NOERROR] A      (1)a(7)example(3)net(0), dst=192.0.2.6 query=a.example.net",
        "UDP 192.0.2.6, FOREIGN",
        "UDP, FOREIGN",
        "UDP Rcv, FOREIGN"
    })
    void readsThePacketsOfOlderServers(String packet, String flow) {
        String shown = flow.equals("FOREIGN") ? flow : flow + " at 2026-11-24T21:46:04Z";
        assertThat(read(new WindowsDns(), "20261124 21:46:04 57C PACKET  " + packet))
                .isEqualTo(shown);
    }

    @Test
    void refusesANameOfLabelsThatIsTooLong() {
        String label = "(60)" + "a".repeat(60);
        assertThat(read(new WindowsDns(), "24/11/2026 21:46:04" + RECEIVED + label.repeat(4) + "(0)"))
                .contains("query=");
        assertThat(read(new WindowsDns(), "24/11/2026 21:46:04" + RECEIVED + label.repeat(4) + "(9)123456789(0)"))
                .isEqualTo("NO_FLOW");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "24/11/2026",
                "24/11/2026 21:46:04",
                "24/13/2026 21:46:04" + PACKET + "Rcv 192.0.2.6 966f Q [] A .a.",
                "13/11/2026 13:46:04 PM" + PACKET + "Rcv 192.0.2.6 966f Q [] A .a.",
                "2026/13/4 21:46:04" + PACKET + "Rcv 192.0.2.6 966f Q [] A .a.",
                "2026/11/244 1:46:04" + PACKET + "Rcv 192.0.2.6 966f Q [] A .a.",
                "2026/11/2421:46:04" + PACKET + "Rcv 192.0.2.6 966f Q [] A .a.",
                "24/11/2026 21.46:04" + PACKET + "Rcv 192.0.2.6 966f Q [] A .a.",
                "24/11-2026 21:46:04" + PACKET + "Rcv 192.0.2.6 966f Q [] A .a.",
                "24/11/26 21:46:04" + PACKET + "Rcv 192.0.2.6 966f Q [] A .a.",
                "24/11/2026 21:46:04 0E1C EVENT   The DNS server has started.",
                "24/11/2026 21:46:04" + PACKET + "Got 192.0.2.6 966f Q [] A .a.",
                "24/11/2026 21:46:04" + PACKET + "Rcv host 966f Q [] A .a.",
                ""
            })
    void windowsLeavesForeignBodiesAlone(String line) {
        assertThat(read(new WindowsDns(), line)).isEqualTo("FOREIGN");
    }
}
