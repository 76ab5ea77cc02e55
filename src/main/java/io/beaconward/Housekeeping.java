package io.beaconward;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread {@code rollover}: does what has to be done every so often. A task that fails ends the process. */
final class Housekeeping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final long CLOSE_SECONDS = 3;

    private record Task(long periodMillis, Runnable work) {}

    private final Consumer<Throwable> onFatal;
    private final List<Task> tasks = new ArrayList<>();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "rollover"));

    Housekeeping(Consumer<Throwable> onFatal) {
        this.onFatal = onFatal;
    }

    /** Adds a task; before the start. */
    void every(long periodMillis, Runnable work) {
        tasks.add(new Task(periodMillis, work));
    }

    void start() {
        for (Task task : tasks) {
            var unused = thread.scheduleWithFixedDelay( // its failure is seen to in run
                    () -> run(task.work()), task.periodMillis(), task.periodMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void run(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            LOG.error("a task of the housekeeping failed; the process has to be restarted", e);
            onFatal.accept(e);
            throw e;
        }
    }

    /** Ends the thread once the task at work is done. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the housekeeping did not end within {} s", CLOSE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
