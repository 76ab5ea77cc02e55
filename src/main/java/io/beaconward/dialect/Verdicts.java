package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Slice;

/** The words by which devices say whether they let a flow pass. */
final class Verdicts {
    private static final byte[][] BLOCKED = words(
            "block",
            "den",
            "drop",
            "reject",
            "reset",
            "discard",
            "sinkhole",
            "refuse",
            "prevent",
            "clear",
            "quarantine",
            "terminat");
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
            "dns",
            "trust",
            "monitor",
            "detect",
            "decrypt",
            "observed",
            "proxied",
            "bypass",
            "forward",
            "warn",
            "not blocked");

    private static final byte[][] REFUSED = words("drop", "deny", "denied", "block", "reject", "discard");
    private static final byte[][] PASSED = words("accept", "allow", "permit", "pass");

    private Verdicts() {}

    /** What the word says; a word not known leaves it undecided. */
    static Flow.Action of(Slice word) {
        if (startsWithAny(word, BLOCKED)) return Flow.Action.BLOCKED;
        return startsWithAny(word, ALLOWED) ? Flow.Action.ALLOWED : Flow.Action.UNDECIDED;
    }

    /** As {@link #within(byte[], int, int)}. */
    static Flow.Action within(Slice text) {
        return within(text.array(), text.from(), text.to());
    }

    /** What a sentence says, by the first such word in it. */
    static Flow.Action within(byte[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (i > from && Ascii.isLetter(text[i - 1])) continue;
            if (beginsAny(text, i, to, REFUSED)) return Flow.Action.BLOCKED;
            if (beginsAny(text, i, to, PASSED)) return Flow.Action.ALLOWED;
        }
        return Flow.Action.UNDECIDED;
    }

    private static boolean beginsAny(byte[] text, int from, int to, byte[][] words) {
        for (byte[] word : words) {
            if (Ascii.startsWithIgnoringCase(text, from, to, word)) return true;
        }
        return false;
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
