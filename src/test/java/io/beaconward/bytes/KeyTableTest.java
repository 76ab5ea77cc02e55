package io.beaconward.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTableTest {
    private static final String[] NAMES = {
        "a",
        "ab",
        "src",
        "srcport",
        "duration",
        "starttime",
        "rule_name",
        "session_number_1",
        "destinationhostname",
        "destination-hostname"
    };
    private final KeyTable table = KeyTable.of(NAMES);

    private int find(String name) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        return table.find(text, 0, text.length);
    }

    private int findWithin(String before, String name, String behind) {
        byte[] text = (before + name + behind).getBytes(StandardCharsets.UTF_8);
        return table.find(text, before.length(), before.length() + name.length());
    }

    @Test
    void findsEachNameByItsPlaceInAnyCaseAndSurroundings() {
        for (int i = 0; i < NAMES.length; i++) {
            assertThat(find(NAMES[i])).isEqualTo(i);
            assertThat(find(NAMES[i].toUpperCase(Locale.ROOT))).isEqualTo(i);
            assertThat(findWithin("x y=z ", NAMES[i], "=1 and more")).isEqualTo(i);
            assertThat(findWithin("SRC", NAMES[i], "src")).isEqualTo(i);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "b",
                "abc",
                "sr",
                "srcpor",
                "srcports",
                "durations",
                "starttim",
                "session_number_2",
                "session_x_number_1",
                "destinationhostnamE ",
                "destinationXostname",
                "destination_hostname",
                "rule?name",
                "s\u00e4c",
                "\u0000src"
            })
    void findsNothingElse(String name) {
        assertThat(find(name)).isEqualTo(KeyTable.NONE);
    }

    @Test
    void addsEachWordOnceHoweverManyThereAre() {
        KeyTable grown = new KeyTable();
        for (int i = 0; i < 1_000; i++) {
            assertThat(grown.add(Ascii.bytes("label-" + i))).isEqualTo(i);
            assertThat(grown.add(Ascii.bytes("LABEL-" + i / 2))).isEqualTo(i / 2);
        }
        for (int i = 0; i < 1_000; i++) {
            byte[] text = Ascii.bytes("label-" + i);
            assertThat(grown.find(text, 0, text.length)).isEqualTo(i);
        }
        assertThatThrownBy(() -> grown.add(new byte[0])).isInstanceOf(IllegalArgumentException.class);
    }
}
