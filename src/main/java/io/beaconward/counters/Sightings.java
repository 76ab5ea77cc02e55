package io.beaconward.counters;

import io.beaconward.bytes.Words;
import io.beaconward.watch.Contact;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * The contacts heard last and who told of each, so that a session counts once that a firewall and a proxy log, or both members
 * of a pair of firewalls, or that comes by two relays. One for the process, thread-safe, allocates nothing. It holds 32,768
 * contacts in 2 MiB; of sixteen in one place the one received longest ago makes way. Not kept over a restart.
 */
final class Sightings {
    /*
     * A line tells of a session that another line has told of before where all of this holds:
     *
     *   - Another sender told it. What one and the same sender repeats counts each time: nobody else can know that it is no
     *     other session, and that is what a count of log lines means.
     *   - That line has not stood for a line of this sender yet. So two parallel connections that two devices see are two:
     *     what counts is what the sender tells that tells most, never more and never less.
     *   - Source and destination are the same, and both are records of a start or neither is: the end that one device tells
     *     must not take the place of a start that another told.
     *   - Their ends, or their starts as far as their lengths tell them, are at most `duplicates` apart. A firewall may
     *     close a connection long after the last request that a proxy logged.
     *   - The client's ports are the same. Where not both are known, as with most proxies, the sizes have to agree: within an
     *     eighth if one dialect wrote both lines; else only by their order, for a firewall counts headers and handshakes, a
     *     proxy does not. A size of 0 may be one that was not logged, and agrees with any of another dialect.
     *
     * Places lie in buckets: a contact may lie in any place of the bucket that its source and destination choose, which are
     * hashed with a random number lest anybody choose them for others.
     */
    static final int WAYS = 16;
    private static final int BUCKETS = 2048;
    private static final int CAPACITY = BUCKETS * WAYS;
    private static final int SENDERS = 6;
    private static final int STRIPES = 64;
    private static final long SPREAD = 0x9e37_79b9_7f4a_7c15L;
    private static final int LIKENESS = 8;
    private static final long OVERHEAD = 16_384;
    private static final int OVERHEAD_FACTOR = 4;
    private static final long OTHER_PORT = 1L << 40; // further than any time
    private static final int MILLIS_PER_SECOND = 1000;
    private static final long FREE = 0;
    private static final int NONE = -1;

    private final long seed = new SecureRandom().nextLong();
    private final long[] keys = new long[CAPACITY];
    private final long[] times = new long[CAPACITY];
    private final int[] lengths = new int[CAPACITY];
    private final int[] sent = new int[CAPACITY];
    private final int[] received = new int[CAPACITY];
    private final int[] ports = new int[CAPACITY];
    private final int[] kinds = new int[CAPACITY];
    private final int[] ages = new int[CAPACITY];
    private final int[] senders = new int[CAPACITY * SENDERS]; // six of each, the one that counted first
    private final Object[] locks = new Object[STRIPES];

    Sightings() {
        Arrays.setAll(locks, i -> new Object());
    }

    /**
     * Notes that the contact was heard.
     *
     * @param key its pair
     * @param apart how far two senders' times of one session may be apart, milliseconds
     * @return whether another sender told of its session before
     */
    boolean isKnown(PairKey key, Contact contact, long apart) {
        if (contact.sender() == Contact.UNKNOWN_SENDER) return false;
        long hash = hash(key);
        int bucket = (int) hash & BUCKETS - 1;
        synchronized (locks[bucket % STRIPES]) {
            if (join(bucket * WAYS, hash, contact, apart)) return true;
            put(leastOf(bucket * WAYS), hash, contact);
            return false;
        }
    }

    /** Notes that the contact's sender told of a session told before, the most likely one; false where there is none. */
    private boolean join(int bucket, long hash, Contact contact, long apart) {
        int best = NONE;
        long least = Long.MAX_VALUE;
        for (int place = bucket; place < bucket + WAYS; place++) {
            if (keys[place] != hash || !isAlike(place, contact)) continue;
            long distance = distance(place, contact);
            if (distance > apart) continue;
            int slot = freeSlot(place, contact.sender());
            long rank = ports[place] == contact.sourcePort() ? distance : distance + OTHER_PORT;
            if (slot == NONE || rank >= least) continue;
            best = slot;
            least = rank;
        }
        if (best == NONE) return false;
        senders[best] = contact.sender();
        return true;
    }

    private long distance(int place, Contact contact) {
        long ends = Math.abs(times[place] - contact.millis());
        long starts = Math.abs(times[place] - lengths[place] - contact.millis() + contact.durationMillis());
        return Math.min(ends, starts);
    }

    /** Whether it can be the same session, whoever told it and when. */
    private boolean isAlike(int place, Contact contact) {
        if (isStart(kinds[place]) != contact.sessionStart()) return false;
        if (ports[place] >= 0 && contact.sourcePort() >= 0) return ports[place] == contact.sourcePort();
        boolean same = kinds[place] == kind(contact);
        return isAlike(sent[place], contact.bytesSent(), same)
                && isAlike(received[place], contact.bytesReceived(), same);
    }

    private static boolean isAlike(int one, long other, boolean sameDialect) {
        int another = size(other);
        int less = Math.min(one, another);
        int more = Math.max(one, another);
        if (sameDialect) return (long) (more - less) * LIKENESS <= more;
        return less == 0 || more <= OVERHEAD + (long) less * OVERHEAD_FACTOR;
    }

    /** Where the sender can be noted; {@link #NONE} where it is, or others have taken all there is. */
    private int freeSlot(int place, int sender) {
        int first = place * SENDERS;
        for (int slot = first; slot < first + SENDERS; slot++) {
            if (senders[slot] == sender) return NONE;
            if (senders[slot] == Contact.UNKNOWN_SENDER) return slot;
        }
        return NONE;
    }

    private void put(int place, long hash, Contact contact) {
        keys[place] = hash;
        times[place] = contact.millis();
        lengths[place] = size(contact.durationMillis());
        sent[place] = size(contact.bytesSent());
        received[place] = size(contact.bytesReceived());
        ports[place] = contact.sourcePort();
        kinds[place] = kind(contact);
        ages[place] = age(contact);
        int first = place * SENDERS;
        Arrays.fill(senders, first, first + SENDERS, Contact.UNKNOWN_SENDER);
        senders[first] = contact.sender();
    }

    /** A place that is free, else that of the contact received longest ago. */
    private int leastOf(int bucket) {
        int least = bucket;
        for (int place = bucket; place < bucket + WAYS; place++) {
            if (keys[place] == FREE) return place;
            if (ages[place] < ages[least]) least = place;
        }
        return least;
    }

    private static int age(Contact contact) {
        return (int) (contact.receivedMillis() / MILLIS_PER_SECOND);
    }

    private static int kind(Contact contact) {
        return contact.dialect() << 1 | (contact.sessionStart() ? 1 : 0);
    }

    private static boolean isStart(int kind) {
        return (kind & 1) != 0;
    }

    private static int size(long value) {
        return (int) Math.min(value, Integer.MAX_VALUE);
    }

    private long hash(PairKey key) {
        long hash = seed;
        for (int i = 0; i < key.length; i += Words.BYTES) {
            hash = (hash ^ Words.first(key.bytes, i, key.length)) * SPREAD;
            hash ^= hash >>> 32;
        }
        return hash == FREE ? 1 : hash;
    }
}
