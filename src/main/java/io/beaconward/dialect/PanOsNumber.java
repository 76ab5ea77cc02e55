package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Decimal;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.Numbering;

/**
 * The sequence number of a PAN-OS log entry: 64 bits, counted for each log type by itself (PAN-OS syslog field descriptions).
 * URL filtering has a log of its own beside that of threats. Other logs tell of no flows and are not followed.
 */
final class PanOsNumber {
    private static final int MAX_DIGITS = 20;
    private static final int DIGITS_KEPT = 18;
    private static final byte[] TRAFFIC = Ascii.bytes("traffic");
    private static final byte[] THREAT = Ascii.bytes("threat");
    private static final byte[] URL = Ascii.bytes("url");

    private PanOsNumber() {}

    /** Reads the number; of more than 18 digits the last 18. */
    static void read(Slice text, Numbering numbering, Flow flow) {
        if (text.length() > MAX_DIGITS) return;
        int from = Math.max(text.from(), text.to() - DIGITS_KEPT);
        long number = Decimal.parse(text.array(), from, text.to());
        if (number < 0 || (from > text.from() && !Ascii.isDigit(text.at(0)))) return;
        flow.number(numbering, number);
    }

    /** For the formats that name their fields: that of the number, and the two that say the type and the subtype, either way round. */
    static Finish of(String numberField, String oneField, String otherField, Vocabulary vocabulary) {
        int number = vocabulary.number(numberField);
        int one = vocabulary.number(oneField);
        int other = vocabulary.number(otherField);
        return (message, fields, flow) -> {
            if (!fields.says(number)) return;
            Numbering numbering = Numbering.NONE;
            if (fields.is(one, TRAFFIC) || fields.is(other, TRAFFIC)) {
                numbering = Numbering.PAN_OS_TRAFFIC;
            } else if (fields.is(one, URL) || fields.is(other, URL)) {
                numbering = Numbering.PAN_OS_URL;
            } else if (fields.is(one, THREAT) || fields.is(other, THREAT)) {
                numbering = Numbering.PAN_OS_THREAT;
            }
            if (numbering != Numbering.NONE) read(fields.get(number), numbering, flow);
        };
    }
}
