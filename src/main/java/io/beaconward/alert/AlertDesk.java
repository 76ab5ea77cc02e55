package io.beaconward.alert;

import io.beaconward.config.Settings;
import io.beaconward.detect.Finding;
import io.beaconward.detect.Rule;
import io.beaconward.metrics.Meters;
import io.beaconward.metrics.Metric;
import io.beaconward.metrics.Tally;
import io.beaconward.metrics.ThrottledLog;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where findings become alerts: written into the ledger, with a letter for every receiver, then to the log; and delivered,
 * all by one thread named {@code alert}.
 *
 * <p>A finding, of whatever state, is given to {@code written} when the ledger has it, with the state of its alert there.
 * Whoever keeps the pairs marks the pair as raised then, and not before. Where the ledger fails, findings wait in memory
 * and are tried again every second; those that a kill cuts off are found again at the next start, with the same id.
 * {@code written} runs on the alert thread.
 *
 * <p>At most {@link #LONGEST_QUEUE} findings wait for the ledger; beyond that they are deferred, which the next contact of
 * their pair makes good.
 */
public final class AlertDesk implements AutoCloseable {
    static final int LONGEST_QUEUE = 4096;

    private static final Logger LOG = LoggerFactory.getLogger(AlertDesk.class);
    private static final int LARGEST_BATCH = 256;
    private static final Duration FAREWELL = Duration.ofSeconds(2);
    private static final Duration LAST_TASK = Duration.ofSeconds(1);
    private static final Duration LOG_INTERVAL = Duration.ofMinutes(1);

    private final Ledger ledger;
    private final Meters meters;
    private final BiConsumer<Finding, Finding.State> written;
    private final ScheduledThreadPoolExecutor thread;
    private final Queue<Finding> waiting = new ConcurrentLinkedQueue<>();
    private final Semaphore room = new Semaphore(LONGEST_QUEUE);
    private final LongAdder deferred = new LongAdder();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Pauses pauses;
    private final Duration farewell;
    private final Deliveries deliveries;
    private final NoticeQueue notices;
    private final ThrottledLog unexpected = new ThrottledLog(LOG, LOG_INTERVAL);
    private final ThrottledLog ledgerTrouble = new ThrottledLog(LOG, LOG_INTERVAL);
    private final ThrottledLog ledgerFull = new ThrottledLog(LOG, LOG_INTERVAL);

    /** Shown from 0 on: a rate over a counter that appears with its first alert misses that one. */
    private final Map<String, Tally> alertsByRule = new HashMap<>();

    private final Tally crowded;
    private final Tally forgotten;
    private final Tally failures;
    private volatile boolean failing;

    /** @param written told of each finding that the ledger has, and of the state that its alert is in there */
    public AlertDesk(
            List<Settings.Webhook> webhooks,
            Settings.Ledger settings,
            Ledger ledger,
            Meters meters,
            BiConsumer<Finding, Finding.State> written,
            Clock clock) {
        this(webhooks, settings, ledger, meters, written, clock, Pauses.DEFAULT, FAREWELL);
    }

    AlertDesk(
            List<Settings.Webhook> webhooks,
            Settings.Ledger settings,
            Ledger ledger,
            Meters meters,
            BiConsumer<Finding, Finding.State> written,
            Clock clock,
            Pauses pauses,
            Duration farewell) {
        this.ledger = ledger;
        this.meters = meters;
        this.written = written;
        this.pauses = pauses;
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
        meters.counter(Metric.ALERTS_DEFERRED, deferred::sum);
        for (Rule rule : Rule.values()) alertsByRule.put(rule.id(), meters.tally(Metric.ALERTS, rule.id()));
        this.crowded = meters.tally(Metric.ALERTS_CROWDED);
        this.forgotten = meters.tally(Metric.LEDGER_FORGOTTEN, "alert");
        this.failures = meters.tally(Metric.LEDGER_FAILURES);
        this.deliveries = new Deliveries(
                webhooks, settings.keep(), ledger.outbox(), pauses, clock, this::onThread, this::ledgerFailed, meters);
        this.notices = new NoticeQueue(ledger.notices(), deliveries::dropped);
    }

    /** Begins to deliver what waits in the ledger, which must be open. */
    public void start() {
        long tick = pauses.tick().toNanos();
        var unused = thread.scheduleWithFixedDelay( // its failures are seen to in guarded
                guarded(this::tick), 0, tick, TimeUnit.NANOSECONDS);
        onThread(deliveries::rehearse);
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
        waiting.add(finding);
        onThread(this::raise);
        return true;
    }

    /**
     * Takes a notice, from any thread, without waiting.
     *
     * @return whether it was taken; if not, nothing is remembered of it
     */
    public boolean offer(Notice notice) {
        if (closed.get() || !notices.offer(notice)) return false;
        onThread(this::raise);
        return true;
    }

    /**
     * As {@link #offer(Notice)}, of a summary.
     *
     * @param written runs on the alert thread when the ledger has it
     */
    public boolean offer(Summary summary, Runnable written) {
        if (closed.get() || !notices.offer(summary, written)) return false;
        onThread(this::raise);
        return true;
    }

    /** What keeps alerts from being raised, if anything does. Any thread. */
    public Optional<String> problem() {
        return failing ? Optional.of("the ledger cannot be used, alerts wait for it, see the log") : Optional.empty();
    }

    /**
     * Goes by other settings: who is new is told of what is raised from then on; who is named no more is sent nothing, and
     * what waits for him waits; a letter on its way ends as it began. Any other thread.
     *
     * @return whether that holds already; if not, it will as soon as the alert thread is done with what keeps it
     */
    public boolean renew(List<Settings.Webhook> webhooks, Settings.Ledger settings, Duration within) {
        if (closed.get()) return true;
        CountDownLatch taken = new CountDownLatch(1);
        onThread(() -> {
            ledger.renew(settings, webhooks);
            deliveries.renew(webhooks, settings.keep());
            taken.countDown();
            tick();
        });
        try {
            return taken.await(within.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void tick() {
        boolean noted = noteReceivers();
        boolean raised = endHours() && raise();
        boolean delivered = deliveries.tick();
        if (noted && raised && delivered) failing = false;
    }

    private boolean endHours() {
        try {
            Ledger.Ended ended = ledger.endHours();
            for (Summary one : ended.summaries()) {
                LOG.warn("summary {} {}: {}. {}", one.id(), one.rule(), one.summary(), one.evidence());
            }
            deliveries.dropped(ended.dropped());
            return true;
        } catch (LedgerException e) {
            ledgerFailed(e);
            return false;
        }
    }

    private boolean noteReceivers() {
        try {
            ledger.noteReceivers();
            return true;
        } catch (LedgerException e) {
            ledgerFailed(e);
            return false;
        }
    }

    /** Writes what waits; false where the ledger failed. */
    private boolean raise() {
        return raiseAlerts() && raiseNotices();
    }

    private boolean raiseNotices() {
        try {
            notices.write();
        } catch (LedgerException e) {
            ledgerFailed(e);
            return false;
        }
        deliveries.next();
        return true;
    }

    private boolean raiseAlerts() {
        while (!waiting.isEmpty()) {
            List<Ledger.Notification> batch = waiting.stream()
                    .limit(LARGEST_BATCH)
                    .map(Ledger.Notification::of)
                    .toList();
            Ledger.Written result;
            try {
                result = ledger.write(batch);
            } catch (LedgerException e) {
                ledgerFailed(e);
                return false;
            }
            for (int i = 0; i < batch.size(); i++) {
                waiting.remove();
                room.release();
            }
            for (int i = 0; i < batch.size(); i++) {
                Alert alert = batch.get(i).alert();
                Ledger.Entry entry = result.entries().get(i);
                guarded(() -> raised(alert, entry)).run();
            }
            deliveries.dropped(result.dropped());
            deliveries.heldBack(result.heldBack());
            crowded.add(result.crowded());
            forgotten(result.forgotten());
            deliveries.next();
        }
        return true;
    }

    private void raised(Alert alert, Ledger.Entry entry) {
        Finding finding = alert.finding();
        if (entry == Ledger.Entry.NEW) {
            LOG.info("alert {} {} {}: {}", alert.state(), alert.id(), alert.rule(), alert.summary());
        }
        written.accept(finding, entry == Ledger.Entry.OVER ? Finding.State.CLOSED : finding.state());
        if (entry != Ledger.Entry.NEW) return;
        for (String rule : finding.judgement().added()) {
            alertsByRule
                    .computeIfAbsent(rule, id -> meters.tally(Metric.ALERTS, id))
                    .increment();
        }
    }

    private void forgotten(int alerts) {
        if (alerts == 0) return;
        forgotten.add(alerts);
        ledgerFull.warn("the ledger holds as many alerts as ledger.alerts says, the oldest are forgotten");
    }

    private void ledgerFailed(LedgerException e) {
        failing = true;
        failures.increment();
        ledgerTrouble.warn(e.getMessage() + " Alerts wait until it answers, counting goes on");
    }

    /** A stranger chose the names in a finding, so a defect that one of them brings to light must not end us. */
    private Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                unexpected.warn("an alert could not be handled; a defect, please report it", e);
            } catch (Error e) {
                Thread current = Thread.currentThread();
                current.getUncaughtExceptionHandler().uncaughtException(current, e);
            }
        };
    }

    private void onThread(Runnable task) {
        thread.execute(guarded(task));
    }

    /**
     * Takes no more findings, writes those taken, gives up to two seconds to deliver what is due, without further retries,
     * and ends the thread. What is not delivered by then waits in the ledger, which may be closed after this.
     */
    @Override
    public void close() {
        if (closed.getAndSet(true)) return;
        CountDownLatch finished = new CountDownLatch(1);
        onThread(() -> {
            raise();
            deliveries.finish(finished::countDown);
        });
        try {
            if (!finished.await(farewell.toNanos(), TimeUnit.NANOSECONDS)) onThread(deliveries::abandon);
            thread.shutdown();
            if (!thread.awaitTermination(LAST_TASK.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.warn("the alert thread is still busy; what it did not write is found again at the next start");
            }
        } catch (InterruptedException e) {
            thread.shutdown();
            Thread.currentThread().interrupt();
        }
    }
}
