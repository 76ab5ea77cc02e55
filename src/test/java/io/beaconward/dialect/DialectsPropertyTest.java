package io.beaconward.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.bytes.Slice;
import io.beaconward.syslog.Message;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Whatever the bytes: nothing is thrown, nothing outside the body is looked at, no number is made up. */
class DialectsPropertyTest {
    private static final List<String> VALID = List.of(
            "<13>Nov 24 10:00:00 px app: src=10.0.0.1:5 host=https://u@x.workers.dev:8443/p bytes_sent=310 user=\"a\\\" b\" dpt=443",
            "time=2026-11-24T10:00:00+01:00,src=2001:db8::1,cs-host: x.workers.dev,dst=[2001:db8::2],action='deny'",
            "<189>date=2026-11-24 time=10:00:00 devid=\"F\" tz=\"+0100\" logid=\"0000000020\" type=\"traffic\" subtype=\"forward\""
                    + " srcip=10.0.0.1 dstip=192.0.2.7 dstport=443 hostname=\"x.workers.dev\" sentbyte=1 rcvdbyte=2 duration=3"
                    + " user=\"C\\\\bob\" qname=\"y.dev\" utmaction=\"block\" eventtime=1795514400123456789",
            "<14>Nov 24 10:00:05 pa1 1,2026/11/24 10:00:02,0011,TRAFFIC,end,2561,2026/11/24 10:00:01,10.0.0.1,192.0.2.7,,,\"a, b\",bob,,"
                    + "ssl,vsys1,t,u,e1,e2,f,2026/11/24 10:00:01,1,1,51000,443,1,443,0x0,tcp,allow,7000,1800,5200,19,2026/11/24 09:59:20,31"
                    + ",".repeat(54) + "x.workers.dev" + ",".repeat(12) + "2026-11-24T10:00:01.500-08:00,,",
            "1,2026/11/24 10:00:02,0011,THREAT,url,2561,2026/11/24 10:00:01,10.0.0.1,192.0.2.7,,,r,bob,,ssl,vsys1,t,u,e1,e2,f,,1,1,"
                    + "51000,443,1,443,0x0,tcp,block-url,\"x.workers.dev:8443/a\"\"b\",(9999),c,informational,client-to-server",
            "<166>Nov 24 2026 10:00:00 asa1 : %ASA-6-302013: Built outbound TCP connection 7 for out:x.dev/443 (x.dev/443)(C\\eve)"
                    + " to in:10.0.0.1/51000 (10.0.0.1/51000) (C\\bob)",
            "%FTD-6-302014: Teardown TCP connection 7 for o:2001:db8::5/5(LOCAL\\bob, 1) to d:10.1.0.2/443 duration 1:02:03 bytes 7 FIN",
            "asa1 : %ASA-5-304001: bob@10.0.0.1 (C\\bob) Accessed URL 2001:db8::7:http://x.workers.dev:80/a",
            "%ASA-5-304002: Access denied URL http://x.workers.dev/a SRC 10.0.0.1 DEST 192.0.2.7 on interface inside",
            "<13>squid[9]: 1795514400.123  5006 10.0.0.1 TCP_TUNNEL/200 19763 CONNECT [2001:db8::7]:443 C\\bob HIER_DIRECT/192.0.2.7 -",
            "%ASA-4-106023: Deny tcp src i:10.0.0.1/51000(C\\bob) dst o:192.0.2.7/443 by access-group \"x\" [0x0, 0x0]",
            "%ASA-6-106102: access-list in denied udp for user bob i/10.0.0.1(51000) -> o/192.0.2.7(53) hit-cnt 1 first hit",
            "%ASA-4-313005: No match: icmp src a:10.0.0.1 dst b:192.0.2.7 (type 3, code 3) on a.  Original IP payload: udp src 9.9.9.9/5"
                    + " dst 192.0.2.9/53.",
            "%ASA-6-302021: Teardown ICMP connection for faddr 192.0.2.7/0 gaddr 198.51.100.1/9 laddr 10.0.0.1/9 (bob)",
            "%ASA-4-338204: Dynamic filter dropped x traffic from i:10.0.0.1/5 (1.1.1.1/4) to o:192.0.2.7/80 (192.0.2.7/80), destination"
                    + " 192.0.2.7 resolved from dynamic list: x.dev, y",
            "<134>1 2026-11-24T10:00:00Z fw filterlog 9 - - 12,,,1,igb0,match,block,in,4,0x0,,63,1,0,DF,6,tcp,60,10.0.0.1,192.0.2.7,5,443,0,S",
            "12,,,1,igb0,match,pass,in,6,0x00,0xf6279,1,UDP,17,32,2001:db8::1,2001:db8::7,546,547,32",
            "<134>Nov 24 10:00:00 gw firewall,info drop-in input: in:a out:(unknown 0), connection-state:new proto TCP (SYN),"
                    + " [2001:db8::1]:5->[2001:db8::7]:443, len 5",
            "<142>Nov 24 10:00:00 fw (2026-11-24T09:59:58) firewall: msg_id=\"1AFF-0024\" Allow A B 52 tcp 20 127 10.0.0.1 192.0.2.7 5 443"
                    + " dstname=\"x.dev:80\" sent_bytes=\"1\" rcvd_bytes=\"2\" duration=\"3\" src_user=\"C\\bob\" (P)",
            "\"2026/11/24:09:59:58  adc1 0-PPE-0 : default SSLVPN TCPCONNSTAT 1 0 : Context b@9.9.9.9 - User bob - Client_ip 10.0.0.1"
                    + " - Source 10.0.0.1:5 - Destination 192.0.2.7:443 - Total_bytes_send 3 - Total_bytes_recv 2 - x\"",
            "tmm1[2]: 01580002:5: /V/p:Common:87: discard ACL: /V/d:0 packet: tcp 10.0.0.1%1:5 -> 192.0.2.7:443",
            "01310039:3: [SECEV] X, source ip: 10.0.0.1, destination ip: 192.0.2.7, destination port: 443, request: <GET /a"
                    + " HTTP/1.1\\r\\nHost: x.dev\\r\\n",
            "<134>2026-11-24 09:59:58.404 +0100  waf1 TR 192.0.2.7 443 10.0.0.1 5 \"-\" \"-\" GET TLSv1.2 x.dev HTTP/1.1 200 2837 232 0 1"
                    + " 10.9.9.9 80 10 \"-\" S D P V /a b=c http://r/ \"k=v\" \"M (X)\" 10.0.0.1 5 bob gzip",
            "<134>2026-11-24 09:59:58.404 +0100  waf1 NF ALER TCP 10.0.0.1 51000 192.0.2.7 80 DENY RULE x",
            "Info box1 Remove: FWD|TCP|eth0|10.0.0.1|5|00:00:5e:00:53:01|192.0.2.7|443|s|e|R|0|n|m|31|1|5200|1800|9|8|bob|||||",
            "Warning  box1 firewall: [Request] Block:   IPS ALLIP(0) 10.0.0.1 -> 192.0.2.7:443 |[ID: 5 Port Scan]||3|Probing",
            "\"21\" \"24Nov2026\" \"09:59:58\" \"eth1\" \"gw1\" \"Log\" \"Drop\" \"443\" \"5\" \"10.0.0.1\" \"192.0.2.7\" \"tcp\" \"1\"",
            "\"2026-11-24 09:59:58\",\"pc7\",\"pc7,Bob (bob@x.org)\",\"10.0.0.1\",\"1.1.1.1\",\"Allowed\",\"1 (A)\",\"NOERROR\",\"x.dev.\",\"\"",
            "\"2026-11-24 09:59:58\", \"p\",\"\",\"10.0.0.1\",\"192.0.2.7\",\"\",\"BLOCKED\",\"http://x.dev:80/\",\"\",\"\",\"200\",\"5\",\"6\",\"\"",
            "2026-11-24 09:59:58,[2],site,CDFW,OUTBOUND,6,84,10.0.0.1,5,192.0.2.7,443,ams1,12,ALLOW",
            "\"2026-11-24 09:59:58\",\"bob\",\"10.0.0.1\",\"5\",\"192.0.2.7\",\"445\",\"C\"");

    private final Lines lines = new Lines();
    private final Dialects dialects = Dialects.all();
    private final List<Dialect> each = List.of(
            new CiscoAsa(),
            new PanOs(),
            new SquidNative(),
            new PfFilterlog(),
            new MikroTik(),
            new WatchGuard(),
            new CitrixAdc(),
            new F5BigIp(),
            new BarracudaWaf(),
            new BarracudaFirewall(),
            new CheckPointTracker(),
            new Umbrella(),
            KeyValueVendors.family(List.of(), new Vocabulary()));

    private static byte[] valid(int line) {
        return VALID.get(line % VALID.size()).getBytes(StandardCharsets.UTF_8);
    }

    /** Reads what stands before {@code to} with the rest still behind it. */
    private String read(byte[] bytes, int to) {
        Message message = lines.message(bytes, to);
        for (Dialect dialect : each) {
            lines.flow().clear();
            Reading reading = dialect.read(message, lines.flow());
            if (reading != Reading.FOREIGN) check(message, bytes);
        }
        Reading reading = dialects.read(message, lines.flow());
        return reading == Reading.FLOW ? lines.show() : reading.name();
    }

    private void check(Message message, byte[] bytes) {
        Flow flow = lines.flow();
        for (Slice slice : List.of(flow.user(), flow.host(), flow.dnsQuery(), flow.eventName())) {
            if (slice.isEmpty()) continue;
            assertThat(slice.array()).isSameAs(bytes);
            assertThat(slice.from()).isGreaterThanOrEqualTo(message.body().from());
            assertThat(slice.to()).isLessThanOrEqualTo(message.body().to());
        }
        assertThat(flow.destinationPort()).isBetween(-1, 65_535);
        assertThat(List.of(flow.bytesSent(), flow.bytesReceived(), flow.bytesTotal(), flow.durationMillis()))
                .allMatch(number -> number >= Flow.UNKNOWN);
    }

    @Test
    void readsEachOfTheLinesWhole() {
        for (String line : VALID) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            assertThat(read(bytes, bytes.length)).as(line).contains("src=");
        }
    }

    @Test
    void readsLinesThatBreakOffAsIfNothingStoodBehind() {
        for (String line : VALID) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            for (int to = 0; to <= bytes.length; to++) {
                byte[] alone = Arrays.copyOf(bytes, to);
                assertThat(read(bytes, to)).as("%s bytes of %s", to, line).isEqualTo(read(alone, to));
            }
        }
    }

    @Property
    void readsLinesWithBytesChanged(
            @ForAll @IntRange(max = 99) int line,
            @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 999) Integer> places,
            @ForAll @Size(12) byte[] values) {
        byte[] bytes = valid(line);
        for (int i = 0; i < places.size(); i++) bytes[places.get(i) % bytes.length] = values[i];
        read(bytes, bytes.length);
    }

    /** The bytes that mean something to some dialect, put where they do not belong. */
    @Property
    void readsLinesWithSignsOutOfPlace(
            @ForAll @IntRange(max = 99) int line,
            @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 999) Integer> places,
            @ForAll @Size(12) List<@IntRange(max = 15) Integer> signs) {
        byte[] bytes = valid(line);
        for (int i = 0; i < places.size(); i++)
            bytes[places.get(i) % bytes.length] = (byte) "\"'\\ ,;|=:/@([.%-".charAt(signs.get(i));
        read(bytes, bytes.length);
    }

    @Property
    void readsAnyBytes(@ForAll @Size(max = 400) byte[] bytes) {
        read(bytes, bytes.length);
    }
}
