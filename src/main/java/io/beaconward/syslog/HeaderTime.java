package io.beaconward.syslog;

import io.beaconward.bytes.Ascii;

/** Reads the times of a syslog header. Stateless. */
final class HeaderTime {
    private HeaderTime() {}

    /** Reads the time at {@code at}, if one stands there: the message's, and where it ends, or {@link Ascii#NONE}. */
    static int read(byte[] text, int at, int to, boolean stated, Message message) {
        int end = StampParser.bsd(text, at, to, message.headerTime());
        if (end < 0 && to - at > 19) {
            end = StampParser.iso(text, at, to, message.headerTime());
            // With a blank in it and no zone, it may as well be the first two columns of a raw proxy line.
            boolean columns = end > 0 && text[at + 10] == ' ' && !stated;
            if (columns && !message.headerTime().isInstant() && !HeaderWords.goesOnAsMessage(text, end, to))
                end = Ascii.NONE;
        }
        return checked(text, end, to, message);
    }

    /** The same of one of RFC 3164 alone. */
    static int readBsd(byte[] text, int at, int to, Message message) {
        return checked(text, StampParser.bsd(text, at, to, message.headerTime()), to, message);
    }

    /** The end of the time that was read, if a word ends there. */
    private static int checked(byte[] text, int end, int to, Message message) {
        if (end >= 0 && (end == to || text[end] == ' ' || text[end] == ':')) return end;
        message.headerTime().clear();
        return Ascii.NONE;
    }

    /** The end of a time of RFC 3164, or of one of RFC 5424 that is no column of a body since name and tag follow it. */
    static int endOfSecond(byte[] text, int at, int to, Stamp second) {
        int end = StampParser.bsd(text, at, to, second);
        if (end >= 0 || to - at < 21 || text[at + 10] != 'T') return end;
        end = StampParser.iso(text, at, to, second);
        boolean tagged = end > 0 && HeaderWords.isTagWithProcessAhead(text, Ascii.skipBlanks(text, end, to), to);
        return tagged ? end : Ascii.NONE;
    }
}
