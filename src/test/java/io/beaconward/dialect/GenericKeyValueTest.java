package io.beaconward.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenericKeyValueTest {
    private final Lines lines = new Lines();

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
                    <13>Nov 24 10:00:00 px app: src=10.0.0.1 host=x.workers.dev bytes_sent=310 bytes_received=1200 \
                    ~ src=10.0.0.1 host=x.workers.dev sent=310 received=1200
                    SRC=10.0.0.1 Host=X.Workers.DEV. Bytes_Sent="310" ~ src=10.0.0.1 host=X.Workers.DEV sent=310
                    src=10.0.0.1 host=https://x.workers.dev:8443/p?q=1 ~ src=10.0.0.1 host=x.workers.dev port=8443
                    src=10.0.0.1 vhost=v.com cs-host: x.workers.dev ~ src=10.0.0.1 host=x.workers.dev
                    src=10.0.0.1 cs-host:x.workers.dev ~ src=10.0.0.1 host=x.workers.dev
                    src=10.0.0.1 destinationHostName=x.workers.dev ~ src=10.0.0.1 host=x.workers.dev
                    src=10.0.0.1 destinationhostname=c cs-host: b host=a ~ src=10.0.0.1 host=a
                    src=10.0.0.1 destinationhostname=c cs-host: b ~ src=10.0.0.1 host=b
                    src=10.0.0.1 host=- cs-host: b ~ src=10.0.0.1 host=b
                    src=10.0.0.1 host="" destinationhostname=c ~ src=10.0.0.1 host=c
                    src=10.0.0.1 src=10.0.0.2 host=a host=b ~ src=10.0.0.1 host=a
                    src=2001:DB8::1 host=a dst=2001:db8::2 dpt=443 ~ src=2001:db8::1 host=a dst=2001:db8::2 port=443
                    src=::ffff:10.0.0.1 host=a ~ src=10.0.0.1 host=a
                    src=10.0.0.1:51000 host=a ~ src=10.0.0.1 host=a
                    src=[2001:db8::1]:51000 host=a ~ src=2001:db8::1 host=a
                    src=laptop host=a ~ host=a
                    src=10.0.0.1 host=192.0.2.7:8443 ~ src=10.0.0.1 dst=192.0.2.7 port=8443
                    src=10.0.0.1 dst=192.0.2.7 ~ src=10.0.0.1 dst=192.0.2.7
                    src=10.0.0.1 host=a:8443 dpt=443 ~ src=10.0.0.1 host=a port=443
                    host=a ~ host=a
                    src=10.0.0.1 host=a bytes_sent=- bytes_received= ~ src=10.0.0.1 host=a
                    src=10.0.0.1 host=a bytes_sent=-5 bytes_received=1.5 ~ src=10.0.0.1 host=a
                    src=10.0.0.1 host=a bytes_sent=0 bytes_received=9999999999999999999 ~ src=10.0.0.1 host=a sent=0
                    src=10.0.0.1 host=a dpt=65536 ~ src=10.0.0.1 host=a
                    src=10.0.0.1 host=a duration_ms=7200000 ~ src=10.0.0.1 host=a millis=7200000
                    src=10.0.0.1 host=a duration_sec=7200 ~ src=10.0.0.1 host=a millis=7200000
                    src=10.0.0.1 host=a duration=7200 ~ src=10.0.0.1 host=a
                    src=10.0.0.1 host=a user=CORP\\bob action=DENIED ~ src=10.0.0.1 user=bob host=a BLOCKED
                    src=10.0.0.1 host=a user="-" action=Permit ~ src=10.0.0.1 host=a ALLOWED
                    src=10.0.0.1 host=a action=audited ~ src=10.0.0.1 host=a
                    time=2026-11-24T10:00:00+01:00 src=10.0.0.1 host=a ~ src=10.0.0.1 host=a at 2026-11-24T09:00:00Z
                    time="2026-11-24 10:00:00" src=10.0.0.1 host=a ~ src=10.0.0.1 host=a at 2026-11-24T10:00:00Z
                    timestamp=1795514400 src=10.0.0.1 host=a ~ src=10.0.0.1 host=a at 2026-11-24T10:00:00Z
                    time=10:00:00 timestamp=1795514400123 src=10.0.0.1 host=a ~ src=10.0.0.1 host=a at 2026-11-24T10:00:00.123Z
                    time=1795514400x src=10.0.0.1 host=a ~ src=10.0.0.1 host=a
                    msg="src=9.9.9.9 host=evil" src=10.0.0.1 host=a ~ src=10.0.0.1 host=a
                    url=http://e/?a,src=9.9.9.9&host=evil src=10.0.0.1 host=a ~ src=10.0.0.1 host=a
                    src=10.0.0.1, host=a, bytes_sent=5 ~ src=10.0.0.1 host=a sent=5
                    src=10.0.0.1;host=a;bytes_sent=5 ~ src=10.0.0.1 host=a sent=5
                    src=10.0.0.1|host=a|bytes_sent=5 ~ src=10.0.0.1 host=a sent=5
                    """)
    void readsTheBaselinesFields(String line, String flow) {
        assertThat(lines.read(KeyValueVendors.family(List.of(), new Vocabulary()), line))
                .isEqualTo(flow);
    }

    @Test
    void readsEachBodyByItsOwnFields() {
        Family family = KeyValueVendors.family(List.of(), new Vocabulary());
        for (int i = 0; i < 2; i++) {
            assertThat(lines.read(family, "src=10.0.0.1 host=a bytes_sent=5 user=bob"))
                    .isEqualTo("src=10.0.0.1 user=bob host=a sent=5");
            assertThat(lines.read(family, "src=10.0.0.2 host=b")).isEqualTo("src=10.0.0.2 host=b");
            assertThat(lines.read(family, "src=10.0.0.3 cs-host=c dpt=443")).isEqualTo("src=10.0.0.3 host=c port=443");
            assertThat(lines.read(family, "src=10.0.0.4 cs-host=d dpt=80")).isEqualTo("src=10.0.0.4 host=d port=80");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
                    hello there
                    user=bob vhost=v.com xsrc=10.0.0.1 cs-hostname=y
                    "src=10.0.0.1 host=x.workers.dev" said=so
                    cs-host: x.workers.dev
                    ``
                    """)
    void leavesBodiesWithoutItsFieldsToOthers(String line) {
        assertThat(lines.read(KeyValueVendors.family(List.of(), new Vocabulary()), line))
                .isEqualTo("FOREIGN");
    }
}
