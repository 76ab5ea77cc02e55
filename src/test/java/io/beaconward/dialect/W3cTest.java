package io.beaconward.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class W3cTest {
    private static final String FIELDS = "#Fields: date time c-ip cs-host cs-uri-port sc-bytes cs-bytes";
    private static final String LINE = "2026-11-24 10:00:00 10.0.0.1 \"x.workers.dev\" 443 5 6";
    private static final String READ =
            "src=10.0.0.1 host=x.workers.dev port=443 sent=6 received=5 at 2026-11-24T10:00:00Z";

    private final Lines lines = new Lines();
    private final W3c w3c = new W3c(List.of(), new Vocabulary(), new ArrayList<>());

    private String read(String line) {
        return lines.read(w3c, line);
    }

    @Test
    void readsByTheColumnsThatTheSenderAnnounced() {
        assertThat(read(LINE)).isEqualTo("FOREIGN");
        assertThat(read(FIELDS)).isEqualTo("NO_FLOW");
        assertThat(w3c.names().get(w3c.spoken())).isEqualTo("w3c");
        assertThat(read(LINE)).isEqualTo(READ);
        assertThat(w3c.name()).isEqualTo("proxysg");
        assertThat(read("#Fields: c-ip date time cs-host")).isEqualTo("NO_FLOW");
        assertThat(read(LINE)).isEqualTo("FOREIGN");
        assertThat(read("10.0.0.1\t2026-11-24\t10:00:00\tx.workers.dev"))
                .isEqualTo("src=10.0.0.1 host=x.workers.dev at 2026-11-24T10:00:00Z");
    }

    @Test
    void takesNoLineThatDoesNotFitTheColumns() {
        read(FIELDS);
        for (String line : List.of(
                "2026-11-24 10:00:00 host x.dev 443 5 6",
                "2026-11-24 10:00:00 10.0.0.1 x.dev https 5 6",
                "2026-11-24 10:00:00 10.0.0.1 x.dev 443 5k 6",
                "24/11/2026 10:00:00 10.0.0.1 x.dev 443 5 6",
                "2026-11-24 10:00:00 10.0.0.1",
                "<13>src=10.0.0.1 host=x.dev",
                "")) {
            assertThat(read(line)).as(line).isEqualTo("FOREIGN");
        }
    }

    @Test
    void knowsOtherDirectivesAndNothingElseThatBeginsLikeOne() {
        assertThat(read("#Software: SGOS 7")).isEqualTo("NO_FLOW");
        assertThat(read("#Date: 2026-11-24")).isEqualTo("NO_FLOW");
        assertThat(read("#Fields: ")).isEqualTo("NO_FLOW");
        assertThat(read("# a comment: x")).isEqualTo("FOREIGN");
        assertThat(read("#")).isEqualTo("FOREIGN");
    }

    @Test
    void keepsSoManyLayoutsAndNoMore() {
        for (int i = 0; i < W3c.MAX_LAYOUTS; i++) read("#Fields: date time c-ip x-" + i);
        assertThat(read("2026-11-24 10:00:00 10.0.0.1 y")).isNotEqualTo("FOREIGN");
        read(FIELDS);
        assertThat(read(LINE)).isEqualTo("FOREIGN");
        read("#Fields: date time c-ip x-7");
        assertThat(read("2026-11-24 10:00:00 10.0.0.1 y")).isNotEqualTo("FOREIGN");
    }
}
