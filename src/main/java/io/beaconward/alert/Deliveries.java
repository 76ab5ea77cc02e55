package io.beaconward.alert;

import io.beaconward.config.Settings;
import io.beaconward.metrics.Meters;
import io.beaconward.metrics.Metric;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The deliveries to all receivers, which do not wait for each other, and what is shown of the outbox. Letters of a receiver
 * that the settings do not name any more wait until they name it again, or until they expire. Runs on the alert thread.
 *
 * <p>A delivery is kept for the life of the process, also while the settings do not name its receiver: its numbers go on to be
 * shown, and an attempt on its way comes to its end.
 */
final class Deliveries {
    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final long EXPIRE_EVERY_MILLIS = 60_000;

    private final Outbox outbox;
    private final Pauses pauses;
    private final Clock clock;
    private final Executor thread;
    private final Consumer<LedgerException> onLedgerFailure;
    private final Meters meters;
    private final Map<String, Delivery> known = new HashMap<>();
    private final Map<String, Settings.Webhook> named = new HashMap<>();
    private final Map<String, Outbox.Level> levels = new ConcurrentHashMap<>(); // shown by another thread
    private volatile long dead;
    private List<Delivery> all; // that the settings name
    private long keepMillis;
    private long nextExpiryMillis;
    private @Nullable HttpClient client;

    /**
     * @param keep letters are tried for so long
     * @param thread the alert thread
     */
    Deliveries(
            List<Settings.Webhook> webhooks,
            Duration keep,
            Outbox outbox,
            Pauses pauses,
            Clock clock,
            Executor thread,
            Consumer<LedgerException> onLedgerFailure,
            Meters meters) {
        this.outbox = outbox;
        this.keepMillis = keep.toMillis();
        this.pauses = pauses;
        this.clock = clock;
        this.thread = thread;
        this.onLedgerFailure = onLedgerFailure;
        this.meters = meters;
        this.all = webhooks.stream().map(this::made).toList();
        meters.gauge(Metric.OUTBOX_OLDEST_AGE, this::oldestAgeSeconds);
        meters.gauge(Metric.DEAD_LETTERS, () -> dead);
    }

    private Delivery made(Settings.Webhook settings) {
        Format format = format(settings);
        Endpoint endpoint = new Endpoint(settings, format.contentType(), this::client, clock);
        Delivery delivery = new Delivery(
                settings.name(),
                endpoint,
                endpoint::post,
                format,
                outbox,
                pauses,
                clock,
                thread,
                onLedgerFailure,
                meters);
        meters.gauge(Metric.OUTBOX, () -> waiting(settings.name()), settings.name());
        known.put(settings.name(), delivery);
        named.put(settings.name(), settings);
        return delivery;
    }

    private static Format format(Settings.Webhook settings) {
        return switch (settings.format()) {
            case GENERIC -> new GenericJson();
            case SLACK -> new SlackText();
        };
    }

    /** Goes by other settings from now on. */
    void renew(List<Settings.Webhook> webhooks, Duration keep) {
        keepMillis = keep.toMillis();
        List<Delivery> before = all;
        all = webhooks.stream().map(this::renewed).toList();
        for (Delivery delivery : before) {
            if (all.contains(delivery)) continue;
            delivery.retire();
            named.remove(delivery.name());
        }
    }

    private Delivery renewed(Settings.Webhook settings) {
        Delivery delivery = known.get(settings.name());
        if (delivery == null) return made(settings);
        if (settings.equals(named.put(settings.name(), settings))) {
            delivery.enable();
            return delivery;
        }
        Format format = format(settings);
        delivery.renew(new Endpoint(settings, format.contentType(), this::client, clock), format);
        return delivery;
    }

    /** Does once what the first letter would have to wait for; where there are receivers. */
    void rehearse() {
        if (named.isEmpty()) return;
        boolean done = Rehearsal.run(List.copyOf(named.values()), new GenericJson(), client());
        LOG.debug("an alert was rehearsed: {}", done);
    }

    /** Made when first needed, on the alert thread, because it starts threads. Never by way of a proxy. */
    private HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .proxy(HttpClient.Builder.NO_PROXY)
                    .connectTimeout(CONNECT_TIMEOUT)
                    .build();
        }
        return client;
    }

    private long waiting(String receiver) {
        Outbox.Level level = levels.get(receiver);
        return level == null ? 0 : level.waiting();
    }

    private long oldestAgeSeconds() {
        long now = clock.millis();
        long oldest =
                levels.values().stream().mapToLong(Outbox.Level::oldestMillis).reduce(now, Math::min);
        return (now - oldest) / 1000;
    }

    /** Sends what is due, forgets what is too old, and looks at what waits; false where the ledger failed. */
    boolean tick() {
        try {
            if (clock.millis() >= nextExpiryMillis) {
                expire();
                nextExpiryMillis = clock.millis() + EXPIRE_EVERY_MILLIS;
            }
            for (Delivery delivery : all) delivery.next();
            Map<String, Outbox.Level> now = outbox.levels();
            levels.keySet().retainAll(now.keySet());
            levels.putAll(now);
            dead = outbox.dead();
            return true;
        } catch (LedgerException e) {
            onLedgerFailure.accept(e);
            return false;
        }
    }

    private void expire() throws LedgerException {
        Map<String, Integer> expired = outbox.expire(clock.millis() - keepMillis);
        for (Delivery delivery : all) {
            Integer letters = expired.remove(delivery.name());
            if (letters != null) delivery.expired(letters);
        }
        expired.forEach((receiver, letters) -> LOG.warn(
                "{} notifications for {}, which the settings do not name any more, were not delivered",
                letters,
                receiver));
    }

    /** Sends what is due. */
    void next() {
        try {
            for (Delivery delivery : all) delivery.next();
        } catch (LedgerException e) {
            onLedgerFailure.accept(e);
        }
    }

    /** So many letters, by receiver, found no room. */
    void dropped(Map<String, Integer> letters) {
        for (Delivery delivery : all) {
            Integer count = letters.get(delivery.name());
            if (count != null) delivery.dropped(count);
        }
    }

    /** So many letters, by receiver, were beyond its allowance. */
    void heldBack(Map<String, Integer> letters) {
        for (Delivery delivery : all) {
            Integer count = letters.get(delivery.name());
            if (count != null) delivery.heldBack(count);
        }
    }

    /**
     * Delivers what is due as long as it goes at the first attempt.
     *
     * @param whenFinished runs when nothing is left to do
     */
    void finish(Runnable whenFinished) {
        int[] left = {all.size() + 1};
        Runnable one = () -> {
            left[0]--;
            if (left[0] == 0) whenFinished.run();
        };
        try {
            for (Delivery delivery : all) delivery.finish(one);
        } catch (LedgerException e) {
            onLedgerFailure.accept(e);
        }
        one.run();
    }

    /** Ends the attempts that go on. */
    void abandon() {
        known.values().forEach(Delivery::abandon);
    }
}
