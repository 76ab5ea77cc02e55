package io.beaconward.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the user's own dialects: tables of fields over a grammar. Checked, not yet compiled. */
final class DialectFile {
    /** Most dialects that a file may hold. */
    static final int MAX_DIALECTS = 64;

    static final String RESOURCE = "config/dialects.yaml";

    private static final Set<String> KEYS =
            Set.of("name", "grammar", "separator", "tag", "when", "fields", "starts", "goes-on");
    private static final Set<String> SEPARATORS = Set.of(",", ";", "|", "\t");
    private static final int MAX_NAMES = 16;
    private static final int MAX_LENGTH = 128;

    private final String source;
    private final List<Problem> problems;
    private final Map<String, Integer> lines = new HashMap<>();

    private DialectFile(String source, List<Problem> problems) {
        this.source = source;
        this.problems = problems;
    }

    /** Reads the file, or the embedded one where none is given; what is wrong becomes a problem. */
    static List<Settings.Dialect> read(Optional<Path> file, List<Problem> problems) {
        int before = problems.size();
        YamlNode.Mapping root = YamlFile.read(file, RESOURCE, problems);
        if (problems.size() > before) return List.of();
        return new DialectFile(YamlFile.name(file, RESOURCE), problems).dialects(root);
    }

    private void problem(YamlNode node, String key, String message) {
        problems.add(new Problem(source + ":" + node.line(), key, message));
    }

    private List<Settings.Dialect> dialects(YamlNode.Mapping root) {
        List<Settings.Dialect> dialects = new ArrayList<>();
        YamlNode list = root.entries().get("dialects");
        if (root.entries().size() != 1 || !(list instanceof YamlNode.Sequence sequence)) {
            problem(root, "dialects", "the file holds this list and nothing else");
            return dialects;
        }
        if (sequence.items().size() > MAX_DIALECTS) {
            problem(sequence, "dialects", "holds " + sequence.items().size() + ", " + MAX_DIALECTS + " at most");
            return dialects;
        }
        for (YamlNode item : sequence.items()) {
            if (item instanceof YamlNode.Mapping mapping) {
                dialect(mapping).ifPresent(dialects::add);
            } else {
                problem(item, "dialects", "each entry is a mapping with name, grammar and fields");
            }
        }
        return dialects;
    }

    private Optional<Settings.Dialect> dialect(YamlNode.Mapping mapping) {
        int before = problems.size();
        mapping.entries().forEach((key, node) -> {
            if (!KEYS.contains(key)) problem(node, key, "is no key of a dialect" + Suggestion.of(key, KEYS));
        });
        String name = name(mapping);
        Settings.Dialect.Grammar grammar = grammar(mapping);
        String separator = separator(mapping, grammar);
        String tag = text(mapping, "tag").orElse("");
        Map<String, List<String>> when = lists(mapping, "when");
        Map<String, List<String>> fields = lists(mapping, "fields");
        Map<String, List<String>> starts = lists(mapping, "starts");
        Map<String, List<String>> goesOn = lists(mapping, "goes-on");
        check(mapping, grammar, tag, when, fields);
        if (problems.size() > before) return Optional.empty();
        return Optional.of(new Settings.Dialect(name, grammar, separator, tag, when, fields, starts, goesOn));
    }

    private void check(
            YamlNode.Mapping mapping,
            Settings.Dialect.Grammar grammar,
            String tag,
            Map<String, List<String>> when,
            Map<String, List<String>> fields) {
        Set<String> meanings = Settings.Dialect.MEANINGS;
        fields.keySet().stream()
                .filter(field -> !meanings.contains(field))
                .forEach(
                        field -> problem(mapping, "fields." + field, "means nothing" + Suggestion.of(field, meanings)));
        boolean useful = fields.containsKey("source")
                && Settings.Dialect.DESTINATIONS.stream().anyMatch(fields::containsKey);
        if (!useful) {
            problem(
                    mapping,
                    "fields",
                    "must tell the source, and one of " + String.join(", ", Settings.Dialect.DESTINATIONS));
        }
        if (fields.getOrDefault("date", List.of()).size() > 3) {
            problem(
                    mapping,
                    "fields.date",
                    "is a list of the fields of day, time of day and zone, at most these three");
        }
        boolean anything = when.isEmpty() && tag.isEmpty();
        if (anything) {
            problem(mapping, "when", "or a tag must say which lines are meant, or all of the grammar would be");
        }
        if (grammar != Settings.Dialect.Grammar.CSV) return;
        fields.values().forEach(columns -> columns(mapping, "fields", columns));
        when.keySet().forEach(column -> columns(mapping, "when", List.of(column)));
    }

    private void columns(YamlNode.Mapping mapping, String key, List<String> columns) {
        for (String column : columns) {
            try {
                Values.number(column, 1, Settings.Dialect.MAX_COLUMN);
            } catch (BadValue e) {
                problem(mapping, key, column + " is no column of csv: " + e.said());
            }
        }
    }

    private String name(YamlNode.Mapping mapping) {
        String name = text(mapping, "name").orElse("");
        if (!name.matches("[a-z][a-z0-9-]{0,39}")) {
            problem(mapping, "name", "must be a word of a to z, digits and hyphens, 40 at most; not '" + name + "'");
        }
        Integer other = lines.put(name, mapping.line());
        if (other != null) problem(mapping, "name", name + " stands in line " + other + " already");
        return name;
    }

    private Settings.Dialect.Grammar grammar(YamlNode.Mapping mapping) {
        try {
            return Values.choice(text(mapping, "grammar").orElse(""), Settings.Dialect.Grammar.values());
        } catch (BadValue e) {
            problem(mapping, "grammar", e.said());
            return Settings.Dialect.Grammar.KEY_VALUE;
        }
    }

    private String separator(YamlNode.Mapping mapping, Settings.Dialect.Grammar grammar) {
        Optional<String> given = text(mapping, "separator");
        if (given.isEmpty()) return ",";
        if (grammar != Settings.Dialect.Grammar.CSV) {
            problem(mapping, "separator", "is for csv; the other grammars know theirs");
        } else if (!SEPARATORS.contains(given.get())) {
            problem(mapping, "separator", "must be a comma, semicolon, bar or tab");
        }
        return given.get();
    }

    private Optional<String> text(YamlNode.Mapping mapping, String key) {
        YamlNode node = mapping.entries().get(key);
        if (node == null) return Optional.empty();
        if (node instanceof YamlNode.Scalar scalar && isText(scalar)) return Optional.of(scalar.text());
        problem(node, key, "must be a text of ASCII, " + MAX_LENGTH + " at most");
        return Optional.empty();
    }

    private static boolean isText(YamlNode.Scalar scalar) {
        return !scalar.absent()
                && scalar.text().length() <= MAX_LENGTH
                && StandardCharsets.US_ASCII.newEncoder().canEncode(scalar.text());
    }

    /** A mapping of names to a text or a list of texts. */
    private Map<String, List<String>> lists(YamlNode.Mapping mapping, String key) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        YamlNode node = mapping.entries().get(key);
        if (node == null) return lists;
        if (!(node instanceof YamlNode.Mapping entries)) {
            problem(node, key, "is a mapping of names to a text or a list of texts");
            return lists;
        }
        entries.entries().forEach((name, value) -> lists.put(name, texts(key + "." + name, value)));
        return lists;
    }

    private List<String> texts(String key, YamlNode node) {
        List<YamlNode> items = node instanceof YamlNode.Sequence sequence ? sequence.items() : List.of(node);
        List<String> texts = new ArrayList<>();
        for (YamlNode item : items) {
            if (item instanceof YamlNode.Scalar scalar && isText(scalar)) texts.add(scalar.text());
        }
        if (texts.size() != items.size() || texts.isEmpty() || texts.size() > MAX_NAMES) {
            problem(node, key, "must be a text of ASCII, or a list of at most " + MAX_NAMES);
        }
        return texts;
    }
}
