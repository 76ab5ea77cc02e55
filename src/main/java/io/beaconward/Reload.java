package io.beaconward;

import io.beaconward.config.ConfigException;
import io.beaconward.config.Problem;
import io.beaconward.metrics.Meters;
import io.beaconward.metrics.Metric;
import io.beaconward.metrics.Tally;
import io.beaconward.ops.ServiceManager;
import io.beaconward.tls.TlsFailure;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all files anew while the appliance runs, on a thread of its own named {@code reload}, and has the parts take what
 * they say: all of it, or, if anything is wrong, nothing. No socket is closed, no message lost, and what is remembered of
 * senders stays.
 *
 * <p>While one reload runs, one more may wait; further requests are met by that one, which reads the files after them.
 */
final class Reload implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reload.class);
    private static final long CLOSE_SECONDS = 2;
    private static final long IDLE_SECONDS = 10;

    private final Renewal renewal;
    private final ServiceManager serviceManager;
    private final Supplier<String> status;
    private final InstantSource clock;
    private final Consumer<Throwable> onFatal;
    private final Tally taken;
    private final Tally refused;
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(1),
            work -> {
                Thread reload = new Thread(work, "reload");
                reload.setDaemon(true);
                return reload;
            },
            new ThreadPoolExecutor.DiscardPolicy());

    private Instructions instructions; // of the reload thread
    private volatile long takenMillis;
    private volatile int waiting;
    private volatile boolean closed;

    /**
     * Prepares; nothing is read.
     *
     * @param instructions those of the start, read just now
     * @param status a line for {@code systemctl status}
     * @param onFatal ends the process
     */
    Reload(
            Instructions instructions,
            Renewal renewal,
            ServiceManager serviceManager,
            Supplier<String> status,
            InstantSource clock,
            Meters meters,
            Consumer<Throwable> onFatal) {
        this.instructions = instructions;
        this.renewal = renewal;
        this.serviceManager = serviceManager;
        this.status = status;
        this.clock = clock;
        this.onFatal = onFatal;
        this.takenMillis = clock.millis();
        this.taken = meters.tally(Metric.RELOADS, "taken");
        this.refused = meters.tally(Metric.RELOADS, "refused");
        meters.gauge(Metric.LAST_RELOAD, () -> takenMillis / 1000);
        meters.gauge(Metric.SETTINGS_WAITING, () -> waiting);
        thread.allowCoreThreadTimeOut(true);
    }

    /** Asks for a reload, from any thread, without waiting; after the end it does nothing. */
    void request() {
        thread.execute(this::run);
    }

    private void run() {
        try {
            serviceManager.reloading();
            reload();
            if (!closed) serviceManager.ready(status.get());
        } catch (RuntimeException | Error e) {
            LOG.error("a reload failed half-way; the process has to be restarted", e);
            onFatal.accept(e);
        }
    }

    private void reload() {
        Instructions.Change change;
        Runnable all;
        try {
            change = instructions.reread();
            all = renewal.of(change.now());
        } catch (ConfigException e) {
            refuse(e.problems().stream().map(Problem::toString).toList());
            return;
        } catch (TlsFailure e) {
            refuse(List.of(String.valueOf(e.getMessage())));
            return;
        } catch (RuntimeException e) { // nothing has changed yet, and counting is worth more than new settings
            LOG.error("the files could not be read because of a defect of this program; please report it", e);
            refuse(List.of(e.toString()));
            return;
        }
        all.run();
        instructions = change.now();
        tell(change);
        waiting = change.waiting().size();
        takenMillis = clock.millis();
        taken.increment();
    }

    private void refuse(List<String> problems) {
        LOG.warn("reload refused, nothing is changed; put right, and reload again:");
        for (String problem : problems) LOG.warn("reload refused: {}", problem);
        refused.increment();
    }

    private static void tell(Instructions.Change change) {
        for (String line : change.changes()) LOG.info("reload: {}", line);
        for (String key : change.waiting()) LOG.warn("{} changed: takes effect at a restart", key);
        LOG.info(
                "reloaded: {} changes taken, {} wait for a restart",
                change.changes().size(),
                change.waiting().size());
    }

    /** Waits for the reload at work, two seconds at most; those that wait are left out. */
    @Override
    public void close() {
        closed = true;
        thread.getQueue().clear();
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("a reload did not end within {} s and is abandoned", CLOSE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
