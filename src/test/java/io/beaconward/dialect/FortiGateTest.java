package io.beaconward.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FortiGateTest {
    private static final String HEAD = "<189>date=2026-11-24 time=10:00:00 devname=\"fw1\" devid=\"FG1\" ";
    private static final String TRAFFIC = HEAD + "logid=\"0000000013\" type=\"traffic\" subtype=\"forward\" ";
    private static final String WEB = HEAD + "logid=\"0317013312\" type=\"utm\" subtype=\"webfilter\" ";
    private static final String AT = " at 2026-11-24T10:00:00Z";

    private final Lines lines = new Lines();

    private final Dialects dialects = Dialects.all();

    private String read(String line) {
        return lines.read(KeyValueVendors.family(List.of(), new Vocabulary()), line);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
                    srcip=10.0.0.1 srcport=51000 dstip=192.0.2.7 dstport=443 proto=6 action="close" user="BOB" \
                    duration=31 sentbyte=1800 rcvdbyte=5200 sentpkt=9 \
                    ~ src=10.0.0.1 user=BOB dst=192.0.2.7 port=443 sent=1800 received=5200 millis=31000 ALLOWED
                    srcip=2001:db8::1 dstip=2001:DB8::2 dstport=443 action="accept" sentbyte=0 rcvdbyte=0 duration=0 \
                    ~ src=2001:db8::1 dst=2001:db8::2 port=443 sent=0 received=0 millis=0 ALLOWED
                    srcip=10.0.0.1 dstip=192.0.2.7 dstport=70000 sentbyte=x rcvdbyte="" duration=-1 action="deny" \
                    ~ src=10.0.0.1 dst=192.0.2.7 BLOCKED
                    srcip=10.0.0.1 ~ src=10.0.0.1
                    srcip=10.0.0.1 action="client-rst" utmaction="block" ~ src=10.0.0.1 BLOCKED
                    srcip=10.0.0.1 action="accept" utmaction="allow" ~ src=10.0.0.1 ALLOWED
                    srcip=10.0.0.1 action="timeout" ~ src=10.0.0.1 ALLOWED
                    srcip=10.0.0.1 action="ip-conn" ~ src=10.0.0.1
                    srcip=10.0.0.1 action="start" ~ src=10.0.0.1 ALLOWED START
                    srcip=10.0.0.1 dstname="X.Workers.dev" dstip=192.0.2.7 ~ src=10.0.0.1 host=X.Workers.dev dst=192.0.2.7
                    srcip=10.0.0.1 unauthuser="carol" ~ src=10.0.0.1 user=carol
                    srcip=10.0.0.1 user="N/A" ~ src=10.0.0.1
                    srcip=10.0.0.1 msg="x srcip=9.9.9.9 dstip=9.9.9.9" dstip=192.0.2.7 ~ src=10.0.0.1 dst=192.0.2.7
                    srcip=10.0.0.1 srcip=9.9.9.9 ~ src=10.0.0.1
                    """)
    void readsTrafficLogs(String fields, String flow) {
        assertThat(read(TRAFFIC + fields)).isEqualTo(flow + AT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
                    srcip=10.0.0.1 dstip=192.0.2.7 dstport=443 hostname="x.workers.dev" url="/a?b" action="passthrough" \
                    sentbyte=310 rcvdbyte=0 \
                    ~ src=10.0.0.1 host=x.workers.dev dst=192.0.2.7 port=443 sent=310 received=0 ALLOWED
                    srcip=10.0.0.1 dstip=192.0.2.7 url="https://X.Workers.dev:8443/a" action="blocked" \
                    ~ src=10.0.0.1 host=X.Workers.dev dst=192.0.2.7 port=8443 BLOCKED
                    srcip=10.0.0.1 dstip=192.0.2.7 url="/a/b" ~ src=10.0.0.1 dst=192.0.2.7
                    srcip=10.0.0.1 dstip=192.0.2.7 hostname="192.0.2.8" ~ src=10.0.0.1 dst=192.0.2.7
                    """)
    void readsWebFilterLogs(String fields, String flow) {
        assertThat(read(WEB + fields)).isEqualTo(flow + AT);
    }

    @Test
    void takesTheRecordOfASessionThatGoesOnForInterim() {
        assertThat(read(HEAD + "logid=\"0000000020\" type=\"traffic\" subtype=\"forward\" srcip=10.0.0.1 sentbyte=5"))
                .isEqualTo("src=10.0.0.1 sent=5 INTERIM" + AT);
    }

    @Test
    void takesOtherUtmLogsForInterimAndKeepsTheirQuery() {
        assertThat(
                        read(
                                HEAD
                                        + "logid=\"1501054802\" type=\"utm\" subtype=\"dns\" srcip=10.0.0.1 dstport=53 qname=\"x.workers.dev\""))
                .isEqualTo("src=10.0.0.1 port=53 query=x.workers.dev INTERIM" + AT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
                    eventtime=1795514400 ~ 2026-11-24T10:00:00Z
                    eventtime=1795514400123 ~ 2026-11-24T10:00:00.123Z
                    eventtime=1795514400123456 ~ 2026-11-24T10:00:00.123Z
                    eventtime=1795514400123456789 tz="+0100" ~ 2026-11-24T10:00:00.123Z
                    eventtime=17955144 tz="+0100" ~ 2026-11-24T08:30:00Z
                    eventtime=1795514400x ~ 2026-11-24T09:30:00Z
                    tz="+0100" ~ 2026-11-24T08:30:00Z
                    tz="-0530" ~ 2026-11-24T15:00:00Z
                    tz=+0000 ~ 2026-11-24T09:30:00Z
                    x=1 ~ 2026-11-24T09:30:00Z
                    """)
    void takesTheTimeOfTheEventElseDateTimeAndZone(String fields, String time) {
        assertThat(read("<189>date=2026-11-24 time=09:30:00 devid=FG1 type=traffic subtype=forward srcip=10.0.0.1 "
                        + fields))
                .isEqualTo("src=10.0.0.1 at " + time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<189>date=2026-13-24 time=09:30:00 devid=F type=traffic subtype=local srcip=10.0.0.1",
                "<189>date=2026-11-24-and-much-that-is-no-date time=09:30:00 devid=F type=traffic subtype=local srcip=10.0.0.1",
                "<189>time=09:30:00 devid=F type=traffic subtype=local srcip=10.0.0.1"
            })
    void leavesTimesThatAreNoneToTheHeader(String line) {
        assertThat(read(line)).isEqualTo("src=10.0.0.1");
    }

    @Test
    void readsTheCommaSeparatedForm() {
        assertThat(
                        read(
                                "<189>date=2026-11-24,time=10:00:00,devname=\"fw1\",devid=\"FG1\",logid=\"0000000013\",type=\"traffic\","
                                        + "subtype=\"forward\",srcip=10.0.0.1,dstip=192.0.2.7,dstport=443,policyname=\"a b, c\",sentbyte=5,rcvdbyte=6"))
                .isEqualTo("src=10.0.0.1 dst=192.0.2.7 port=443 sent=5 received=6" + AT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"user=\"admin\" ui=\"https(10.0.0.9)\" action=\"login\"", "srcip=\"N/A\"", ""})
    void takesWhatHasNoSourceForAnEvent(String fields) {
        assertThat(read(HEAD + "logid=\"0100032001\" type=\"event\" subtype=\"system\" " + fields))
                .isEqualTo("NO_FLOW");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "date=2026-11-24 time=10:00:00 src=10.0.0.1 host=x",
                "date=2026-11-24 devid=F type=traffic srcip=10.0.0.1",
                "date=2026-11-24 type=traffic subtype=forward srcip=10.0.0.1",
                "no pairs",
                ""
            })
    void leavesForeignBodiesAlone(String line) {
        assertThat(lines.read(dialects, line)).doesNotStartWith("fortigate");
    }

    @Test
    void isKnownByItsFieldsWhereverTheyStand() {
        assertThat(lines.read(dialects, "relay7 devid=F type=traffic subtype=forward srcip=10.0.0.1"))
                .isEqualTo("fortigate 10.0.0.1");
    }
}
