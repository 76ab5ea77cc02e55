package io.beaconward.alert;

import io.beaconward.config.Settings;
import io.beaconward.detect.BaselineRule;
import io.beaconward.detect.Finding;
import io.beaconward.metrics.Meters;
import io.beaconward.metrics.Metric;
import io.beaconward.metrics.Tally;
import io.beaconward.metrics.ThrottledLog;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where findings become alerts: each is written to the log and handed to every webhook, by one thread named {@code alert}.
 *
 * <p>A finding, of whatever state, is given to {@code raised} when every webhook is done with it: has it, rejected it,
 * failed for good or dropped it; at once where there are no webhooks. Whoever keeps the pairs marks the pair as raised
 * then, and not before, so that a finding whose delivery a kill or an orderly stop cut off is raised again at the next
 * start, with the same id. {@code raised} runs on the alert thread.
 *
 * <p>At most {@link #LONGEST_QUEUE} findings wait for the thread; beyond that they are deferred, which the next contact of
 * their pair makes good.
 */
public final class AlertDesk implements AutoCloseable {
    static final int LONGEST_QUEUE = 4096;

    /** Shown from 0 on: a rate over a counter that appears with its first alert misses that one. */
    private static final Logger LOG = LoggerFactory.getLogger(AlertDesk.class);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration FAREWELL = Duration.ofSeconds(2);
    private static final Duration LAST_TASK = Duration.ofSeconds(1);

    private final Meters meters;
    private final Consumer<Finding> raised;
    private final ScheduledThreadPoolExecutor thread;
    private final Semaphore room = new Semaphore(LONGEST_QUEUE);
    private final LongAdder deferred = new LongAdder();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Duration farewell;
    private final List<Webhook> webhooks;
    private final ThrottledLog unexpected = new ThrottledLog(LOG, Duration.ofMinutes(1));
    private final Map<String, Tally> alertsByRule = new HashMap<>();
    private @Nullable HttpClient client;

    public AlertDesk(List<Settings.Webhook> webhooks, Meters meters, Consumer<Finding> raised) {
        this(webhooks, meters, raised, Webhook.Pauses.DEFAULT, FAREWELL, Clock.systemUTC());
    }

    AlertDesk(
            List<Settings.Webhook> webhooks,
            Meters meters,
            Consumer<Finding> raised,
            Webhook.Pauses pauses,
            Duration farewell,
            Clock clock) {
        this.meters = meters;
        this.raised = raised;
        this.farewell = farewell;
        this.thread = new ScheduledThreadPoolExecutor(
                1,
                task -> {
                    Thread alert = new Thread(task, "alert");
                    alert.setDaemon(true);
                    return alert;
                },
                new ThreadPoolExecutor.DiscardPolicy());
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        meters.counter(Metric.ALERTS_DEFERRED, deferred::sum);
        alertsByRule.put(BaselineRule.ID, meters.tally(Metric.ALERTS, BaselineRule.ID));
        this.webhooks = webhooks.stream()
                .map(webhook -> webhook(webhook, pauses, clock))
                .toList();
    }

    private Webhook webhook(Settings.Webhook settings, Webhook.Pauses pauses, Clock clock) {
        Format format = switch (settings.format()) {
            case GENERIC -> new GenericJson();
            case SLACK -> new SlackText();
        };
        Endpoint endpoint = new Endpoint(settings, format.contentType(), this::client, clock);
        return new Webhook(
                settings.name(), endpoint, format, settings.attempts(), pauses, this::onThread, thread, meters);
    }

    /**
     * Takes a finding, from any thread, without waiting.
     *
     * @return whether it was taken; if not, nothing is remembered of it
     */
    public boolean offer(Finding finding) {
        if (closed.get()) return false;
        if (!room.tryAcquire()) {
            deferred.increment();
            return false;
        }
        onThread(() -> {
            room.release();
            raise(finding);
        });
        return true;
    }

    private void raise(Finding finding) {
        Alert alert = Alert.of(finding);
        LOG.info("alert {} {} {}: {}", alert.state(), alert.id(), alert.rule(), alert.summary());
        Countdown done = new Countdown(webhooks.size() + 1, () -> raised.accept(finding));
        for (Webhook webhook : webhooks) webhook.send(alert, done::next);
        done.next();
        if (finding.state() != Finding.State.OPEN) return;
        alertsByRule
                .computeIfAbsent(alert.rule(), rule -> meters.tally(Metric.ALERTS, rule))
                .increment();
    }

    /** Runs {@code last} at the last of {@code left} calls. */
    private static final class Countdown {
        private final Runnable last;
        private int left;

        Countdown(int left, Runnable last) {
            this.left = left;
            this.last = last;
        }

        void next() {
            left--;
            if (left == 0) last.run();
        }
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

    /** A stranger chose the names in a finding, so a defect that one of them brings to light must not end us. */
    private void onThread(Runnable task) {
        thread.execute(() -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                unexpected.warn("an alert could not be handled and stays pending; a defect, please report it", e);
            } catch (Error e) {
                Thread current = Thread.currentThread();
                current.getUncaughtExceptionHandler().uncaughtException(current, e);
            }
        });
    }

    /**
     * Takes no more findings, gives those taken up to two seconds to be delivered, without further retries, and ends the
     * thread. What is not delivered by then is not given to {@code raised}.
     */
    @Override
    public void close() {
        if (closed.getAndSet(true)) return;
        CountDownLatch finished = new CountDownLatch(webhooks.size() + 1);
        onThread(() -> {
            webhooks.forEach(webhook -> webhook.finish(finished::countDown));
            finished.countDown();
        });
        try {
            boolean allFinished = finished.await(farewell.toNanos(), TimeUnit.NANOSECONDS);
            if (!allFinished) onThread(() -> webhooks.forEach(Webhook::abandon));
            thread.shutdown();
            if (!thread.awaitTermination(LAST_TASK.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.warn("the alert thread is still busy; alerts not delivered are raised again at the next start");
            }
        } catch (InterruptedException e) {
            thread.shutdown();
            Thread.currentThread().interrupt();
        }
    }
}
