package io.beaconward.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the environment gives, over what the file gives. {@code BEACONWARD_WINDOW=12h} sets {@code window}; a list is
 * separated by commas; {@code BEACONWARD_WEBHOOKS=chat,tickets} adds webhooks of these names, and {@code
 * BEACONWARD_WEBHOOKS_CHAT_URL} sets the URL of the webhook {@code chat}, wherever it is declared.
 */
final class GivenEnvironment {
    private static final String PREFIX = "BEACONWARD_";
    private static final String WEBHOOKS = PREFIX + "WEBHOOKS";

    private final Map<String, Given> values;
    private final List<Map<String, Given>> webhooks;
    private final List<Problem> problems;

    GivenEnvironment(Map<String, String> environment, GivenFile file, List<Problem> problems) {
        this.values = new LinkedHashMap<>(file.values());
        this.webhooks = new ArrayList<>(file.webhooks());
        this.problems = problems;
        Map<String, String> ours = new TreeMap<>(); // WEBHOOKS sorts before WEBHOOKS_…
        environment.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) ours.put(name, value);
        });
        ours.forEach(this::take);
    }

    Map<String, Given> values() {
        return values;
    }

    List<Map<String, Given>> webhooks() {
        return webhooks;
    }

    private void take(String variable, String text) {
        if (variable.equals(WEBHOOKS)) {
            declare(split(text));
            return;
        }
        for (Key<?> key : Keys.ALL) {
            if (!key.variable().equals(variable)) continue;
            values.put(key.name(), new Given(key.list() ? split(text) : List.of(text.strip()), variable));
            return;
        }
        if (!webhook(variable, text)) {
            problems.add(new Problem(variable, "", "is no setting" + Suggestion.of(variable, variables())));
        }
    }

    private void declare(List<String> names) {
        for (String name : names) {
            if (find(Key.variable(name)) != null) continue;
            Map<String, Given> webhook = new LinkedHashMap<>();
            webhook.put("", new Given(List.of(), WEBHOOKS));
            webhook.put(Keys.WEBHOOK_NAME.name(), new Given(List.of(name), WEBHOOKS));
            webhooks.add(webhook);
        }
    }

    private boolean webhook(String variable, String text) {
        for (Key<?> key : Keys.WEBHOOK) {
            String ending = Key.variable(key.name()).substring(PREFIX.length() - 1);
            if (!variable.startsWith(WEBHOOKS + "_") || !variable.endsWith(ending)) continue;
            int end = variable.length() - ending.length();
            if (end <= WEBHOOKS.length()) continue;
            Map<String, Given> webhook = find(PREFIX + variable.substring(WEBHOOKS.length() + 1, end));
            if (webhook == null || key.equals(Keys.WEBHOOK_NAME)) continue;
            webhook.put(key.name(), new Given(List.of(text.strip()), variable));
            if (key.equals(Keys.WEBHOOK_URL)) webhook.remove(Keys.WEBHOOK_URL_FILE.name());
            return true;
        }
        return false;
    }

    /** The webhook whose name looks like this as a variable. */
    private @Nullable Map<String, Given> find(String variable) {
        for (Map<String, Given> webhook : webhooks) {
            Given name = webhook.get(Keys.WEBHOOK_NAME.name());
            if (name != null
                    && name.texts().stream().anyMatch(n -> Key.variable(n).equals(variable))) return webhook;
        }
        return null;
    }

    private static List<String> split(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static Set<String> variables() {
        Set<String> variables = new TreeSet<>();
        for (Key<?> key : Keys.ALL) variables.add(key.variable());
        variables.add(WEBHOOKS);
        return variables;
    }
}
