package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Slice;

/** The words by which devices say whether they let a flow pass. */
final class Verdicts {
    private static final byte[][] BLOCKED =
            words("block", "den", "drop", "reject", "reset", "discard", "sinkhole", "refuse", "prevent", "clear");
    private static final byte[][] ALLOWED = words(
            "allow",
            "accept",
            "pass",
            "permit",
            "alert",
            "continue",
            "close",
            "timeout",
            "client-rst",
            "server-rst",
            "start",
            "dns");

    private Verdicts() {}

    /** What the word says; a word not known leaves it undecided. */
    static Flow.Action of(Slice word) {
        if (startsWithAny(word, BLOCKED)) return Flow.Action.BLOCKED;
        return startsWithAny(word, ALLOWED) ? Flow.Action.ALLOWED : Flow.Action.UNDECIDED;
    }

    private static boolean startsWithAny(Slice word, byte[][] beginnings) {
        for (byte[] beginning : beginnings) {
            if (Ascii.startsWithIgnoringCase(word.array(), word.from(), word.to(), beginning)) return true;
        }
        return false;
    }

    private static byte[][] words(String... words) {
        byte[][] all = new byte[words.length][];
        for (int i = 0; i < words.length; i++) all[i] = Ascii.bytes(words[i]);
        return all;
    }
}
