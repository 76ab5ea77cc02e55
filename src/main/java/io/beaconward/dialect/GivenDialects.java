package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.config.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The user's own dialects, compiled to the same tables as the built-in vendors'. */
final class GivenDialects {
    private final List<Settings.Dialect> dialects;

    GivenDialects(List<Settings.Dialect> dialects) {
        this.dialects = dialects;
    }

    /** The tables of one grammar, over the vocabulary that they share with its vendors. */
    List<Mapping> of(Settings.Dialect.Grammar grammar, Vocabulary vocabulary) {
        return dialects.stream()
                .filter(dialect -> dialect.grammar() == grammar)
                .map(dialect -> mapping(dialect, vocabulary))
                .toList();
    }

    /** Comma-separated values have no vendors in common: a family for each separator. */
    List<Dialect> csv() {
        Map<String, List<Settings.Dialect>> bySeparator = new LinkedHashMap<>();
        for (Settings.Dialect dialect : dialects) {
            if (dialect.grammar() != Settings.Dialect.Grammar.CSV) continue;
            bySeparator
                    .computeIfAbsent(dialect.separator(), separator -> new ArrayList<>())
                    .add(dialect);
        }
        List<Dialect> families = new ArrayList<>();
        bySeparator.forEach((separator, some) -> {
            Vocabulary vocabulary = new Vocabulary();
            List<Mapping> mappings =
                    some.stream().map(dialect -> mapping(dialect, vocabulary)).toList();
            families.add(new Family(new CsvGrammar(separator.charAt(0)), vocabulary, mappings));
        });
        return families;
    }

    private static Mapping mapping(Settings.Dialect dialect, Vocabulary vocabulary) {
        Mapping.Builder builder = Mapping.named(dialect.name(), vocabulary);
        if (!dialect.tag().isEmpty()) {
            byte[] tag = Ascii.bytes(dialect.tag().toLowerCase(Locale.ROOT));
            builder.when((message, fields) -> message.app().isIgnoringCase(tag));
        }
        dialect.when().forEach((field, values) -> {
            if (values.contains(Settings.Dialect.ANY)) {
                builder.has(field);
            } else {
                builder.where(field, values.toArray(String[]::new));
            }
        });
        dialect.fields().forEach((meaning, names) -> {
            if (meaning.equals("date")) {
                builder.date(names.get(0), names.size() > 1 ? names.get(1) : "", names.size() > 2 ? names.get(2) : "");
            } else {
                builder.take(field(meaning), names.toArray(String[]::new));
            }
        });
        dialect.starts().forEach((field, values) -> builder.starts(field, values.toArray(String[]::new)));
        dialect.goesOn().forEach((field, values) -> builder.goesOn(field, values.toArray(String[]::new)));
        return builder.build();
    }

    private static Field field(String meaning) {
        return Field.valueOf(meaning.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
