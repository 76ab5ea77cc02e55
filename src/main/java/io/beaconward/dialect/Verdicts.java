package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Slice;
import io.beaconward.bytes.Words;
import java.util.Arrays;

/** The words by which devices say whether they let a flow pass. */
final class Verdicts {
    private static final int LETTERS = 26;

    /** A word in lower case, its first eight bytes as one number. */
    private static final class Verdict {
        private final byte[] word;
        private final long head;
        private final long mask;

        Verdict(String text) {
            word = Ascii.bytes(text);
            head = Words.first(word, 0, word.length);
            mask = Words.mask(word.length);
        }

        /** Whether text that begins so, from {@code from} on, begins with the word. */
        boolean begins(long first, byte[] text, int from, int to) {
            if ((first & mask) != head) return false;
            return word.length <= Words.BYTES || Ascii.startsWithIgnoringCase(text, from, to, word);
        }
    }

    private static final Verdict[][] BLOCKED = byFirstLetter(
            "block",
            "blacklist",
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
            "terminat",
            "random-drop",
            "override-lockout");
    private static final Verdict[][] ALLOWED = byFirstLetter(
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
            "do not decrypt",
            "encrypt",
            "inspect",
            "inform",
            "exempt",
            "override",
            "observed",
            "proxied",
            "bypass",
            "forward",
            "https bypass",
            "https inspect",
            "warn",
            "not blocked");

    private static final Verdict[][] REFUSED = byFirstLetter("drop", "deny", "denied", "block", "reject", "discard");
    private static final Verdict[][] PASSED = byFirstLetter("accept", "allow", "permit", "pass");

    private Verdicts() {}

    /** What the word says; a word not known leaves it undecided. */
    static Flow.Action of(Slice word) {
        if (beginsAny(word.array(), word.from(), word.to(), BLOCKED)) return Flow.Action.BLOCKED;
        return beginsAny(word.array(), word.from(), word.to(), ALLOWED) ? Flow.Action.ALLOWED : Flow.Action.UNDECIDED;
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

    private static boolean beginsAny(byte[] text, int from, int to, Verdict[][] words) {
        if (from >= to || !Ascii.isLetter(text[from])) return false;
        long first = Words.lower(Words.first(text, from, to));
        for (Verdict verdict : words[Ascii.lower(text[from]) - 'a']) {
            if (verdict.begins(first, text, from, to)) return true;
        }
        return false;
    }

    /** The words that begin with each letter, by its place in the alphabet. */
    private static Verdict[][] byFirstLetter(String... words) {
        Verdict[][] all = new Verdict[LETTERS][];
        for (int i = 0; i < LETTERS; i++) {
            char letter = (char) ('a' + i);
            all[i] = Arrays.stream(words)
                    .filter(word -> word.charAt(0) == letter)
                    .map(Verdict::new)
                    .toArray(Verdict[]::new);
        }
        return all;
    }
}
