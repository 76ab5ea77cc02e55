package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.KeyTable;
import io.beaconward.bytes.Slice;

/**
 * A user as logged, without the domain before a backslash, the directory's path to it, or the directory's own name behind a
 * comma that no backslash escapes. A lone hyphen, and the words by which devices say that they know none, are nobody.
 */
final class UserName {
    /** Whose first letters {@link #isNobody} knows. */
    private static final KeyTable NOBODY =
            KeyTable.of("-", "n/a", "na", "none", "null", "not found", "no authentication required", "(null)", "\"\"");

    private static final byte[] UNKNOWN = Ascii.bytes("unknown");
    private static final byte[] DIRECTORY = Ascii.bytes("ldap://");
    private static final byte[] COMMON_NAME = Ascii.bytes("cn=");
    private static final byte[] RESOURCE = Ascii.bytes("arn:");

    private UserName() {}

    static boolean read(Slice text, Flow flow) {
        return read(text.array(), text.from(), text.to(), flow);
    }

    static boolean read(byte[] text, int begin, int stop, Flow flow) {
        boolean quoted =
                stop - begin >= 2 && text[begin] == text[stop - 1] && (text[begin] == '"' || text[begin] == '\'');
        int from = quoted ? begin + 1 : begin;
        int to = quoted ? stop - 1 : stop;
        int start = start(text, from, to);
        int comma = comma(text, start, to);
        int end = Ascii.trimEnd(text, start, comma < 0 ? to : comma);
        if (start >= end || isNobody(text, start, end)) return false;
        flow.user().set(text, start, end);
        return true;
    }

    private static int comma(byte[] text, int from, int to) {
        int comma = Ascii.indexOf(text, from, to, ',');
        while (comma > from && text[comma - 1] == '\\') comma = Ascii.indexOf(text, comma + 1, to, ',');
        return comma;
    }

    private static boolean isNobody(byte[] text, int from, int to) {
        return switch (text[from]) {
            case '-', '(', '"', 'n', 'N' -> NOBODY.find(text, from, to) != KeyTable.NONE;
            case 'u', 'U' -> Ascii.startsWithIgnoringCase(text, from, to, UNKNOWN);
            default -> false;
        };
    }

    private static int start(byte[] text, int from, int to) {
        if (Ascii.startsWithIgnoringCase(text, from, to, DIRECTORY)) {
            int slash = Ascii.lastIndexOf(text, from + DIRECTORY.length, to, '/');
            return slash < 0 ? to : slash + 1; // a path without a name behind it is of no one
        }
        if (Ascii.startsWithIgnoringCase(text, from, to, COMMON_NAME)) return from + COMMON_NAME.length;
        if (Ascii.startsWithIgnoringCase(text, from, to, RESOURCE)) {
            int colon = Ascii.lastIndexOf(text, from, to, ':');
            return Math.max(colon, Ascii.lastIndexOf(text, from, to, '/')) + 1;
        }
        int backslash = Ascii.lastIndexOf(text, from, to, '\\');
        return backslash < 0 ? from : backslash + 1;
    }
}
