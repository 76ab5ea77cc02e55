package io.beaconward.syslog;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Decimal;

/** Finds the {@code sequenceId} of the SD-ELEMENT {@code meta} (RFC 5424, 7.3.1). */
final class SequenceId {
    private static final byte[] META = Ascii.bytes("[meta ");
    private static final byte[] PARAMETER = Ascii.bytes(" sequenceId=\"");

    private SequenceId() {}

    /** The number in STRUCTURED-DATA at {@code [from, to)}: 1 to 2147483647, or {@link Decimal#NONE}. */
    static int read(byte[] text, int from, int to) {
        boolean quoted = false;
        boolean inMeta = false;
        for (int i = from; i < to; i++) {
            byte b = text[i];
            if (quoted && b == '\\') {
                i++;
            } else if (b == '"') {
                quoted = !quoted;
            } else if (!quoted && b == '[') {
                inMeta = Ascii.startsWith(text, i, to, META);
            } else if (!quoted && inMeta && b == ' ' && Ascii.startsWith(text, i, to, PARAMETER)) {
                int value = i + PARAMETER.length;
                int number = Decimal.parseUpTo(text, value, Ascii.indexOf(text, value, to, '"'), Integer.MAX_VALUE);
                return number == 0 ? Decimal.NONE : number;
            }
        }
        return Decimal.NONE;
    }
}
