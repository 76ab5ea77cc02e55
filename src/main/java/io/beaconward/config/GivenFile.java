package io.beaconward.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a settings file gives, key by key; all that does not fit becomes a problem. */
final class GivenFile {
    private final String source;
    private final List<Problem> problems;
    private final Map<String, Given> values = new LinkedHashMap<>();
    private final List<Map<String, Given>> webhooks = new ArrayList<>();
    private final Set<String> known = new TreeSet<>();

    GivenFile(String source, YamlNode.Mapping root, List<Problem> problems) {
        this.source = source;
        this.problems = problems;
        Keys.ALL.forEach(key -> known.add(key.name()));
        known.add(Keys.WEBHOOKS);
        walk("", root);
    }

    /** The values by key. */
    Map<String, Given> values() {
        return values;
    }

    /** The values of each webhook by key, without the list's name. */
    List<Map<String, Given>> webhooks() {
        return webhooks;
    }

    private String place(YamlNode node) {
        return source + ":" + node.line();
    }

    private void problem(YamlNode node, String key, String message) {
        problems.add(new Problem(place(node), key, message));
    }

    private void walk(String prefix, YamlNode.Mapping mapping) {
        mapping.entries().forEach((word, node) -> {
            String name = prefix + word;
            if (name.equals(Keys.WEBHOOKS)) {
                webhooks(node);
            } else if (known.contains(name)) {
                value(name, node);
            } else if (known.stream().anyMatch(key -> key.startsWith(name + "."))) {
                section(name, node);
            } else {
                problem(node, name, "is no setting" + Suggestion.of(name, known));
            }
        });
    }

    private void section(String name, YamlNode node) {
        if (node instanceof YamlNode.Mapping mapping) {
            walk(name + ".", mapping);
        } else if (!(node instanceof YamlNode.Scalar scalar && scalar.absent())) {
            problem(node, name, "takes keys below it, not a value");
        }
    }

    private void value(String name, YamlNode node) {
        Key<?> key =
                Keys.ALL.stream().filter(k -> k.name().equals(name)).findFirst().orElseThrow();
        Given given = given(key, node);
        if (given != null && values.put(name, given) != null) problem(node, name, "stands here a second time");
    }

    private @Nullable Given given(Key<?> key, YamlNode node) {
        List<String> texts = new ArrayList<>();
        if (node instanceof YamlNode.Sequence sequence && key.list()) {
            for (YamlNode item : sequence.items()) {
                String text = text(key, item);
                if (text != null) texts.add(text);
            }
            return new Given(texts, place(node));
        }
        String text = text(key, node);
        return text == null ? null : new Given(List.of(text), place(node));
    }

    private @Nullable String text(Key<?> key, YamlNode node) {
        if (node instanceof YamlNode.Scalar scalar) {
            if (!scalar.absent()) return scalar.text();
            problem(node, key.name(), "has no value; it takes " + key.takes());
            return null;
        }
        if (key.equals(Keys.TIME_ZONES) && node instanceof YamlNode.Mapping mapping) return zone(mapping);
        problem(node, key.name(), "takes " + key.takes());
        return null;
    }

    private @Nullable String zone(YamlNode.Mapping mapping) {
        if (mapping.entries().size() == 2
                && mapping.entries().get("senders") instanceof YamlNode.Scalar senders
                && mapping.entries().get("zone") instanceof YamlNode.Scalar zone) {
            return senders.text() + "=" + zone.text();
        }
        problem(mapping, Keys.TIME_ZONES.name(), "each entry has the keys senders and zone, no others");
        return null;
    }

    private void webhooks(YamlNode node) {
        if (node instanceof YamlNode.Scalar scalar && scalar.absent()) return;
        if (!(node instanceof YamlNode.Sequence sequence)) {
            problem(node, Keys.WEBHOOKS, "takes a list of mappings with name, url and format");
            return;
        }
        for (YamlNode item : sequence.items()) {
            if (item instanceof YamlNode.Mapping mapping) {
                webhooks.add(webhook(mapping));
            } else {
                problem(item, Keys.WEBHOOKS, "each entry is a mapping with name, url and format");
            }
        }
    }

    private Map<String, Given> webhook(YamlNode.Mapping mapping) {
        Map<String, Given> webhook = new LinkedHashMap<>();
        List<String> words = Keys.WEBHOOK.stream().map(k -> k.name()).toList();
        mapping.entries().forEach((word, node) -> {
            int index = words.indexOf(word);
            if (index < 0) {
                problem(node, Keys.WEBHOOKS + "." + word, "is no setting of a webhook" + Suggestion.of(word, words));
                return;
            }
            Given given = given(Keys.WEBHOOK.get(index), node);
            if (given != null) webhook.put(word, given);
        });
        webhook.putIfAbsent("", new Given(List.of(), place(mapping)));
        return webhook;
    }
}
