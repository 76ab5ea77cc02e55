package io.beaconward.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The catalogue of serverless platforms as its file states it: checked, not yet compiled.
 *
 * @param providers in the order of the file
 */
public record CatalogueFile(List<Provider> providers) {
    private static final String RESOURCE = "config/serverless.yaml";
    private static final Set<String> KEYS = Set.of("name", "tier", "patterns", "tenant");
    private static final int MAX_TENANT = 5;

    /**
     * A platform.
     *
     * @param name as alerts show it
     * @param patterns lower-case labels, {@code *} for one or more of them
     * @param tenantLabels how many labels left of a pattern's fixed end name the platform's customer, the nearest ones; 0: the
     *     whole name does
     */
    public record Provider(String name, Settings.Catalogue.Tier tier, List<String> patterns, int tenantLabels) {}

    /** Reads the file, or the embedded catalogue where none is given. */
    public static CatalogueFile read(Optional<Path> file) throws ConfigException {
        List<Problem> problems = new ArrayList<>();
        YamlNode.Mapping root = YamlFile.read(file, RESOURCE, problems);
        Reader reader = new Reader(YamlFile.name(file, RESOURCE), problems);
        List<Provider> providers = problems.isEmpty() ? reader.providers(root) : List.of();
        if (!problems.isEmpty()) throw new ConfigException(problems);
        return new CatalogueFile(providers);
    }

    /** Reads the parts; what does not fit becomes a problem. */
    private static final class Reader {
        private final String source;
        private final List<Problem> problems;
        private final Map<String, Integer> linesOfPatterns = new HashMap<>();

        Reader(String source, List<Problem> problems) {
            this.source = source;
            this.problems = problems;
        }

        private void problem(YamlNode node, String key, String message) {
            problems.add(new Problem(source + ":" + node.line(), key, message));
        }

        List<Provider> providers(YamlNode.Mapping root) {
            List<Provider> providers = new ArrayList<>();
            YamlNode list = root.entries().get("providers");
            if (root.entries().size() != 1 || !(list instanceof YamlNode.Sequence sequence)) {
                problem(root, "providers", "the file holds this list and nothing else");
                return providers;
            }
            for (YamlNode item : sequence.items()) {
                if (item instanceof YamlNode.Mapping mapping) {
                    provider(mapping).ifPresent(providers::add);
                } else {
                    problem(item, "providers", "each entry is a mapping with name, tier, patterns and tenant");
                }
            }
            return providers;
        }

        private Optional<Provider> provider(YamlNode.Mapping mapping) {
            int before = problems.size();
            mapping.entries().forEach((key, node) -> {
                if (!KEYS.contains(key)) problem(node, key, "is no key of a provider" + Suggestion.of(key, KEYS));
            });
            String name = scalar(mapping, "name");
            Settings.Catalogue.Tier tier = Settings.Catalogue.Tier.EXTENDED;
            int tenant = 0;
            try {
                tier = Values.choice(scalar(mapping, "tier"), Settings.Catalogue.Tier.values());
            } catch (BadValue e) {
                problem(mapping, "tier", e.said());
            }
            try {
                tenant = Values.number(scalar(mapping, "tenant"), 0, MAX_TENANT);
            } catch (BadValue e) {
                problem(mapping, "tenant", e.said());
            }
            List<String> patterns = patterns(mapping);
            return problems.size() == before
                    ? Optional.of(new Provider(name, tier, patterns, tenant))
                    : Optional.empty();
        }

        private String scalar(YamlNode.Mapping mapping, String key) {
            if (mapping.entries().get(key) instanceof YamlNode.Scalar scalar
                    && !scalar.text().isBlank()) return scalar.text();
            problem(mapping, key, "is missing");
            return "";
        }

        private List<String> patterns(YamlNode.Mapping mapping) {
            List<String> patterns = new ArrayList<>();
            if (!(mapping.entries().get("patterns") instanceof YamlNode.Sequence sequence)) {
                problem(mapping, "patterns", "is missing, or no list");
                return patterns;
            }
            for (YamlNode item : sequence.items()) {
                String text = item instanceof YamlNode.Scalar scalar ? scalar.text() : "";
                try {
                    patterns.add(Values.pattern(text));
                    Integer other = linesOfPatterns.put(text, item.line());
                    if (other != null) problem(item, "patterns", text + " stands in line " + other + " already");
                } catch (BadValue e) {
                    problem(item, "patterns", e.said());
                }
            }
            return patterns;
        }
    }
}
