package io.beaconward.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialectFileTest {
    @TempDir
    private Path directory;

    /** All that is wrong with the text, a line each, without the file's name. */
    private String problems(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("d.yaml"), text);
        ConfigException wrong = catchThrowableOfType(
                ConfigException.class,
                () -> Configuration.read(Optional.empty(), Map.of("BEACONWARD_DIALECTS_FILE", file.toString())));
        if (wrong == null) return "";
        return wrong.problems().stream()
                .map(problem -> problem.toString().replace(file + ":", ""))
                .collect(Collectors.joining("\n"));
    }

    private String entry(String more) throws IOException {
        return problems("dialects:\n  - " + more + "\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
                    {name: A b, grammar: json, tag: x, fields: {source: a, host: b}} ~ name: must be a word of a to z, digits and hyphens, 40 at most; not 'A b'
                    {name: a, grammar: jason, tag: x, fields: {source: a, host: b}} ~ grammar: "jason" is none of key-value, cef, leef, json, w3c, csv
                    {name: a, grammar: json, fields: {source: a, host: b}} ~ when: or a tag must say which lines are meant, or all of the grammar would be
                    {name: a, grammar: json, tag: x, fields: {sauce: a, host: b}} ~ fields.sauce: means nothing; did you mean source?
                    {name: a, grammar: json, tag: x, fields: {host: b}} ~ fields: must tell the source, and one of
                    {name: a, grammar: json, tag: x, fields: {source: b}} ~ fields: must tell the source, and one of
                    {name: a, grammar: csv, tag: x, fields: {source: 'a', host: '2'}} ~ fields: a is no column of csv
                    {name: a, grammar: csv, when: {'0': x}, fields: {source: '1', host: '2'}} ~ when: 0 is no column of csv
                    {name: a, grammar: csv, separator: '::', tag: x, fields: {source: '1', host: '2'}} ~ separator: must be a comma, semicolon, bar or tab
                    {name: a, grammar: cef, separator: ',', tag: x, fields: {source: a, host: b}} ~ separator: is for csv
                    {name: a, grammar: cef, tagg: x, when: {a: b}, fields: {source: a, host: b}} ~ tagg: is no key of a dialect; did you mean tag?
                    {name: a, grammar: cef, tag: x, fields: {source: [], host: b}} ~ fields.source: must be a text of ASCII, or a list
                    {name: a, grammar: cef, tag: x, fields: source} ~ fields: is a mapping
                    {name: a, grammar: cef, tag: x, fields: {source: a, host: b, date: [a, b, c, d]}} ~ fields.date: is a list
                    oops ~ dialects: each entry is a mapping
                    """)
    void saysWhatIsWrong(String entry, String problem) throws IOException {
        assertThat(entry(entry)).startsWith("2: ").contains(problem);
    }

    @Test
    void reportsAllProblemsTogetherWithThoseOfTheSettings() throws IOException {
        Path file = Files.writeString(
                directory.resolve("d.yaml"), "dialects:\n  - {name: a, grammar: json}\n  - {name: a}\n");
        ConfigException wrong = catchThrowableOfType(
                ConfigException.class,
                () -> Configuration.read(
                        Optional.empty(),
                        Map.of("BEACONWARD_DIALECTS_FILE", file.toString(), "BEACONWARD_WINDOW", "1m")));
        assertThat(wrong.problems()).hasSizeGreaterThan(4);
        assertThat(wrong.problems().toString()).contains("BEACONWARD_WINDOW", "a stands in line 2 already");
    }

    @Test
    void refusesAnotherDocumentAndTooMany() throws IOException {
        assertThat(problems("dialect: []\n")).contains("the file holds this list and nothing else");
        assertThat(problems("dialects: [" + "{},".repeat(65) + "]\n")).contains("holds 65, 64 at most");
    }

    @Test
    void theExampleInTheShippedFileIsRight() throws Exception {
        String shipped = Files.readString(Path.of("config/dialects.yaml"));
        String example = shipped.substring(shipped.indexOf("# dialects:"), shipped.lastIndexOf("\n\n"));
        Path file = Files.writeString(directory.resolve("example.yaml"), example.replaceAll("(?m)^# ", ""));
        Configuration read = Configuration.read(Optional.empty(), Map.of("BEACONWARD_DIALECTS_FILE", file.toString()));
        assertThat(read.settings().dialects())
                .extracting(Settings.Dialect::name)
                .containsExactly("acme-proxy", "acme-firewall");
    }
}
