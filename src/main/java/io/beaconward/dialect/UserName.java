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
        boolean nobody = start >= to
                || (to - start == 1 && text[start] == '-')
                || Ascii.isIgnoringCase(text, start, to, NOT_AVAILABLE)
                || Ascii.isIgnoringCase(text, start, to, UNKNOWN)
                || Ascii.indexOf(text, start, to, ' ') >= 0;
        if (!nobody) flow.user().set(text, start, to);
    }
}
