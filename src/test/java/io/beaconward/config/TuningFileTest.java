package io.beaconward.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TuningFileTest {
    @TempDir
    private Path directory;

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("t.yaml"), text);
    }

    private static String shippedExample() throws IOException {
        String shipped = Files.readString(Path.of("config/tuning.yaml"));
        return shipped.substring(shipped.indexOf("# override:\n")).replaceAll("(?m)^# ?", "");
    }

    @Test
    void theShippedFileIsEmptyAndItsRecipesAreRight() throws Exception {
        assertThat(TuningFile.read(Path.of("config/tuning.yaml"))).isEmpty();
        List<Settings.Tuning> recipes = TuningFile.read(file(shippedExample()));
        assertThat(recipes)
                .extracting(Settings.Tuning::kind)
                .containsExactly(
                        Settings.Tuning.Kind.OVERRIDE, Settings.Tuning.Kind.ALLOW, Settings.Tuning.Kind.SUPPRESS);
        Settings.Tuning last = recipes.get(2);
        assertThat(last.behaviour().interval()).contains(Duration.ofMinutes(5));
        assertThat(last.behaviour().tolerance()).isEqualTo(Duration.ofSeconds(15));
        assertThat(last.behaviour().sentBelow()).contains(2048);
        assertThat(last.until()).contains(LocalDate.of(2027, 6, 30));
        assertThat(last.by()).isEqualTo("anna");
        assertThat(last.place()).endsWith("t.yaml:14");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            allow: {}                                                  | is a list
            allows: []                                                 | allow, suppress and override, and nothing else
            allow: [x]                                                 | each entry is a mapping
            allow: [{why: x}]                                          | matches everything
            allow: [{tenant: a}]                                       | why
            allow: [{tenant: a, why: x, interval: 5s}]                 | is no key of allow
            allow: [{tenat: a, why: x}]                                | tenant
            allow: [{source: 10.0.0, why: x}]                          | source
            allow: [{destination: '*', why: x}]                        | destination
            allow: [{tenant: a, until: soon, why: x}]                  | is no date
            suppress: [{tenant: a, why: x, by: b, until: 2030-01-01}]  | of a behaviour
            suppress: [{tenant: a, why: x, sent-below: 5, by: b}]      | ends at a date
            suppress: [{tenant: a, why: x, sent-below: 5, until: 2030-01-01}] | who decided this
            override: [{tenant: a, why: x}]                            | nothing is overridden
            override: [{tenant: a, why: x, confidence: sure}]          | low, medium, high
            override: [{tenant: a, why: x, rules: [rythm]}]            | is none of
            override: [{tenant: a, why: x, connections: 0}]            | below the minimum
            """)
    void whatIsWrongIsNamedWithItsLine(String text, String said) throws Exception {
        ConfigException wrong =
                catchThrowableOfType(ConfigException.class, () -> TuningFile.read(file("\n" + text + "\n")));
        assertThat(wrong.problems())
                .anySatisfy(problem -> assertThat(problem.toString()).contains("t.yaml:2", said));
    }

    @Test
    void aFileIsBounded() throws Exception {
        ConfigException wrong = catchThrowableOfType(
                ConfigException.class,
                () -> TuningFile.read(file("allow:\n" + "  - {tenant: a, why: b}\n".repeat(1001))));
        assertThat(wrong.problems()).singleElement().asString().contains("holds 1001 entries, 1000 at most");
    }
}
