package io.beaconward.syslog;

import io.beaconward.bytes.Ascii;

/** Which words stand in a syslog header: names of hosts, tags, facilities. Stateless. */
final class HeaderWords {
    static final int MAX_HOST = 255;
    private static final int MAX_TAG = 64;
    private static final int MAX_DIGITS = 10;
    private static final int MAX_COUNT_DIGITS = 6;
    private static final int SHORTEST_HEADER = 4;
    private static final byte[] CEF = Ascii.bytes("CEF:");
    private static final byte[] LEEF = Ascii.bytes("LEEF:");
    private static final byte[] ARROW = Ascii.bytes("->");

    private static final byte[][] STREAMS = {Ascii.bytes("stdout F "), Ascii.bytes("stderr F ")};

    private static final byte[][] FACILITIES = words(
            "kern",
            "user",
            "mail",
            "daemon",
            "auth",
            "syslog",
            "lpr",
            "news",
            "uucp",
            "cron",
            "authpriv",
            "ftp",
            "local0",
            "local1",
            "local2",
            "local3",
            "local4",
            "local5",
            "local6",
            "local7");
    private static final byte[][] SEVERITIES =
            words("emerg", "alert", "crit", "critical", "err", "error", "warn", "warning", "notice", "info", "debug");

    /** The bytes that stand in a host name, as devices write it, and in a tag; by their value without sign. */
    private static final boolean[] IN_HOST = new boolean[256];

    private static final boolean[] IN_TAG = new boolean[256];

    static {
        for (int b = 0; b < 256; b++) {
            boolean alphanumeric = Ascii.isLetter((byte) b) || Ascii.isDigit((byte) b);
            IN_HOST[b] = alphanumeric || b > 127 || ".-_:/@%".indexOf(b) >= 0;
            IN_TAG[b] = alphanumeric || "_-./()".indexOf(b) >= 0;
        }
    }

    private HeaderWords() {}

    private static byte[][] words(String... all) {
        byte[][] words = new byte[all.length][];
        for (int i = 0; i < all.length; i++) words[i] = Ascii.bytes(all[i]);
        return words;
    }

    /** Behind the count of octets that a stream's frame may begin with, RFC 6587; else {@code from}. */
    static int skipCount(byte[] text, int from, int to) {
        int at = from;
        while (at < to && at - from < MAX_COUNT_DIGITS && Ascii.isDigit(text[at])) at++;
        return at > from && at < to && text[at] == ' ' ? at + 1 : from;
    }

    /** Whether a header may begin at {@code at}, with PRI, a number or a time: of most words it is plain that none does. */
    static boolean mayBeginHeader(byte[] text, int at, int to) {
        if (to - at < SHORTEST_HEADER) return false;
        if (!Ascii.isDigit(text[at])) {
            return text[at] == '<'
                    || text[at] == '*'
                    || text[at] == '.'
                    || Ascii.isBlank(text[at + 3])
                    || text[at + 3] == ',';
        }
        int last = Math.min(to - 1, at + MAX_DIGITS);
        int end = at + 1;
        while (end < last && Ascii.isDigit(text[end])) end++;
        return text[end] == ' ' || text[end] == ':' || text[end] == '-';
    }

    /** Whether the word in {@code [from, end)} of a text that goes on to {@code to} may be the name of a host. */
    static boolean isHost(byte[] text, int from, int end, int to) {
        if (end == from || end == to || end - from > MAX_HOST || text[end - 1] == ':') return false;
        if (text[from] == '%') return false;
        for (int i = from; i < end; i++) {
            if (!IN_HOST[text[i] & 0xff]) return false;
        }
        return !isFormat(text, from, end) && !isNumber(text, from, end);
    }

    /** Whether a format announces itself at {@code from}. */
    static boolean isFormat(byte[] text, int from, int to) {
        return Ascii.startsWith(text, from, to, CEF) || Ascii.startsWith(text, from, to, LEEF);
    }

    /** Digits and what parts them, no address: time or date of a raw line, which stands behind no host name. */
    private static boolean isNumber(byte[] text, int from, int end) {
        int dots = 0;
        for (int i = from; i < end; i++) {
            if (text[i] == '.') {
                dots++;
            } else if (!Ascii.isDigit(text[i]) && text[i] != '-' && text[i] != '/') {
                return false;
            }
        }
        return dots != 3;
    }

    /** The end of the bytes that stand in a tag, at most one more than it may have. */
    static int endOfTag(byte[] text, int from, int to) {
        int end = from;
        while (end < to && end - from <= MAX_TAG && IN_TAG[text[end] & 0xff]) end++;
        return end;
    }

    /** Behind {@code [pid]}, or {@link Ascii#NONE}. */
    static int endOfProcess(byte[] text, int bracket, int to) {
        int end = bracket + 1;
        while (end < to && end - bracket <= MAX_DIGITS && Ascii.isDigit(text[end])) end++;
        return end > bracket + 1 && end < to && text[end] == ']' ? end + 1 : Ascii.NONE;
    }

    /** Whether {@code tag[pid]:} stands at {@code from}, which is a tag wherever it stands. */
    static boolean isTagWithProcess(byte[] text, int from, int to) {
        int end = endOfTag(text, from, to);
        if (end == from || end == to || text[end] != '[' || !hasLetter(text, from, end)) return false;
        int behind = endOfProcess(text, end, to);
        return behind > 0 && behind < to && text[behind] == ':';
    }

    /** The same of one of the next two words, of which the first is a host's name. */
    static boolean isTagWithProcessAhead(byte[] text, int from, int to) {
        if (isTagWithProcess(text, from, to)) return true;
        int end = endOfTag(text, from, to);
        if (end == from || end == to || text[end] != ' ') return false;
        return isTagWithProcess(text, Ascii.skipBlanks(text, end, to), to);
    }

    static boolean hasLetter(byte[] text, int from, int end) {
        for (int i = from; i < end; i++) {
            if (Ascii.isLetter(text[i])) return true;
        }
        return false;
    }

    /** Whether the word is {@code facility.severity}, as small devices and daemons write it into files. */
    static boolean isFacility(byte[] text, int from, int end) {
        int dot = Ascii.indexOf(text, from, end, '.');
        return dot > 0 && isAny(text, from, dot, FACILITIES) && isAny(text, dot + 1, end, SEVERITIES);
    }

    private static boolean isAny(byte[] text, int from, int end, byte[][] words) {
        for (byte[] word : words) {
            if (word.length == end - from && Ascii.startsWithIgnoringCase(text, from, end, word)) return true;
        }
        return false;
    }

    /** Behind {@code 123: } of Cisco devices; there may be two of them. */
    static int skipSequence(byte[] text, int from, int to) {
        int at = from;
        for (int times = 0; times < 2; times++) {
            int end = at;
            while (end < to && Ascii.isDigit(text[end])) end++;
            if (end == at || end - at > MAX_DIGITS || end + 1 >= to || text[end] != ':' || text[end + 1] != ' ')
                return at;
            at = Ascii.skipBlanks(text, end + 1, to);
        }
        return at;
    }

    /** Behind {@code stdout F }, which the runtimes of containers write between time and message; else {@code at}. */
    static int endOfStream(byte[] text, int at, int to) {
        if (at >= to || text[at] != 's') return at;
        for (byte[] stream : STREAMS) {
            if (Ascii.startsWith(text, at, to, stream)) return at + stream.length;
        }
        return at;
    }

    /** Cisco: {@code *} the clock was never set, {@code .} it lost its source. */
    static int skipClockMark(byte[] text, int at, int to) {
        return at + 1 < to && (text[at] == '*' || text[at] == '.') ? at + 1 : at;
    }

    /** Behind a colon that stands alone, and the blanks that follow it; else {@code at}. */
    static int skipColon(byte[] text, int at, int to) {
        boolean lone = at < to && text[at] == ':' && (at + 1 == to || text[at + 1] == ' ');
        return lone ? Ascii.skipBlanks(text, at + 1, to) : at;
    }

    /**
     * Behind {@code agent->place} or {@code (agent) name->place}, by which an agent's manager says in its archive where it has a
     * line from; else {@code at}.
     */
    static int endOfLocation(byte[] text, int at, int to) {
        int end = Ascii.until(text, at, to, ' ');
        if (at < to && text[at] == '(') end = Ascii.until(text, end + 1, to, ' ');
        return Ascii.indexOf(text, at, end, ARROW) > at ? Ascii.skipBlanks(text, end, to) : at;
    }

    /** A raw line behind a tag without a colon: {@code 1732442400.123 …}, {@code 1,2026/11/24 …}, or an object of JSON. */
    static boolean beginsRawLine(byte[] text, int from, int to) {
        if (from < to && text[from] == '{') return true;
        int end = from;
        while (end < to && Ascii.isDigit(text[end])) end++;
        boolean decimal = end < to && text[end] == '.' && end - from >= MAX_DIGITS; // shorter: an address
        return end > from && end + 1 < to && (decimal || text[end] == ',') && Ascii.isDigit(text[end + 1]);
    }

    /** Whether the word is the beginning of a body: no application has such a name. */
    static boolean isFields(byte[] text, int from, int end) {
        for (int i = from; i < end; i++) {
            if (text[i] == ',' || text[i] == '=' || text[i] == '|' || text[i] == '"' || text[i] == '{') return true;
        }
        return false;
    }

    /** Whether one of the next two words is a {@code key=value}, or a tag. */
    static boolean goesOnAsMessage(byte[] text, int from, int to) {
        int first = Ascii.skipBlanks(text, from, to);
        if (isTagWithProcessAhead(text, first, to)) return true;
        int second = Ascii.skipBlanks(text, Ascii.until(text, first, to, ' '), to);
        return Ascii.indexOf(text, first, Ascii.until(text, second, to, ' '), '=') >= 0;
    }

    /** Whether a date and a time may stand at {@code at} as RFC 5424 has them. */
    static boolean isIsoDate(byte[] text, int at, int to) {
        return to - at >= 20 && text[at + 4] == '-' && text[at + 10] == 'T';
    }
}
