package io.beaconward.alert;

import io.beaconward.metrics.Meters;
import io.beaconward.metrics.Metric;
import io.beaconward.metrics.Tally;
import io.beaconward.metrics.ThrottledLog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one receiver what waits for it in the outbox, one letter at a time.
 *
 * <p>Answered 2xx, a letter has arrived. 408, 425, 429, 5xx, a timeout or a broken connection put it off, with pauses that
 * grow with its attempts; the receiver itself is left alone for a pause that grows with its failures in a row, and at least
 * for as long as its Retry-After says, up to a quarter of an hour. 410 disables the receiver until settings are read anew, and what
 * waits for it goes on waiting. Any other answer makes the letter a dead one; redirects are not followed.
 *
 * <p>Everything here runs on the alert thread, except the exchange itself.
 */
final class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(15);
    private static final Duration LOG_INTERVAL = Duration.ofMinutes(1);
    private static final Duration HELD_INTERVAL = Duration.ofHours(1);
    private static final int LONGEST_EXCERPT = 200;

    /** How a notification ended. */
    enum Result {
        DELIVERED,
        REJECTED,
        EXPIRED,
        DROPPED,
        HELD_BACK
    }

    /** Sends a body; completes with the answer, or with what went wrong. */
    @FunctionalInterface
    interface Post {
        CompletableFuture<Answer> post(byte[] body, String key);
    }

    /** What an attempt came to, as long as the outbox does not know of it. */
    @FunctionalInterface
    private interface Settlement {
        void write() throws LedgerException;
    }

    private final String name;
    private final Outbox outbox;
    private final Pauses pauses;
    private final InstantSource clock;
    private final Executor thread;
    private final Consumer<LedgerException> onLedgerFailure;
    private final Map<Result, Tally> results = new EnumMap<>(Result.class);
    private final Tally attempted;
    private final Tally deadForgotten;
    private final ThrottledLog trouble = new ThrottledLog(LOG, LOG_INTERVAL);
    private final ThrottledLog lost = new ThrottledLog(LOG, LOG_INTERVAL);
    private final ThrottledLog held = new ThrottledLog(LOG, HELD_INTERVAL);

    private Endpoint endpoint;
    private Post post;
    private Format format;
    private @Nullable CompletableFuture<Answer> attempt;
    private @Nullable Runnable change; // waits for the attempt to end
    private @Nullable Settlement unsettled;
    private int failures;
    private long pausedUntilMillis;
    private volatile boolean disabled;
    private boolean retired;
    private boolean finished;
    private boolean abandoned;
    private @Nullable Runnable whenFinished;

    /** @param thread the alert thread */
    Delivery(
            String name,
            Endpoint endpoint,
            Post post,
            Format format,
            Outbox outbox,
            Pauses pauses,
            InstantSource clock,
            Executor thread,
            Consumer<LedgerException> onLedgerFailure,
            Meters meters) {
        this.name = name;
        this.endpoint = endpoint;
        this.post = post;
        this.format = format;
        this.outbox = outbox;
        this.pauses = pauses;
        this.clock = clock;
        this.thread = thread;
        this.onLedgerFailure = onLedgerFailure;
        for (Result result : Result.values()) {
            results.put(
                    result,
                    meters.tally(Metric.NOTIFICATIONS, name, result.name().toLowerCase(Locale.ROOT)));
        }
        this.attempted = meters.tally(Metric.NOTIFICATION_ATTEMPTS, name);
        this.deadForgotten = meters.tally(Metric.LEDGER_FORGOTTEN, "dead-letter");
        meters.gauge(Metric.RECEIVER_DISABLED, () -> disabled ? 1 : 0, name);
    }

    String name() {
        return name;
    }

    /**
     * Has the receiver somewhere else, or take another format, from the next look at what waits on. What waits for it is tried at once, whatever it was put off to; an
     * attempt on its way ends first.
     */
    void renew(Endpoint where, Format how) {
        change = () -> {
            endpoint = where;
            post = where::post;
            format = how;
            failures = 0;
            pausedUntilMillis = 0;
            enable();
            hasten();
        };
        retired = false;
    }

    private void change() {
        Runnable waiting = change;
        change = null;
        if (waiting != null) waiting.run();
    }

    private void hasten() {
        try {
            outbox.hasten(name, clock.millis());
        } catch (LedgerException e) {
            onLedgerFailure.accept(e);
        }
    }

    /** Sends to the receiver again, if it was disabled. */
    void enable() {
        disabled = false;
    }

    /** Sends nothing more, since the settings name the receiver no more; an attempt on its way comes to its end. */
    void retire() {
        retired = true;
        disabled = false;
    }

    /** Tries the next letter that is due, and all that follow it; does nothing while one is on its way. */
    void next() throws LedgerException {
        if (attempt != null || finished) return;
        settle();
        change();
        long now = clock.millis();
        boolean rests = retired || disabled || now < pausedUntilMillis;
        Optional<Letter> letter = rests ? Optional.empty() : outbox.next(name, now);
        if (letter.isPresent()) {
            send(letter.get());
        } else if (whenFinished != null) {
            finished = true;
            whenFinished.run();
        }
    }

    /**
     * Delivers what is due as long as each goes at once; the rest waits in the outbox.
     *
     * @param then runs when nothing is left to do
     */
    void finish(Runnable then) throws LedgerException {
        whenFinished = then;
        next();
    }

    /** Ends the attempt that goes on, if one does; its letter stays in the outbox. */
    void abandon() {
        abandoned = true;
        if (attempt != null) attempt.cancel(true);
    }

    private void send(Letter letter) throws LedgerException {
        Told told;
        byte[] body;
        try {
            told = Told.read(letter.finding());
            body = told.in(format);
        } catch (RuntimeException e) { // another version wrote it, or a defect of ours
            reject(letter, "it cannot be written for this receiver: " + e.getMessage(), "a defect, please report it");
            next();
            return;
        }
        attempted.increment();
        CompletableFuture<Answer> sent = post.post(body, told.notificationKey());
        attempt = sent;
        CompletionStage<Answer> outcome = sent;
        outcome.whenComplete((answer, failure) -> thread.execute(() -> ended(letter, answer, failure)));
    }

    private void ended(Letter letter, @Nullable Answer answer, @Nullable Throwable failure) {
        attempt = null;
        if (abandoned) return;
        try {
            judge(letter, answer, failure);
            next();
        } catch (LedgerException e) {
            onLedgerFailure.accept(e);
        }
    }

    private void judge(Letter letter, @Nullable Answer answer, @Nullable Throwable failure) throws LedgerException {
        if (answer == null || answer.passing()) {
            putOff(letter, answer, reason(answer, failure));
        } else if (answer.delivered()) {
            if (failures > 0) LOG.info("webhook {}: takes alerts again", endpoint.shownAs());
            failures = 0;
            unsettled = () -> {
                outbox.arrived(letter);
                count(Result.DELIVERED, 1);
            };
            settle();
        } else if (answer.gone()) {
            disabled = true;
            LOG.warn("webhook {}: {}; {}", endpoint.shownAs(), reason(answer, failure), advice(answer));
        } else {
            reject(letter, reason(answer, failure), advice(answer));
        }
    }

    private void putOff(Letter letter, @Nullable Answer answer, String reason) throws LedgerException {
        failures++;
        long now = clock.millis();
        double chance = ThreadLocalRandom.current().nextDouble();
        Optional<Duration> asked = answer == null ? Optional.empty() : answer.retryAfter();
        long least = asked.map(Delivery::kept).orElse(0L);
        long pause = Math.max(least, pauses.millis(failures, chance));
        long due = now + Math.max(least, pauses.millis(letter.attempts() + 1, chance));
        pausedUntilMillis = now + pause;
        trouble.warn("webhook " + endpoint.shownAs() + ": " + reason + "; attempt " + (letter.attempts() + 1)
                + " of alert " + letter.alert() + ", the next in " + (due - now) + " ms");
        unsettled = () -> outbox.putOff(letter, due, reason);
        settle();
    }

    private static long kept(Duration asked) {
        return Math.min(asked.toMillis(), LONGEST_RETRY_AFTER.toMillis());
    }

    private void reject(Letter letter, String reason, String advice) throws LedgerException {
        String again = Told.isAlert(letter.finding()) ? "; then `beaconward alerts resend " + letter.alert() + "`" : "";
        LOG.warn("webhook {}: alert {} rejected: {}; {}{}", endpoint.shownAs(), letter.alert(), reason, advice, again);
        failures = 0;
        unsettled = () -> {
            deadForgotten.add(outbox.died(letter, clock.millis(), reason));
            count(Result.REJECTED, 1);
        };
        settle();
    }

    /** Brings the last outcome into the outbox. Until that works nothing more is sent, for it might be sent twice. */
    private void settle() throws LedgerException {
        Settlement settlement = unsettled;
        if (settlement == null) return;
        settlement.write();
        unsettled = null;
    }

    /** So many letters were left undelivered for longer than they are kept. */
    void expired(int letters) {
        lost.warn("webhook " + endpoint.shownAs() + ": " + letters
                + " notifications could not be delivered for as long as ledger.keep says, given up");
        count(Result.EXPIRED, letters);
    }

    /** So many letters found no room in the outbox. */
    void dropped(int letters) {
        lost.warn("webhook " + endpoint.shownAs()
                + ": as many notifications wait as ledger.outbox says, the newest are not"
                + " sent; see whether the receiver is up, and `beaconward alerts list`");
        count(Result.DROPPED, letters);
    }

    /** So many letters were beyond what the receiver is sent within an hour. */
    void heldBack(int letters) {
        held.warn(
                "webhook " + endpoint.shownAs() + ": was told of as many alerts within an hour as alerts-per-hour says;"
                        + " the rest is summed up at its end, `beaconward alerts list` has all");
        count(Result.HELD_BACK, letters);
    }

    private void count(Result result, int letters) {
        Objects.requireNonNull(results.get(result)).add(letters);
    }

    private static String advice(Answer answer) {
        return switch (answer.status()) {
            case 400, 415, 422 -> "check the webhook's format setting";
            case 401, 403 -> "check the credentials in its URL, and whether the receiver allows us";
            case 404, 405 -> "check its URL";
            case 410 -> "the receiver is gone: nothing more is sent to it until the next reload; set its new URL";
            case 413 -> "the receiver takes no bodies of this size";
            default ->
                answer.status() < 400
                        ? "redirects are not followed: set the URL it leads to"
                        : "check its URL and format";
        };
    }

    private String reason(@Nullable Answer answer, @Nullable Throwable failure) {
        if (answer != null) {
            String excerpt = endpoint.withoutSecrets(answer.excerpt(), LONGEST_EXCERPT);
            return "status " + answer.status() + (excerpt.isEmpty() ? "" : " \"" + excerpt + "\"");
        }
        if (failure instanceof TimeoutException)
            return "no answer within " + endpoint.timeout().toMillis() + " ms";
        return endpoint.withoutSecrets(String.valueOf(failure), LONGEST_EXCERPT);
    }
}
