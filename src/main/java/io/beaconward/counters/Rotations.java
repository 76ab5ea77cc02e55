package io.beaconward.counters;

import io.beaconward.bytes.Address;
import io.beaconward.watch.Contact;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import net.openhft.chronicle.core.Jvm;

/**
 * The rhythm of each source with all destinations of one provider together, for beacons that take turns among several names so
 * that none of them shows a beat. One for the process, thread-safe, allocates nothing while it hears. It holds 4096 groups in
 * 3.5 MiB of direct memory, taken at the start; of eight in one place one makes way that has a single destination, of those
 * the one heard longest ago. {@link RotationFile} keeps it over a restart.
 */
public final class Rotations {
    /*
     * A group, in bytes from its start:
     *
     *    0  int  the number of the destination that speaks for the group; 0: none yet
     *    4  int  beats of destinations that found no place among the six
     *    8  six destinations: int number of the name, 0: free; short beats; byte length of the name kept; 1 byte reserved
     *   56  their names, 80 bytes each; of a longer one the beginning
     *  536  the beats, as BeatLayout draws them
     *
     * Beats are heard from the second destination on: what one does alone its own pair hears.
     *
     * One destination speaks for the group, so that there is one finding and not one for each: the one that has the most beats
     * when the rhythm is found. If it falls silent, another does once it has twice as many; a name that was used only once
     * speaks for good, or else each further name would raise an alert of its own.
     */
    private static final int WAYS = 8;
    private static final int BUCKETS = 512;
    private static final int STRIPES = 32;
    private static final int MEMBERS = 6;
    private static final int SPEAKER = 0;
    private static final int OTHERS = 4;
    private static final int MEMBER = 8;
    private static final int MEMBER_SIZE = 8;
    private static final int MEMBER_BEATS = 4;
    private static final int MEMBER_LENGTH = 6;
    private static final int NAMES = MEMBER + MEMBERS * MEMBER_SIZE;
    private static final int NAME_SIZE = 80;
    private static final int BEATS = NAMES + MEMBERS * NAME_SIZE;
    static final int SIZE = BEATS + BeatLayout.SIZE;
    private static final int LEAST_DESTINATIONS = 3;
    private static final int FULL = 64;
    private static final int NONE = -1;
    private static final long FREE = 0;
    private static final long SPREAD = 0x9e37_79b9_7f4a_7c15L;
    private static final long MILLIS_PER_SECOND = 1000;

    private final ByteBuffer memory = ByteBuffer.allocateDirect(BUCKETS * WAYS * SIZE + Long.BYTES);
    private final long start = Jvm.address(memory) + Long.BYTES - 1 & -Long.BYTES;
    private final long[] keys = new long[BUCKETS * WAYS];
    private final int[] heard = new int[BUCKETS * WAYS]; // last, seconds since 1970
    private final Beats[] views = new Beats[STRIPES]; // each is the lock of its stripe
    private long seed = new SecureRandom().nextLong(); // changed only before anything is heard

    public Rotations() {
        Arrays.setAll(views, i -> new Beats());
    }

    /**
     * Hears a contact.
     *
     * @param isRhythm asked about the group's beats where three destinations or more share them and none has more than half
     * @return whether that holds with a beat that the contact began, and its destination is the one that speaks for the group
     */
    public boolean hear(Contact contact, Predicate<Beats> isRhythm) {
        Address source = contact.source();
        long hash = hash(source, contact.provider());
        Beats view = views[bucket(hash) % STRIPES];
        synchronized (view) {
            int place = find(hash);
            if (place == NONE) place = begin(hash);
            heard[place] = (int) (contact.receivedMillis() / MILLIS_PER_SECOND);
            long group = group(place);
            int number = number(contact);
            if (isAlone(group, number, contact)) return false;
            view.wrap(group + BEATS);
            int seconds = (int) Math.floorDiv(contact.millis(), MILLIS_PER_SECOND);
            if (!view.hear(seconds, contact.grain())) return false;
            note(group, number, contact);
            return isShared(group) && maySpeak(group, number) && isRhythm.test(view) && speak(group, number);
        }
    }

    /** The destinations that share the beats of the source with those of the provider, at most six, without {@code but}. */
    public List<String> destinations(Address source, int provider, String but) {
        List<String> names = new ArrayList<>();
        long hash = hash(source, provider);
        synchronized (views[bucket(hash) % STRIPES]) {
            int place = find(hash);
            for (int i = 0; place != NONE && i < MEMBERS; i++) {
                if (beatsOf(group(place), i) == 0) continue;
                String name = name(group(place), i);
                boolean own = name.length() == NAME_SIZE ? but.startsWith(name) : but.equals(name);
                if (!own) names.add(name);
            }
        }
        return List.copyOf(names);
    }

    // --- what a file keeps ---

    /** Takes a group as it lies in memory. */
    @FunctionalInterface
    interface GroupVisitor {
        /** @param heard last, seconds since 1970 */
        void group(long key, int heard, byte[] group) throws IOException;
    }

    /** Shows all groups, each as it is between two contacts; the bytes are used again for the next. */
    void forEach(GroupVisitor visitor) throws IOException {
        byte[] bytes = new byte[SIZE];
        for (int place = 0; place < keys.length; place++) {
            long key;
            int last;
            synchronized (views[place / WAYS % STRIPES]) {
                key = keys[place];
                last = heard[place];
                for (int i = 0; i < SIZE; i++) bytes[i] = (byte) Raw.u8(group(place) + i);
            }
            if (key != FREE) visitor.group(key, last, bytes);
        }
    }

    long seed() {
        return seed;
    }

    /** Goes by the seed of an earlier run, whose groups are to follow; before anything is heard. */
    void seed(long earlier) {
        seed = earlier;
    }

    /** Takes over a group of an earlier run. */
    void restore(long key, int last, byte[] bytes) {
        synchronized (views[bucket(key) % STRIPES]) {
            int place = begin(key);
            heard[place] = last;
            for (int i = 0; i < SIZE; i++) Raw.u8(group(place) + i, bytes[i] & Raw.MAX_U8);
        }
    }

    // --- the group's destinations ---

    /** Whether the group has no other destination yet; until it has, the beats are those of the pair alone. */
    private static boolean isAlone(long group, int number, Contact contact) {
        for (int i = 1; i < MEMBERS; i++) {
            if (beatsOf(group, i) > 0) return false;
        }
        if (beatsOf(group, 0) == 0) note(group, number, contact);
        return Raw.i32(member(group, 0)) == number;
    }

    private static void note(long group, int number, Contact contact) {
        int free = NONE;
        for (int i = 0; i < MEMBERS; i++) {
            if (Raw.i32(member(group, i)) == number) {
                Raw.count(member(group, i) + MEMBER_BEATS);
                if (beatsOf(group, i) >= FULL) halve(group);
                return;
            }
            if (free == NONE && beatsOf(group, i) == 0) free = i;
        }
        if (free == NONE) {
            Raw.i32(group + OTHERS, Math.min(Raw.i32(group + OTHERS), FULL * FULL) + 1);
            return;
        }
        long member = member(group, free);
        Raw.i32(member, number);
        Raw.u16(member + MEMBER_BEATS, 1);
        int length = Math.min(contact.nameLength(), NAME_SIZE);
        Raw.u8(member + MEMBER_LENGTH, length);
        for (int i = 0; i < length; i++) Raw.u8(nameAt(group, free) + i, contact.name()[i]);
    }

    /** Forgets half of who had the beats, so that a destination that comes anew is soon seen. */
    private static void halve(long group) {
        for (int i = 0; i < MEMBERS; i++) Raw.u16(member(group, i) + MEMBER_BEATS, beatsOf(group, i) / 2);
        Raw.i32(group + OTHERS, Raw.i32(group + OTHERS) / 2);
    }

    private static boolean isShared(long group) {
        int sum = Raw.i32(group + OTHERS);
        int destinations = 0;
        for (int i = 0; i < MEMBERS; i++) {
            sum += beatsOf(group, i);
            if (beatsOf(group, i) > 0) destinations++;
        }
        return destinations >= LEAST_DESTINATIONS && 2 * most(group) <= sum;
    }

    private static int most(long group) {
        int most = 0;
        for (int i = 0; i < MEMBERS; i++) most = Math.max(most, beatsOf(group, i));
        return most;
    }

    /** Whether it speaks for the group already, or may from now on. One that has fallen behind by half speaks no more. */
    private static boolean maySpeak(long group, int number) {
        int speaker = Raw.i32(group + SPEAKER);
        if (speaker == number) return true;
        int most = most(group);
        if (speaker != 0) {
            int slot = slotOf(group, speaker);
            if (slot == NONE || 2 * beatsOf(group, slot) >= most) return false;
        }
        int own = slotOf(group, number);
        return (own == NONE ? 1 : beatsOf(group, own)) >= most;
    }

    private static boolean speak(long group, int number) {
        Raw.i32(group + SPEAKER, number);
        return true;
    }

    private static int slotOf(long group, int number) {
        for (int i = 0; i < MEMBERS; i++) {
            if (Raw.i32(member(group, i)) == number) return i;
        }
        return NONE;
    }

    private static long member(long group, int slot) {
        return group + MEMBER + (long) slot * MEMBER_SIZE;
    }

    private static int beatsOf(long group, int slot) {
        return Raw.u16(member(group, slot) + MEMBER_BEATS);
    }

    private static long nameAt(long group, int slot) {
        return group + NAMES + (long) slot * NAME_SIZE;
    }

    private static String name(long group, int slot) {
        byte[] name = new byte[Raw.u8(member(group, slot) + MEMBER_LENGTH)];
        for (int i = 0; i < name.length; i++) name[i] = (byte) Raw.u8(nameAt(group, slot) + i);
        return new String(name, StandardCharsets.US_ASCII);
    }

    /** A number of the contact's destination, never 0. */
    private static int number(Contact contact) {
        int hash = 1;
        for (int i = 0; i < contact.nameLength(); i++) hash = hash * 31 + contact.name()[i];
        return hash == 0 ? 1 : hash;
    }

    // --- where a group lies ---

    private int find(long hash) {
        int first = bucket(hash) * WAYS;
        for (int place = first; place < first + WAYS; place++) {
            if (keys[place] == hash) return place;
        }
        return NONE;
    }

    /** Takes a place for the group: a free one, else that of the least of the others. */
    private int begin(long hash) {
        int first = bucket(hash) * WAYS;
        int least = first;
        for (int place = first; place < first + WAYS && keys[least] != FREE; place++) {
            if (keys[place] == FREE || worth(place) < worth(least)) least = place;
        }
        keys[least] = hash;
        Raw.clear(group(least), group(least) + SIZE);
        return least;
    }

    private long worth(int place) {
        boolean several = beatsOf(group(place), 1) > 0;
        return heard[place] + (several ? 1L << Integer.SIZE : 0);
    }

    private long group(int place) {
        return start + (long) place * SIZE;
    }

    private long hash(Address source, int provider) {
        long hash = (seed ^ source.high()) * SPREAD;
        hash = (hash ^ hash >>> 32 ^ source.low()) * SPREAD;
        hash = (hash ^ hash >>> 32 ^ provider) * SPREAD;
        hash ^= hash >>> 32;
        return hash == FREE ? 1 : hash;
    }

    private static int bucket(long hash) {
        return (int) hash & BUCKETS - 1;
    }
}
