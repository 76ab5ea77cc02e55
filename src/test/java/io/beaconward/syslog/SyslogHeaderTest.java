package io.beaconward.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Slice;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SyslogHeaderTest {
    private final SyslogHeader header = new SyslogHeader();
    private final Message message = new Message();

    private void read(String line) {
        message.clear();
        byte[] bytes = Ascii.bytes(line);
        header.read(bytes, 0, bytes.length, message);
    }

    private void readWithin(String line) {
        byte[] bytes = Ascii.bytes("{" + line + "}");
        header.readWithin(new Slice().set(bytes, 1, bytes.length - 1), message);
    }

    private Instant time() {
        return Instant.ofEpochMilli(message.headerTime().instantMillis());
    }

    @Test
    void aWrappedLineGivesWhatItsWrappingLacks() {
        read("<13>1 - - shipper - - - {}");
        readWithin("<30>1 2026-11-24T10:00:00Z web1 app 7 M1 [x@1 y=\"z\"] hello\n");
        assertThat(time()).isEqualTo(Instant.parse("2026-11-24T10:00:00Z"));
        assertThat(message.priority()).isEqualTo(30);
        assertThat(message.host()).hasToString("web1");
        assertThat(message.app()).hasToString("app");
        assertThat(message.structuredData()).hasToString("[x@1 y=\"z\"]");
        assertThat(message.body()).hasToString("hello");
    }

    @Test
    void timeAndHostOfTheWrappingHold() {
        read("<13>1 2026-11-24T10:00:05Z relay1 shipper - - - {}");
        readWithin("Nov 24 10:00:00 web1 app[7]: hello");
        assertThat(time()).isEqualTo(Instant.parse("2026-11-24T10:00:05Z"));
        assertThat(message.host()).hasToString("relay1");
        assertThat(message.app()).hasToString("app");
        assertThat(message.body()).hasToString("hello");
    }

    @Test
    void aWrappedLineWithoutHeaderIsABody() {
        read("<13>1 2026-11-24T10:00:05Z relay1 shipper - - - {}");
        readWithin("2026-11-24 10:00:00 45 10.0.0.1 200 TCP_HIT");
        assertThat(message.app()).hasToString("shipper");
        assertThat(message.body()).hasToString("2026-11-24 10:00:00 45 10.0.0.1 200 TCP_HIT");
    }

    @Test
    void aHeaderWithinAWrappedHeaderIsABody() {
        read("{}");
        readWithin("<13>1 - relay1 shipper - - - <30>1 - web1 app - - - hello");
        assertThat(message.app()).hasToString("shipper");
        assertThat(message.body()).hasToString("<30>1 - web1 app - - - hello");
    }
}
