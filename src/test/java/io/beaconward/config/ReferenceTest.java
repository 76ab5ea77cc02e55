package io.beaconward.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The reference page and the shipped file say what the code says, for both are printed from {@link Keys}. To write them
 * anew: {@code mvn -Dtest=ReferenceTest -Dbeaconward.write-docs=true test}.
 */
class ReferenceTest {
    private static final String TUNING = "/etc/beaconward/tuning.yaml";
    private static final String DIALECTS = "/etc/beaconward/dialects.yaml";
    private static final String TOKEN = "/etc/beaconward/http-token";

    /** What the shipped file shows for keys without a default. */
    private static final Map<String, String> EXAMPLES = Map.ofEntries(
            Map.entry("dialects.file", DIALECTS),
            Map.entry("tuning.file", TUNING),
            Map.entry("http.token-file", TOKEN),
            Map.entry("catalogue.file", "/etc/beaconward/serverless.yaml"),
            Map.entry("listen.unix", "/run/beaconward/syslog"),
            Map.entry("listen.unix-datagram", "/run/beaconward/syslog-datagram"),
            Map.entry("tls.certificate", "/etc/beaconward/tls/certificate.pem"),
            Map.entry("tls.key", "/etc/beaconward/tls/key.pem"),
            Map.entry("tls.client-ca", "/etc/beaconward/tls/client-ca.pem"),
            Map.entry("http.certificate", "/etc/beaconward/tls/http.pem"),
            Map.entry("http.key", "/etc/beaconward/tls/http-key.pem"));

    private static final int WIDTH = 100;

    @Test
    void theReferencePageIsPrintedFromTheKeys() throws IOException {
        compare(Path.of("src/docs/settings.md"), page());
    }

    @Test
    void theShippedFileIsPrintedFromTheKeys() throws IOException {
        compare(Path.of("config/beaconward.yaml"), file());
    }

    @Test
    void theShippedFileSetsNothing() throws Exception {
        Configuration shipped = Configuration.read(Optional.of(Path.of("config/beaconward.yaml")), Map.of());
        assertThat(shipped.effective()).allMatch(line -> line.endsWith("(default)"));
    }

    @Test
    void everyLineOfTheShippedFileIsRightOnceItIsUncommented() throws Exception {
        Path uncommented = Files.createTempFile("beaconward", ".yaml");
        String text = file().replaceAll("(?m)^( *)#(?=[a-z]|  - |    [a-z])", "$1");
        Path token = Files.writeString(Files.createTempFile("token", ""), "0123456789abcdef");
        Files.writeString(
                uncommented,
                text.replace(DIALECTS, "config/dialects.yaml")
                        .replace(TUNING, "config/tuning.yaml")
                        .replace(TOKEN, token.toString())
                        .replace("client-auth: none", "client-auth: required"));
        Configuration all = Configuration.read(Optional.of(uncommented), Map.of());
        assertThat(all.effective()).noneMatch(line -> line.endsWith("(default)") && !line.startsWith("catalogue.file"));
        Files.delete(uncommented);
        Files.delete(token);
    }

    @Test
    void everyKeyHasAMeaningAndADefaultThatItTakes() throws Exception {
        List<Key<?>> all = new ArrayList<>(Keys.ALL);
        all.addAll(Keys.WEBHOOK);
        for (Key<?> key : all) {
            assertThat(key.meaning()).as(key.name()).endsWith(".");
            assertThat(key.takes()).as(key.name()).isNotBlank();
            if (!key.fallback().isEmpty()) {
                for (String text : key.fallback().split(",", -1))
                    assertThat(key.reader().read(text)).isNotNull();
            }
        }
    }

    private static void compare(Path file, String expected) throws IOException {
        if (Boolean.getBoolean("beaconward.write-docs")) Files.writeString(file, expected);
        assertThat(Files.readString(file)).isEqualTo(expected);
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # Settings

                One YAML file, given with `--config`; without it the embedded one holds, which sets nothing. Keys nest at their dots.
                Each may be set by an environment variable instead, which goes before the file; lists are separated by commas there.
                `beaconward check --config FILE` says all that is wrong, with lines, and what is in effect.

                At SIGHUP (`systemctl reload beaconward`) the file is read anew, and the files that it names. If anything is wrong, nothing
                is taken. Changes of keys that say *restart* are named in the log and wait for it; connections go on by the lists, limits
                and certificates that they began with; the environment stays that of the start.

                Printed from the code by `ReferenceTest`.

                | key | default | takes | meaning | a change holds from the next | environment |
                |---|---|---|---|---|---|
                """);
        for (Key<?> key : Keys.ALL) page.append(row(key, key.variable()));
        page.append("""

                ## webhooks

                A list; each entry is a mapping of these. In the environment `BEACONWARD_WEBHOOKS=chat,tickets` declares webhooks of
                these names, and the variables below set their keys, also those of webhooks that the file declares.

                | key | default | takes | meaning | a change holds from the next | environment, for the name `chat` |
                |---|---|---|---|---|---|
                """);
        for (Key<?> key : Keys.WEBHOOK) {
            page.append(row(
                    key,
                    key.name().equals("name") ? "BEACONWARD_WEBHOOKS" : Key.variable("webhooks.chat." + key.name())));
        }
        return page.toString();
    }

    private static String row(Key<?> key, String variable) {
        String fallback = key.fallback().isEmpty() ? "" : "`" + key.fallback() + "`";
        return "| `" + key.name() + "` | " + fallback + " | " + key.takes() + " | " + key.meaning() + " | "
                + key.effect().said() + " | `" + variable + "` |\n";
    }

    private static String file() {
        StringBuilder file = new StringBuilder("""
                # Beaconward's settings, each at its default. Take the # off a line (and off the line of the
                # section above it) to change it. `beaconward check --config FILE` says what is wrong.
                """);
        Map<String, List<Key<?>>> sections = new LinkedHashMap<>();
        for (Key<?> key : Keys.ALL) {
            int dot = key.name().indexOf('.');
            sections.computeIfAbsent(dot < 0 ? key.name() : key.name().substring(0, dot), s -> new ArrayList<>())
                    .add(key);
        }
        sections.forEach((section, keys) -> {
            boolean nested = keys.get(0).name().contains(".");
            file.append('\n');
            if (nested) file.append('#').append(section).append(":\n");
            for (Key<?> key : keys)
                file.append(
                        entry(key, nested ? "  " : "", nested ? key.name().substring(section.length() + 1) : section));
        });
        file.append("\n# Where alerts are posted; any number of receivers.\n#webhooks:\n");
        for (Key<?> key : Keys.WEBHOOK) {
            if (key.equals(Keys.WEBHOOK_URL_FILE)) {
                file.append(comment("      # ", "url-file: " + key.takes() + ". " + key.meaning()));
                continue;
            }
            boolean first = key.equals(Keys.WEBHOOK_NAME);
            file.append(comment("      # ", key.takes() + ". " + key.meaning()));
            String value = first
                    ? "chat"
                    : key.equals(Keys.WEBHOOK_URL) ? "https://hooks.example.com/services/secret" : key.fallback();
            file.append(first ? "#  - " : "#    ")
                    .append(key.name())
                    .append(": ")
                    .append(value)
                    .append('\n');
        }
        return file.toString();
    }

    private static String entry(Key<?> key, String indent, String name) {
        String value = key.fallback();
        if (key.list())
            value = key.fallback().isEmpty() ? "[]" : "[\"" + key.fallback().replace(",", "\", \"") + "\"]";
        if (value.isEmpty()) value = EXAMPLES.get(key.name());
        return comment(indent + "# ", key.meaning() + " (" + key.takes() + ")") + indent + "#" + name + ": " + value
                + "\n";
    }

    private static String comment(String indent, String text) {
        StringBuilder lines = new StringBuilder();
        StringBuilder line = new StringBuilder(indent.stripTrailing());
        for (String word : text.split(" ", -1)) {
            if (line.length() + 1 + word.length() > WIDTH) {
                lines.append(line).append('\n');
                line = new StringBuilder(indent.stripTrailing());
            }
            line.append(' ').append(word);
        }
        return lines.append(line).append('\n').toString();
    }
}
