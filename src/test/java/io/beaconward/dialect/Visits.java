package io.beaconward.dialect;

import java.util.Arrays;

/**
 * Counts the loads of bytes by the code that a {@link CountingLoader} loaded. A load is one visit, whether of one byte or, by a
 * view of the array, of eight; a library call is as many as it looks at. One thread only.
 */
public final class Visits {
    private static long count;

    private Visits() {}

    static long count() {
        return count;
    }

    public static void one() {
        count++;
    }

    public static boolean equals(byte[] a, int aFrom, int aTo, byte[] b, int bFrom, int bTo) {
        int mismatch = aTo - aFrom == bTo - bFrom ? Arrays.mismatch(a, aFrom, aTo, b, bFrom, bTo) : 0;
        count += mismatch < 0 ? aTo - aFrom : mismatch;
        return Arrays.equals(a, aFrom, aTo, b, bFrom, bTo);
    }

    public static boolean equals(byte[] a, byte[] b) {
        return equals(a, 0, a.length, b, 0, b.length);
    }

    public static byte[] copyOf(byte[] from, int length) {
        count += Math.min(from.length, length);
        return Arrays.copyOf(from, length);
    }

    public static void arraycopy(Object from, int at, Object to, int toAt, int length) {
        if (from instanceof byte[]) count += length;
        System.arraycopy(from, at, to, toAt, length);
    }
}
