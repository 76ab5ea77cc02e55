package io.beaconward.alert;

import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notices on their way into the ledger, {@link #LONGEST} at most; each is told to the log when it is there. */
final class NoticeQueue {
    static final int LONGEST = 256;

    private static final Logger LOG = LoggerFactory.getLogger(NoticeQueue.class);

    private final OpenNotices ledger;
    private final Consumer<Map<String, Integer>> onDropped;
    private final Queue<Notice> waiting = new LinkedBlockingQueue<>(LONGEST);

    /** @param onDropped takes the letters that found no room, by receiver */
    NoticeQueue(OpenNotices ledger, Consumer<Map<String, Integer>> onDropped) {
        this.ledger = ledger;
        this.onDropped = onDropped;
    }

    /** Takes a notice, from any thread, without waiting; false where there is no room. */
    boolean offer(Notice notice) {
        return waiting.offer(notice);
    }

    /** Writes what waits; on the alert thread. */
    void write() throws LedgerException {
        for (Notice notice = waiting.peek(); notice != null; notice = waiting.peek()) {
            Optional<Map<String, Integer>> dropped = ledger.write(notice);
            waiting.remove();
            if (dropped.isEmpty()) continue;
            log(notice);
            onDropped.accept(dropped.get());
        }
    }

    private static void log(Notice notice) {
        if (notice.open()) {
            LOG.warn("notice open {} {}: {}. {}", notice.id(), notice.rule(), notice.summary(), notice.evidence());
        } else {
            LOG.info("notice closed {} {}: {}", notice.id(), notice.rule(), notice.summary());
        }
    }
}
