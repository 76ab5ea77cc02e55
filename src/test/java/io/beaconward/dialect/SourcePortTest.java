package io.beaconward.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The client's port, by which what two devices tell of one session is told from two sessions. */
class SourcePortTest {
    private final Lines lines = new Lines();
    private final Dialects dialects = Dialects.all();

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            <13>app: src=10.0.0.1 spt=51000 host=x.workers.dev ~ 51000
            <13>app: src=10.0.0.1 srcport=51000 host=x.workers.dev ~ 51000
            <13>app: src=10.0.0.1:51000 host=x.workers.dev ~ 51000
            <13>app: src=10.0.0.1 spt=70000 host=x.workers.dev ~ -1
            <13>app: src=10.0.0.1 spt=x sport=51000 host=x.workers.dev ~ 51000
            <13>app: src=10.0.0.1 dpt=443 host=x.workers.dev:443 ~ -1
            date=2026-11-24 time=10:00:00 devid="F" logid="0000000013" type="traffic" subtype="forward" srcip=10.0.0.1 srcport=51000 dstip=192.0.2.7 dstport=443 transport=40001 ~ 51000
            CEF:0|Fortinet|Fortigate|v7|00013|traffic|3|FTNTFGTlogid=0000000013 src=10.0.0.1 spt=51000 dst=192.0.2.7 dpt=443 ~ 51000
            CEF:0|Acme|P|1|2|n|3|src=10.0.0.1 spt=51000 dst=192.0.2.7 dpt=443 dhost=x.workers.dev ~ 51000
            LEEF:1.0|Acme|P|1|2|src=10.0.0.1	srcPort=51000	dst=192.0.2.7	dstPort=443	dhost=x.workers.dev ~ 51000
            <166>Nov 24 2026 10:00:00 asa1 : %ASA-6-302013: Built outbound TCP connection 7 for outside:192.0.2.7/443 (192.0.2.7/443) to inside:10.0.0.1/51000 (198.51.100.1/40001) ~ 51000
            <166>Nov 24 2026 10:00:00 asa1 : %ASA-6-302014: Teardown TCP connection 9 for inside:10.0.0.1/51000 to outside:192.0.2.7/443 duration 0:00:31 bytes 7000 TCP FINs ~ 51000
            <166>Nov 24 2026 10:00:00 asa1 : %ASA-4-106023: Deny tcp src inside:10.0.0.1/51000 dst outside:192.0.2.7/443 by access-group "x" [0x0, 0x0] ~ 51000
            <30>device_name="SFW" timestamp="2026-11-24T12:00:00+0200" log_type="Firewall" log_component="Firewall Rule" log_subtype="Allowed" src_ip="10.0.0.1" dst_ip="192.0.2.10" src_port=51000 dst_port=443 con_event="Stop" ~ 51000
            id=firewall sn=0017C5000000 time="2026-11-24 10:00:00 UTC" fw=198.51.100.1 pri=6 m=537 src=10.0.0.1:51000:X0:pc5 dst=192.0.2.10:443:X1 ~ 51000
            <134>1 1795514400.123456789 MX84 flows allow src=10.0.0.1 dst=192.0.2.10 mac=00:00:5E:00:53:01 protocol=tcp sport=51000 dport=443 ~ 51000
            <4>kernel: [7.1] DROP IN=eth0 OUT=eth1 SRC=10.0.0.1 DST=192.0.2.7 LEN=60 PROTO=TCP SPT=51000 DPT=443 ~ 51000
            <4>kernel: [7.1] DROP IN=eth0 OUT=eth1 SRC=10.0.0.1 DST=192.0.2.7 LEN=60 PROTO=ICMP TYPE=3 [SRC=192.0.2.7 DST=10.0.0.1 SPT=1 DPT=2 ] ~ -1
            <134>1 2026-11-24T10:00:00Z gw CheckPoint 7 - [action:"Accept"; origin:"192.0.2.5"; src:"10.0.0.1"; s_port:"51000"; dst:"192.0.2.7"; service:"443"; product:"VPN-1"; loguid:"{0x1}"] ~ 51000
            <14>srx1 RT_FLOW_SESSION_CLOSE: session closed TCP FIN: 10.0.0.1/51000->192.0.2.7/443 None 10.0.0.1/51000->192.0.2.7/443 ~ 51000
            <14>1 2026-11-24T10:00:00Z srx1 RT_FLOW - RT_FLOW_SESSION_CLOSE [junos@2636.1.1.1.2.26 source-address="10.0.0.1" source-port="51000" destination-address="192.0.2.10" destination-port="443"] ~ 51000
            {"timestamp":"2026-11-24T10:00:00.1+0000","event_type":"tls","src_ip":"10.0.0.1","src_port":51000,"dest_ip":"192.0.2.7","dest_port":443,"tls":{"sni":"x.workers.dev"}} ~ 51000
            {"ts":1795514400.1,"id.orig_h":"10.0.0.1","id.orig_p":51000,"id.resp_h":"192.0.2.7","id.resp_p":443,"server_name":"x.workers.dev"} ~ 51000
            {"source":{"ip":"10.0.0.1","port":51000},"destination":{"domain":"x.workers.dev"}} ~ 51000
            1795514400.123 45 10.0.0.1 TCP_TUNNEL/200 900 CONNECT a.workers.dev:443 - HIER_DIRECT/203.0.113.9 - ~ -1
            1795514400.123 45 10.0.0.1 51000 TCP_TUNNEL/200 900 CONNECT a.workers.dev:443 - HIER_DIRECT/203.0.113.9 - ~ 51000
            """)
    void isReadWhereTheDeviceLogsIt(String line, int port) {
        assertThat(lines.read(dialects, line.replace("\t", "\t"))).endsWith(" 10.0.0.1");
        assertThat(lines.flow().sourcePort()).isEqualTo(port);
    }

    @Test
    void isReadOfPanOsByItsColumn() {
        for (String name : new String[] {"pan-os traffic", "pan-os url"}) {
            byte[] line = ValidLines.named(name).bytes();
            assertThat(dialects.read(lines.message(line, line.length), lines.flow()))
                    .isEqualTo(Reading.FLOW);
            assertThat(lines.flow().sourcePort()).as(name).isEqualTo(51_000);
        }
    }
}
