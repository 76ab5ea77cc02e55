package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Slice;

/**
 * A user as logged, without the domain before a backslash and the directory's own name behind a comma. A lone hyphen, and the
 * words by which devices say that they know none, are nobody.
 */
final class UserName {
    private static final KeyTable NOBODY =
            KeyTable.of("-", "n/a", "na", "none", "null", "not found", "no authentication required", "(null)", "\"\"");
    private static final byte[] UNKNOWN = Ascii.bytes("unknown");

    private UserName() {}

    static boolean read(Slice text, Flow flow) {
        return read(text.array(), text.from(), text.to(), flow);
    }

    static boolean read(byte[] text, int from, int to, Flow flow) {
        int backslash = Ascii.lastIndexOf(text, from, to, '\\');
        int start = backslash < 0 ? from : backslash + 1;
        int comma = Ascii.indexOf(text, start, to, ',');
        int end = Ascii.trimEnd(text, start, comma < 0 ? to : comma);
        boolean nobody = start >= end
                || NOBODY.find(text, start, end) != KeyTable.NONE
                || Ascii.startsWithIgnoringCase(text, start, end, UNKNOWN);
        if (!nobody) flow.user().set(text, start, end);
        return !nobody;
    }
}
