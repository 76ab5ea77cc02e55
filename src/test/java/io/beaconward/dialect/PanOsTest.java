package io.beaconward.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.syslog.Numbering;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PanOsTest {
    private static final String AT = " at 2026-11-24T10:00:01Z";

    private final Lines lines = new Lines();

    private String read(String line) {
        return lines.read(new PanOs(), line);
    }

    /** A line of so many columns, of which {@code column=value} lists some; those that place the message are given. */
    private static String line(String type, int columns, String values) {
        String[] fields = new String[columns];
        Arrays.fill(fields, "");
        fields[0] = "<14>Nov 24 10:00:05 pa1 1";
        fields[1] = "2026/11/24 10:00:02";
        fields[2] = "001122334455667";
        fields[3] = type;
        fields[5] = "2561";
        fields[6] = "2026/11/24 10:00:01";
        for (String value : values.split(" ", -1)) {
            int equals = value.indexOf('=');
            fields[Integer.parseInt(value.substring(0, equals)) - 1] = value.substring(equals + 1);
        }
        return String.join(",", fields);
    }

    @Test
    void readsATrafficLogByTheDocumentedOrder() {
        assertThat(
                        read(
                                "<14>Nov 24 10:00:05 pa1 1,2026/11/24 10:00:02,001122334455667,TRAFFIC,end,2561,2026/11/24 10:00:01,"
                                        + "10.0.0.1,192.0.2.7,198.51.100.1,192.0.2.7,\"out, all\",corp\\bob,,ssl,vsys1,trust,untrust,ethernet1/1,"
                                        + "ethernet1/2,fwd,2026/11/24 10:00:01,1234,1,51000,443,40001,443,0x400053,tcp,allow,7000,1800,5200,19,"
                                        + "2026/11/24 09:59:20,31,any,,77,0x0,10.0.0.0-10.255.255.255,US,,9,10,tcp-fin,0,0,0,0,,pa1,from-policy"))
                .isEqualTo("src=10.0.0.1 user=bob dst=192.0.2.7 port=443 sent=1800 received=5200 millis=31000 ALLOWED"
                        + AT);
    }

    @Test
    void readsAUrlLogByTheDocumentedOrder() {
        assertThat(
                        read(
                                "<14>Nov 24 10:00:05 pa1 1,2026/11/24 10:00:02,001122334455667,THREAT,url,2561,2026/11/24 10:00:01,"
                                        + "10.0.0.1,192.0.2.7,198.51.100.1,192.0.2.7,out,corp\\bob,,ssl,vsys1,trust,untrust,ethernet1/1,"
                                        + "ethernet1/2,fwd,2026/11/24 10:00:01,1234,1,51000,443,40001,443,0x403000,tcp,block-url,"
                                        + "\"X.Workers.dev:8443/a?b=\"\"c,d\"\"\",(9999),\"unknown, really\",informational,client-to-server,5,0x0"))
                .isEqualTo("src=10.0.0.1 user=bob host=X.Workers.dev dst=192.0.2.7 port=443 BLOCKED" + AT);
    }

    @Test
    void readsTheTimeAsOldReleasesWriteIt() {
        assertThat(read(
                        "<14>1 2026-11-24T10:00:05Z pa1 1,11/24/26 10:00,0011,TRAFFIC,end,2561,11/24/26 9:59,10.0.0.1,192.0.2.7,,,r,"
                                + "x-fwd-for: 10.9.9.9,"))
                .isEqualTo("src=10.0.0.1 dst=192.0.2.7 at 2026-11-24T09:59:00Z");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
                    5=start 8=10.0.0.1 31=allow 33=90 34=0 37=0 ~ src=10.0.0.1 sent=90 received=0 millis=0 ALLOWED START
                    5=drop 8=10.0.0.1 9=192.0.2.7 26=443 31=deny 32=90 33=90 34=0 ~ src=10.0.0.1 dst=192.0.2.7 port=443 sent=90 received=0 BLOCKED
                    5=deny 8=10.0.0.1 31=reset-both ~ src=10.0.0.1 BLOCKED
                    5=END 8=2001:DB8::1 9=2001:db8::2 26=0 31=ALLOW ~ src=2001:db8::1 dst=2001:db8::2 port=0 ALLOWED
                    5=end 8=10.0.0.1 32=700 ~ src=10.0.0.1 total=700
                    5=end 8=10.0.0.1 32=700 33=-1 34=n/a 37=x 26=65536 31=odd ~ src=10.0.0.1 total=700
                    5=end 8=10.0.0.1 37=99999999999 ~ src=10.0.0.1
                    5=end 8=10.0.0.1 13=x-fwd-for:10.9.9.9 ~ src=10.0.0.1
                    5=end 8=10.0.0.1 9=192.0.2.7 26=443 91=x.workers.dev:9 ~ src=10.0.0.1 host=x.workers.dev dst=192.0.2.7 port=443
                    """)
    void readsTrafficByColumn(String values, String flow) {
        assertThat(read(line("TRAFFIC", 110, values))).isEqualTo(flow + AT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
                    5=url 8=10.0.0.1 9=192.0.2.7 26=443 31=alert 32="x.workers.dev/" ~ src=10.0.0.1 host=x.workers.dev dst=192.0.2.7 port=443 ALLOWED
                    5=url 8=10.0.0.1 9=192.0.2.7 26=- 32=x.workers.dev:8443/ ~ src=10.0.0.1 host=x.workers.dev dst=192.0.2.7 port=8443
                    5=url 8=10.0.0.1 9=192.0.2.7 32="-/" ~ src=10.0.0.1 dst=192.0.2.7
                    5=url 8=10.0.0.1 9=192.0.2.7 32="/path" ~ src=10.0.0.1 dst=192.0.2.7
                    5=url 8=10.0.0.1 9=192.0.2.7 32="192.0.2.9/x" ~ src=10.0.0.1 dst=192.0.2.7
                    5=url 8=10.0.0.1 9=2001:db8::2 32=[2001:db8::2]:8443/x ~ src=10.0.0.1 dst=2001:db8::2 port=8443
                    5=virus 8=10.0.0.1 9=192.0.2.7 26=80 31=drop 32="evil.exe" ~ src=10.0.0.1 dst=192.0.2.7 port=80 BLOCKED INTERIM
                    5=virus 8=192.0.2.7 9=10.0.0.1 25=80 26=51000 36=server-to-client ~ src=192.0.2.7 dst=10.0.0.1 port=51000 INTERIM
                    """)
    void readsThreatsByColumn(String values, String flow) {
        assertThat(read(line("THREAT", 75, values))).isEqualTo(flow + AT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DECRYPTION", "TUNNEL"})
    void countsNoSessionByWhatIsLoggedBesideItsTraffic(String type) {
        assertThat(read(line(type, 75, "5=end 8=10.0.0.1 9=192.0.2.7 13=c\\bob 26=443 31=allow")))
                .isEqualTo("src=10.0.0.1 user=bob dst=192.0.2.7 port=443 ALLOWED INTERIM" + AT);
    }

    @ParameterizedTest
    @CsvSource({
        "TRAFFIC, 103, 2026-11-24T10:00:01.500-08:00, 2026-11-24T18:00:01.500Z",
        "TRAFFIC, 78, 2026-11-24T10:00:01.500-08:00, 2026-11-24T18:00:01.500Z",
        "THREAT, 108, 2026-11-24T10:00:01.500+01:00, 2026-11-24T09:00:01.500Z",
        "TRAFFIC, 103, 1969-12-31T16:00:00.000-08:00, 2026-11-24T10:00:01Z",
        "TRAFFIC, 103, 2026-11-24T10:00:01.500000, 2026-11-24T10:00:01Z",
        "TRAFFIC, 103, 2026-99-24T10:00:01.500-08:00, 2026-11-24T10:00:01Z",
        "TRAFFIC, 59, 2026-11-24T10:00:01.500-08:00, 2026-11-24T10:00:01Z",
    })
    void takesTheTimeThatHasAZoneWhereThereIsOne(String type, int column, String stated, String time) {
        assertThat(read(line(type, 110, "5=url 8=10.0.0.1 " + column + "=" + stated)))
                .isEqualTo("src=10.0.0.1 at " + time);
    }

    @Test
    void takesNoNameFromLinesWhoseTimeStandsBeforeIt() {
        assertThat(read(line("TRAFFIC", 106, "5=end 8=10.0.0.1 73=2026-11-24T10:00:01.500-08:00 91=0x8000")))
                .isEqualTo("src=10.0.0.1 at 2026-11-24T18:00:01.500Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SYSTEM", "CONFIG", "HIPMATCH", "USERID", "GLOBALPROTECT", "AUTHENTICATION", "CORRELATION"})
    void knowsTypesThatTellOfNoFlow(String type) {
        assertThat(read(line(type, 30, "5=general 8=10.0.0.1 9=192.0.2.7"))).isEqualTo("NO_FLOW");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8=", "8=n/a", "8=10.0.0.256"})
    void findsNoFlowWithoutASource(String source) {
        assertThat(read(line("TRAFFIC", 60, "5=end 9=192.0.2.7 " + source))).isEqualTo("NO_FLOW");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,2026/11/24 10:00:02,0011,FLOW,end",
                "1,2026/11/24 10:00:02,TRAFFIC,end",
                "1,\"2026/11/24 10:00:02,0011,TRAFFIC,end\",x,y",
                "src=10.0.0.1 user=\"a,2026/11/24 10:00:02,0011,TRAFFIC,end,1,2026/11/24 10:00:02,9.9.9.9\"",
                "1,2,3",
                "hello",
                ""
            })
    void leavesForeignBodiesAlone(String line) {
        assertThat(read(line)).isEqualTo("FOREIGN");
    }

    @ParameterizedTest
    @CsvSource({
        "TRAFFIC, 5=end 8=10.0.0.1 40=77, PAN_OS_TRAFFIC, 77",
        "TRAFFIC, 5=end 8=10.0.0.1 40=7372845116442397960, PAN_OS_TRAFFIC, 372845116442397960",
        "TRAFFIC, 5=end 40=77, PAN_OS_TRAFFIC, 77",
        "THREAT, 5=url 8=10.0.0.1 32=x.example.com/ 37=78, PAN_OS_URL, 78",
        "THREAT, 5=virus 8=10.0.0.1 32=x.exe 37=79, PAN_OS_THREAT, 79",
        "TRAFFIC, 5=end 8=10.0.0.1 40=0x7, NONE, 0",
        "TRAFFIC, 5=end 8=10.0.0.1 40=x372845116442397960, NONE, 0",
        "SYSTEM, 5=general 40=77, NONE, 0",
    })
    void readsTheNumberOfTheLogEntry(String type, String values, Numbering numbering, long number) {
        read(line(type, 45, values));
        assertThat(lines.flow().numbering()).isEqualTo(numbering);
        if (numbering != Numbering.NONE) assertThat(lines.flow().number()).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "<14>Nov 24 10:00:05 pa1 CEF:0|Palo Alto Networks|PAN-OS|11.1|end|TRAFFIC|1|src=10.0.0.1 dst=192.0.2.7 externalId=77 ~ PAN_OS_TRAFFIC ~ 77",
                "<14>Nov 24 10:00:05 pa1 CEF:0|Palo Alto Networks|PAN-OS|11.1|url|THREAT|1|src=10.0.0.1 dst=192.0.2.7 externalId=78 ~ PAN_OS_URL ~ 78",
                "<14>Nov 24 10:00:05 pa1 LEEF:1.0|Palo Alto Networks|PAN-OS Syslog Integration|11.1|allow|cat=TRAFFIC|src=10.0.0.1|Subtype=end|SequenceNumber=79 ~ PAN_OS_TRAFFIC ~ 79",
                "<14>Nov 24 10:00:05 pa1 {\"LogType\":\"THREAT\",\"Subtype\":\"vulnerability\",\"SourceAddress\":\"10.0.0.1\",\"SequenceNo\":80} ~ PAN_OS_THREAT ~ 80",
                "<14>Nov 24 10:00:05 pa1 {\"LogType\":\"DNS\",\"SourceAddress\":\"10.0.0.1\",\"SequenceNo\":80} ~ NONE ~ 0",
            })
    void readsTheNumberOfTheLogEntryInOtherFormats(String line, Numbering numbering, long number) {
        lines.read(Dialects.all(), line);
        assertThat(lines.flow().numbering()).isEqualTo(numbering);
        if (numbering != Numbering.NONE) assertThat(lines.flow().number()).isEqualTo(number);
    }
}
