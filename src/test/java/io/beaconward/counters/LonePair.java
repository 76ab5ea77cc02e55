package io.beaconward.counters;

import io.beaconward.watch.Contact;
import net.openhft.chronicle.bytes.BytesStore;

/** A pair on its own, for tests of what is judged by it; the window is a day. */
public final class LonePair implements AutoCloseable {
    private final BytesStore<?, ?> memory;
    private final Pair pair;
    private final Contact contact = new Contact();

    public LonePair() {
        PairLayout layout = new PairLayout(24);
        memory = BytesStore.nativeStore(layout.size);
        pair = new Pair(layout);
        pair.bytesStore(memory, 0, layout.size);
    }

    /** From now on the clock shows multiples of so many seconds. */
    public void grain(int seconds) {
        contact.grain(seconds);
    }

    /** A contact at so many seconds since 1970, received at once. */
    public Pair contact(long seconds) {
        return contact(seconds, 300, 900);
    }

    /** The end of a session that lasted so many seconds. */
    public Pair session(long seconds, long duration, long sent, long received) {
        contact.durationMillis(duration * 1000);
        contact(seconds, sent, received);
        contact.durationMillis(0);
        return pair;
    }

    public Pair contact(long seconds, long sent, long received) {
        contact.millis(seconds * 1000);
        contact.receivedMillis(seconds * 1000);
        contact.bytes(sent, received);
        pair.add(contact);
        return pair;
    }

    public Pair pair() {
        return pair;
    }

    /** The contact that was counted last. */
    public Contact last() {
        return contact;
    }

    /** Bytes of a pair. */
    public static int size() {
        return new PairLayout(24).size;
    }

    @Override
    public void close() {
        memory.releaseLast();
    }
}
