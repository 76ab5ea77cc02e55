package io.beaconward.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The page of devices speaks of every dialect, and its links lead somewhere. */
class DevicesPageTest {
    private static final Path PAGE = Path.of("src/docs/devices.md");
    private static final Pattern HEADING = Pattern.compile("^#{2,3} (.+)$", Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("\\(#([^)]*)\\)");

    private final Dialects dialects = Dialects.all();

    @Test
    void namesEveryDialect() throws IOException {
        String page = Files.readString(PAGE);
        List<String> names = IntStream.range(0, dialects.size())
                .mapToObj(number -> '`' + dialects.name(number) + '`')
                .toList();
        assertThat(names).isNotEmpty();
        assertThat(page).contains(names);
    }

    @Test
    void linksToEachOfItsSectionsAndToNoOther() throws IOException {
        String page = Files.readString(PAGE);
        List<String> sections = HEADING.matcher(page)
                .results()
                .map(heading -> anchor(heading.group(1)))
                .toList();
        List<String> links =
                LINK.matcher(page).results().map(link -> link.group(1)).toList();
        assertThat(sections).doesNotHaveDuplicates().containsAll(links);
        List<String> devices = Pattern.compile("^### (.+)$", Pattern.MULTILINE)
                .matcher(page)
                .results()
                .map(heading -> anchor(heading.group(1)))
                .toList();
        assertThat(links).containsAll(devices);
    }

    @Test
    void theReadmeSaysHowManyDialectsThereAre() throws IOException {
        assertThat(Files.readString(Path.of("README.md"))).contains("in " + dialects.size() + " dialects");
    }

    /** As code hosting sites make it of a heading. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} -]", "")
                .replace(' ', '-');
    }
}
