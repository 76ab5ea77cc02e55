package io.beaconward.syslog;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.KeyTable;

/** The abbreviations of zones that stand behind times. All but those of UTC are not clear enough to shift a time: the sender's zone holds. */
final class ZoneNames {
    private static final int UTC_NAMES = 3; // the first ones
    private static final int LONGEST = 4;
    private static final KeyTable NAMES = KeyTable.of(
            "UTC", "GMT", "Z", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "CET", "CEST", "MET", "MEST",
            "WET", "WEST", "EET", "EEST", "BST", "IST", "MSK", "JST", "KST", "HKT", "SGT", "AEST", "AEDT", "NZST",
            "NZDT", "BRT", "AST", "ADT", "AKST", "AKDT", "HST", "NST", "SAST", "PKT", "ICT", "WIB", "ACST", "AWST",
            "ART", "GST", "EAT", "WAT", "CAT");

    private ZoneNames() {}

    /** The end of the abbreviation, in capitals, that is the word at {@code from}; {@link Ascii#NONE} where there is none. */
    static int end(byte[] text, int from, int to) {
        int end = from;
        while (end < to && end - from <= LONGEST && text[end] >= 'A' && text[end] <= 'Z') end++;
        if (end == from || (end < to && !endsWord(text[end]))) return Ascii.NONE;
        return NAMES.find(text, from, end) == KeyTable.NONE ? Ascii.NONE : end;
    }

    /** Whether the abbreviation is one of UTC. */
    static boolean isUtc(byte[] text, int from, int end) {
        return NAMES.find(text, from, end) < UTC_NAMES;
    }

    private static boolean endsWord(byte b) {
        return b == ' ' || b == ':' || b == ',' || b == '"' || b == ']';
    }
}
