package io.beaconward;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command of the README is run as it stands there: the first two by the build itself, the others here, in order. */
class ReadmeIT {
    private static final Pattern BLOCK = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);
    private static final String BUILD = "mvn -q -B -DskipTests package && java -jar target/beaconward.jar\n";
    private static final String TEST = "mvn -B verify\n";

    @TempDir
    private Path directory;

    @Test
    void everyCommandDoesWhatItSays() throws Exception {
        Tool.require("logger");
        Tool.require("curl");
        List<String> blocks = BLOCK.matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(m -> m.group(1))
                .toList();
        assertThat(blocks).hasSizeGreaterThan(6).startsWith(BUILD, TEST);
        assertThat(Files.readString(Path.of(".ci/run"))).contains(TEST.strip().replace("mvn -B", "mvn -B -ntp"));
        Files.createDirectory(directory.resolve("target"));
        Files.createSymbolicLink(directory.resolve("target/beaconward.jar"), Path.of(RunningAppliance.JAR));
        Map<String, String> embeddedDefaults = Map.of(
                "BEACONWARD_LISTEN_UDP", "127.0.0.1:5514",
                "BEACONWARD_LISTEN_TCP", "127.0.0.1:5514",
                "BEACONWARD_HTTP_LISTEN", "127.0.0.1:9514",
                "BEACONWARD_DATA_DIRECTORY", "data");
        try (RunningAppliance appliance = RunningAppliance.start(directory, embeddedDefaults)) {
            String said = run(blocks.get(2));
            assertThat(said).contains("sent 40 beacon lines");
            assertThat(appliance.awaitLog(line -> line.contains("alert open")))
                    .contains("rhythm: 10.20.30.40 to telemetry-sync.acme-cdn.workers.dev");
            appliance.awaitMetric("beaconward_contacts_total", 40);
            assertThat(run(blocks.get(3)))
                    .contains("beaconward_alerts_total{rule=\"baseline\"} 1.0", "\"destination\":\"telemetry-sync");
            run(blocks.get(4));
            appliance.awaitMetric("beaconward_contacts_total", 41);
            assertThat(run(blocks.get(5)))
                    .contains(
                            "\"format\":\"generic-kv\"",
                            "first_seen,last_seen,",
                            ",10.20.30.40,telemetry-sync",
                            "\"state\":\"open\"");
            assertThat(run(blocks.get(6))).contains("configuration is fine").doesNotContain("secret");
            assertThat(run(blocks.get(7))).contains("\"unparsed\":[]", "240 read as pan-os");
            assertThat(run(blocks.get(8))).contains("10.20.30.40  telemetry-sync.acme-cdn.workers.dev", "[\n\n]");
            assertThat(blocks).as("blocks that are run").hasSize(9);
        }
    }

    private String run(String block) throws Exception {
        Tool.Result result = Tool.runIn(directory, "bash", "-euo", "pipefail", "-c", block);
        assertThat(result.code()).as(block + result.output()).isZero();
        return result.output();
    }
}
