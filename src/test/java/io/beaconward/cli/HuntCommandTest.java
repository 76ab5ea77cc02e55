package io.beaconward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HuntCommandTest {
    private static final Instant START = Instant.parse("2026-05-20T10:00:00Z");
    private static final String FIELDS = "first_seen,last_seen,src_ip,destination,connection_count,hourly_buckets,"
            + "avg_conn_per_hour,avg_bytes_sent,avg_bytes_recv";

    @TempDir
    private Path directory;

    private static InputStream input(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A contact every ten minutes; the first one a byte larger, so that an average has decimals. */
    private static String beacon(String source, String host, int contacts) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < contacts; i++) {
            text.append("<134>1 ")
                    .append(START.plusSeconds(600L * i))
                    .append(" p access - - - src=" + source + " host=" + host + " bytes_received=900 bytes_sent=")
                    .append(i == 0 ? 301 : 300)
                    .append('\n');
        }
        return text.toString();
    }

    @Test
    void printsATableByDefault() {
        CommandRun run =
                CommandRun.hunt(input(beacon("10.0.0.1", "a.run.app", 13) + beacon("10.0.0.2", "b.run.app", 14)));
        assertThat(run.code()).isZero();
        assertThat(run.lines()).hasSize(3);
        assertThat(run.lines().get(0)).startsWith("first_seen").contains("src_ip", "destination", "connections");
        assertThat(run.lines().get(1)).contains("10.0.0.2", "b.run.app", " 14 ");
        assertThat(run.lines().get(2)).contains("2026-05-20T10:00:00Z", "10.0.0.1", "300.077");
        assertThat(run.lines().get(1).indexOf("b.run.app"))
                .isEqualTo(run.lines().get(2).indexOf("a.run.app"));
        assertThat(run.err()).isEqualTo("27 lines read, 0 not understood, 27 contacts of 2 pairs\n");
    }

    @Test
    void printsNothingInATableWithoutFindings() {
        CommandRun run = CommandRun.hunt(input(beacon("10.0.0.1", "a.run.app", 11)));
        assertThat(run.code()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("11 lines read");
    }

    @Test
    void printsCsvWithAHeader() {
        assertThat(CommandRun.hunt(input(beacon("10.0.0.1", "a.run.app", 13)), "--format", "csv")
                        .lines())
                .containsExactly(
                        FIELDS, "2026-05-20T10:00:00Z,2026-05-20T12:00:00Z,10.0.0.1,a.run.app,13,3,4.333,300.077,900");
    }

    @Test
    void givesConnectionsWithoutAHostTheNameThatDnsRepliesTold() {
        StringBuilder text = new StringBuilder(
                "client 10.0.0.1#5 (a.run.app): answer: a.run.app IN A + (192.0.2.53) -> NOERROR 60 A 203.0.113.7\n");
        for (int i = 0; i < 12; i++) {
            text.append(
                    "<166>May 20 2026 " + (10 + i / 4) + ":" + (10 + i) + ":00: %ASA-6-302014: Teardown TCP connection "
                            + i + " for outside:203.0.113.7/443 to inside:10.0.0.1/51000 duration 0:00:01 bytes 700\n");
        }
        CommandRun run = CommandRun.hunt(input(text.toString()), "--format", "csv");
        assertThat(run.lines())
                .containsExactly(FIELDS, "2026-05-20T10:10:00Z,2026-05-20T12:21:00Z,10.0.0.1,a.run.app,12,3,4,0,0");
    }

    @Test
    void printsTheHeaderOfCsvEvenWithoutFindings() {
        CommandRun run = CommandRun.hunt(input(""), "--format", "csv");
        assertThat(run.code()).isZero();
        assertThat(run.out()).isEqualTo(FIELDS + "\n");
    }

    @Test
    void printsAJsonArray() throws Exception {
        CommandRun run = CommandRun.hunt(
                input(beacon("10.0.0.1", "a.run.app", 13) + beacon("2001:DB8::1", "b.run.app", 14)),
                "--format",
                "json");
        JsonNode found = new ObjectMapper().readTree(run.out());
        assertThat(found.isArray()).isTrue();
        assertThat(found).hasSize(2);
        assertThat(found.get(0).get("src_ip").asText()).isEqualTo("2001:db8::1");
        assertThat(found.get(1))
                .hasToString("{\"first_seen\":\"2026-05-20T10:00:00Z\",\"last_seen\":\"2026-05-20T12:00:00Z\","
                        + "\"src_ip\":\"10.0.0.1\",\"destination\":\"a.run.app\",\"connection_count\":13,"
                        + "\"hourly_buckets\":3,\"avg_conn_per_hour\":4.333,\"avg_bytes_sent\":300.077,"
                        + "\"avg_bytes_recv\":900}");
    }

    @Test
    void printsAnEmptyJsonArrayWithoutFindings() throws Exception {
        assertThat(new ObjectMapper()
                        .readTree(CommandRun.hunt(input(""), "--format", "json").out()))
                .isEqualTo(new ObjectMapper().createArrayNode());
    }

    @Test
    void looksAtTheWholeRangeThatItsFilesSpan() throws Exception {
        List<String> lines = beacon("10.0.0.1", "a.run.app", 13).lines().toList();
        Path early = directory.resolve("early.log");
        Path late = directory.resolve("late.log");
        Files.writeString(early, String.join("\n", lines.subList(0, 6)));
        Files.writeString(late, String.join("\n", lines.subList(6, 13)));
        CommandRun run = CommandRun.hunt(input(""), "--format", "csv", late.toString(), early.toString());
        assertThat(run.lines()).hasSize(2);
        assertThat(run.lines().get(1)).startsWith("2026-05-20T10:00:00Z,2026-05-20T12:00:00Z");
    }

    @Test
    void takesTheSeedTierAloneWhenAskedTo() {
        String text = beacon("10.0.0.1", "x.lambda-url.eu-west-1.on.aws", 13);
        assertThat(CommandRun.hunt(input(text), "--format", "csv").lines()).hasSize(2);
        assertThat(CommandRun.hunt(input(text), "--format", "csv", "--tier", "seed")
                        .lines())
                .hasSize(1);
    }

    @Test
    void namesAFileThatCannotBeReadAndPrintsNoHalfAnswer() throws Exception {
        Path good = Files.writeString(directory.resolve("good.log"), beacon("10.0.0.1", "a.run.app", 13));
        String missing = directory.resolve("missing.log").toString();
        CommandRun run = CommandRun.hunt(input(""), "--format", "csv", good.toString(), missing);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).singleElement().asString().contains(missing, "no such file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--format=xml", "--format=CSV", "--tier=all", "--frobnicate", "--config"})
    void refusesAWrongOption(String option) {
        CommandRun run = CommandRun.hunt(input(""), option);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(option.substring(0, 6));
    }
}
