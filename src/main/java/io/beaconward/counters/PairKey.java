package io.beaconward.counters;

import io.beaconward.bytes.Address;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Which pair: the source's address, 16 bytes in network order (IPv4 mapped), then the destination's name in lower case.
 * Reusable; not thread-safe.
 */
public final class PairKey {
    static final int ADDRESS = 16;
    static final int MAX_LENGTH = ADDRESS + 253;

    final byte[] bytes = new byte[MAX_LENGTH];
    int length = ADDRESS;

    /** Sets the key to {@code source} and the first {@code nameLength} bytes of {@code name}, 253 at most. */
    public void set(Address source, byte[] name, int nameLength) {
        long high = source.high();
        long low = source.low();
        for (int i = 7; i >= 0; i--) {
            bytes[i] = (byte) high;
            bytes[i + 8] = (byte) low;
            high >>>= 8;
            low >>>= 8;
        }
        System.arraycopy(name, 0, bytes, ADDRESS, nameLength);
        length = ADDRESS + nameLength;
    }

    /** Sets the key from texts, as {@link #source} and {@link #destination} give them. */
    public void set(String source, String destination) {
        Address address = new Address();
        if (!address.parse(source)) throw new IllegalArgumentException("no address: " + source);
        byte[] name = destination.getBytes(StandardCharsets.UTF_8);
        set(address, name, name.length);
    }

    void set(PairKey other) {
        System.arraycopy(other.bytes, 0, bytes, 0, other.length);
        length = other.length;
    }

    void set(byte[] key) {
        System.arraycopy(key, 0, bytes, 0, key.length);
        length = key.length;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    /** A number of the source, the same in all of its pairs. */
    int sourceHash() {
        int hash = 1;
        for (int i = 0; i < ADDRESS; i++) hash = hash * 31 + bytes[i];
        return hash;
    }

    /** The source's address as text. */
    public String source() {
        Address address = new Address();
        address.set(Arrays.copyOf(bytes, ADDRESS));
        return address.toString();
    }

    /** The destination's name. */
    public String destination() {
        return new String(bytes, ADDRESS, length - ADDRESS, StandardCharsets.UTF_8);
    }
}
