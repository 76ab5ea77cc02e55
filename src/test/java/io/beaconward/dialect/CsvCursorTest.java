package io.beaconward.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.bytes.Slice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvCursorTest {
    private static CsvCursor over(String body) {
        return between("", body, "");
    }

    private static CsvCursor between(String before, String body, String behind) {
        byte[] bytes = (before + body + behind).getBytes(StandardCharsets.UTF_8);
        CsvCursor cursor = new CsvCursor();
        cursor.wrap(new Slice().set(bytes, before.length(), bytes.length - behind.length()));
        return cursor;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
                    a,b,c ~ <a><b><c>
                    a,,c, ~ <a><><c><>
                    "a,b",c ~ <a,b><c>
                    "a ""b"", c",d ~ <a ""b"", c><d>
                    "",d ~ <><d>
                    x"a,b",c ~ <x"a><b"><c>
                    "a"tail,c ~ <a><c>
                    "a,b", "c,d",  "e" ~ <a,b><c,d><e>
                    "never,closed ~ <never,closed>
                    "never,closed"" ~ <never,closed"">
                    a,"b" ~ <a><b>
                    a, "b,c" ~ <a><b,c>
                    a, "b,c"x ~ <a>< "b><c"x>
                    a, "b,c ~ <a>< "b><c>
                    `` ~ <>
                    """)
    void goesThroughFields(String body, String fields) {
        CsvCursor cursor = over(body);
        StringBuilder all = new StringBuilder();
        while (cursor.next()) all.append('<').append(cursor.field()).append('>');
        assertThat(all.toString()).isEqualTo(fields);
    }

    @Test
    void goesToAColumnAndGivesNothingBehindTheLast() {
        CsvCursor cursor = over("a,b,c,d");
        assertThat(cursor.to(2).toString()).isEqualTo("b");
        assertThat(cursor.to(2).toString()).isEqualTo("b");
        assertThat(cursor.to(4).toString()).isEqualTo("d");
        assertThat(cursor.column()).isEqualTo(4);
        assertThat(cursor.to(5).isEmpty()).isTrue();
        assertThat(cursor.column()).isEqualTo(4);
    }

    /** The same rules, looked at byte by byte. */
    private static List<String> fields(String text) {
        List<String> fields = new ArrayList<>();
        for (int at = 0; at <= text.length(); ) {
            int quote = at;
            while (quote < text.length() && text.charAt(quote) == ' ') quote++;
            boolean quoted = quote < text.length() && text.charAt(quote) == '"';
            int close = quoted ? close(text, quote) : at;
            boolean whole = close + 1 == text.length() || (close + 1 < text.length() && text.charAt(close + 1) == ',');
            if (quoted && quote > at && !whole) {
                quoted = false;
                close = at;
            }
            int comma = text.indexOf(',', Math.min(close, text.length()));
            int end = comma < 0 ? text.length() : comma;
            fields.add(quoted ? text.substring(quote + 1, Math.min(close, text.length())) : text.substring(at, end));
            at = end + 1;
        }
        return fields;
    }

    private static int close(String text, int open) {
        int i = open + 1;
        while (i < text.length() && (text.charAt(i) != '"' || text.startsWith("\"\"", i)))
            i += text.startsWith("\"\"", i) ? 2 : 1;
        return i;
    }

    @Provide
    Arbitrary<String> bodies() {
        return Arbitraries.frequencyOf(
                        Tuple.of(6, Arbitraries.strings().withChars('a', ',').ofMaxLength(90)),
                        Tuple.of(
                                1,
                                Arbitraries.strings()
                                        .withChars('a', ',', '"', ' ')
                                        .ofMaxLength(20)))
                .list()
                .ofMaxSize(8)
                .map(parts -> String.join("", parts));
    }

    @Property
    void agreesWithLookingByteByByte(@ForAll("bodies") String body) {
        CsvCursor cursor = over(body);
        List<String> read = new ArrayList<>();
        while (cursor.next()) read.add(cursor.field().toString());
        assertThat(read).isEqualTo(fields(body));
    }

    /** As in a chunk of a stream: what stands around the line counts for nothing. */
    @Property
    void agreesWithinALargerArray(@ForAll("bodies") String body) {
        CsvCursor cursor = between("x,\"", body, ",\"b,".repeat(20));
        List<String> read = new ArrayList<>();
        while (cursor.next()) read.add(cursor.field().toString());
        assertThat(read).isEqualTo(fields(body));
    }

    @Property
    void goesToTheSameColumns(@ForAll("bodies") String body, @ForAll @IntRange(min = 1, max = 60) int step) {
        List<String> fields = fields(body);
        CsvCursor cursor = between("x,\"", body, ",\"b,".repeat(20));
        for (int column = step; column <= fields.size(); column += step) {
            assertThat(cursor.to(column).toString()).isEqualTo(fields.get(column - 1));
            assertThat(cursor.column()).isEqualTo(column);
        }
    }

    @Property
    void findsTheSameLongFields(@ForAll("bodies") String body, @ForAll @IntRange(min = 1, max = 20) int length) {
        List<String> fields = fields(body);
        CsvCursor cursor = between("x,\"", body, ",\"b,".repeat(20));
        int last = Math.max(1, fields.size() - 1);
        List<String> found = new ArrayList<>();
        while (cursor.nextOf(length, last)) found.add(cursor.field().toString());
        assertThat(found)
                .isEqualTo(fields.stream()
                        .limit(last)
                        .filter(field -> field.length() >= length)
                        .toList());
    }
}
