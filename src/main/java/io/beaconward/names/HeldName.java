package io.beaconward.names;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Slice;

/** A name on its way into the table or out of it, with where it is from. One carrier per pipeline. */
final class HeldName {
    /** The longest name, bytes (RFC 1035). */
    static final int MAX_LENGTH = 253;

    final byte[] bytes = new byte[MAX_LENGTH];
    int length;
    int hash;

    /** Whether a flow stated the name; else a DNS reply did. */
    boolean fromFlow;

    /** Sets the name, in lower case; one that is longer than may be is none. */
    void set(Slice name, boolean flow) {
        fromFlow = flow;
        length = name.length() > MAX_LENGTH ? 0 : name.length();
        int mixed = length;
        for (int i = 0; i < length; i++) {
            bytes[i] = Ascii.lower(name.at(i));
            mixed = mixed * 31 + bytes[i];
        }
        hash = (mixed * 0x9e37_79b1) >>> 8;
    }
}
