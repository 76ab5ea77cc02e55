package io.beaconward.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.bytes.Slice;
import io.beaconward.syslog.Message;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Whatever the bytes: nothing is thrown, nothing outside the body is looked at, no number is made up. */
class DialectsPropertyTest {

    private final Lines lines = new Lines();
    private final Lines alone = new Lines(); // what a sender said is known to one set of dialects alone
    private final Dialects dialects = Dialects.all();
    private final List<Dialect> each = Dialects.inOrder(List.of());

    private static byte[] valid(int line) {
        return ValidLines.ALL.get(line % ValidLines.ALL.size()).bytes();
    }

    /** Reads what stands before {@code to} with the rest still behind it: by each dialect, and as of a sender nothing is known of. */
    private String read(byte[] bytes, int to) {
        for (Dialect dialect : each) {
            Message message = alone.message(bytes, to);
            alone.flow().clear();
            check(dialect.read(message, alone.flow()), message, alone.flow(), bytes);
        }
        Message message = lines.message(bytes, to);
        dialects.forget(message);
        Reading reading = dialects.read(message, lines.flow());
        check(reading, message, lines.flow(), bytes);
        return reading == Reading.FLOW ? lines.show() : reading.name();
    }

    private static void check(Reading reading, Message message, Flow flow, byte[] bytes) {
        if (reading == Reading.FOREIGN) return;
        assertThat(flow.dnsQuery().length()).isLessThanOrEqualTo(HostName.MAX_NAME);
        for (Slice slice : List.of(flow.user(), flow.host(), flow.dnsQuery(), flow.eventName())) {
            if (slice.array() != bytes) continue; // put together, or freed of escapes, in a buffer of the dialect's
            Slice data = message.structuredData();
            assertThat(slice.from())
                    .isGreaterThanOrEqualTo(data.isEmpty() ? message.body().from() : data.from());
            assertThat(slice.to()).isLessThanOrEqualTo(message.body().to());
        }
        assertThat(flow.host().length()).isLessThanOrEqualTo(253);
        assertThat(flow.host().toString().chars()).allMatch(c -> c > ' ' && c != 127);
        assertThat(flow.destinationPort()).isBetween(-1, 65_535);
        assertThat(List.of(flow.bytesSent(), flow.bytesReceived(), flow.bytesTotal(), flow.durationMillis()))
                .allMatch(number -> number >= Flow.UNKNOWN);
    }

    @Test
    void readsEachOfTheLinesByItsDialect() {
        for (ValidLines.Line line : ValidLines.ALL) {
            Dialects fresh = Dialects.all();
            assertThat(new Lines().read(fresh, line.text())).as(line.name()).startsWith(line.dialect() + " ");
        }
    }

    @Test
    void hasALineOfEveryDialect() {
        List<String> spoken =
                ValidLines.ALL.stream().map(ValidLines.Line::dialect).toList();
        for (int i = 0; i < dialects.size(); i++) assertThat(spoken).contains(dialects.name(i));
    }

    @Test
    void readsLinesThatBreakOffAsIfNothingStoodBehind() {
        for (ValidLines.Line line : ValidLines.ALL) {
            byte[] bytes = line.bytes();
            for (int to = 0; to <= bytes.length; to++) {
                byte[] alone = Arrays.copyOf(bytes, to);
                assertThat(read(bytes, to))
                        .as("%s bytes of %s", to, line.name())
                        .isEqualTo(read(alone, to));
            }
        }
    }

    @Property
    void readsLinesWithBytesChanged(
            @ForAll @IntRange(max = 999) int line,
            @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 999) Integer> places,
            @ForAll @Size(12) byte[] values) {
        byte[] bytes = valid(line);
        for (int i = 0; i < places.size(); i++) bytes[places.get(i) % bytes.length] = values[i];
        read(bytes, bytes.length);
    }

    /** The bytes that mean something to some dialect, put where they do not belong. */
    @Property
    void readsLinesWithSignsOutOfPlace(
            @ForAll @IntRange(max = 999) int line,
            @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 999) Integer> places,
            @ForAll @Size(12) List<@IntRange(max = 15) Integer> signs) {
        byte[] bytes = valid(line);
        for (int i = 0; i < places.size(); i++)
            bytes[places.get(i) % bytes.length] = (byte) "\"'\\ ,;|=:/@([.%-".charAt(signs.get(i));
        read(bytes, bytes.length);
    }

    @Property
    void readsAnyBytes(@ForAll @Size(max = 400) byte[] bytes) {
        read(bytes, bytes.length);
    }

    @Property
    void readsMutatedLines(@ForAll long number) {
        byte[] frame = Mutations.frame(number);
        read(frame, frame.length);
    }
}
