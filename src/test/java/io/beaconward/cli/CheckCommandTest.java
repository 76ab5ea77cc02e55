package io.beaconward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
    @TempDir
    private Path directory;

    private static CommandRun check(String... arguments) {
        return CommandRun.of(
                (out, err) -> new CheckCommand(
                        InputStream.nullInputStream(), new PrintStream(out, true, StandardCharsets.UTF_8), err),
                arguments);
    }

    private CommandRun check(Path config) {
        return check("--config", config.toString());
    }

    @Test
    void printsTheSettingsInEffectWhenAllIsWell() throws Exception {
        Path data = directory.resolve("pairs");
        Path config = Files.writeString(
                directory.resolve("b.yaml"), "window: 12h\ndata:\n  directory: " + data + "\nlisten:\n  udp: []\n");
        CommandRun run = check(config);
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.lines()).anyMatch(line -> line.startsWith("window = 12h (" + config));
        assertThat(run.lines()).anyMatch(line -> line.startsWith("max-clock-skew = 5m (default"));
        assertThat(run.out()).matches("(?s).*configuration is fine, [0-9]{2,} patterns are watched\n");
        assertThat(data).as("opens and creates nothing").doesNotExist();
    }

    @Test
    void acceptsTheEmbeddedConfiguration() {
        CommandRun run = check();
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("configuration is fine");
    }

    @Test
    void listsAllProblemsWithTheirLines() throws Exception {
        Path config = Files.writeString(
                directory.resolve("b.yaml"), "windw: 12h\nmax-clock-skew: 9h\nlisten:\n  udp: [nonsense]\n");
        CommandRun run = check(config);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).hasSize(3).allMatch(line -> line.startsWith("beaconward: " + config + ":"));
        assertThat(run.err()).contains(config + ":1", "window", config + ":2", "max-clock-skew", config + ":4");
    }

    @Test
    void findsAProblemOfTheCatalogueFile() throws Exception {
        Path catalogue = Files.writeString(
                directory.resolve("c.yaml"),
                "providers:\n  - name: X\n    tier: seed\n    patterns: [\"*bad*\"]\n    tenant: 1\n");
        Path config = Files.writeString(directory.resolve("b.yaml"), "catalogue:\n  file: " + catalogue + "\n");
        CommandRun run = check(config);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(catalogue + ":4");
    }

    @Test
    void findsFilesOfTlsThatCannotBeUsed() throws Exception {
        for (String section : List.of("http", "tls")) {
            String yaml = section + ": {certificate: /none.pem, key: /none.key}\n"
                    + (section.equals("tls") ? "listen: {tls: '127.0.0.1:0'}\n" : "");
            CommandRun run = check(Files.writeString(directory.resolve(section + ".yaml"), yaml));
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains(section + ".certificate: /none.pem is not there");
        }
    }

    @Test
    void saysThatTheFileIsMissing() {
        CommandRun run = check(directory.resolve("none.yaml"));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().lines()).singleElement().asString().contains("none.yaml");
    }

    @Test
    void saysWhatIsUnderstoodOfASample() throws Exception {
        StringBuilder log = new StringBuilder("src=10.0.0.1 host=www.example.com\n\n");
        for (int i = 0; i < 200; i++) {
            log.append("<166>May 20 2026 10:29:30 fw1 : %ASA-6-302014: Teardown TCP connection " + i
                    + " for outside:203.0.113.7/443 to inside:10.0.0.1/51000 duration 0:00:01 bytes 700 TCP FINs\n");
        }
        log.append("<13>May 20 10:00:00 fw1 cron[77]: job 17 done\n<13>May 20 10:00:00 fw1 cron[78]: job 4 done\n");
        Path file = Files.writeString(directory.resolve("sample.log"), log);
        CommandRun run = check("--sample", file.toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.lines().get(0)).isEqualTo("203 lines of 2 senders, 2 not understood");
        assertThat(run.lines())
                .containsSubsequence(
                        "fw1: 202 lines",
                        "  200 read as cisco-asa",
                        "  200 flows: 0.0 % without a source, 100.0 % without a name of the destination, 0.0 % without byte"
                                + " counts, 0.0 % without a time, 0.0 % blocked",
                        "  2 not understood:",
                        "    2 like line 203: cron: job 0 done",
                        file + ": 1 lines",
                        "  1 read as generic-kv");
        assertThat(run.out()).contains("  blind: none of its 200 flows", "  what to do: ");
    }

    @Test
    void saysThatTheSampleIsMissing() {
        CommandRun run = check("--sample", directory.resolve("none.log").toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err().lines()).singleElement().asString().contains("none.log");
    }
}
