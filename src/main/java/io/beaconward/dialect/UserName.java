package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Slice;

/** A user as logged, without the domain before a backslash; a lone hyphen and the like are nobody. */
final class UserName {
    private static final byte[] NOT_AVAILABLE = Ascii.bytes("n/a");
    private static final byte[] UNKNOWN = Ascii.bytes("unknown");

    private UserName() {}

    static void read(Slice text, Flow flow) {
        read(text.array(), text.from(), text.to(), flow);
    }

    static void read(byte[] text, int from, int to, Flow flow) {
        int backslash = Ascii.lastIndexOf(text, from, to, '\\');
        int start = backslash < 0 ? from : backslash + 1;
        int comma = Ascii.indexOf(text, start, to, ',');
        int end = comma < 0 ? to : comma; // what follows is the directory's own name for the user
        boolean nobody = start >= end
                || (end - start == 1 && text[start] == '-')
                || Ascii.isIgnoringCase(text, start, end, NOT_AVAILABLE)
                || Ascii.isIgnoringCase(text, start, end, UNKNOWN)
                || Ascii.indexOf(text, start, end, ' ') >= 0;
        if (!nobody) flow.user().set(text, start, end);
    }
}
