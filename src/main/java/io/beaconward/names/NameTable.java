package io.beaconward.names;

import io.beaconward.bytes.Address;
import io.beaconward.config.Settings;
import io.beaconward.metrics.Meters;
import io.beaconward.metrics.Metric;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The names of addresses, as one client or any client learned them. One table for the process, shared by all event loops;
 * thread-safe. It is bounded, rounded up to whole buckets, and lies in direct memory: 272 bytes an entry, taken at the start, and up to 16
 * on the heap.
 * No operation allocates. Entries older than {@code names.keep} count as absent. A restart begins with an empty table: what
 * clients resolved before is learned again with their next queries.
 *
 * <p>What is told last holds: of two names for one key the latter, whoever told it, but for what was told within the minute
 * before ({@link Put#HELD}). In a full bucket an expired entry makes way, else the oldest, which is counted as evicted.
 */
public final class NameTable {
    /*
     * A bucket is two cache lines, and its eight names lie elsewhere, so that most flows are done with after a look at one line or
     * two. All in the machine's byte order:
     *
     *   0    8 longs   the key: a hash of client and address, never 0; 0: the entry is empty
     *   64   8 longs   when it was learned, ms since 1970 (42 bits), whether a flow told it (1 bit), a hash of the name (21 bits)
     *
     *   names, 256 bytes each: byte 0 the length, unsigned, then up to 253 bytes
     *
     * A key is its hash of 64 bits: of two hundred thousand keys any two share one with a probability of one in a thousand million.
     * The hash is keyed by a random number, so that nobody can choose addresses that do, or that fall into one bucket.
     */
    private static final int WAYS = 8;
    private static final int LINE = WAYS * Long.BYTES;
    private static final int BUCKET = 2 * LINE;
    private static final int NAME = 256;
    private static final int STRIPES = 64;
    private static final int NAME_BITS = 21;
    private static final int MILLIS_SHIFT = NAME_BITS + 1;
    private static final long FROM_FLOW = 1L << NAME_BITS;
    private static final long EMPTY = 0;

    /** A name told again is noted once so often, ms: to note it each time would cost more than to read most flows. */
    static final long RENEWED_AFTER = 60_000;

    /** What became of a name that was put. */
    enum Put {
        /** It was learned or refreshed less than {@link #RENEWED_AFTER} ago: nothing was done. */
        HELD,
        /** It was there, and counts as learned anew. */
        REFRESHED,
        /** It is new for its key. */
        LEARNED,
        /** It is new, and another one that was still good made way. */
        LEARNED_FOR_ANOTHER
    }

    private final int buckets;
    private volatile long keepMillis;
    private final long seed = new SecureRandom().nextLong();
    private final ByteBuffer heads;
    private final ByteBuffer names;
    private final NamedAddresses named;
    private final Object[] locks = new Object[STRIPES];
    private final LongAdder held = new LongAdder();

    /** A table for {@code names.entries}; 0 makes one that holds nothing. */
    public NameTable(Settings.Names settings, Meters meters) {
        buckets = (settings.entries() + WAYS - 1) / WAYS;
        keepMillis = settings.keep().toMillis();
        heads = ByteBuffer.allocateDirect(buckets * BUCKET + LINE)
                .alignedSlice(LINE)
                .order(ByteOrder.nativeOrder());
        names = ByteBuffer.allocateDirect(buckets * WAYS * NAME);
        named = new NamedAddresses(buckets * WAYS);
        Arrays.setAll(locks, i -> new Object());
        meters.gauge(Metric.NAMES, this::size);
    }

    /** Has names count for another time from now on, those held included. Any thread. */
    public void keep(Duration keep) {
        keepMillis = keep.toMillis();
    }

    boolean isOff() {
        return buckets == 0;
    }

    /** Entries held, expired ones included. */
    long size() {
        return held.sum();
    }

    /**
     * Notes that a name was told for the address.
     *
     * @return whether it is to be put: it is watched, or another name of the address was within {@code names.keep}, so that this one
     *     takes its place
     */
    boolean tell(Address address, boolean watched, long nowMillis) {
        long hash = key(null, address);
        named.tell(hash, watched, nowMillis);
        return watched || named.isWatched(hash, nowMillis, keepMillis);
    }

    /** Whether a name was told for the address within {@code names.keep}, watched or not. */
    boolean isTold(Address address, long nowMillis) {
        return named.isTold(key(null, address), nowMillis, keepMillis);
    }

    /** Whether a name may be held for the address. */
    boolean isWatched(Address address, long nowMillis) {
        return named.isWatched(key(null, address), nowMillis, keepMillis);
    }

    /**
     * Holds the name for the address as {@code client} learned it.
     *
     * @param client null: any client
     */
    Put put(@Nullable Address client, Address address, HeldName name, long nowMillis) {
        long key = key(client, address);
        int bucket = bucket(key);
        long state = nowMillis << MILLIS_SHIFT | (name.fromFlow ? FROM_FLOW : 0) | (name.hash & (FROM_FLOW - 1));
        if (isNew(bucket, key, state)) return Put.HELD;
        synchronized (lock(bucket)) {
            int way = find(bucket, key);
            boolean known = way >= 0;
            if (!known) way = leastOf(bucket, nowMillis);
            boolean empty = keyAt(bucket, way) == EMPTY;
            boolean fresh = !empty && isFresh(bucket, way, nowMillis);
            boolean same = known && fresh && isName(bucket, way, name);
            if (empty) held.increment();
            if (!known) heads.putLong(bucket * BUCKET + way * Long.BYTES, key);
            heads.putLong(bucket * BUCKET + LINE + way * Long.BYTES, state);
            if (same) return Put.REFRESHED;
            int at = nameAt(bucket, way);
            names.put(at, (byte) name.length);
            names.put(at + 1, name.bytes, 0, name.length);
            return fresh && !known ? Put.LEARNED_FOR_ANOTHER : Put.LEARNED;
        }
    }

    /**
     * Finds the name of the address as {@code client} learned it.
     *
     * @param client null: any client
     * @return false, and {@code out} as it was, where none is held or it is too old
     */
    boolean get(@Nullable Address client, Address address, HeldName out, long nowMillis) {
        long key = key(client, address);
        int bucket = bucket(key);
        if (find(bucket, key) < 0) return false;
        synchronized (lock(bucket)) {
            int way = find(bucket, key);
            if (way < 0 || !isFresh(bucket, way, nowMillis)) return false;
            int at = nameAt(bucket, way);
            int length = Byte.toUnsignedInt(names.get(at));
            names.get(at + 1, out.bytes, 0, length);
            out.length = length;
            out.fromFlow = (stateAt(bucket, way) & FROM_FLOW) != 0;
            return true;
        }
    }

    // --- within a bucket ---

    /** Without the lock: while another loop changes the entry the answer is as if it had done so just before or just after. */
    private int find(int bucket, long key) {
        for (int way = 0; way < WAYS; way++) {
            if (keyAt(bucket, way) == key) return way;
        }
        return -1;
    }

    /** Whether this very name was told so lately that telling it again changes nothing. Without the lock. */
    private boolean isNew(int bucket, long key, long state) {
        int way = find(bucket, key);
        if (way < 0) return false;
        long before = stateAt(bucket, way);
        long age = (state >>> MILLIS_SHIFT) - (before >>> MILLIS_SHIFT);
        boolean same = ((state ^ before) & ((FROM_FLOW << 1) - 1)) == 0;
        return same && age >= 0 && age < Math.min(RENEWED_AFTER, keepMillis);
    }

    private long keyAt(int bucket, int way) {
        return heads.getLong(bucket * BUCKET + way * Long.BYTES);
    }

    private long stateAt(int bucket, int way) {
        return heads.getLong(bucket * BUCKET + LINE + way * Long.BYTES);
    }

    private static int nameAt(int bucket, int way) {
        return (bucket * WAYS + way) * NAME;
    }

    /** The way to give to another: an empty one, else one that expired, else the oldest. */
    private int leastOf(int bucket, long nowMillis) {
        int least = 0;
        long oldest = Long.MAX_VALUE;
        for (int way = 0; way < WAYS; way++) {
            if (keyAt(bucket, way) == EMPTY) return way;
            long learned = isFresh(bucket, way, nowMillis) ? stateAt(bucket, way) >>> MILLIS_SHIFT : Long.MIN_VALUE;
            if (learned >= oldest) continue;
            oldest = learned;
            least = way;
        }
        return least;
    }

    private boolean isFresh(int bucket, int way, long nowMillis) {
        return nowMillis - (stateAt(bucket, way) >>> MILLIS_SHIFT) < keepMillis;
    }

    private boolean isName(int bucket, int way, HeldName name) {
        int at = nameAt(bucket, way);
        if (Byte.toUnsignedInt(names.get(at)) != name.length) return false;
        for (int i = 0; i < name.length; i++) {
            if (names.get(at + 1 + i) != name.bytes[i]) return false;
        }
        return true;
    }

    // --- where a key lies ---

    private long key(@Nullable Address client, Address address) {
        long hash = seed;
        if (client != null) {
            hash = mixed(hash ^ client.high());
            hash = mixed((hash + 1) ^ client.low());
        }
        hash = mixed(hash ^ address.high());
        hash = mixed(hash ^ address.low());
        return hash == EMPTY ? 1 : hash;
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014). */
    private static long mixed(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    private int bucket(long key) {
        return (int) (((key >>> 32) * buckets) >>> 32);
    }

    private Object lock(int bucket) {
        return locks[bucket % STRIPES];
    }
}
