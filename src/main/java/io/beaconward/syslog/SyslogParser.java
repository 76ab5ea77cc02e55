package io.beaconward.syslog;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Decimal;
import io.beaconward.net.Frame;

/**
 * Tells a frame's syslog header from its body: RFC 5424, RFC 3164 in the forms that devices really send, or none at all. What
 * is no header stays in the body, whole: raw lines of a proxy begin with numbers and times of their own. One pass.
 *
 * <p>RFC 3164 here means, each part optional: PRI, a sequence number, a mark that the clock is not synchronised, a time, a
 * host name, a tag. The host name is only looked for behind a time, for it cannot be told from a body otherwise.
 */
public final class SyslogParser {
    private static final int MAX_HOST = 255;
    private static final int MAX_TAG = 64;
    private static final int MAX_PRIORITY = 191;
    private static final int MAX_SEQUENCE_DIGITS = 10;
    private static final byte[] VERSION_1 = Ascii.bytes("1 ");
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final byte[] CEF = Ascii.bytes("CEF:");
    private static final byte[] LEEF = Ascii.bytes("LEEF:");

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

    private final Senders senders;
    private final Stamp second = new Stamp();
    private byte[] text = {};
    private int to;

    public SyslogParser(Senders senders) {
        this.senders = senders;
    }

    /** Sets {@code message} to what the frame says. */
    public void parse(Frame frame, Message message) {
        message.clear();
        text = frame.array();
        to = endOfContent(frame);
        int at = priority(skipMark(frame.from()), message);
        if (message.priority() == Message.NO_PRIORITY
                || !Ascii.startsWith(text, at, to, VERSION_1)
                || !rfc5424(at + 2, message)) {
            rfc3164(at, message);
        }
        message.receivedMillis(frame.receivedMillis());
        message.sender(senders.find(frame.peer(), message.host()));
    }

    private int endOfContent(Frame frame) {
        int end = frame.to();
        while (end > frame.from()
                && (text[end - 1] == '\n' || text[end - 1] == '\r' || text[end - 1] == 0 || text[end - 1] == ' ')) {
            end--;
        }
        return end;
    }

    /** Behind blanks and a byte order mark, if any. */
    private int skipMark(int from) {
        int at = Ascii.skipBlanks(text, Math.min(from, to), to);
        return Ascii.startsWith(text, at, to, BYTE_ORDER_MARK) ? at + BYTE_ORDER_MARK.length : at;
    }

    private void body(int from, Message message) {
        message.body().set(text, skipMark(Math.min(from, to)), to);
    }

    /** Reads {@code <PRI>} and returns what is behind it. */
    private int priority(int from, Message message) {
        if (from >= to || text[from] != '<') return from;
        int value = 0;
        for (int i = from + 1; i < to && i <= from + 4; i++) {
            if (text[i] == '>' && i > from + 1 && value <= MAX_PRIORITY) {
                message.priority(value);
                return i + 1;
            }
            if (!Ascii.isDigit(text[i])) return from;
            value = value * 10 + text[i] - '0';
        }
        return from;
    }

    // --- RFC 5424 ---

    /**
     * Reads from TIMESTAMP on. A header that breaks off leaves the rest as the body, since some devices stop behind the host
     * name; false where not even a TIMESTAMP and a HOSTNAME are there.
     */
    private boolean rfc5424(int from, Message message) {
        int at = from;
        boolean epoch = false;
        if (isNil(at)) {
            at++;
        } else {
            int end = StampParser.iso(text, at, to, message.headerTime());
            if (end < 0) {
                end = StampParser.epoch(text, at, to, message.headerTime());
                epoch = end >= 0;
            }
            if (end < 0) return false;
            at = end;
        }
        if (at >= to || text[at] != ' ') return unread(message);
        int host = at + 1;
        at = endOfToken(host);
        if (at == host || at - host > MAX_HOST) return unread(message);
        if (!isNil(host)) message.host().set(text, host, at);
        if (epoch) { // Meraki: version, epoch and name, then its own text
            body(at, message);
            return true;
        }
        int app = at + 1;
        int appEnd = endOfToken(app);
        if (isFields(app, appEnd)) { // PAN-OS and others: the body right behind the host name
            body(app, message);
            return true;
        }
        if (appEnd - app > 1 && text[appEnd - 1] == ':' && !isNil(appEnd + 1)) { // a tag, as in RFC 3164
            tag(app, message);
            return true;
        }
        int process = appEnd + 1;
        int messageId = endOfToken(process) + 1;
        int messageIdEnd = endOfToken(messageId);
        int data = messageIdEnd + 1;
        if (data > to) {
            body(app, message);
            return true;
        }
        if (!isNil(app)) message.app().set(text, app, appEnd);
        if (!isNil(messageId)) message.messageId().set(text, messageId, messageIdEnd);
        if (isNil(data)) {
            body(data + 1, message);
            return true;
        }
        int dataEnd = endOfStructuredData(data);
        if (dataEnd > data) structuredData(data, dataEnd, message);
        body(dataEnd, message);
        return true;
    }

    private void structuredData(int from, int end, Message message) {
        message.structuredData().set(text, from, end);
        int number = SequenceId.read(text, from, end);
        if (number > 0) message.number(Numbering.SEQUENCE_ID, number);
    }

    /** Whether the word is the beginning of a body: no application has such a name. */
    private boolean isFields(int from, int end) {
        for (int i = from; i < end; i++) {
            if (text[i] == ',' || text[i] == '=' || text[i] == '|' || text[i] == '"' || text[i] == '{') return true;
        }
        return false;
    }

    private static boolean unread(Message message) {
        message.headerTime().clear();
        return false;
    }

    private boolean isNil(int at) {
        return at < to && text[at] == '-' && (at + 1 == to || text[at + 1] == ' ');
    }

    private int endOfToken(int from) {
        int i = Math.min(from, to);
        while (i < to && text[i] != ' ') i++;
        return i;
    }

    /** The end of all SD-ELEMENTs, or {@code from} where what stands there is none: a body in brackets, for example. */
    private int endOfStructuredData(int from) {
        int at = from;
        while (at < to && text[at] == '[') {
            int end = endOfElement(at + 1);
            if (end < 0) return from;
            at = end;
        }
        return at < to && text[at] != ' ' ? from : at;
    }

    private int endOfElement(int from) {
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

    // --- RFC 3164 ---

    private void rfc3164(int from, Message message) {
        boolean stated = message.priority() != Message.NO_PRIORITY;
        int at = Ascii.skipBlanks(text, Math.min(from, to), to);
        int start = at;
        if (stated) at = skipSequence(at);
        if (stated && isColon(at)) at++; // EMBLEM: ":Nov 24 10:00:00 UTC: "
        int time = time(skipClockMark(at), stated, message);
        if (time >= 0) {
            if (at > start) number(start, message);
            tag(skipSecondHeader(host(time, message)), message);
        } else if (!stated) {
            body(start, message);
        } else if (at > start || isColon(at)) {
            hostlessBody(at, message);
        } else {
            tag(start, message);
        }
    }

    /** Behind {@code 123: } of Cisco devices; there may be two of them. */
    private int skipSequence(int from) {
        int at = from;
        for (int times = 0; times < 2; times++) {
            int end = at;
            while (end < to && Ascii.isDigit(text[end])) end++;
            if (end == at
                    || end - at > MAX_SEQUENCE_DIGITS
                    || end + 1 >= to
                    || text[end] != ':'
                    || text[end + 1] != ' ') return at;
            at = Ascii.skipBlanks(text, end + 1, to);
        }
        return at;
    }

    /** The first of the numbers before the time: of a device that writes two, that one counts what it sends. */
    private void number(int from, Message message) {
        long number = Decimal.parse(text, from, Ascii.indexOf(text, from, to, ':'));
        if (number >= 0) message.number(Numbering.CISCO, number);
    }

    /** Cisco: {@code *} the clock was never set, {@code .} it lost its source. */
    private int skipClockMark(int at) {
        return at + 1 < to && (text[at] == '*' || text[at] == '.') ? at + 1 : at;
    }

    private int time(int at, boolean stated, Message message) {
        int end = StampParser.bsd(text, at, to, message.headerTime());
        if (end < 0 && to - at > 19) {
            end = StampParser.iso(text, at, to, message.headerTime());
            // With a blank in it and no zone, it may as well be the first two columns of a raw proxy line.
            boolean columns = end > 0 && text[at + 10] == ' ' && !stated;
            if (columns && !message.headerTime().isInstant() && !pairsFollow(end)) end = Ascii.NONE;
        }
        if (end >= 0 && (end == to || text[end] == ' ' || text[end] == ':')) return end;
        message.headerTime().clear();
        return Ascii.NONE;
    }

    /** Whether one of the next two words is a {@code key=value}. */
    private boolean pairsFollow(int from) {
        int first = Ascii.skipBlanks(text, from, to);
        int second = Ascii.skipBlanks(text, endOfToken(first), to);
        return Ascii.indexOf(text, first, endOfToken(second), '=') >= 0;
    }

    private boolean isColon(int at) {
        return at < to && text[at] == ':';
    }

    /** Behind the time: reads a host name, if one stands there, and returns where tag or body begin. */
    private int host(int from, Message message) {
        if (isColon(from)) return skipColon(from);
        int at = Ascii.skipBlanks(text, from, to);
        if (isColon(at)) return skipColon(at);
        int end = endOfToken(at);
        if (!looksLikeHost(at, end)) return at;
        message.host().set(text, at, end);
        return skipColon(Ascii.skipBlanks(text, end, to));
    }

    /** Behind the device's own time and name, where a relay put its own before them; those of the relay's header hold. */
    private int skipSecondHeader(int at) {
        int end = StampParser.bsd(text, at, to, second);
        if (end < 0 || end == to || (text[end] != ' ' && text[end] != ':')) return at;
        if (isColon(end)) return skipColon(end);
        int name = Ascii.skipBlanks(text, end, to);
        int nameEnd = endOfToken(name);
        return skipColon(looksLikeHost(name, nameEnd) ? Ascii.skipBlanks(text, nameEnd, to) : name);
    }

    private int skipColon(int at) {
        boolean lone = isColon(at) && (at + 1 == to || text[at + 1] == ' ');
        return lone ? Ascii.skipBlanks(text, at + 1, to) : at;
    }

    private boolean looksLikeHost(int from, int end) {
        if (end == from || end == to || end - from > MAX_HOST || text[end - 1] == ':') return false;
        if (text[from] == '%') return false;
        for (int i = from; i < end; i++) {
            if (!IN_HOST[text[i] & 0xff]) return false;
        }
        return !Ascii.startsWith(text, from, end, CEF)
                && !Ascii.startsWith(text, from, end, LEEF)
                && !isNumber(from, end);
    }

    /** Digits and dots that are no address: the time of a raw proxy line, which stands behind no host name. */
    private boolean isNumber(int from, int end) {
        int dots = 0;
        for (int i = from; i < end; i++) {
            if (text[i] == '.') {
                dots++;
            } else if (!Ascii.isDigit(text[i])) {
                return false;
            }
        }
        return dots != 3;
    }

    /** Reads {@code tag:}, {@code tag[pid]:} or {@code tag[pid]}; the rest is the body. */
    private void tag(int from, Message message) {
        int at = Ascii.skipBlanks(text, Math.min(from, to), to);
        int end = at;
        while (end < to && end - at <= MAX_TAG && IN_TAG[text[end] & 0xff]) end++;
        int behind = end;
        boolean process = end < to && text[end] == '[';
        if (process) behind = endOfProcess(end);
        boolean colon = behind >= 0 && isColon(behind) && (behind + 1 == to || text[behind + 1] == ' ' || process);
        boolean named = end > at && hasLetter(at, end) && behind >= 0 && !isVendorMark(at, end);
        if (named && (colon || (process && behind < to && text[behind] == ' '))) {
            message.app().set(text, at, end);
            body(colon ? behind + 1 : behind, message);
            return;
        }
        if (named && !process && end < to && text[end] == ' ' && beginsWithNumber(end + 1)) {
            message.app().set(text, at, end);
            body(end, message);
            return;
        }
        hostlessBody(at, message);
    }

    private void hostlessBody(int at, Message message) {
        body(skipColon(at), message);
    }

    private boolean hasLetter(int from, int end) {
        for (int i = from; i < end; i++) {
            if (Ascii.isLetter(text[i])) return true;
        }
        return false;
    }

    private boolean isVendorMark(int from, int end) {
        return Ascii.startsWith(text, from, to, CEF) || Ascii.startsWith(text, from, to, LEEF) || text[end - 1] == '%';
    }

    /** Behind {@code [pid]}, or {@link Ascii#NONE}. */
    private int endOfProcess(int bracket) {
        int end = bracket + 1;
        while (end < to && end - bracket <= MAX_SEQUENCE_DIGITS && Ascii.isDigit(text[end])) end++;
        return end > bracket + 1 && end < to && text[end] == ']' ? end + 1 : Ascii.NONE;
    }

    /** A raw line of a proxy or firewall behind a tag without a colon: {@code 1732442400.123 …}, {@code 1,2026/11/24 …}. */
    private boolean beginsWithNumber(int from) {
        int end = from;
        while (end < to && Ascii.isDigit(text[end])) end++;
        boolean decimal = end < to && text[end] == '.' && end - from >= MAX_SEQUENCE_DIGITS; // shorter: an address
        return end > from && end + 1 < to && (decimal || text[end] == ',') && Ascii.isDigit(text[end + 1]);
    }
}
