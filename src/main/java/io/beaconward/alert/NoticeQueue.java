package io.beaconward.alert;

import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notices and summaries on their way into the ledger, {@link #LONGEST} at most; each is told to the log when it is there. */
final class NoticeQueue {
    static final int LONGEST = 256;

    private static final Logger LOG = LoggerFactory.getLogger(NoticeQueue.class);

    /** What is done when the ledger has it. */
    private record Waiting(Told told, Runnable written) {}

    private final OpenNotices ledger;
    private final Consumer<Map<String, Integer>> onDropped;
    private final Queue<Waiting> waiting = new LinkedBlockingQueue<>(LONGEST);

    /** @param onDropped takes the letters that found no room, by receiver */
    NoticeQueue(OpenNotices ledger, Consumer<Map<String, Integer>> onDropped) {
        this.ledger = ledger;
        this.onDropped = onDropped;
    }

    /** Takes a notice, from any thread, without waiting; false where there is no room. */
    boolean offer(Notice notice) {
        return waiting.offer(new Waiting(notice, () -> {}));
    }

    /** As {@link #offer(Notice)}; {@code written} runs on the alert thread. */
    boolean offer(Summary summary, Runnable written) {
        return waiting.offer(new Waiting(summary, written));
    }

    /** Writes what waits; on the alert thread. */
    void write() throws LedgerException {
        for (Waiting next = waiting.peek(); next != null; next = waiting.peek()) {
            if (next.told() instanceof Notice notice) write(notice);
            else if (next.told() instanceof Summary summary) write(summary);
            waiting.remove();
            next.written().run();
        }
    }

    private void write(Notice notice) throws LedgerException {
        Optional<Map<String, Integer>> dropped = ledger.write(notice);
        if (dropped.isEmpty()) return;
        log(notice);
        onDropped.accept(dropped.get());
    }

    private void write(Summary summary) throws LedgerException {
        Map<String, Integer> dropped = ledger.write(summary);
        LOG.warn("summary {} {}: {}. {}", summary.id(), summary.rule(), summary.summary(), summary.evidence());
        for (String line : summary.tuning()) LOG.info("tuning suggested by {}: {}", summary.id(), line);
        onDropped.accept(dropped);
    }

    private static void log(Notice notice) {
        if (notice.open()) {
            LOG.warn("notice open {} {}: {}. {}", notice.id(), notice.rule(), notice.summary(), notice.evidence());
        } else {
            LOG.info("notice closed {} {}: {}", notice.id(), notice.rule(), notice.summary());
        }
    }
}
