package io.beaconward.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A line of each vendor's documented layout and all that is read from it: {@code vendors.txt} holds the name of the dialect and
 * what is particular, the line, and what is expected of it, a line each.
 */
class VendorLinesTest {
    @TestFactory
    Stream<DynamicTest> readsAllThatALineSays() {
        return ValidLines.vendors().stream()
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
