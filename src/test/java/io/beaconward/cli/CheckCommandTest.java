package io.beaconward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
    void saysThatTheFileIsMissing() {
        CommandRun run = check(directory.resolve("none.yaml"));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().lines()).singleElement().asString().contains("none.yaml");
    }
}
