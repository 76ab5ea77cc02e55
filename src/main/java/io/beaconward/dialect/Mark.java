package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Slice;

/** Finds the words by which a format announces itself: at the start of a body, or behind a header that nobody understood. */
final class Mark {
    private static final int MAX_BEFORE = 128;

    private Mark() {}

    /**
     * Where {@code mark} begins in the body's first bytes, as a word of its own, or {@link Ascii#NONE}. Behind an equals sign, a
     * quote, a bar, a brace, a bracket or a hash, and within a word such as a URL, it is the text of a field of another format.
     */
    static int find(Slice body, byte[] mark) {
        byte[] text = body.array();
        int limit = Math.min(body.to(), body.from() + MAX_BEFORE);
        for (int i = body.from(); i < limit; i++) {
            byte b = text[i];
            if (b == mark[0] && Ascii.startsWith(text, i, body.to(), mark) && beginsWord(body, i)) return i;
            if (isOfAField(b)) return Ascii.NONE;
        }
        return Ascii.NONE;
    }

    private static boolean beginsWord(Slice body, int at) {
        return at == body.from() || Ascii.isBlank(body.array()[at - 1]) || isTagged(body, at);
    }

    /** Whether a colon stands before it and only letters before that: {@code ASM:CEF:}, a tag that no blank follows. */
    private static boolean isTagged(Slice body, int at) {
        if (body.array()[at - 1] != ':') return false;
        for (int i = body.from(); i < at - 1; i++) {
            if (!Ascii.isLetter(body.array()[i])) return false;
        }
        return true;
    }

    private static boolean isOfAField(byte b) {
        return switch (b) {
            case '=', '"', '|', '{', '(', '[', '#' -> true;
            default -> false;
        };
    }

    /** Where the first of several marks begins, as {@link #find(Slice, byte[])}. */
    static int findAny(Slice body, byte[][] marks) {
        int first = Ascii.NONE;
        for (byte[] mark : marks) {
            int found = find(body, mark);
            if (found >= 0 && (first < 0 || found < first)) first = found;
        }
        return first;
    }
}
