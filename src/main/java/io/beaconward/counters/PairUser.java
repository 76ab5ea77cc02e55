package io.beaconward.counters;

import java.nio.charset.StandardCharsets;
import net.openhft.chronicle.core.Memory;
import net.openhft.chronicle.core.OS;

/**
 * The user's name where it lies in a pair, see {@link PairLayout}. The length is written last, so that a killed process leaves
 * no name of two halves.
 */
final class PairUser {
    private static final Memory MEMORY = OS.memory();

    private PairUser() {}

    /** The name at {@code address}; bytes that are not UTF-8 as U+FFFD. */
    static String read(long address) {
        byte[] name = new byte[Math.min(MEMORY.readByte(address) & 0xff, PairLayout.MAX_USER)];
        for (int i = 0; i < name.length; i++) name[i] = MEMORY.readByte(address + 1 + i);
        return new String(name, StandardCharsets.UTF_8);
    }

    /** Writes the first {@code length} bytes of {@code name}, if it is another one than before; mostly it is not. */
    static void write(long address, byte[] name, int length) {
        int kept = Math.min(length, PairLayout.MAX_USER);
        boolean same = MEMORY.readByte(address) == kept;
        for (int i = 0; same && i < kept; i++) same = MEMORY.readByte(address + 1 + i) == name[i];
        if (same) return;
        MEMORY.writeByte(address, (byte) 0);
        for (int i = 0; i < kept; i++) MEMORY.writeByte(address + 1 + i, name[i]);
        MEMORY.writeByte(address, (byte) kept);
    }

    /** Writes what is at {@code from} to {@code to}, where nothing was yet. */
    static void copy(long from, long to) {
        for (int i = PairLayout.MAX_USER; i >= 0; i--) MEMORY.writeByte(to + i, MEMORY.readByte(from + i));
    }
}
