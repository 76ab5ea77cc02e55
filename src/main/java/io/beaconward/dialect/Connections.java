package io.beaconward.dialect;

import io.beaconward.bytes.Slice;
import java.util.Arrays;

/**
 * Connections that were built and not yet torn down, by sender and connection id: which of the two endpoints is the client,
 * and who its user is. Holds {@link #CAPACITY} of them in {@link #MOST_USER}-byte places for the user, 3.3 MB in all; where a
 * bucket is full, the oldest of its {@link #BUCKET} entries makes way. Owned by one dialect of one pipeline; allocates
 * nothing after its making.
 */
final class Connections {
    static final int CAPACITY = 65_536;
    static final int BUCKET = 8;

    /** Users with longer names are not remembered. */
    static final int MOST_USER = 32;

    /*
     * Open addressing in buckets: a key may lie in any place of the bucket that its hash chooses and nowhere else, so that
     * both finding and making way look at eight places, whatever strangers send. Places of one bucket lie side by side.
     * An id is used again once its connection has ended; the check, a hash of both endpoints as written, tells a teardown whose
     * building was not heard from one of another connection of that id.
     */
    private static final int BUCKETS = CAPACITY / BUCKET;
    private static final long FREE = -1;

    private final long[] keys = new long[CAPACITY];
    private final int[] checks = new int[CAPACITY];
    private final int[] ages = new int[CAPACITY];
    private final boolean[] clientIsSecond = new boolean[CAPACITY];
    private final byte[] userLengths = new byte[CAPACITY];
    private final byte[] users = new byte[CAPACITY * MOST_USER];
    private int clock;

    Connections() {
        Arrays.fill(keys, FREE);
    }

    /** Remembers a connection; one of the same sender and id is replaced. */
    void built(int sender, long id, int check, boolean second, Slice user) {
        long key = key(sender, id);
        int place = placeFor(key);
        keys[place] = key;
        checks[place] = check;
        ages[place] = clock++;
        clientIsSecond[place] = second;
        int length = user.length() > MOST_USER ? 0 : user.length();
        userLengths[place] = (byte) length;
        if (length > 0) System.arraycopy(user.array(), user.from(), users, place * MOST_USER, length);
    }

    /**
     * Forgets a connection and gives its place, for {@link #clientIsSecond} and {@link #user}, valid until the next one is
     * built; -1 where none is known or it has other endpoints.
     */
    int tornDown(int sender, long id, int check) {
        long key = key(sender, id);
        int first = bucket(key);
        for (int place = first; place < first + BUCKET; place++) {
            if (keys[place] != key) continue;
            keys[place] = FREE;
            return checks[place] == check ? place : -1;
        }
        return -1;
    }

    boolean clientIsSecond(int place) {
        return clientIsSecond[place];
    }

    /** Sets {@code user} to the remembered one, empty where none is. */
    void user(int place, Slice user) {
        user.set(users, place * MOST_USER, place * MOST_USER + userLengths[place]);
    }

    private int placeFor(long key) {
        int first = bucket(key);
        int best = first;
        for (int place = first; place < first + BUCKET; place++) {
            if (keys[place] == key) return place;
            if (keys[best] == FREE) continue;
            if (keys[place] == FREE || clock - ages[place] > clock - ages[best]) best = place;
        }
        return best;
    }

    private static long key(int sender, long id) {
        return (long) sender << 32 | (id & 0xffff_ffffL);
    }

    private static int bucket(long key) {
        long mixed = key * 0x9e37_79b9_7f4a_7c15L;
        return (int) (mixed >>> 40) % BUCKETS * BUCKET;
    }
}
