package io.beaconward.counters;

import io.beaconward.metrics.Meters;
import io.beaconward.metrics.Metric;
import io.beaconward.metrics.Tally;
import io.beaconward.watch.Contact;
import java.time.Duration;
import net.openhft.chronicle.core.io.Closeable;
import net.openhft.chronicle.hash.ChronicleHashClosedException;

/** Counts contacts to their pairs, in place. One instance a thread; any number of them may count at once. */
public final class PairCounter {
    /** What became of a contact. */
    public enum Outcome {
        /** It is one connection more of its pair. */
        COUNTED,
        /** Another record of its session is, or will be, counted; its bytes, if it ends the session, were added. */
        SESSION,
        /** Another sender told of its session before. */
        TWICE,
        /** It is older than what the pair's rings hold. */
        LATE,
        /** There is no room for its pair. */
        FULL,
        /** There is no room, and its tenant or its source holds more pairs than its share. */
        FLOOD
    }

    private enum Turn {
        DONE,
        AGAIN,
        NO_ROOM,
        CROWDED
    }

    private static final int TURNS = 100;

    private final Pairs pairs;
    private final PairKey key = new PairKey();
    private final Pair pair;
    private final Eviction eviction;
    private final Tally evicted;
    private Pair.Change change = Pair.Change.TOO_OLD;
    private long duplicatesMillis;

    PairCounter(Pairs pairs, PairLayout layout, Eviction eviction, Duration duplicates, Meters meters) {
        this.pairs = pairs;
        this.pair = new Pair(layout);
        this.eviction = eviction;
        this.evicted = meters.tally(Metric.PAIRS_EVICTED);
        this.duplicatesMillis = duplicates.toMillis();
    }

    /**
     * Takes what two senders tell for one session if their times are at most so far apart from now on; zero: never. On its own
     * thread.
     */
    public void duplicates(Duration apart) {
        duplicatesMillis = apart.toMillis();
    }

    /** Counts the contact, and tells {@code listener} unless it changed nothing. */
    public Outcome count(Contact contact, CountedListener listener) {
        key.set(contact.source(), contact.name(), contact.nameLength());
        if (duplicatesMillis > 0 && pairs.sightings().isKnown(key, contact, duplicatesMillis)) return Outcome.TWICE;
        for (int turn = 0; turn < TURNS; turn++) {
            switch (countIn(pairs.epoch(), contact, listener)) {
                case DONE -> {
                    return outcome();
                }
                case NO_ROOM -> {
                    return Outcome.FULL;
                }
                case CROWDED -> {
                    return Outcome.FLOOD;
                }
                case AGAIN -> {}
            }
        }
        return Outcome.FULL;
    }

    private Outcome outcome() {
        return switch (change) {
            case ADDED -> Outcome.COUNTED;
            case COMPLETED, AWAITS_END -> Outcome.SESSION;
            case TOO_OLD -> Outcome.LATE;
        };
    }

    private Turn countIn(Epoch epoch, Contact contact, CountedListener listener) {
        try {
            if (epoch.pairs() >= pairs.capacity() && !epoch.contains(key)) {
                if (pairs.shares().isCrowd(key, contact.tenant(), pairs.capacity())) return Turn.CROWDED;
                if (!evict(epoch)) return Turn.NO_ROOM;
            }
            try (Closeable lock = epoch.current().lock(key, pair)) {
                if (pairs.epoch().current() != epoch.current()) return Turn.AGAIN;
                if (pair.isEmpty()) moveInOrBegin(epoch, contact);
                if (!pair.isEmpty()) listener.aboutToCount(contact, pair);
                change = pair.add(contact);
                if (change == Pair.Change.ADDED || change == Pair.Change.COMPLETED) {
                    listener.counted(contact, pair);
                }
                return Turn.DONE;
            }
        } catch (ChronicleHashClosedException e) {
            return Turn.AGAIN; // the generation before was closed, for all its pairs have moved
        } catch (IllegalStateException e) {
            // The one way in which Chronicle says that a segment is full to its last spare entry.
            return evict(epoch) ? Turn.AGAIN : Turn.NO_ROOM;
        }
    }

    private void moveInOrBegin(Epoch epoch, Contact contact) {
        if (epoch.moveIn(key, pair)) {
            pairs.callers().add(key, pair.tenant());
            return;
        }
        epoch.current().filledOne();
        pairs.shares().add(key, contact.tenant());
        pairs.callers().add(key, contact.tenant());
    }

    private boolean evict(Epoch epoch) {
        if (!eviction.makeRoom(epoch, pairs.shares())) return false;
        evicted.increment();
        return true;
    }
}
