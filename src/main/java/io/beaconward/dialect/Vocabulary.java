package io.beaconward.dialect;

import io.beaconward.bytes.KeyTable;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The names of fields that the mappings of one grammar ask for, each with its number from 0 on. It grows while the mappings
 * are made; all of them then share one {@link KeyTable} and one set of {@link Fields}, so that a body is read once, whatever
 * the number of vendors.
 */
final class Vocabulary {
    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    /** The number of the name, which is given one if it has none; case does not matter. */
    int number(String name) {
        Integer known = numbers.putIfAbsent(name.toLowerCase(Locale.ROOT), numbers.size());
        return known == null ? numbers.size() - 1 : known;
    }

    int size() {
        return numbers.size();
    }

    /** The name that has {@code number}, in lower case. */
    String name(int number) {
        return numbers.keySet().stream().skip(number).findFirst().orElseThrow();
    }

    /** Looks up what was numbered so far. */
    KeyTable table() {
        return KeyTable.of(numbers.keySet().toArray(String[]::new));
    }
}
