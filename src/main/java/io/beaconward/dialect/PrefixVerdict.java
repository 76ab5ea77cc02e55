package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;

/**
 * The verdict in a free text that an administrator lets a firewall put before its lines: the first word in it that says that
 * a packet was let through or not. Words are runs of letters, so that {@code drop-in}, {@code [WAN_DROP]} and {@code
 * INPUT DROP:} are understood.
 */
final class PrefixVerdict {
    private static final byte[][] BLOCKED = {
        Ascii.bytes("drop"),
        Ascii.bytes("deny"),
        Ascii.bytes("denied"),
        Ascii.bytes("block"),
        Ascii.bytes("reject"),
        Ascii.bytes("discard"),
        Ascii.bytes("ban")
    };
    private static final byte[][] ALLOWED = {
        Ascii.bytes("accept"), Ascii.bytes("allow"), Ascii.bytes("permit"), Ascii.bytes("pass")
    };

    private PrefixVerdict() {}

    static Flow.Action of(byte[] text, int from, int to) {
        int at = from;
        while (at < to) {
            while (at < to && !Ascii.isLetter(text[at])) at++;
            int end = at;
            while (end < to && Ascii.isLetter(text[end])) end++;
            if (isOneOf(BLOCKED, text, at, end)) return Flow.Action.BLOCKED;
            if (isOneOf(ALLOWED, text, at, end)) return Flow.Action.ALLOWED;
            at = end;
        }
        return Flow.Action.UNDECIDED;
    }

    /** Whether the word is one of these, or one with {@code s} or {@code ed} behind it. */
    private static boolean isOneOf(byte[][] words, byte[] text, int from, int to) {
        for (byte[] word : words) {
            if (to - from <= word.length + 3 && Ascii.startsWithIgnoringCase(text, from, to, word)) return true;
        }
        return false;
    }
}
