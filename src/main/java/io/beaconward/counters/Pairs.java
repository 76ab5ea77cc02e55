package io.beaconward.counters;

import io.beaconward.config.Settings;
import io.beaconward.counters.Manifest.Part;
import io.beaconward.metrics.Meters;
import io.beaconward.metrics.Metric;
import io.beaconward.metrics.Tally;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All pairs: off-heap, in files, bounded, kept over restarts and kills. Counting goes through {@link #counter}, one a
 * thread; {@link #tend} is called ten times a second or so by the one thread that owns the rollover.
 *
 * <p>At capacity the least valuable pair makes way (see {@link Eviction}), unless the newcomer is one of a crowd (see {@link
 * Shares}); nobody does below it.
 *
 * <p>Rollover: at the turn of the hour, and earlier when the room runs short, a new generation is made, sized by the
 * pairs there are; it is counted in from then on. Each pair moves over when it is next touched, or by a sweep; those whose
 * window is over stay behind. The old generation is then closed, brought to the disk and kept as the copy to fall back to,
 * and the one sealed before it is deleted. So expiry, growth and the closed copy are one mechanism. A killed process loses
 * nothing, a machine that dies at most what came since the last rollover.
 */
public final class Pairs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pairs.class);
    private static final long LEAST_ROOM = 262_144; // files are sparse: what is not used takes no space
    private static final double CROWDED = 0.6;
    private static final int ROOM_A_PAIR = 4; // a flood of new pairs goes on while those there are move
    private static final long RETRY_MILLIS = 60_000;

    private final PairLayout layout;
    private final int capacity;
    private final DataDirectory directory;
    private final Meters meters;
    private final Tally expired;
    private final Tally failures;
    private final LongConsumer rolloverTime;
    private final AtomicInteger evictionTurn = new AtomicInteger();
    private final Shares shares = new Shares();
    private final Callers callers = new Callers();
    private final Sightings sightings = new Sightings();
    private final Duration duplicates;
    private volatile @Nullable Epoch epoch;
    private volatile long lastRolloverMillis;
    private volatile boolean closing;
    private volatile boolean behind;

    // Owned by whoever holds the monitor: the rollover thread, at start and stop another.
    private Optional<Part> sealed = Optional.empty();
    private int hour;
    private long retryAfterMillis;

    public Pairs(Settings.Data data, Settings.Window window, Meters meters) {
        this.layout = new PairLayout(window.hours());
        this.capacity = data.pairs();
        this.duplicates = window.duplicates();
        this.directory = new DataDirectory(data.directory());
        this.meters = meters;
        this.expired = meters.tally(Metric.PAIRS_EXPIRED);
        this.failures = meters.tally(Metric.ROLLOVER_FAILURES);
        this.rolloverTime = meters.timer(Metric.ROLLOVER);
        meters.gauge(Metric.PAIRS, this::size);
        meters.gauge(Metric.PAIRS_CAPACITY, () -> capacity);
        meters.gauge(Metric.LAST_ROLLOVER, () -> lastRolloverMillis / 1000);
    }

    /** Loads the classes of the map, which takes long; so that another thread may do it while there is something else to do. */
    public static void preload() {
        Generation.preload();
    }

    /** Locks the data directory and takes over the pairs it holds. */
    public synchronized void open(long nowMillis) throws StoreException {
        directory.open();
        try {
            Opening.Found found = new Opening(directory).find();
            sealed = found.sealed();
            hour = Pair.hourOf(nowMillis);
            takeOver(found, nowMillis);
        } catch (IOException e) {
            directory.close();
            throw new StoreException(
                    "the pairs cannot be kept in " + directory.path().toAbsolutePath() + " (" + DataDirectory.reason(e)
                            + "): is there space on its disk?",
                    e);
        } catch (StoreException | RuntimeException e) {
            directory.close();
            throw e;
        }
        LOG.info("{} pairs held in {}, room for {}", size(), directory.path().toAbsolutePath(), capacity);
    }

    private void takeOver(Opening.Found found, long nowMillis) throws IOException {
        Generation current = found.current();
        Generation previous = found.previous();
        if (current != null && previous != null) {
            publish(new Epoch(current, previous));
            finishMove(nowMillis);
        } else if (current != null) {
            publish(new Epoch(current, null));
        } else {
            Generation fresh =
                    Generation.create(directory.newFile(), layout, roomFor(previous == null ? 0 : previous.size()));
            publish(new Epoch(fresh, previous));
            if (previous != null) finishMove(nowMillis);
        }
        shares.clear(); // of what was left behind
        forEach((key, pair) -> {
            shares.add(key, pair.tenant());
            callers.add(key, pair.tenant());
        });
        if (!epoch().current().layout().isLike(layout)) roll(nowMillis);
    }

    /** A counter for the calling thread's contacts. */
    public PairCounter counter() {
        return new PairCounter(this, layout, new Eviction(evictionTurn, layout), duplicates, meters);
    }

    /** Pairs held. */
    public long size() {
        Epoch now = epoch;
        return now == null ? 0 : now.pairs();
    }

    /** How many sources have a pair with the tenant, about; see {@link Pair#tenant}. */
    public int sourcesOf(int tenant) {
        return callers.of(tenant);
    }

    /** Whether the last rollover failed; it is tried again. */
    public boolean isBehind() {
        return behind;
    }

    Shares shares() {
        return shares;
    }

    Callers callers() {
        return callers;
    }

    Sightings sightings() {
        return sightings;
    }

    int capacity() {
        return capacity;
    }

    Epoch epoch() {
        Epoch now = epoch;
        if (now == null) throw new IllegalStateException("the pairs are not open");
        return now;
    }

    /** Rolls over if the hour has turned or the room runs short. A failure is logged, counted and tried again. */
    public synchronized void tend(long nowMillis) {
        Epoch now = epoch;
        if (now == null || closing || nowMillis < retryAfterMillis) return;
        boolean crowded =
                now.current().room() < capacity && now.pairs() > now.current().room() * CROWDED;
        if (Pair.hourOf(nowMillis) <= hour && !crowded) return;
        try {
            roll(nowMillis);
            behind = false;
        } catch (IOException | RuntimeException e) {
            behind = true;
            failures.increment();
            retryAfterMillis = nowMillis + RETRY_MILLIS;
            LOG.warn(
                    "rollover failed, counting goes on and it is tried again in a minute: check the space and the"
                            + " permissions of {}",
                    directory.path().toAbsolutePath(),
                    e);
        }
    }

    private void roll(long nowMillis) throws IOException {
        long start = System.nanoTime();
        if (epoch().previous() != null) finishMove(nowMillis); // what an earlier attempt left
        Generation old = epoch().current();
        Generation fresh = Generation.create(directory.newFile(), layout, roomFor(old.size()));
        callers.beginAnew();
        publish(new Epoch(fresh, old));
        hour = Pair.hourOf(nowMillis);
        finishMove(nowMillis);
        lastRolloverMillis = nowMillis;
        rolloverTime.accept(System.nanoTime() - start);
        LOG.debug("rolled over to {} with {} pairs", fresh.file(), fresh.size());
    }

    /** All of it where it would be half of it or more, lest it grow once more soon. */
    private long roomFor(long pairs) {
        long room = Math.max(LEAST_ROOM, pairs * ROOM_A_PAIR);
        return room >= capacity / 2 ? capacity : room;
    }

    /** Makes the epoch the one that holds: first on the disk, then for all who count. */
    private void publish(Epoch next) throws IOException {
        Generation previous = next.previous();
        Optional<Part> moving = previous == null ? Optional.empty() : Optional.of(Part.of(previous));
        new Manifest(Part.of(next.current()), moving, sealed, DataDirectory.boot(), false).write(directory.path());
        epoch = next;
    }

    /** Moves what is left of the previous generation, then seals it. */
    private void finishMove(long nowMillis) throws IOException {
        Epoch moving = epoch();
        Generation previous = moving.previous();
        if (previous == null || !sweep(moving, previous, nowMillis)) return;
        callers.endAnew();
        epoch = new Epoch(moving.current(), null); // from here on nobody begins to look into the previous one
        previous.close();
        previous.sync();
        Optional<Part> before = sealed;
        sealed = Optional.of(Part.of(previous));
        publish(epoch());
        before.map(directory::resolve)
                .filter(file -> !file.equals(previous.file()))
                .ifPresent(directory::delete);
    }

    /** Moves every pair that is still of use; false where it was cut short by the stop. */
    private boolean sweep(Epoch moving, Generation previous, long nowMillis) {
        Pair old = new Pair(previous.layout());
        Pair pair = new Pair(moving.current().layout());
        PairKey key = new PairKey();
        int oldest = pair.oldestHour(Pair.hourOf(nowMillis));
        for (int segment = 0; segment < previous.segments(); segment++) {
            if (closing) return false;
            for (byte[] bytes : previous.keys(segment, old, (k, p) -> isOfUse(k, p, oldest, moving))) {
                key.set(bytes);
                try (var lock = moving.current().lock(key, pair)) {
                    if (pair.isEmpty() && moving.moveIn(key, pair)) callers.add(key, pair.tenant());
                }
            }
        }
        return true;
    }

    private boolean isOfUse(PairKey key, Pair pair, int oldest, Epoch moving) {
        if (pair.isActiveSince(oldest) || pair.alertState() != AlertState.NONE) return true;
        moving.leftBehind();
        shares.remove(key, pair.tenant());
        expired.increment();
        return false;
    }

    /** Lets {@code visitor} look at the key's pair, under its lock; false where there is none, or the pairs are closed. */
    public boolean visit(PairKey key, PairVisitor visitor) {
        synchronized (this) { // no move is under way, so that the current generation holds all
            Epoch now = epoch;
            if (now == null) return false;
            return now.current().visit(key, new Pair(now.current().layout()), visitor);
        }
    }

    /** Shows {@code visitor} every pair, each under its lock. */
    public synchronized void forEach(PairVisitor visitor) {
        Generation current = epoch().current();
        PairKey key = new PairKey();
        Pair pair = new Pair(current.layout());
        for (int segment = 0; segment < current.segments(); segment++) current.forEach(segment, key, pair, visitor);
    }

    /** Closes the files in order; who counts must have ended. What was still to be moved is moved at the next start. */
    @Override
    public void close() {
        closing = true;
        synchronized (this) {
            Epoch last = epoch;
            epoch = null;
            if (last == null) return;
            try {
                closeInOrder(last);
            } catch (IOException e) {
                LOG.warn("the pairs could not be closed in order, the next start recovers them", e);
            }
            directory.close();
        }
    }

    private void closeInOrder(Epoch last) throws IOException {
        Generation previous = last.previous();
        Optional<Part> moving = Optional.empty();
        if (previous != null) {
            previous.close();
            previous.sync();
            moving = Optional.of(Part.of(previous));
        }
        last.current().close();
        last.current().sync();
        new Manifest(Part.of(last.current()), moving, sealed, DataDirectory.boot(), true).write(directory.path());
    }
}
