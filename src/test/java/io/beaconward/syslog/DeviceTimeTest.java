package io.beaconward.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.bytes.Address;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTimeTest {
    private final Stamp stamp = new Stamp();

    private String show() {
        if (!stamp.isPresent()) return "-";
        long millis = stamp.toMillis(Sender.inUtc(new Address()), 0);
        return Instant.ofEpochMilli(millis) + (stamp.isInstant() ? " instant" : "");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "9/16/19 10:00, 2019-09-16T10:00:00Z",
        "09/16/2019 10:00:05, 2019-09-16T10:00:05Z",
        "2/29/24 1:02, 2024-02-29T01:02:00Z",
        "2/29/23 1:02, -",
        "13/1/23 1:02, -",
        "9/16/019 10:00, -",
        "9/16/19 24:00, -",
        "9/16/19 10, -",
        "9/16/19 10:0, -",
        "9/16/19, -",
        "9/16, -"
    })
    void readsTheMonthFirst(String text, String time) {
        byte[] bytes = bytes(text);
        assertThat(DeviceTime.monthFirst(bytes, 0, bytes.length, stamp)).isEqualTo(!time.equals("-"));
        assertThat(show()).isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource({
        "2026/11/24:10:00:05, 2026-11-24T10:00:05Z",
        "2026/11/24:10:00:05 adc1, 2026-11-24T10:00:05Z",
        "2026/11/24:10:00:05 GMT, 2026-11-24T10:00:05Z instant",
        "11/24/2026:10:00:05 UTC, 2026-11-24T10:00:05Z instant",
        "24/11/2026:10:00:05, 2026-11-24T10:00:05Z",
        "02/03/2026:10:00:60, 2026-02-03T10:00:59Z",
        "31/31/2026:10:00:05, -",
        "2026/02/30:10:00:05, -",
        "2026/11/24 10:00:05, -",
        "2026-11-24:10:00:05, -",
        "2026/11/24:10:00, -"
    })
    void readsAColonBeforeTheClock(String text, String time) {
        byte[] bytes = bytes(text);
        assertThat(DeviceTime.colonBeforeClock(bytes, 0, bytes.length, stamp)).isEqualTo(!time.equals("-"));
        assertThat(show()).isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource({"24Nov2026 10:00:05, 2026-11-24T10:00:05Z", "01jan2026 10:00, 2026-01-01T10:00:00Z"})
    void readsTheDayFirst(String text, String time) {
        byte[] bytes = bytes(text);
        assertThat(DeviceTime.dayFirst(bytes, 0, 9, 10, bytes.length, stamp)).isTrue();
        assertThat(show()).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "24Nov202 10:00:05",
                "31Feb2026 10:00:05",
                "24Xyz2026 10:00:05",
                "xxNov2026 10:00:05",
                "24Nov2026 10:61"
            })
    void refusesDaysThatDoNotExist(String text) {
        byte[] bytes = bytes(text);
        int blank = text.indexOf(' ');
        assertThat(DeviceTime.dayFirst(bytes, 0, blank, blank + 1, bytes.length, stamp))
                .isFalse();
        assertThat(show()).isEqualTo("-");
    }
}
