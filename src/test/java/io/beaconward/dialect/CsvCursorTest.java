package io.beaconward.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.bytes.Slice;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvCursorTest {
    private static CsvCursor over(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        CsvCursor cursor = new CsvCursor();
        cursor.wrap(new Slice().set(bytes, 0, bytes.length));
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
}
