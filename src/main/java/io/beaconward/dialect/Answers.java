package io.beaconward.dialect;

import io.beaconward.bytes.Address;

/** The addresses of one DNS reply, in its order; of more than {@link #MAX} the first ones. */
public final class Answers {
    /** How many addresses of one reply are taken. */
    public static final int MAX = 16;

    private final Address[] addresses = new Address[MAX];
    private int size;

    Answers() {
        for (int i = 0; i < MAX; i++) addresses[i] = new Address();
    }

    public int size() {
        return size;
    }

    /** The address at {@code index}, from 0. */
    public Address get(int index) {
        if (index >= size) throw new IndexOutOfBoundsException(index);
        return addresses[index];
    }

    void clear() {
        size = 0;
    }

    /** Takes the address written in {@code [from, to)}; what is none, a name for example, is passed over. */
    void add(byte[] text, int from, int to) {
        if (size < MAX && addresses[size].parse(text, from, to)) size++;
    }
}
