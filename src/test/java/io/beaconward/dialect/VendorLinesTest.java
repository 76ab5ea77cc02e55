package io.beaconward.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A line of each vendor's documented layout and all that is read from it: {@code vendors.txt} holds the name of the dialect and
 * what is particular, the line, and what is expected of it, a line each.
 */
class VendorLinesTest {
    private record Line(String name, String text, String expected) {}

    private static List<Line> lines() throws IOException {
        List<Line> lines = new ArrayList<>();
        try (InputStream in = Objects.requireNonNull(VendorLinesTest.class.getResourceAsStream("vendors.txt"))) {
            List<String> all = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            for (int i = 0; i + 2 < all.size(); i += 3) {
                lines.add(new Line(
                        all.get(i).substring(2), all.get(i + 1), all.get(i + 2).substring(3)));
            }
        }
        return lines;
    }

    @TestFactory
    Stream<DynamicTest> readsAllThatALineSays() throws IOException {
        return lines().stream()
                .map(line -> DynamicTest.dynamicTest(line.name(), () -> {
                    Dialects dialects = Dialects.all();
                    Lines reader = new Lines();
                    String read = reader.read(dialects, line.text());
                    assertThat(dialects.name(dialects.last()) + " "
                                    + (read.endsWith("NO_FLOW") ? "NO_FLOW" : reader.show()))
                            .isEqualTo(line.name().split(" ", -1)[0] + " " + line.expected());
                }));
    }
}
