package io.beaconward.counters;

/**
 * About how many sources call each tenant, by the pairs there are: exact for a few, within a tenth for hundreds. A tenant is given
 * by its number ({@link Pair#tenant}). Made anew with each rollover, so that sources that are gone count no more. Thread-safe.
 *
 * <p>It holds 32,768 tenants. Of eight in one place one makes way that has a single source, which loses nothing: who is not held has one
 * source. Where all eight have more, a newcomer is not held and looks rarer than it is.
 */
final class Callers {
    /*
     * A tenant has 256 bits, of which each source sets one; so sources are counted by the bits that nobody set (K.-Y. Whang et
     * al., "A linear-time probabilistic counting algorithm", 1990). From about 1,500 sources on all are set.
     */
    private static final int WAYS = 8;
    private static final int BUCKETS = 4096;
    private static final int BITS = 256;
    private static final int WORDS = BITS / Long.SIZE;
    private static final int NONE = -1;

    private static final class Table {
        final int[] tenants = new int[BUCKETS * WAYS];
        final long[] bits = new long[BUCKETS * WAYS * WORDS]; // all 0: the place is free
    }

    private Table table = new Table();
    private Table next = table; // another one while the pairs move over

    /** Notes that the source of the key has a pair with the tenant, or that such a pair has moved over. */
    synchronized void add(PairKey key, int tenant) {
        int bit = mixed(key.sourceHash()) & (BITS - 1);
        add(table, tenant, bit);
        if (next != table) add(next, tenant, bit);
    }

    /** How many sources call the tenant, about; at least 1. */
    synchronized int of(int tenant) {
        int place = find(table, tenant);
        if (place == NONE) return 1;
        int unset = BITS - set(table, place);
        return (int) Math.round(-BITS * Math.log(Math.max(unset, 1) / (double) BITS));
    }

    /** Begins to count anew; what is added from now on counts in both, and the old numbers hold until {@link #endAnew}. */
    synchronized void beginAnew() {
        next = new Table();
    }

    /** All pairs that go on were added since {@link #beginAnew}. */
    synchronized void endAnew() {
        table = next;
    }

    private static void add(Table table, int tenant, int bit) {
        int place = find(table, tenant);
        if (place == NONE) place = take(table, tenant);
        if (place != NONE) table.bits[place * WORDS + bit / Long.SIZE] |= 1L << bit;
    }

    private static int find(Table table, int tenant) {
        int first = first(tenant);
        for (int place = first; place < first + WAYS; place++) {
            if (table.tenants[place] == tenant && set(table, place) > 0) return place;
        }
        return NONE;
    }

    private static int take(Table table, int tenant) {
        int least = first(tenant);
        for (int place = least; place < first(tenant) + WAYS; place++) {
            if (set(table, place) < set(table, least)) least = place;
        }
        if (set(table, least) > 1) return NONE;
        table.tenants[least] = tenant;
        for (int word = 0; word < WORDS; word++) table.bits[least * WORDS + word] = 0;
        return least;
    }

    private static int set(Table table, int place) {
        int set = 0;
        for (int word = 0; word < WORDS; word++) set += Long.bitCount(table.bits[place * WORDS + word]);
        return set;
    }

    private static int first(int tenant) {
        return (mixed(tenant) & (BUCKETS - 1)) * WAYS;
    }

    /** Spreads numbers that are near each other (the end of MurmurHash3). */
    private static int mixed(int number) {
        int mixed = (number ^ (number >>> 16)) * 0x85eb_ca6b;
        mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2_ae35;
        return mixed ^ (mixed >>> 16);
    }
}
