package io.beaconward.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.counters.LonePair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The page on detection says what the code does. {@code CalibrationTest} writes its tables. */
class DetectionPageTest {
    private static final Path PAGE = Path.of("src/docs/detection.md");

    @Test
    void hasEveryRuleWithItsSeverityAndWhetherItOpensAnAlert() throws IOException {
        String page = Files.readString(PAGE);
        String readme = Files.readString(Path.of("README.md"));
        for (Rule rule : Rule.values()) {
            boolean opens = (Rule.opening() & rule.bit()) != 0;
            String severity = Rule.severity(rule.id()).name().toLowerCase(Locale.ROOT);
            assertThat(page).contains("| `" + rule.id() + "` | " + severity + " | " + (opens ? "yes" : "no") + " |");
            assertThat(readme).contains("| `" + rule.id() + "` |");
        }
    }

    @Test
    void saysHowLargeAPairIs() throws IOException {
        assertThat(Files.readString(PAGE)).contains("A pair takes " + LonePair.size() + " bytes");
        assertThat(Files.readString(Path.of("src/docs/design.md"))).contains(LonePair.size() + " bytes");
    }
}
