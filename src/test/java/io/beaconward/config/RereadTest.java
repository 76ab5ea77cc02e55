package io.beaconward.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a running process takes of a file that changed. */
class RereadTest {
    private static final String TLS = "  certificate: c.pem\n  key: k.pem\n";

    @TempDir
    private Path directory;

    private Configuration read(String yaml) throws Exception {
        return Configuration.read(Optional.of(write(yaml)), Map.of());
    }

    private Reread reread(Configuration running, String yaml) throws Exception {
        return running.reread(Optional.of(write(yaml)), Map.of());
    }

    private Path write(String yaml) throws Exception {
        return Files.writeString(directory.resolve("b.yaml"), yaml);
    }

    private Path secret(String text) throws Exception {
        Path file = Files.writeString(directory.resolve("token"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    /** What the settings in effect are, without where they were given. */
    private static List<String> keys(List<String> lines) {
        return lines.stream().map(line -> line.replaceFirst(" \\(.*", "")).toList();
    }

    @Test
    void takesNothingOfAFileThatSaysTheSame() throws Exception {
        Reread reread =
                reread(read("quiet-after: 2h\n"), "# moved, and said otherwise\nquiet-after: 120m\nwindow: 24h\n");
        assertThat(reread.taken()).isEmpty();
        assertThat(reread.gone()).isEmpty();
        assertThat(reread.waiting()).isEmpty();
    }

    @Test
    void takesWhatAReloadTakesAndKeepsWhatARestartTakes() throws Exception {
        Configuration running = read("window: 12h\nquiet-after: 2h\n");
        Reread reread = reread(running, "quiet-after: 3h\ndata:\n  pairs: 500\nlisten:\n  udp: 127.0.0.1:7\n");
        assertThat(keys(reread.taken())).containsExactly("quiet-after = 3h");
        assertThat(reread.waiting()).containsExactlyInAnyOrder("listen.udp", "data.pairs", "window");
        Settings now = reread.configuration().settings();
        assertThat(now.alerts().quietAfter()).isEqualTo(Duration.ofHours(3));
        assertThat(now.window().hours()).isEqualTo(12);
        assertThat(now.data().pairs()).isEqualTo(1_000_000);
        assertThat(now.listen().udp()).hasToString("[/127.0.0.1:5514]");
        assertThat(keys(reread.configuration().effective())).contains("window = 12h");

        Reread again = reread(reread.configuration(), "quiet-after: 3h\nwindow: 12h\ndata:\n  pairs: 600\n");
        assertThat(again.waiting()).as("against what runs").containsExactly("data.pairs");
        assertThat(again.taken()).isEmpty();
    }

    @Test
    void tellsOfWebhooksByNameAndWithoutTheirSecrets() throws Exception {
        String one = "  - {name: one, url: \"https://hooks.example.com/secret1\"}\n";
        Configuration running =
                read("webhooks:\n" + one + "  - {name: two, url: \"https://hooks.example.com/secret2\"}\n");
        Reread reread = reread(
                running,
                "webhooks:\n" + one.replace("secret1", "secret9")
                        + "  - {name: three, url: \"https://hooks.example.com/secret3\"}\n");
        assertThat(reread.taken()).hasSize(2).noneMatch(line -> line.contains("secret"));
        assertThat(reread.taken().get(0)).startsWith("webhooks.one = generic at https://hooks.example.com/");
        assertThat(reread.gone()).containsExactly("webhooks.two");
        assertThat(reread.configuration().settings().webhooks())
                .extracting(Settings.Webhook::name)
                .containsExactly("one", "three");
    }

    @Test
    void noticesWhatTheFilesHoldThatItNames() throws Exception {
        Path dialects = directory.resolve("d.yaml");
        String dialect = "dialects:\n  - {name: a, grammar: json, when: {x: [y]}, fields: {source: s, host: h}}\n";
        Files.writeString(dialects, dialect);
        String yaml = "dialects:\n  file: " + dialects + "\nhttp:\n  token-file: " + secret("0123456789abcdef") + "\n";
        Configuration running = read(yaml);
        assertThat(reread(running, yaml).taken()).isEmpty();
        Files.writeString(dialects, dialect.replace("host: h", "host: g"));
        secret("another token, as long");
        assertThat(reread(running, yaml).taken())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("dialects.file = "))
                .anyMatch(line -> line.startsWith("http.token-file = "))
                .noneMatch(line -> line.contains("another"));
    }

    @Test
    void whatGoesWithASocketWaitsWithIt() throws Exception {
        Configuration running = read("listen:\n  tls: 127.0.0.1:0\ntls:\n" + TLS);
        Reread gone = reread(running, "quiet-after: 2h\n");
        assertThat(gone.waiting()).containsExactlyInAnyOrder("listen.tls", "tls.certificate", "tls.key");
        assertThat(gone.configuration().settings().tls().certificate()).contains(Path.of("c.pem"));
        Reread other = reread(running, "listen:\n  tls: 127.0.0.1:0\ntls:\n" + TLS.replace("c.pem", "d.pem"));
        assertThat(other.waiting()).isEmpty();
        assertThat(other.configuration().settings().tls().certificate()).contains(Path.of("d.pem"));
    }

    @Test
    void neverTakesTheTokenFromASocketThatNeedsIt() throws Exception {
        String open = "http:\n  listen: 0.0.0.0:0\n  token-file: " + secret("0123456789abcdef") + "\n";
        Configuration running = read(open);
        Reread reread = reread(running, "http:\n  listen: 127.0.0.1:0\n");
        assertThat(reread.waiting()).containsExactlyInAnyOrder("http.listen", "http.token-file");
        assertThat(reread.configuration().settings().http().token()).contains("0123456789abcdef");
    }

    @Test
    void takesNothingWhereAnythingIsWrong() throws Exception {
        Configuration running = read("quiet-after: 2h\n");
        assertThatThrownBy(() -> reread(running, "quiet-after: 3h\nwndow: 12h\nrepeat-after: soon\n"))
                .isInstanceOfSatisfying(
                        ConfigException.class, e -> assertThat(e.problems()).hasSize(2));
    }

    @Test
    void whatAKeyWaitsWithIsAKeyThatTakesARestart() {
        for (Key<?> key : Keys.ALL) {
            if (key.effect().company().isEmpty()) continue;
            assertThat(Keys.ALL)
                    .as(key.name())
                    .anyMatch(other -> other.name().equals(key.effect().company()) && other.effect() == Effect.RESTART);
        }
        assertThat(Keys.WEBHOOK).allMatch(key -> key.effect() == Effect.RELOAD);
    }
}
