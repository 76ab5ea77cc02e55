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
            "<30>Nov 24 10:00:00 ns1 named[7]: 24-Nov-2026 10:00:00.123 queries: info: client @0x7f 10.0.0.1#53 (x.dev): view in: query: x.dev IN A +E(0) (192.0.2.53)",
            "client 10.0.0.1#5/key k (x.dev): answer: x.dev IN A + (192.0.2.53) -> NOERROR x.dev. 300 A 192.0.2.7 300 AAAA 2001:db8::7",
            "named[7]: client 10.0.0.1#5: UDP: query: x.dev IN A response: NOERROR + x.dev. 300 IN A 192.0.2.7; x.dev. 9 IN TXT \"a b\";",
            "client 10.0.0.1#5 (x.dev): rpz QNAME NXDOMAIN rewrite x.dev/A/IN via x.dev.rpz",
            "<30>Nov 24 10:00:00 ns1 unbound[7]: [7:1f] reply: 10.0.0.1 x.dev. A IN NOERROR 0.012000 0 56",
            "<30>Nov 24 10:00:00 ns1 dnsmasq[7]: 42 10.0.0.1/51000 reply x.dev is 192.0.2.7",
            "[INFO] [2001:db8::1]:5300 - 29008 \"A IN x.dev. udp 41 false 512\" NOERROR qr,rd,ra 100 0.001500s",
            "11/24/2026 9:46:04 PM 0E1C PACKET  0000017DEDFE28D0 UDP Rcv 10.0.0.1        966f   Q [0001   D   NOERROR] A      (1)x(3)dev(0)");

    private final Lines lines = new Lines();
    private final Dialects dialects = Dialects.all();
    private final List<Dialect> each = List.of(
            new CiscoAsa(),
            new PanOs(),
            new SquidNative(),
            new BindDns(),
            new Unbound(),
            new Dnsmasq(),
            new CoreDns(),
            new WindowsDns(),
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
        assertThat(flow.dnsQuery().length()).isLessThanOrEqualTo(HostName.MAX_NAME);
        for (Slice slice : List.of(flow.user(), flow.host(), flow.dnsQuery(), flow.eventName())) {
            if (slice.isEmpty() || isPutTogether(flow, slice)) continue;
            assertThat(slice.array()).isSameAs(bytes);
            assertThat(slice.from()).isGreaterThanOrEqualTo(message.body().from());
            assertThat(slice.to()).isLessThanOrEqualTo(message.body().to());
        }
        assertThat(flow.destinationPort()).isBetween(-1, 65_535);
        assertThat(List.of(flow.bytesSent(), flow.bytesReceived(), flow.bytesTotal(), flow.durationMillis()))
                .allMatch(number -> number >= Flow.UNKNOWN);
    }

    /** Windows writes names in pieces, so that its dialect holds them. */
    private static boolean isPutTogether(Flow flow, Slice slice) {
        return slice == flow.dnsQuery() && slice.array().length == HostName.MAX_NAME;
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
