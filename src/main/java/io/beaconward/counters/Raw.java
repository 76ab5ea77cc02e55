package io.beaconward.counters;

import net.openhft.chronicle.core.Memory;
import net.openhft.chronicle.core.OS;

/** Unsigned and floating numbers at an address off-heap. */
final class Raw {
    static final int MAX_U8 = 0xff;
    static final int MAX_U16 = 0xffff;

    private static final Memory MEMORY = OS.memory();

    private Raw() {}

    static int u8(long address) {
        return MEMORY.readByte(address) & MAX_U8;
    }

    /** Writes the value, or the greatest that fits. */
    static void u8(long address, int value) {
        MEMORY.writeByte(address, (byte) Math.min(value, MAX_U8));
    }

    static int u16(long address) {
        return MEMORY.readShort(address) & MAX_U16;
    }

    /** Writes the value, or the greatest that fits. */
    static void u16(long address, int value) {
        MEMORY.writeShort(address, (short) Math.min(value, MAX_U16));
    }

    static int i32(long address) {
        return MEMORY.readInt(address);
    }

    static void i32(long address, int value) {
        MEMORY.writeInt(address, value);
    }

    static float f32(long address) {
        return MEMORY.readFloat(address);
    }

    static void f32(long address, float value) {
        MEMORY.writeFloat(address, value);
    }

    /** Adds 1, unless it is at its most. */
    static void count(long address) {
        int value = u16(address);
        if (value < MAX_U16) u16(address, value + 1);
    }

    /** Writes zeros from {@code from} to {@code to}, a multiple of four bytes apart. */
    static void clear(long from, long to) {
        for (long at = from; at < to; at += Integer.BYTES) i32(at, 0);
    }
}
