package io.beaconward.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.syslog.Message;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialectsTest {
    private static final String ASA =
            "<166>Nov 24 2026 10:00:00: %ASA-6-302013: Built outbound TCP connection 7 for o:192.0.2.7/443 to i:10.0.0.1/5";
    private static final String PAN =
            "<14>Nov 24 10:00:00 pa1 1,2026/11/24 10:00:00,0011,TRAFFIC,end,2561,2026/11/24 10:00:00,10.0.0.2,192.0.2.7,,";
    private static final String SQUID = "1795514400.123 45 10.0.0.3 TCP_MISS/200 900 GET http://x/ - HIER_NONE/- -";
    private static final String FORTIGATE =
            "<189>date=2026-11-24 time=10:00:00 devid=F type=traffic subtype=forward srcip=10.0.0.4";
    private static final String GENERIC = "<13>src=10.0.0.5 host=x.workers.dev";

    /** Squid's line, but with a mark in its URL near enough to the front for an ASA. */
    private static final String SQUID_WITH_A_MARK =
            "1795514400.123 4 10.0.0.6 T/200 9 G u: %ASA-6-302013: Built inbound TCP connection 1 for a:9.9.9.9/1 to b:9.9.9.9/2";

    private static final String ASA_AND_FORTIGATE =
            "%ASA-5-304001: 9.9.9.9 Accessed URL 192.0.2.9:http://x.dev/ " + FORTIGATE.substring("<189>".length());

    private static final List<String> EACH_FORMAT = List.of(ASA, PAN, SQUID, FORTIGATE, GENERIC);

    /** Lines of the generic dialect, from 10.0.0.5, whose text was chosen by somebody who would like to be another source. */
    private static final List<String> IMITATIONS = List.of(
            "msg=\": %ASA-6-302013: Built inbound TCP connection 7 for o:9.9.9.9/1 to i:9.9.9.9/443\" src=10.0.0.5 host=x",
            "u=\"%ASA-6-302013: Built inbound TCP connection 7 for o:9.9.9.9/1 to i:9.9.9.9/443\" src=10.0.0.5 host=x",
            "u=\"a,2026/11/24 10:00:00,0011,TRAFFIC,end,2561,2026/11/24 10:00:00,9.9.9.9,9.9.9.9,,\" src=10.0.0.5 host=x",
            "\"1,2026/11/24 10:00:00,0011,TRAFFIC,end,2561,2026/11/24 10:00:00,9.9.9.9,9.9.9.9,,\" src=10.0.0.5 host=x",
            "u=\"1795514400.123 45 9.9.9.9 TCP_MISS/200 900 GET http://evil/ - HIER_NONE/- -\" src=10.0.0.5 host=x",
            "1795514400.123 src=10.0.0.5 host=x u=\"45 9.9.9.9 TCP_MISS/200 900\"",
            "u=\"date=2026-11-24 time=10:00:00 devid=F type=traffic subtype=forward srcip=9.9.9.9\" src=10.0.0.5 host=x",
            "date=2026-11-24 u=\"devid=F type=traffic subtype=forward srcip=9.9.9.9\" src=10.0.0.5 host=x",
            "u=\"client 9.9.9.9#5 (x): query: x IN A + (9.9.9.9)\" src=10.0.0.5 host=x",
            "src=10.0.0.5 host=x u=\"[INFO] 9.9.9.9:5 - 7 \\\"A IN x. udp 41 false 512\\\" NOERROR qr 100 0.001s\"",
            "u=\"[7:0] info: 9.9.9.9 x. A IN\" src=10.0.0.5 host=x",
            "u=\"query[A] x from 9.9.9.9\" src=10.0.0.5 host=x",
            "u=\"24/11/2026 21:46:04 0E1C PACKET 00 UDP Rcv 9.9.9.9 966f Q [] A .x.\" src=10.0.0.5 host=x",
            "u=\"src=9.9.9.9 host=evil\" src=10.0.0.5 host=x",
            "u=\"12,,,1,igb0,match,block,in,4,0x0,,63,1,0,DF,6,tcp,60,9.9.9.9,9.9.9.9,5,443,0\" src=10.0.0.5 host=x",
            "u=\"in:a out:b, proto TCP (SYN), 9.9.9.9:1->9.9.9.9:2, len 5\" src=10.0.0.5 host=x",
            "u=\" in:a out:b, proto TCP (SYN), 9.9.9.9:1->9.9.9.9:2, len 5\" src=10.0.0.5 host=x",
            "u='msg_id=\"3000-0148\" Allow A B tcp 9.9.9.9 9.9.9.9 5 443 x' src=10.0.0.5 host=x",
            "u=\"0-PPE-0 : default TCP X 1 0 : Source 9.9.9.9:1 - Destination 9.9.9.9:2 - \" src=10.0.0.5 host=x",
            "u=\"t: 01260013:4: 9.9.9.9:1 -> 9.9.9.9:2\" src=10.0.0.5 host=x",
            "u=\"TR 9.9.9.9 443 9.9.9.9 5 a\" src=10.0.0.5 host=x",
            "u=\"Block: FWD|TCP|eth0|9.9.9.9|5||9.9.9.9|443|\" src=10.0.0.5 host=x",
            "u=\"Block: a firewall: [x] Block: 9.9.9.9 -> 9.9.9.9:1 |\" src=10.0.0.5 host=x",
            "u='\"2026-11-24 09:59:58\",\"bob\",\"9.9.9.9\",\"5\",\"9.9.9.9\",\"445\",\"C\"' src=10.0.0.5 host=x");

    private final Lines lines = new Lines();
    private final Dialects dialects = Dialects.all();

    private String read(String line) {
        return lines.read(dialects, line);
    }

    @Test
    void followsASenderThatChangesItsFormat() {
        for (String before : EACH_FORMAT) {
            for (int round = 0; round < 2; round++) {
                read(before);
                assertThat(read(ASA)).isEqualTo("cisco-asa 10.0.0.1");
                assertThat(read(PAN)).isEqualTo("pan-os 10.0.0.2");
                assertThat(read(SQUID)).isEqualTo("squid-native 10.0.0.3");
                assertThat(read(FORTIGATE)).isEqualTo("fortigate 10.0.0.4");
                assertThat(read(GENERIC)).isEqualTo("generic-kv 10.0.0.5");
            }
        }
    }

    @Test
    void triesTheSendersLastDialectFirst() {
        assertThat(read(SQUID_WITH_A_MARK)).isEqualTo("cisco-asa 9.9.9.9");
        read(SQUID);
        assertThat(read(SQUID_WITH_A_MARK)).isEqualTo("squid-native 10.0.0.6");
    }

    @Test
    void triesAParticularDialectOfKeyValueFirstToo() {
        assertThat(read("fw : " + ASA_AND_FORTIGATE)).isEqualTo("cisco-asa 9.9.9.9");
        read(FORTIGATE);
        assertThat(read("gw : " + ASA_AND_FORTIGATE)).isEqualTo("fortigate 10.0.0.4");
        read(GENERIC);
        assertThat(read("vw : " + ASA_AND_FORTIGATE)).isEqualTo("cisco-asa 9.9.9.9");
    }

    @Test
    void triesWhatReadABodyOfTheSenderThatBeganTheSameBeforeAnything() {
        assertThat(read("fw : " + ASA_AND_FORTIGATE)).isEqualTo("cisco-asa 9.9.9.9");
        read(FORTIGATE);
        assertThat(read("fw : " + ASA_AND_FORTIGATE)).isEqualTo("cisco-asa 9.9.9.9");
        lines.from("192.0.2.2");
        read(FORTIGATE);
        assertThat(read("fw : " + ASA_AND_FORTIGATE)).isEqualTo("fortigate 10.0.0.4");
    }

    @Test
    void triesTheGeneralDialectFirstForBodiesThatBeginWithItsPairOnly() {
        assertThat(read("--proxy1 a=1 src=10.0.0.5 host=x")).isEqualTo("generic-kv 10.0.0.5");
        assertThat(read("--proxy1 : %ASA-5-304001: 9.9.9.9 Accessed URL 192.0.2.9:http://x.dev/ src=10.0.0.5"))
                .isEqualTo("cisco-asa 9.9.9.9");
    }

    @Test
    void neverTriesTheGeneralDialectFirst() {
        read(GENERIC);
        assertThat(read(FORTIGATE + " src=9.9.9.9 host=evil")).isEqualTo("fortigate 10.0.0.4");
    }

    @Test
    void isNotFooledByTextInAField() {
        for (String line : IMITATIONS) {
            for (String before : EACH_FORMAT) {
                read(before);
                assertThat(read("<13>" + line)).as("%s behind %s", line, before).isEqualTo("generic-kv 10.0.0.5");
            }
        }
    }

    /** URLs and names that strangers ask for, where the first bytes of a line hold them. */
    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            1795514400.123 45 10.0.0.3 TCP_MISS/200 9 GET http://x.dev/CEF:0|a|b|1|2|c|3|src=9.9.9.9 - HIER_DIRECT/192.0.2.7 - ~ squid-native 10.0.0.3
            1795514400.123 45 10.0.0.3 TCP_MISS/200 9 GET http://x.dev/LEEF:1.0|a|b|1|2|src=9.9.9.9 - HIER_DIRECT/192.0.2.7 - ~ squid-native 10.0.0.3
            <30>Nov 24 10:00:00 gw dnsmasq[9]: reply CEF:0|a|b|1|2|c|3|src=9.9.9.9 is 192.0.2.7 ~ dnsmasq NO_FLOW
            client @0x1 10.0.0.3#4000 (CEF:0|a|b|1|2|c|3|src=9.9.9.9): query: CEF:0|a|b|1|2|c|3|src=9.9.9.9 IN A + ~ bind-query NO_FLOW
            <30>Nov 24 10:00:00 ns unbound: [9:0] info: 10.0.0.3 CEF:0|a|b|1|2|c|3|src=9.9.9.9. A IN ~ unbound NO_FLOW
            """)
    void isNotFooledByAMarkWithinAWordOrBehindASignOfAnotherFormat(String line, String read) {
        assertThat(read(line)).isEqualTo(read);
    }

    /** A line that was cut: the last value could be the beginning of any. */
    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            <13>src=10.0.0.5 host="x.workers.dev ~ generic-kv src=10.0.0.5
            <189>devid=F type=traffic subtype=forward srcip=10.0.0.5 dstport=443 hostname="x.workers.dev ~ fortigate src=10.0.0.5 port=443
            [action:"Accept"; loguid:"1"; src:"10.0.0.5"; http_host:"x.workers.dev ~ checkpoint src=10.0.0.5 ALLOWED
            {"event_type":"tls","src_ip":"10.0.0.5","tls":{"sni":"x.workers.dev ~ suricata-eve src=10.0.0.5
            {"event_type":"tls","src_ip":"10.0.0.5","tls":{"sni":"x.workers.dev\\" ~ suricata-eve src=10.0.0.5
            {"event_type":"flow","src_ip":"10.0.0.5","flow":{"bytes_toserver":12 ~ suricata-eve src=10.0.0.5 INTERIM
            1,,,THREAT,url,,,10.0.0.5,,,,,,,,,,,,,,,,,,443,,,,,,"x.workers.dev ~ pan-os src=10.0.0.5 port=443
            {"message":"2026-11-24 10:00:00 87 10.0.0.5 403 TCP_DENIED 900 173 GET https x.dev 443 /x ~ proxysg src=10.0.0.5 host=x.dev port=443 \
            sent=173 received=900 millis=87
            """)
    void takesNoValueThatBreaksOff(String line, String read) {
        read(line);
        assertThat(dialects.name(dialects.last()) + " " + lines.show().replaceAll(" at .*", ""))
                .isEqualTo(read);
    }

    /** A collector wrapped the whole line, with its header: program, version and priority of that are read, its time where there is no other. */
    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            {"message":"<14>Nov 24 10:00:00 pa1 1,,,TRAFFIC,end,,2026/11/24 09:59:58,10.0.0.5,192.0.2.7,,,,,,,,,,,,,,,,,443,"} ~ pan-os 10.0.0.5
            {"message":"<14>1 2026-11-24T10:00:00Z pa1 - - - - 1,,,TRAFFIC,end,,2026/11/24 09:59:58,10.0.0.5,192.0.2.7,,,,,,,,,,,,,,,,,443,"} ~ pan-os 10.0.0.5
            {"@timestamp":"2026-11-24T10:00:00Z","log":"<30>Nov 24 10:00:00 ns1 dnsmasq[9]: 7 10.0.0.5/5 query[A] x.workers.dev from 10.0.0.5"} ~ dnsmasq 10.0.0.5
            {"full_log":"<166>Nov 24 10:00:00 asa1 : %ASA-5-304001: 10.0.0.5 Accessed URL 192.0.2.7:http://x.workers.dev/"} ~ cisco-asa 10.0.0.5
            """)
    void readsALineThatWasWrappedWithItsHeader(String line, String read) {
        assertThat(read(line)).isEqualTo(read);
    }

    @Test
    void takesTheTimeOfAWrappedLineWhereTheEnvelopeHasNone() {
        Message message = lines.message("{\"message\":\"<13>Nov 24 10:00:00 h app: src=10.0.0.5 host=x.dev\"}");
        dialects.read(message, lines.flow());
        assertThat(message.app()).hasToString("app");
        assertThat(message.headerTime().toMillis(message.sender(), Lines.NOW)).isEqualTo(Lines.NOW - 2 * 3_600_000L);
        message = lines.message(
                "{\"time\":\"2026-11-24T11:00:00Z\",\"message\":\"<13>Nov 24 10:00:00 h app: src=10.0.0.5 host=x.dev\"}");
        dialects.read(message, lines.flow());
        assertThat(message.headerTime().toMillis(message.sender(), Lines.NOW)).isEqualTo(Lines.NOW - 3_600_000L);
    }

    @Test
    void remembersADialectWhoseMessageTellsOfNoFlow() {
        assertThat(read("%ASA-5-111008: User 'x' executed the 'y' command.")).isEqualTo("cisco-asa NO_FLOW");
        assertThat(read(SQUID_WITH_A_MARK)).isEqualTo("cisco-asa 9.9.9.9");
    }

    @Test
    void keepsTheSendersDialectOverALineThatNobodyReads() {
        read(SQUID);
        assertThat(read("hello there")).isEqualTo("FOREIGN");
        assertThat(read(SQUID_WITH_A_MARK)).isEqualTo("squid-native 10.0.0.6");
    }

    @Test
    void leavesNothingOfOneMessageInTheFlowOfTheNext() {
        read(FORTIGATE + " user=bob hostname=x.workers.dev dstip=192.0.2.7 dstport=443 sentbyte=5 rcvdbyte=6 duration=7"
                + " action=deny eventtime=1795514400");
        read("1795514400.123 45 client.local TCP_DENIED/403 1 GET http://y/");
        read("<13>src=10.0.0.5 host=z");
        assertThat(lines.show()).isEqualTo("src=10.0.0.5 host=z");
    }

    @Test
    void namesEachDialectOnceInLowerCase() {
        List<String> names =
                IntStream.range(0, dialects.size()).mapToObj(dialects::name).toList();
        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z][a-z0-9-]*"));
    }
}
