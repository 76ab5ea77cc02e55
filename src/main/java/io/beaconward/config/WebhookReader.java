package io.beaconward.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the receivers of alerts, and whether each has what it takes and a name of its own. */
final class WebhookReader {
    private final ValueReader values;

    WebhookReader(ValueReader values) {
        this.values = values;
    }

    /** @param all the fields of each, and under an empty name where it stands */
    List<Settings.Webhook> webhooks(List<Map<String, Given>> all) {
        Map<String, Settings.Webhook> webhooks = new LinkedHashMap<>();
        for (Map<String, Given> given : all) {
            String place =
                    given.getOrDefault("", new Given(List.of(), "webhooks")).place();
            Settings.Webhook webhook = webhook(given, place);
            if (webhook == null) continue;
            if (webhooks.put(webhook.name(), webhook) != null) {
                values.problem(place, "webhooks", "there are two of the name " + webhook.name());
            }
            String key = "webhooks." + webhook.name();
            values.hold(key, new Held(webhook, key + " = " + webhook + " (" + place + ")"));
        }
        return List.copyOf(webhooks.values());
    }

    private Settings.@Nullable Webhook webhook(Map<String, Given> given, String place) {
        Optional<String> name = values.field(given, Keys.WEBHOOK_NAME);
        if (!given.containsKey("name")) values.problem(place, "webhooks.name", "is missing");
        Optional<URI> url = values.field(given, Keys.WEBHOOK_URL);
        Optional<Path> file = values.field(given, Keys.WEBHOOK_URL_FILE);
        if (given.containsKey("url") == given.containsKey("url-file")) {
            values.problem(place, "webhooks.url", "exactly one of url and url-file is required");
        }
        if (file.isPresent()) {
            url = values.secret(file.get(), "webhooks.url-file", place)
                    .flatMap(text -> values.read(Keys.WEBHOOK_URL, text, place));
        }
        Optional<Settings.Webhook.Format> format = values.field(given, Keys.WEBHOOK_FORMAT);
        Optional<Duration> timeout = values.field(given, Keys.WEBHOOK_TIMEOUT);
        Optional<Boolean> notices = values.field(given, Keys.WEBHOOK_NOTICES);
        Optional<Integer> perHour = values.field(given, Keys.WEBHOOK_ALERTS_PER_HOUR);
        if (name.isEmpty() || url.isEmpty() || format.isEmpty()) return null;
        if (timeout.isEmpty() || notices.isEmpty() || perHour.isEmpty()) return null;
        return new Settings.Webhook(name.get(), url.get(), format.get(), timeout.get(), notices.get(), perHour.get());
    }
}
