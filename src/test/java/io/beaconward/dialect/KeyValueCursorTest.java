package io.beaconward.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.KeyTable;
import io.beaconward.bytes.Slice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyValueCursorTest {
    private static String pairs(KeyValueCursor cursor, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        cursor.wrap(new Slice().set(bytes, 0, bytes.length));
        StringBuilder pairs = new StringBuilder();
        while (cursor.next())
            pairs.append('<')
                    .append(cursor.key())
                    .append("><")
                    .append(cursor.value())
                    .append("> ");
        return pairs.toString().strip();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
                    src=1.2.3.4 host=y ~ <src><1.2.3.4> <host><y>
                    src=1.2.3.4\thost=y ~ <src><1.2.3.4> <host><y>
                    src="1.2.3.4" user="a b" x='c d' ~ <src><1.2.3.4> <user><a b> <x><c d>
                    a="say \\"src=9.9.9.9\\" now" b=1 ~ <a><say \\"src=9.9.9.9\\" now> <b><1>
                    a="C:\\\\" b=1 ~ <a><C:\\\\> <b><1>
                    a="say "src=9.9.9.9" now" src=1.2.3.4 ~ <a><say > <src><1.2.3.4>
                    msg="never closed src=9.9.9.9 ~ <msg><>
                    msg="ends in an escape\\ ~ <msg><>
                    a= b="" c=1 ~ <a><> <b><> <c><1>
                    a=1 b= ~ <a><1> <b><>
                    vhost=x x.host=y x-host=z ~ <vhost><x> <x.host><y> <x-host><z>
                    a?src=1 /src=2 (src=3 x:src=4 äsrc=5 ~ ``
                    user=o'neill src=1.2.3.4 ~ <user><o'neill> <src><1.2.3.4>
                    "GET http://x/? src=9.9.9.9 h" src=1.2.3.4 ~ <src><1.2.3.4>
                    "a \\" src=9.9.9.9 h" src=1.2.3.4 ~ <src><1.2.3.4>
                    a 5" disk src=1.2.3.4 ~ <src><1.2.3.4>
                    time 10:00:00 src=1.2.3.4 ~ <src><1.2.3.4>
                    proxy: src=1.2.3.4 host=y ~ <src><1.2.3.4> <host><y>
                    url=http://x/ host=y ~ <url><http://x/> <host><y>
                    url=http://x/?src=9.9.9.9&host=evil host=y ~ <url><http://x/?src=9.9.9.9&host=evil> <host><y>
                    a=1 url=http://x/,src=9.9.9.9 host=y ~ <a><1> <url><http://x/,src=9.9.9.9> <host><y>
                    url=http://x/?a,src=9.9.9.9 host=y ~ <url><http://x/?a,src=9.9.9.9> <host><y>
                    url=http://x/?a,src=9.9.9.9,b="p q" host=y ~ <url><http://x/?a,src=9.9.9.9,b="p> <host><y>
                    url=/a;jsessionid=5 src=1.2.3.4 ~ <url></a;jsessionid=5> <src><1.2.3.4>
                    user=bob|src=9.9.9.9 src=1.2.3.4 ~ <user><bob|src=9.9.9.9> <src><1.2.3.4>
                    src=1.2.3.4,host=y,a=1 ~ <src><1.2.3.4> <host><y> <a><1>
                    src=1.2.3.4, host=y, a=1, ~ <src><1.2.3.4> <host><y> <a><1>
                    src=1.2.3.4;host=y;a=1; ~ <src><1.2.3.4> <host><y> <a><1>
                    src=1.2.3.4|host=y|a=1 ~ <src><1.2.3.4> <host><y> <a><1>
                    src="1.2.3.4",host="y",a=1 ~ <src><1.2.3.4> <host><y> <a><1>
                    src=1.2.3.4,time=2026-11-24 10:00:00,host=y ~ <src><1.2.3.4> <time><2026-11-24 10:00:00> <host><y>
                    src=1.2.3.4, msg=hello src=9.9.9.9, host=y ~ <src><1.2.3.4> <msg><hello src=9.9.9.9> <host><y>
                    src=1.2.3.4, host=y , a=1 ~ <src><1.2.3.4> <host><y> <a><1>
                    src=1.2.3.4,msg="a,host=z",host=y ~ <src><1.2.3.4> <msg><a,host=z> <host><y>
                    connection allowed src=1.2.3.4, host=y ~ <src><1.2.3.4> <host><y>
                    cs-host: y src=1.2.3.4 ~ <src><1.2.3.4>
                    = =1 == a== ~ <a><=>
                    no pairs at all ~ ``
                    `` ~ ``
                    """)
    void findsWholePairs(String body, String pairs) {
        assertThat(pairs(new KeyValueCursor(), body)).isEqualTo(pairs);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
                    cs-host: y src=1.2.3.4 ~ <cs-host><y> <src><1.2.3.4>
                    cs-host:y src=1.2.3.4 ~ <cs-host><y> <src><1.2.3.4>
                    CS-Host: "y" src=1.2.3.4 ~ <CS-Host><y> <src><1.2.3.4>
                    cs-host: y, src=1.2.3.4, a=1 ~ <cs-host><y> <src><1.2.3.4> <a><1>
                    cs-host=y src=1.2.3.4 ~ <cs-host><y> <src><1.2.3.4>
                    src=1.2.3.4 cs-host:x:8443 ~ <src><1.2.3.4> <cs-host><x:8443>
                    cs-host: src=1.2.3.4 ~ <cs-host><> <src><1.2.3.4>
                    src=1.2.3.4 cs-host: ~ <src><1.2.3.4> <cs-host><>
                    x-cs-host: y host: z a:b src=1.2.3.4 ~ <src><1.2.3.4>
                    time 10:00:00 src=1.2.3.4 ~ <src><1.2.3.4>
                    """)
    void takesAColonBehindOneKeyAlone(String body, String pairs) {
        assertThat(pairs(new KeyValueCursor(Ascii.bytes("cs-host")), body)).isEqualTo(pairs);
    }

    @Test
    void refusesKeysLongerThanSixtyFourBytes() {
        assertThat(pairs(new KeyValueCursor(), "k".repeat(64) + "=1")).isEqualTo("<" + "k".repeat(64) + "><1>");
        assertThat(pairs(new KeyValueCursor(), "k".repeat(65) + "=1 a=2")).isEqualTo("<a><2>");
    }

    /** What was read before only says what to expect: it changes no pair and no number. */
    @Property
    void readsTheSameWhateverWasReadBefore(
            @ForAll @Size(min = 2, max = 12) List<@Size(max = 9) List<@IntRange(max = 8) Integer>> bodies) {
        String[] words = {
            "src=1", "SRC=2", "host=\"a b\"", "user=", "host", "x?src=3", "sessionidentifier=4", "dst", "=5"
        };
        KeyTable table = KeyTable.of("src", "host", "user", "sessionidentifier", "dst");
        KeyValueCursor used = new KeyValueCursor(Ascii.bytes("dst"));
        for (List<Integer> body : bodies) {
            StringBuilder text = new StringBuilder();
            for (int word : body) text.append(words[word]).append(' ');
            assertThat(numbered(used, table, text.toString()))
                    .isEqualTo(numbered(new KeyValueCursor(Ascii.bytes("dst")), table, text.toString()));
        }
    }

    /** Once the order of the keys is known, most of a body is read another way, of which nobody is to notice. */
    @Property
    void readsTheSameByWhatItExpects(
            @ForAll @Size(min = 1, max = 9) List<@IntRange(max = 19) Integer> body,
            @ForAll @IntRange(max = 40) int behind) {
        String[] words = {
            "src=1",
            "host=\"a b\"",
            "user=",
            "dst=\"a\\\"b\"",
            "user=x,;",
            "host='a b'",
            "sessionidentifier=4",
            "dst=\"\"x",
            "user=a\tdst=5",
            "host=\"long and with src=9 within\"",
            "src=2001:db8:ffff:ffff::1",
            " ",
            "x",
            "dst=\"a\",",
            "user=a\u0001b",
            "host=\"never closed",
            "dst=~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~",
            "user=a\n",
            "user=ä",
            "host=\"a\nb\""
        };
        StringBuilder text = new StringBuilder();
        for (int word : body) text.append(words[word]).append(' ');
        KeyValueCursor used = new KeyValueCursor();
        for (int times = 0; times < 3; times++) {
            assertThat(fields(used, text.toString(), behind)).isEqualTo(oneByOne(text.toString()));
        }
    }

    private static final KeyTable NAMES = KeyTable.of("src", "host", "user", "dst");

    private static String fields(KeyValueCursor cursor, String body, int behind) {
        byte[] bytes = (body + "=\"' ,".repeat(8).substring(0, behind)).getBytes(StandardCharsets.UTF_8);
        cursor.wrap(new Slice().set(bytes, 0, bytes.length - behind));
        Fields fields = new Fields(4);
        cursor.read(NAMES, fields);
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 4; i++) all.append(fields.has(i) ? "<" + fields.get(i) + ">" : "-");
        return all.toString();
    }

    private static String oneByOne(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        KeyValueCursor cursor = new KeyValueCursor();
        cursor.wrap(new Slice().set(bytes, 0, bytes.length));
        String[] all = {"-", "-", "-", "-"};
        while (cursor.next()) {
            int number = NAMES.find(cursor.key());
            if (number >= 0 && all[number].equals("-")) all[number] = "<" + cursor.value() + ">";
        }
        return String.join("", all);
    }

    private static String numbered(KeyValueCursor cursor, KeyTable table, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        cursor.wrap(new Slice().set(bytes, 0, bytes.length));
        StringBuilder pairs = new StringBuilder();
        while (cursor.next()) {
            assertThat(cursor.number(table)).isEqualTo(table.find(cursor.key()));
            pairs.append(cursor.key()).append('>').append(cursor.value()).append(' ');
        }
        return pairs.toString();
    }

    @Test
    void tellsApartMoreKeysThanItRemembers() {
        KeyTable table = KeyTable.of("k7", "k777", "k4999");
        KeyValueCursor cursor = new KeyValueCursor();
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 5000; i++)
            body.append('k').append(i).append('=').append(i).append(' ');
        String once = numbered(cursor, table, body.toString());
        assertThat(numbered(cursor, table, body.toString())).isEqualTo(once).contains("k4999>4999 ");
    }
}
