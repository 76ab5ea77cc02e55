package io.beaconward.config;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the tuning: which findings are expected, and where other thresholds hold. Checked, not yet compiled. */
public final class TuningFile {
    /** Most entries that a file may hold. */
    static final int MAX_ENTRIES = 1000;

    static final String RESOURCE = "config/tuning.yaml";

    private static final Set<String> MATCH = Set.of("destination", "tenant", "provider", "source", "user");
    private static final Set<String> NOTES = Set.of("why", "by", "until");
    private static final Set<String> BEHAVIOUR = Set.of("interval", "tolerance", "sent-below");
    private static final Set<String> THRESHOLDS = Set.of("connections", "confidence", "rules");
    private static final int MAX_LENGTH = 256;

    private final String source;
    private final List<Problem> problems;

    private TuningFile(String source, List<Problem> problems) {
        this.source = source;
        this.problems = problems;
    }

    /** Reads a file by itself. */
    public static List<Settings.Tuning> read(Path file) throws ConfigException {
        List<Problem> problems = new ArrayList<>();
        List<Settings.Tuning> entries = read(Optional.of(file), problems);
        if (!problems.isEmpty()) throw new ConfigException(problems);
        return entries;
    }

    /** Reads the file, or the embedded one where none is given; what is wrong becomes a problem. */
    static List<Settings.Tuning> read(Optional<Path> file, List<Problem> problems) {
        int before = problems.size();
        YamlNode.Mapping root = YamlFile.read(file, RESOURCE, problems);
        if (problems.size() > before) return List.of();
        return new TuningFile(YamlFile.name(file, RESOURCE), problems).entries(root);
    }

    private void problem(YamlNode node, String key, String message) {
        problems.add(new Problem(source + ":" + node.line(), key, message));
    }

    private List<Settings.Tuning> entries(YamlNode.Mapping root) {
        List<Settings.Tuning> entries = new ArrayList<>();
        root.entries().forEach((key, list) -> {
            Optional<Settings.Tuning.Kind> kind = kind(list, key);
            if (kind.isEmpty()) return;
            if (!(list instanceof YamlNode.Sequence sequence)) {
                problem(list, key, "is a list");
                return;
            }
            for (YamlNode item : sequence.items()) {
                if (item instanceof YamlNode.Mapping mapping) entries.add(entry(kind.get(), mapping));
                else problem(item, key, "each entry is a mapping, such as tenant: acme");
            }
        });
        if (entries.size() > MAX_ENTRIES) {
            problem(root, "", "holds " + entries.size() + " entries, " + MAX_ENTRIES + " at most");
        }
        return List.copyOf(entries);
    }

    private Optional<Settings.Tuning.Kind> kind(YamlNode node, String key) {
        try {
            return Optional.of(Values.choice(key, Settings.Tuning.Kind.values()));
        } catch (BadValue e) {
            problem(node, key, "the file holds the lists allow, suppress and override, and nothing else");
            return Optional.empty();
        }
    }

    private Settings.Tuning entry(Settings.Tuning.Kind kind, YamlNode.Mapping entry) {
        checkKeys(kind, entry);
        Settings.Tuning.Match match = new Settings.Tuning.Match(
                read(entry, "destination", Values::pattern),
                read(entry, "tenant", TuningFile::word),
                read(entry, "provider", TuningFile::word),
                read(entry, "source", Values::cidr),
                read(entry, "user", TuningFile::word));
        if (match.isAnything())
            problem(entry, "", "matches everything: name a destination, tenant, provider, source or user");
        Settings.Tuning.Behaviour behaviour = new Settings.Tuning.Behaviour(
                read(entry, "interval", text -> Values.duration(text, "1s", "1d")),
                read(entry, "tolerance", text -> Values.duration(text, "0s", "1d"))
                        .orElse(Duration.ZERO),
                read(entry, "sent-below", text -> Values.size(text, "1", "1GiB")));
        Settings.Tuning.Thresholds thresholds = new Settings.Tuning.Thresholds(
                read(entry, "connections", text -> Values.number(text, 1, 1_000_000))
                        .orElse(0),
                read(entry, "confidence", text -> Values.choice(text, Settings.Tuning.Level.values())),
                rules(entry));
        Optional<LocalDate> until = read(entry, "until", TuningFile::date);
        String why = read(entry, "why", TuningFile::word).orElse("");
        String by = read(entry, "by", TuningFile::word).orElse("");
        checkMeaning(kind, entry, behaviour, thresholds, why, by, until);
        return new Settings.Tuning(kind, match, behaviour, thresholds, why, by, until, source + ":" + entry.line());
    }

    private void checkKeys(Settings.Tuning.Kind kind, YamlNode.Mapping entry) {
        Set<String> keys = new TreeSet<>(MATCH);
        keys.addAll(NOTES);
        if (kind == Settings.Tuning.Kind.SUPPRESS) keys.addAll(BEHAVIOUR);
        if (kind == Settings.Tuning.Kind.OVERRIDE) keys.addAll(THRESHOLDS);
        entry.entries().forEach((key, node) -> {
            if (!keys.contains(key)) problem(node, key, "is no key of " + Values.word(kind) + Suggestion.of(key, keys));
        });
    }

    private void checkMeaning(
            Settings.Tuning.Kind kind,
            YamlNode.Mapping entry,
            Settings.Tuning.Behaviour behaviour,
            Settings.Tuning.Thresholds thresholds,
            String why,
            String by,
            Optional<LocalDate> until) {
        if (why.isEmpty()) problem(entry, "why", "is missing: whoever reads this next year will want to know");
        switch (kind) {
            case ALLOW -> {}
            case SUPPRESS -> {
                if (by.isEmpty()) problem(entry, "by", "is missing: who decided this");
                if (until.isEmpty()) problem(entry, "until", "is missing: a suppression ends at a date");
                if (behaviour.interval().isEmpty() && behaviour.sentBelow().isEmpty())
                    problem(entry, "interval", "or sent-below is missing: a suppression is of a behaviour");
            }
            case OVERRIDE -> {
                if (thresholds.isNothing())
                    problem(entry, "connections", "or confidence or rules is missing: nothing is overridden");
            }
        }
    }

    private Set<Settings.Alerts.Rule> rules(YamlNode.Mapping entry) {
        Set<Settings.Alerts.Rule> rules = EnumSet.noneOf(Settings.Alerts.Rule.class);
        YamlNode node = entry.entries().get("rules");
        if (node == null) return rules;
        List<YamlNode> items = node instanceof YamlNode.Sequence sequence ? sequence.items() : List.of(node);
        for (YamlNode item : items) {
            try {
                if (!(item instanceof YamlNode.Scalar scalar)) throw new BadValue("each is the name of a rule");
                rules.add(Values.choice(scalar.text(), Settings.Alerts.Rule.values()));
            } catch (BadValue e) {
                problem(item, "rules", e.said());
            }
        }
        return rules;
    }

    private <T> Optional<T> read(YamlNode.Mapping entry, String key, Key.Reader<T> reader) {
        YamlNode node = entry.entries().get(key);
        if (node == null) return Optional.empty();
        try {
            if (!(node instanceof YamlNode.Scalar scalar) || scalar.absent()) throw new BadValue("is one value");
            return Optional.of(reader.read(scalar.text()));
        } catch (BadValue e) {
            problem(node, key, e.said());
            return Optional.empty();
        }
    }

    private static String word(String text) throws BadValue {
        if (!text.isBlank() && text.length() <= MAX_LENGTH) return text;
        throw new BadValue("must be a text of " + MAX_LENGTH + " characters at most");
    }

    private static LocalDate date(String text) throws BadValue {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new BadValue("\"" + text + "\" is no date; write it as 2026-10-01");
        }
    }
}
