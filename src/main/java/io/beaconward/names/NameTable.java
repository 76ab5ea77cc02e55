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
 * thread-safe. It is bounded, rounded up to whole buckets, and lies in direct memory: 300 bytes an entry, taken at the start.
 * No operation allocates. Entries older than {@code names.keep} count as absent. A restart begins with an empty table: what
 * clients resolved before is learned again with their next queries.
 *
 * <p>What is told last holds: of two names for one key the latter, whoever told it. In a full bucket an expired entry makes
 * way, else the oldest, which is counted as evicted.
 */
public final class NameTable {
    /*
     * A bucket is 8 tags and then 8 slots, so that a look at one cache line tells that a key is absent, which is the answer to
     * most flows. All in the machine's byte order:
     *
     *   0    8 ints   a part of the key's hash, never 0; 0: the slot is empty
     *   32   8 slots of 296 bytes:
     *          0  long  client, upper half; 0 for any client
     *          8  long  client, lower half
     *         16  long  address, upper half
     *         24  long  address, lower half
     *         32  long  when it was learned, ms since 1970
     *         40  byte  0 any client, 1 this client
     *         41  byte  0 a DNS reply told it, 1 a flow did
     *         42  byte  length of the name, unsigned
     *         43  name, 253 bytes
     *
     * The hash is keyed by a random number, so that nobody can choose addresses that fall into one bucket.
     */
    private static final int WAYS = 8;
    private static final int SLOTS = WAYS * Integer.BYTES;
    private static final int ADDRESS = 16;
    private static final int LEARNED = 32;
    private static final int OF_CLIENT = 40;
    private static final int FROM_FLOW = 41;
    private static final int LENGTH = 42;
    private static final int NAME = 43;
    private static final int SLOT = NAME + HeldName.MAX_LENGTH;
    private static final int BUCKET = SLOTS + WAYS * SLOT;
    private static final int STRIPES = 64;

    /** What became of a name that was put. */
    enum Put {
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
    private final ByteBuffer memory;
    private final Object[] locks = new Object[STRIPES];
    private final LongAdder held = new LongAdder();

    /** A table for {@code names.entries}; 0 makes one that holds nothing. */
    public NameTable(Settings.Names settings, Meters meters) {
        buckets = (settings.entries() + WAYS - 1) / WAYS;
        keepMillis = settings.keep().toMillis();
        memory = ByteBuffer.allocateDirect(buckets * BUCKET).order(ByteOrder.nativeOrder());
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
     * Holds the name for the address as {@code client} learned it.
     *
     * @param client null: any client
     */
    Put put(@Nullable Address client, Address address, HeldName name, long nowMillis) {
        long hash = hash(client, address);
        int bucket = bucket(hash);
        synchronized (lock(hash)) {
            int tag = tag(hash);
            int way = find(bucket, tag, client, address);
            boolean known = way >= 0;
            if (!known) way = leastOf(bucket, nowMillis);
            int slot = slot(bucket, way);
            boolean empty = tagAt(bucket, way) == 0;
            boolean fresh = !empty && isFresh(slot, nowMillis);
            boolean same = known && fresh && isName(slot, name);
            if (empty) held.increment();
            if (!known) {
                memory.putInt(bucket + way * Integer.BYTES, tag);
                writeKey(slot, client, address);
            }
            memory.putLong(slot + LEARNED, nowMillis);
            memory.put(slot + FROM_FLOW, (byte) (name.fromFlow ? 1 : 0));
            if (same) return Put.REFRESHED;
            memory.put(slot + LENGTH, (byte) name.length);
            memory.put(slot + NAME, name.bytes, 0, name.length);
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
        long hash = hash(client, address);
        int bucket = bucket(hash);
        synchronized (lock(hash)) {
            int way = find(bucket, tag(hash), client, address);
            if (way < 0) return false;
            int slot = slot(bucket, way);
            if (!isFresh(slot, nowMillis)) return false;
            out.length = Byte.toUnsignedInt(memory.get(slot + LENGTH));
            out.fromFlow = memory.get(slot + FROM_FLOW) != 0;
            memory.get(slot + NAME, out.bytes, 0, out.length);
            return true;
        }
    }

    // --- within a bucket, under its lock ---

    private int find(int bucket, int tag, @Nullable Address client, Address address) {
        for (int way = 0; way < WAYS; way++) {
            if (tagAt(bucket, way) != tag) continue;
            if (isKey(slot(bucket, way), client, address)) return way;
        }
        return -1;
    }

    private int tagAt(int bucket, int way) {
        return memory.getInt(bucket + way * Integer.BYTES);
    }

    private boolean isKey(int slot, @Nullable Address client, Address address) {
        return memory.getLong(slot + ADDRESS + Long.BYTES) == address.low()
                && memory.getLong(slot + ADDRESS) == address.high()
                && memory.get(slot + OF_CLIENT) == (client == null ? 0 : 1)
                && memory.getLong(slot) == high(client)
                && memory.getLong(slot + Long.BYTES) == low(client);
    }

    private void writeKey(int slot, @Nullable Address client, Address address) {
        memory.putLong(slot, high(client));
        memory.putLong(slot + Long.BYTES, low(client));
        memory.putLong(slot + ADDRESS, address.high());
        memory.putLong(slot + ADDRESS + Long.BYTES, address.low());
        memory.put(slot + OF_CLIENT, (byte) (client == null ? 0 : 1));
    }

    /** The way to give to another: an empty one, else one that expired, else the oldest. */
    private int leastOf(int bucket, long nowMillis) {
        int least = 0;
        long oldest = Long.MAX_VALUE;
        for (int way = 0; way < WAYS; way++) {
            if (tagAt(bucket, way) == 0) return way;
            int slot = slot(bucket, way);
            long learned = isFresh(slot, nowMillis) ? memory.getLong(slot + LEARNED) : Long.MIN_VALUE;
            if (learned >= oldest) continue;
            oldest = learned;
            least = way;
        }
        return least;
    }

    private boolean isFresh(int slot, long nowMillis) {
        return nowMillis - memory.getLong(slot + LEARNED) < keepMillis;
    }

    private boolean isName(int slot, HeldName name) {
        if (Byte.toUnsignedInt(memory.get(slot + LENGTH)) != name.length) return false;
        for (int i = 0; i < name.length; i++) {
            if (memory.get(slot + NAME + i) != name.bytes[i]) return false;
        }
        return true;
    }

    // --- where a key lies ---

    private long hash(@Nullable Address client, Address address) {
        long hash = seed + (client == null ? 0 : 1);
        hash = mixed(hash ^ high(client));
        hash = mixed(hash ^ low(client));
        hash = mixed(hash ^ address.high());
        return mixed(hash ^ address.low());
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014). */
    private static long mixed(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    private static long high(@Nullable Address client) {
        return client == null ? 0 : client.high();
    }

    private static long low(@Nullable Address client) {
        return client == null ? 0 : client.low();
    }

    private int number(long hash) {
        return (int) (((hash >>> 32) * buckets) >>> 32);
    }

    private int bucket(long hash) {
        return number(hash) * BUCKET;
    }

    private Object lock(long hash) {
        return locks[number(hash) % STRIPES];
    }

    private static int tag(long hash) {
        return (int) hash | 1;
    }

    private static int slot(int bucket, int way) {
        return bucket + SLOTS + way * SLOT;
    }
}
