package io.beaconward.alert;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import dev.failsafe.event.ExecutionScheduledEvent;
import io.beaconward.metrics.Meters;
import io.beaconward.metrics.Metric;
import io.beaconward.metrics.Tally;
import io.beaconward.metrics.ThrottledLog;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One receiver: delivers alerts one after the other, in the order given. At most {@link #LONGEST_QUEUE} wait; beyond that
 * the newest is dropped.
 *
 * <p>Answered 2xx, an alert is delivered. 408, 425, 429, 5xx, a timeout or a broken connection are tried again, up to the
 * attempts of the settings, with growing pauses, or after what the receiver's Retry-After says. 410 switches the receiver
 * off until the next start. Any other answer rejects the alert; redirects are not followed.
 *
 * <p>Everything here runs on the alert thread, except the exchange itself.
 */
final class Webhook {
    static final int LONGEST_QUEUE = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(15);
    private static final double JITTER = 0.2;
    private static final int LONGEST_EXCERPT = 200;

    /**
     * Pauses between attempts.
     *
     * @param first before the second attempt; doubles from there on
     */
    record Pauses(Duration first, Duration longest) {
        static final Pauses DEFAULT = new Pauses(Duration.ofSeconds(1), Duration.ofMinutes(5));
    }

    /** How a notification ended. */
    enum Result {
        DELIVERED,
        REJECTED,
        FAILED,
        DROPPED
    }

    /** @param done runs once, when the receiver is done with the alert; never if that is left to the next start */
    private record Delivery(Alert alert, Runnable done) {}

    private final Endpoint endpoint;
    private final Format format;
    private final int attempts;
    private final Executor thread;
    private final FailsafeExecutor<Answer> retries;
    private final Map<Result, Tally> results = new EnumMap<>(Result.class);
    private final Tally attempted;
    private final ThrottledLog trouble = new ThrottledLog(LOG, Duration.ofMinutes(1));
    private final ThrottledLog full = new ThrottledLog(LOG, Duration.ofMinutes(1));

    private final Deque<Delivery> waiting = new ArrayDeque<>();
    private @Nullable CompletableFuture<Answer> delivering;
    private @Nullable CompletableFuture<Answer> attempt;
    private boolean pausing;
    private boolean troubled;
    private boolean gone;
    private boolean finishing;
    private Runnable finished = () -> {};

    /**
     * @param thread the alert thread
     * @param timer runs its tasks on the same thread
     */
    Webhook(
            String name,
            Endpoint endpoint,
            Format format,
            int attempts,
            Pauses pauses,
            Executor thread,
            ScheduledExecutorService timer,
            Meters meters) {
        this.endpoint = endpoint;
        this.format = format;
        this.attempts = attempts;
        this.thread = thread;
        this.retries = Failsafe.with(retryPolicy(pauses)).with(timer);
        for (Result result : Result.values()) {
            results.put(
                    result,
                    meters.tally(Metric.NOTIFICATIONS, name, result.name().toLowerCase(Locale.ROOT)));
        }
        this.attempted = meters.tally(Metric.NOTIFICATION_ATTEMPTS, name);
    }

    /** Takes an alert to deliver. */
    void send(Alert alert, Runnable done) {
        Delivery delivery = new Delivery(alert, done);
        if (gone) {
            settle(delivery, Result.DROPPED);
            return;
        }
        if (waiting.size() >= LONGEST_QUEUE) {
            full.warn("webhook " + endpoint.shownAs() + ": " + LONGEST_QUEUE
                    + " alerts wait already, the newest is dropped; see whether the receiver is up");
            settle(delivery, Result.DROPPED);
            return;
        }
        waiting.add(delivery);
        deliverNext();
    }

    /**
     * Delivers what waits as long as it goes at the first attempt; the rest is left to the next start.
     *
     * @param whenFinished runs when nothing is left to do
     */
    void finish(Runnable whenFinished) {
        finishing = true;
        finished = whenFinished;
        if (pausing && delivering != null) delivering.cancel(false);
        deliverNext();
    }

    /** Ends the attempt that goes on, if one does. */
    void abandon() {
        waiting.clear();
        if (attempt != null) attempt.cancel(true);
    }

    private void deliverNext() {
        if (delivering != null) return;
        Delivery next = waiting.poll();
        if (next == null) {
            finished.run();
            return;
        }
        byte[] body = format.body(next.alert());
        delivering = retries.getStageAsync(() -> attempt(body, next.alert().notificationKey()));
        CompletionStage<Answer> outcome = delivering;
        outcome.whenComplete((answer, failure) -> thread.execute(() -> ended(next, answer, failure)));
    }

    /** The answer arrives on the alert thread, so that all that follows from it happens there. */
    private CompletableFuture<Answer> attempt(byte[] body, String key) {
        pausing = false;
        attempted.increment();
        attempt = endpoint.post(body, key);
        return attempt.whenCompleteAsync((answer, failure) -> {}, thread);
    }

    private void ended(Delivery delivery, @Nullable Answer answer, @Nullable Throwable failure) {
        delivering = null;
        boolean untold = answer == null || answer.passing();
        try {
            if (finishing && untold) waiting.clear();
            else settle(delivery, judge(delivery.alert(), answer, failure));
        } finally {
            deliverNext();
        }
    }

    /** The counter moves last: who sees a notification counted can rely on its alert not being raised again. */
    private void settle(Delivery delivery, Result result) {
        delivery.done().run();
        Objects.requireNonNull(results.get(result)).increment();
    }

    private Result judge(Alert alert, @Nullable Answer answer, @Nullable Throwable failure) {
        if (answer == null || answer.passing()) {
            LOG.warn(
                    "webhook {}: alert {} not delivered after {} attempts, given up: {}; see whether the receiver is up",
                    endpoint.shownAs(),
                    alert.id(),
                    attempts,
                    reason(answer, failure));
            return Result.FAILED;
        }
        if (answer.delivered()) {
            if (troubled) LOG.info("webhook {}: takes alerts again", endpoint.shownAs());
            troubled = false;
            return Result.DELIVERED;
        }
        LOG.warn(
                "webhook {}: alert {} rejected: {}; {}",
                endpoint.shownAs(),
                alert.id(),
                reason(answer, failure),
                advice(answer));
        if (answer.gone()) leave();
        return Result.REJECTED;
    }

    private void leave() {
        gone = true;
        List<Delivery> left = List.copyOf(waiting);
        waiting.clear();
        for (Delivery delivery : left) settle(delivery, Result.DROPPED);
    }

    private static String advice(Answer answer) {
        return switch (answer.status()) {
            case 400, 415, 422 -> "check the webhook's format setting";
            case 401, 403 -> "check the credentials in its URL, and whether the receiver allows us";
            case 404, 405 -> "check its URL";
            case 410 -> "the receiver is gone: nothing more is sent to it until the next start; set its new URL";
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

    private RetryPolicy<Answer> retryPolicy(Pauses pauses) {
        return RetryPolicy.<Answer>builder()
                .handle(List.of(IOException.class, TimeoutException.class))
                .handleResultIf(answer -> answer != null && answer.passing())
                .abortIf((answer, failure) -> finishing)
                .withMaxAttempts(attempts)
                .withBackoff(pauses.first(), pauses.longest())
                .withJitter(JITTER)
                .withDelayFn(context -> retryAfter(context.getLastResult()))
                .onRetryScheduled(this::pause)
                .build();
    }

    /** Negative for "none": the growing pause holds. Jitter must not make it shorter than the receiver asked for. */
    static Duration retryAfter(@Nullable Answer answer) {
        if (answer == null || answer.retryAfter().isEmpty()) return Duration.ofNanos(-1);
        Duration asked = answer.retryAfter().get();
        Duration kept = asked.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : asked;
        return Duration.ofMillis((long) (kept.toMillis() / (1 - JITTER)));
    }

    private void pause(ExecutionScheduledEvent<Answer> event) {
        pausing = true;
        troubled = true;
        trouble.warn("webhook " + endpoint.shownAs() + ": " + reason(event.getLastResult(), event.getLastException())
                + "; attempt " + event.getAttemptCount() + " of " + attempts + ", the next in "
                + event.getDelay().toMillis() + " ms");
    }
}
