package io.beaconward.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.beaconward.detect.Finding;
import io.beaconward.detect.PairFigures;
import java.util.List;
import org.junit.jupiter.api.Test;

class GenericJsonTest {
    @Test
    void writesEveryFieldOfTheContract() {
        assertThat(GenericJson.write(Alert.of(Findings.of(Finding.State.OPEN, Findings.PAIR, 9.0 / 14, 0))))
                .isEqualTo("{\"id\":\"0771fe4eec0f05f0129b8559892fa32f\",\"state\":\"open\","
                        + "\"time\":\"2026-03-01T11:49:00Z\",\"rule\":\"baseline\",\"findings\":[\"baseline\"],"
                        + "\"severity\":\"high\",\"confidence\":\"medium\",\"score\":55,\"stage\":\"early\",\"mitre\":\"T1584.007\","
                        + "\"first_seen\":\"2026-03-01T08:12:07Z\",\"last_seen\":\"2026-03-01T11:48:59Z\","
                        + "\"src_ip\":\"10.1.2.3\",\"destination\":\"x.evil.workers.dev\",\"connection_count\":14,"
                        + "\"hourly_buckets\":4,\"avg_conn_per_hour\":3.5,\"avg_bytes_sent\":512.25,"
                        + "\"avg_bytes_recv\":1234.667,\"provider\":\"Cloudflare Workers\",\"tenant\":\"evil\","
                        + "\"bytes_known_share\":0.643,\"blocked_share\":0,\"inferred_names\":0,\"inferred_names_of_others\":0,\"hourly_counts\":[0,4,3,0,4,3],"
                        + "\"lossy_hours\":0,\"lost_messages\":0,"
                        + "\"added\":[\"baseline\"],\"resumed\":false,\"confidence_parts\":{\"baseline\":25,\"rarity\":15},"
                        + "\"rhythm\":{\"beats\":14,\"median_interval\":905.0,\"jitter\":0.04,\"from\":880,\"to\":931,"
                        + "\"within\":12,\"of\":13,\"off_periods\":1,\"chance\":3.0E-7,\"recent_intervals\":[900,910],"
                        + "\"histogram\":[[790,13]]},"
                        + "\"summary\":\"10.1.2.3 to x.evil.workers.dev: 14 connections in 4 hours since 2026-03-01 08:12 UTC\","
                        + "\"evidence\":\"10.1.2.3 connected to x.evil.workers.dev (Cloudflare Workers, tenant evil) 14 times"
                        + " in 4 different clock hours since 2026-03-01 08:12 UTC, sending 512 B and receiving 1.2 KiB each on"
                        + " average (sizes logged for 9 of them, the others count as 0). Small exchanges again and again with a"
                        + " function on a shared cloud are how malware calls home unnoticed: find out which program on 10.1.2.3"
                        + " does this.\"}");
    }

    @Test
    void hasTheOthersWhereThereAreAny() {
        assertThat(GenericJson.write(Alert.of(Findings.together("campaign", List.of("10.1.2.4", "10.1.2.5")))))
                .contains("\"findings\":[\"campaign\"]", "\"others\":[\"10.1.2.4\",\"10.1.2.5\"],");
    }

    @Test
    void hasTheUserWhereALogNamedOne() {
        assertThat(GenericJson.write(Alert.of(Findings.by("anna")))).contains("\"tenant\":\"evil\",\"user\":\"anna\",");
    }

    @Test
    void givesEveryFieldItsType() throws Exception {
        JsonNode json = new ObjectMapper().readTree(GenericJson.write(Alert.of(Findings.open())));

        for (String text : List.of(
                "id",
                "state",
                "time",
                "rule",
                "severity",
                "confidence",
                "mitre",
                "first_seen",
                "last_seen",
                "src_ip",
                "destination",
                "provider",
                "tenant",
                "summary",
                "evidence")) {
            assertThat(json.get(text).isTextual()).as(text).isTrue();
        }
        for (String number :
                List.of("connection_count", "hourly_buckets", "inferred_names", "inferred_names_of_others")) {
            assertThat(json.get(number).isIntegralNumber()).as(number).isTrue();
        }
        for (String number : List.of(
                "avg_conn_per_hour", "avg_bytes_sent", "avg_bytes_recv", "bytes_known_share", "blocked_share")) {
            assertThat(json.get(number).isNumber()).as(number).isTrue();
        }
        assertThat(json.get("findings").isArray()).isTrue();
        assertThat(json.get("hourly_counts").isArray()).isTrue();
    }

    @Test
    void writesLargeAveragesWithoutExponent() {
        PairFigures pair =
                new PairFigures(Findings.FIRST_SEEN, Findings.LAST_SEEN, "::1", "a.run.app", 12, 3, 4, 1e12, 1000.0004);

        assertThat(GenericJson.write(Alert.of(Findings.of(Finding.State.OPEN, pair, 1, 0))))
                .contains("\"avg_conn_per_hour\":4,", "\"avg_bytes_sent\":1000000000000,", "\"avg_bytes_recv\":1000,");
    }

    @Test
    void keepsTheNamesExactly() throws Exception {
        String destination = "a\"b\\c\u001b\u202e東.workers.dev";
        String json = GenericJson.write(Alert.of(Findings.to(destination)));

        assertThat(new ObjectMapper().readTree(json).get("destination").textValue())
                .isEqualTo(destination);
        assertThat(json).matches("[ -~]+");
    }
}
