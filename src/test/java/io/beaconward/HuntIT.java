package io.beaconward;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar's {@code hunt}: what was judged, why, and what a tuning would change. */
class HuntIT {
    private static final String PAIR = "10.20.30.40,telemetry-sync.acme-cdn.workers.dev";

    @TempDir
    private Path directory;

    @BeforeEach
    void simulate() throws Exception {
        Tool.Result lines = Tool.runIn(directory, "java", "-jar", RunningAppliance.JAR, "simulate", "--dry-run");
        Files.writeString(directory.resolve("proxy.log"), lines.output());
    }

    private String hunt(String... options) throws Exception {
        String[] command = new String[options.length + 5];
        System.arraycopy(new String[] {"java", "-jar", RunningAppliance.JAR, "hunt"}, 0, command, 0, 4);
        System.arraycopy(options, 0, command, 4, options.length);
        command[command.length - 1] = "proxy.log";
        Tool.Result result = Tool.runIn(directory, command);
        assertThat(result.code()).as(result.output()).isZero();
        return result.output();
    }

    @Test
    void printsWhatWasJudgedWithThePartsOfTheScore() throws Exception {
        String csv = hunt("--rule", "rhythm", "--format", "csv", "--sort", "score");
        assertThat(csv.lines())
                .anyMatch(line -> line.startsWith("first_seen,") && line.endsWith("of,off_periods,chance"))
                .anyMatch(line -> line.contains("," + PAIR + ",40,") && line.contains("baseline=25 rhythm="));
        assertThat(hunt("--rule", "rhythm")).contains("10.20.30.40", "baseline rhythm");
        String json = hunt("--rule", "baseline", "--format", "json");
        JsonNode first = new ObjectMapper()
                .readTree(json.substring(json.indexOf('['), json.lastIndexOf(']') + 1))
                .get(0);
        assertThat(first.get("rhythm").get("beats").asInt()).isGreaterThan(12);
        assertThat(first.get("confidence_parts").get("baseline").asInt()).isEqualTo(25);
        assertThat(hunt("--rule", "long-session", "--format", "csv").lines().filter(line -> line.contains(PAIR)))
                .isEmpty();
    }

    @Test
    void explainsAPair() throws Exception {
        assertThat(hunt("--explain", PAIR))
                .contains("open  rhythm", "updated  baseline rhythm", "confidence ", "idle time before a beat", "####")
                .containsPattern("latest +\\[\\d+, \\d+");
    }

    @Test
    void showsWhatATuningWouldChange() throws Exception {
        assertThat(hunt("--alerts")).contains("\"state\":\"open\"");
        Files.writeString(
                directory.resolve("tuning.yaml"),
                "allow:\n  - {tenant: acme-cdn.workers.dev, source: 10.20.0.0/16, why: our own app}\n");
        assertThat(hunt("--alerts", "--tuning", "tuning.yaml"))
                .contains("held back at ", "tuning.yaml:2 (our own app): 10.20.30.40 to telemetry-sync")
                .doesNotContain("\"state\":\"open\"");
    }
}
