package io.beaconward.dialect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One line or more of every dialect, from which the property tests, the count of visits and the benchmarks start. A new
 * dialect adds its lines here or to {@code vendors.txt}, with the odd things of the format. Names begin with the dialect's own.
 */
final class ValidLines {
    private static final List<Line> OWN = List.of(
            new Line(
                    "generic-kv",
                    "<13>Nov 24 10:00:00 px app: time=2026-11-24T10:00:00.123Z action=allow proto=tcp src=10.0.0.1 spt=51000"
                            + " dst=192.0.2.7 dpt=443 user=bob dept=\"Sales and Service\" method=CONNECT status=200"
                            + " host=telemetry.team-a.workers.dev category=\"Computers and Internet\" reputation=61"
                            + " agent=\"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36\""
                            + " referer=https://www.example.com/start/page.html?id=7 type=application/octet-stream"
                            + " bytes_sent=310 bytes_received=5120 elapsed=87 policy=\"web default 12\" rule=allow-business"
                            + " zone_in=trust zone_out=untrust gateway=px-1.example.net session=99120045 tls=1.3 cipher=TLS_AES_128_GCM_SHA256"),
            new Line(
                    "generic-kv escaped",
                    "<13>Nov 24 10:00:00 px app: src=10.0.0.1:5 host=https://u@x.workers.dev:8443/p bytes_sent=310 user=\"a\\\" b\" dpt=443"),
            new Line(
                    "generic-kv comma",
                    "time=2026-11-24T10:00:00+01:00,src=2001:db8::1,cs-host: x.workers.dev,dst=[2001:db8::2],action='deny'"),
            new Line(
                    "fortigate traffic",
                    "<189>date=2026-11-24 time=10:00:00 devname=\"edge-fw-01\" devid=\"FG100E0000000001\" eventtime=1795514400123456789"
                            + " tz=\"+0000\" logid=\"0000000013\" type=\"traffic\" subtype=\"forward\" level=\"notice\" vd=\"root\""
                            + " srcip=10.0.0.1 srcport=51000 srcintf=\"port2\" srcintfrole=\"lan\" dstip=192.0.2.7 dstport=443"
                            + " dstintf=\"wan1\" dstintfrole=\"wan\" sessionid=99120045 proto=6 action=\"close\" policyid=12"
                            + " policytype=\"policy\" service=\"HTTPS\" dstcountry=\"Reserved\" srccountry=\"Reserved\" trandisp=\"snat\""
                            + " transip=198.51.100.4 transport=51000 duration=31 sentbyte=1800 rcvdbyte=5200 sentpkt=12 rcvdpkt=14"
                            + " dstname=\"telemetry.team-a.workers.dev\" user=\"bob\""),
            new Line(
                    "fortigate dns",
                    "<189>date=2026-11-24 time=10:00:00 devid=\"F\" tz=\"+0100\" logid=\"0000000020\" type=\"traffic\" subtype=\"forward\""
                            + " srcip=10.0.0.1 dstip=192.0.2.7 dstport=443 hostname=\"x.workers.dev\" sentbyte=1 rcvdbyte=2 duration=3"
                            + " user=\"C\\\\bob\" qname=\"y.dev\" utmaction=\"block\" eventtime=1795514400123456789"),
            new Line(
                    "pan-os traffic",
                    "<14>Nov 24 10:00:05 pa1 1,2026/11/24 10:00:02,001122334455667,TRAFFIC,end,2561,2026/11/24 10:00:01,10.0.0.1,"
                            + "192.0.2.7,198.51.100.4,192.0.2.7,\"a, b\",example\\bob,,ssl,vsys1,trust,untrust,ethernet1/1,ethernet1/2,"
                            + "forward-all,2026/11/24 10:00:01,99120045,1,51000,443,1,443,0x400053,tcp,allow,7000,1800,5200,19,"
                            + "2026/11/24 09:59:20,31,computer-and-internet-info,0,7223372036854775807,0x8000000000000000,10.0.0.0-10.255.255.255,"
                            + "United States,0,9,10,tcp-fin,11,12,0,0,vsys1,pa1,from-policy,,,0,,0,,N/A,0,0,0,0,"
                            + "01234567-89ab-cdef-0123-456789abcdef,0,0,,,,,,,,,,,,,,,,,,,,,,,,x.workers.dev,,,,,,,,,,,,2026-11-24T10:00:01.500-08:00,,"),
            new Line(
                    "pan-os url",
                    "1,2026/11/24 10:00:02,0011,THREAT,url,2561,2026/11/24 10:00:01,10.0.0.1,192.0.2.7,,,r,bob,,ssl,vsys1,t,u,e1,e2,f,,1,1,"
                            + "51000,443,1,443,0x0,tcp,block-url,\"x.workers.dev:8443/a\"\"b\",(9999),c,informational,client-to-server"),
            new Line(
                    "cisco-asa built",
                    "<166>Nov 24 2026 10:00:00 asa1 : %ASA-6-302013: Built outbound TCP connection 7 for out:x.dev/443 (x.dev/443)(C\\eve)"
                            + " to in:10.0.0.1/51000 (10.0.0.1/51000) (C\\bob)"),
            new Line(
                    "cisco-asa teardown",
                    "%FTD-6-302014: Teardown TCP connection 7 for o:2001:db8::5/5(LOCAL\\bob, 1) to d:10.1.0.2/443 duration 1:02:03 bytes 7 FIN"),
            new Line(
                    "cisco-asa url",
                    "asa1 : %ASA-5-304001: bob@10.0.0.1 (C\\bob) Accessed URL 2001:db8::7:http://x.workers.dev:80/a"),
            new Line(
                    "cisco-asa denied",
                    "%ASA-5-304002: Access denied URL http://x.workers.dev/a SRC 10.0.0.1 DEST 192.0.2.7 on interface inside"),
            new Line(
                    "squid-native connect",
                    "<13>squid[9]: 1795514400.123  5006 10.0.0.1 TCP_TUNNEL/200 19763 CONNECT [2001:db8::7]:443 C\\bob HIER_DIRECT/192.0.2.7 -"),
            new Line(
                    "squid-native url",
                    "<13>Nov 24 10:00:00 px squid[9]: 1795514400.123    87 10.0.0.1 TCP_MISS/200 5120 GET"
                            + " http://telemetry.team-a.workers.dev/v1/collect/batch?device=0123456789abcdef&stream=measurements&format=json&since=1795514300"
                            + "&fields=name,state,version,uptime,load,memory,disk,network,errors,warnings&signature="
                            + "0123456789abcdef".repeat(16)
                            + " bob HIER_DIRECT/192.0.2.7 application/json"),
            new Line(
                    "pf-filterlog",
                    "<134>1 2026-11-24T10:00:00+00:00 fw1.example.net filterlog 43210 - - 5,,,1000000103,igb0,match,block,in,4,0x0,,64,"
                            + "38204,0,DF,6,tcp,60,10.0.0.1,192.0.2.7,51000,443,0,S,2410318417,,64240,,mss;nop;wscale"),
            new Line(
                    "pf-filterlog six",
                    "<134>Nov 24 10:00:00 filterlog[43210]: 5,,,1000000103,igb0,match,pass,out,6,0x00,0x0,64,udp,17,48,2001:db8::1,"
                            + "2001:db8::2,51000,443,48"),
            new Line(
                    "mikrotik",
                    "<134>Nov 24 10:00:00 gw firewall,info drop forward: in:bridge out:ether1, connection-state:new src-mac"
                            + " 00:00:5e:00:53:01, proto TCP (SYN), 10.0.0.1:51000->192.0.2.7:443, len 52"),
            new Line(
                    "watchguard",
                    "<142>Nov 24 10:00:00 fw1 80DA01234567A fw1 (2026-11-24T10:00:00) firewall: msg_id=\"3000-0148\" Allow 1-Trusted 0-External"
                            + " 52 tcp 20 127 10.0.0.1 192.0.2.7 51000 443 offset 8 S 1 win 64240 duration=\"31\" sent_bytes=\"310\""
                            + " rcvd_bytes=\"5120\" src_user=\"bob@example\" dstname=\"x.workers.dev\" (Outgoing-00)"),
            new Line(
                    "barracuda-firewall",
                    "<14>Nov 24 10:00:00 box1 box_Firewall_Activity: Info box1 Remove: type=FWD|proto=TCP|srcIF=eth1|srcIP=10.0.0.1|srcPort=51000|"
                            + "srcMAC=00:00:5e:00:53:01|dstIP=192.0.2.7|dstPort=443|dstService=https|dstIF=eth0|rule=LAN-2-INTERNET|info=Normal"),
            new Line(
                    "barracuda-waf",
                    "<134>2026-11-24 10:00:00.123 +0000 waf1 TR 192.0.2.7 443 10.0.0.1 51000 \"-\" \"-\" GET TLSv1.3 www.example.com HTTP/1.1 200"
                            + " 5120 310 0 87 10.0.0.9 443 80 \"-\" SERVER DEFAULT PASSIVE VALID /index.html \"a=b\" \"-\" \"-\" \"curl/8\" 10.0.0.1 51000"),
            new Line(
                    "checkpoint-tracker",
                    "<134>Nov 24 10:00:00 cp1 \"21\" \"24Nov2026\" \"10:00:00\" \"eth1\" \"fw1\" \"Log\" \"Accept\" \"443\" \"51000\" \"10.0.0.1\""
                            + " \"192.0.2.7\" \"tcp\" \"12\" \"\""),
            new Line(
                    "umbrella",
                    "\"2026-11-24 10:00:00\",\"bob\",\"bob,Office\",\"10.0.0.1\",\"198.51.100.4\",\"Allowed\",\"1 (A)\",\"NOERROR\","
                            + "\"x.workers.dev.\",\"Software/Technology\",\"AD Users\",\"AD Users,Networks\",\"\""),
            new Line(
                    "w3c announcement",
                    "<13>Nov 24 10:00:00 px1 #Fields: date time time-taken c-ip cs-username sc-status cs-host cs-uri-port sc-bytes cs-bytes"),
            new Line(
                    "f5-bigip",
                    "<134>Nov 24 10:00:00 lb1 info tmm1[12345]: 01260013:4: SSL Handshake failed for TCP 10.0.0.1:51000 -> 192.0.2.7:443"));

    /** Those above, and the lines of {@code vendors.txt}. */
    static final List<Line> ALL =
            Stream.concat(OWN.stream(), vendors().stream()).toList();

    private ValidLines() {}

    /** The lines of {@code vendors.txt}: three lines each, {@code # name}, the frame, {@code => } and what is read from it. */
    static List<Line> vendors() {
        try (InputStream in = Objects.requireNonNull(ValidLines.class.getResourceAsStream("vendors.txt"))) {
            List<String> all = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            List<Line> lines = new ArrayList<>();
            for (int i = 0; i + 2 < all.size(); i += 3) {
                lines.add(new Line(
                        all.get(i).substring(2), all.get(i + 1), all.get(i + 2).substring(3)));
            }
            return lines;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static Line named(String name) {
        return ALL.stream()
                .filter(line -> line.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no line named " + name));
    }

    /** A frame as it comes, without its line end, and what is read from it, if that is stated here. */
    record Line(String name, String text, String expected) {
        Line(String name, String text) {
            this(name, text, "");
        }

        /** The name of the dialect that is to read it. */
        String dialect() {
            int blank = name.indexOf(' ');
            return blank < 0 ? name : name.substring(0, blank);
        }

        byte[] bytes() {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        int length() {
            return bytes().length;
        }
    }
}
