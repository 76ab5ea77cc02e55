package io.beaconward.syslog;

import io.beaconward.bytes.Ascii;

/** Finds where the STRUCTURED-DATA of RFC 5424 ends. */
final class StructuredData {
    private StructuredData() {}

    /** The end of all SD-ELEMENTs, or {@code from} where what stands there is none: a body in brackets, for example. */
    static int end(byte[] text, int from, int to) {
        int at = from;
        while (at < to && text[at] == '[') {
            int end = endOfElement(text, at + 1, to);
            if (end < 0) return from;
            at = end;
        }
        return at < to && text[at] != ' ' ? from : at;
    }

    private static int endOfElement(byte[] text, int from, int to) {
        boolean quoted = false;
        boolean name = true;
        for (int i = from; i < to; i++) {
            byte b = text[i];
            if (name) { // SD-ID: neither quote nor equals sign nor colon before its end
                if (b == '"' || b == '=' || b == ':' || b == ';') return Ascii.NONE;
                name = b != ' ' && b != ']';
            }
            if (quoted && b == '\\') {
                i++;
            } else if (b == '"') {
                quoted = !quoted;
            } else if (b == ']' && !quoted) {
                return i + 1;
            }
        }
        return Ascii.NONE;
    }
}
