package io.beaconward.syslog;

import io.beaconward.bytes.Address;
import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Decimal;
import io.beaconward.bytes.Slice;

/**
 * Tells the syslog header of a line from its body: RFC 5424, RFC 3164 in the forms that devices really send, or none at all. What
 * is no header stays in the body, whole: raw lines of a proxy begin with numbers and times of their own. One pass.
 *
 * <p>RFC 3164 here means, each part optional: PRI, a sequence number, a mark that the clock is not synchronised, a time, a
 * host name, a tag. The host name is only looked for beside a time or before {@code tag[pid]:}, for it cannot be told from a body
 * otherwise.
 *
 * <p>Of a message that a relay put behind a header of its own, the relay's host name holds, and its time unless only the inner one
 * states a zone; and priority and tag of the inner one, which gives no number: the relay may mix those of many devices. Owned by
 * one pipeline.
 */
public final class SyslogHeader {
    private static final int MAX_PRIORITY = 191;
    private static final int MAX_NAMES = 3; // before a tag
    private static final int MAX_ORIGINS = 2; // before a time
    private static final byte[] VERSION_1 = Ascii.bytes("1 ");
    private static final byte[] FROM_FILE = Ascii.bytes("->/");
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final Stamp second = new Stamp();
    private final RelayHeader relay = new RelayHeader();
    private final Slice relayApp = new Slice();
    private final Address address = new Address();
    private byte[] text = {};
    private int to;
    private boolean stated; // a PRI says that a header follows
    private boolean nested; // within the header of a relay, another was met with

    /** Sets priority, time, names, structured data and body of a cleared {@code message} to what {@code [from, end)} says. */
    void read(byte[] line, int from, int end, Message message) {
        begin(line, from, end);
        nested = false;
        header(skipMark(from), message);
    }

    /**
     * The same of a line that a collector wrapped for one of its own: time and host name that the message has already hold. The
     * message's body becomes that of the line.
     */
    public void readWithin(Slice line, Message message) {
        begin(line.array(), line.from(), line.to());
        nested = true;
        relay.keep(message);
        header(skipMark(line.from()), message);
        relay.restore(message);
    }

    private void begin(byte[] line, int from, int end) {
        text = line;
        to = end;
        while (to > from
                && (text[to - 1] == '\n' || text[to - 1] == '\r' || text[to - 1] == 0 || text[to - 1] == ' ')) {
            to--;
        }
    }

    private void header(int start, Message message) {
        stated = false;
        if (!readFrame(start, message)) behindPriority(start, message);
    }

    /** Reads the header that begins with a PRI at {@code from}, perhaps behind the frame's count of octets, if one does. */
    private boolean readFrame(int from, Message message) {
        int frame = HeaderWords.skipCount(text, from, to);
        int behind = priority(frame, message);
        if (behind == frame) return false;
        stated = true;
        behindPriority(behind, message);
        return true;
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

    /** Reads RFC 5424, or RFC 3164, before the time of which a relay may have put the version of the former. */
    private void behindPriority(int at, Message message) {
        int behind = at + VERSION_1.length;
        if (isVersioned(at) && rfc5424(behind, message)) return;
        boolean versioned = stated && Ascii.startsWith(text, at, to, VERSION_1);
        rfc3164(versioned && StampParser.bsd(text, behind, to, second) >= 0 ? behind : at, message);
    }

    /** Behind blanks and a byte order mark, if any. */
    private int skipMark(int from) {
        int at = Ascii.skipBlanks(text, Math.min(from, to), to);
        return Ascii.startsWith(text, at, to, BYTE_ORDER_MARK) ? at + BYTE_ORDER_MARK.length : at;
    }

    private void body(int from, Message message) {
        message.body().set(text, skipMark(Math.min(from, to)), to);
    }

    /** Whether the version of RFC 5424 stands at {@code at}; without PRI only before a time as that, or Meraki, has it. */
    private boolean isVersioned(int at) {
        int date = at + VERSION_1.length;
        if (!Ascii.startsWith(text, at, to, VERSION_1)) return false;
        boolean epoch = to - date >= 20 && Ascii.isDigit(text[date + 9]) && text[date + 10] == '.';
        return stated || epoch || HeaderWords.isIsoDate(text, date, to);
    }

    /** Reads what stands behind a header or a tag: the message, or once the header that the device put before it. */
    private void content(int from, Message message) {
        int at = skipMark(Math.min(from, to));
        if (!readSecondHeader(at, message)) message.body().set(text, at, to);
    }

    /** Reads the header that the device put at {@code at}, behind that of a relay, and what it is before; false where there is none. */
    private boolean readSecondHeader(int at, Message message) {
        if (nested || !HeaderWords.mayBeginHeader(text, at, to)) return false;
        int behind = skipSecondHeader(at);
        if (behind == at) return inner(at, message);
        nested = true;
        tag(behind, message);
        return true;
    }

    /** Reads the header of a whole frame within this one, if one begins at {@code at}. */
    private boolean inner(int at, Message message) {
        nested = true;
        relay.keep(message);
        relayApp.set(message.app());
        message.app().clear();
        boolean read = readFrame(at, message) || readVersioned(at, message);
        relay.restore(message);
        nested = read;
        if (!read) message.app().set(relayApp);
        return read;
    }

    /** Reads the header of RFC 5424 that begins with its version at {@code at}, if one does. */
    private boolean readVersioned(int at, Message message) {
        int date = at + VERSION_1.length;
        return Ascii.startsWith(text, at, to, VERSION_1)
                && HeaderWords.isIsoDate(text, date, to)
                && rfc5424(date, message);
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
        if (at == host || at - host > HeaderWords.MAX_HOST) return unread(message);
        if (!isNil(host)) message.host().set(text, host, at);
        if (epoch) { // Meraki: version, epoch and name, then its own text
            body(at, message);
            return true;
        }
        int app = at + 1;
        int appEnd = endOfToken(app);
        if (HeaderWords.isFields(text, app, appEnd)) { // PAN-OS and others: the body right behind the host name
            body(app, message);
            return true;
        }
        if (appEnd > app && text[appEnd - 1] == ':' && !isNil(appEnd + 1)) { // the tag of RFC 3164
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
            content(data + 1, message);
            return true;
        }
        int dataEnd = StructuredData.end(text, data, to);
        if (dataEnd > data) structuredData(data, dataEnd, message);
        content(dataEnd, message);
        return true;
    }

    private void structuredData(int from, int end, Message message) {
        message.structuredData().set(text, from, end);
        int number = SequenceId.read(text, from, end);
        if (number > 0 && !nested) message.number(Numbering.SEQUENCE_ID, number);
    }

    private static boolean unread(Message message) {
        message.headerTime().clear();
        return false;
    }

    private boolean isNil(int at) {
        return at < to && text[at] == '-' && (at + 1 == to || text[at + 1] == ' ');
    }

    private int endOfToken(int from) {
        return Ascii.until(text, from, to, ' ');
    }

    // --- RFC 3164 ---

    private void rfc3164(int from, Message message) {
        int at = Ascii.skipBlanks(text, Math.min(from, to), to);
        int start = at;
        if (stated) at = HeaderWords.skipSequence(text, at, to);
        if (stated && isColon(at)) at = Ascii.skipBlanks(text, at + 1, to); // EMBLEM: ":Nov 24 10:00:00 UTC: "
        int stamp = HeaderWords.skipClockMark(text, Ascii.skipBlanks(text, at, to), to);
        int time = HeaderTime.read(text, stamp, to, stated, message);
        if (time < 0) time = timeBehindName(stamp, message);
        if (time >= 0) {
            if (at > start && !nested) number(start, message);
            int next = host(time, message);
            if (!readSecondHeader(next, message)) tag(next, message);
        } else if (!stated) {
            rawBody(start, message);
        } else if (at > start || isColon(at)) {
            body(HeaderWords.skipColon(text, at, to), message);
        } else {
            tag(start, message);
        }
    }

    /** A body without a header, but for {@code tag[pid]:} and perhaps a host name before that. */
    private void rawBody(int start, Message message) {
        if (HeaderWords.isTagWithProcessAhead(text, start, to)) {
            tag(start, message);
        } else {
            body(start, message);
        }
    }

    /**
     * Behind a time of RFC 3164 that follows the name of the host, as relays and Cisco devices write it: {@code 45: name: 123: *Nov
     * 24 …}, the name of a task between them or not.
     */
    private int timeBehindName(int from, Message message) {
        int at = from;
        int nameEnd = Ascii.NONE;
        for (int i = 0; i < MAX_ORIGINS; i++) {
            int end = endOfToken(at);
            boolean origin = stated && end > at + 1 && text[end - 1] == ':';
            int wordEnd = origin ? end - 1 : end;
            if (!HeaderWords.isHost(text, at, wordEnd, to)) return Ascii.NONE;
            if (i == 0) nameEnd = wordEnd;
            int next = Ascii.skipBlanks(text, end, to);
            at = HeaderWords.skipClockMark(text, origin ? HeaderWords.skipSequence(text, next, to) : next, to);
            int time = HeaderTime.readBsd(text, at, to, message);
            if (time >= 0) message.host().set(text, from, nameEnd);
            if (time >= 0 || !origin) return time;
        }
        return Ascii.NONE;
    }

    /** The first of the numbers before the time: of a device that writes two, that one counts what it sends. */
    private void number(int from, Message message) {
        long number = Decimal.parse(text, from, Ascii.indexOf(text, from, to, ':'));
        if (number >= 0) message.number(Numbering.CISCO, number);
    }

    private boolean isColon(int at) {
        return at < to && text[at] == ':';
    }

    /** Behind the time: reads a host name, if one stands there, and returns where tag or body begin. */
    private int host(int from, Message message) {
        if (isColon(from)) return HeaderWords.skipColon(text, from, to);
        int at = Ascii.skipBlanks(text, from, to);
        if (isColon(at)) return HeaderWords.skipColon(text, at, to);
        int end = endOfToken(at);
        if (StampParser.bsd(text, at, to, second) > 0) return at; // the device's own, behind that of a relay
        if (HeaderWords.isHost(text, at, end, to)) {
            int behind = HeaderWords.endOfStream(text, at, to);
            if (behind > at) return behind;
            if (HeaderWords.isFacility(text, at, end)) return at;
            message.host().set(text, at, end);
        } else if (isAddressInBrackets(at, end)) {
            message.host().set(text, at + 1, end - 1);
        } else {
            int behind = HeaderWords.endOfLocation(text, at, to);
            return behind > at && isMessage(at, behind) ? behind : at;
        }
        return HeaderWords.skipColon(text, Ascii.skipBlanks(text, end, to), to);
    }

    /** Whether what stands behind an arrow is a message: the arrow's place is a file, or a header or an object of JSON follows. */
    private boolean isMessage(int from, int at) {
        return Ascii.indexOf(text, from, at, FROM_FILE) > 0
                || (at < to && text[at] == '{')
                || skipSecondHeader(at) > at;
    }

    private boolean isAddressInBrackets(int from, int end) {
        return end - from > 4 && text[from] == '[' && text[end - 1] == ']' && address.parse(text, from + 1, end - 1);
    }

    /** Behind the device's own time and name, where a relay put its own before them; those of the relay's header hold. */
    private int skipSecondHeader(int at) {
        int stamp = HeaderWords.skipClockMark(text, HeaderWords.skipSequence(text, at, to), to);
        int end = HeaderTime.endOfSecond(text, stamp, to, second);
        if (end < 0 || end == to || (text[end] != ' ' && text[end] != ':')) return at;
        if (isColon(end)) return HeaderWords.skipColon(text, end, to);
        int name = Ascii.skipBlanks(text, end, to);
        int nameEnd = endOfToken(name);
        return HeaderWords.skipColon(
                text, HeaderWords.isHost(text, name, nameEnd, to) ? Ascii.skipBlanks(text, nameEnd, to) : name, to);
    }

    /** Reads {@code tag:}, {@code tag[pid]:} or {@code tag[pid]}, further names before it passed over; the rest is the body. */
    private void tag(int from, Message message) {
        int at = Ascii.skipBlanks(text, Math.min(from, to), to);
        int end = HeaderWords.endOfTag(text, at, to);
        for (int i = 0; i < MAX_NAMES; i++) {
            int next = skipName(at, end, message);
            if (next == at) break;
            at = next;
            end = HeaderWords.endOfTag(text, at, to);
        }
        int behind = end;
        boolean process = end < to && text[end] == '[';
        if (process) behind = HeaderWords.endOfProcess(text, end, to);
        boolean colon = behind >= 0 && isColon(behind) && (behind + 1 == to || text[behind + 1] == ' ' || process);
        boolean named = end > at && HeaderWords.hasLetter(text, at, end) && behind >= 0 && !isVendorMark(at, end);
        if (named && (colon || (process && behind < to && text[behind] == ' '))) {
            message.app().set(text, at, end);
            content(colon ? behind + 1 : behind, message);
            return;
        }
        if (named && !process && end < to && text[end] == ' ' && HeaderWords.beginsRawLine(text, end + 1, to)) {
            message.app().set(text, at, end);
            body(end, message);
            return;
        }
        body(HeaderWords.skipColon(text, at, to), message);
    }

    /**
     * Behind the word to {@code end}, with a colon or not, that {@code tag[pid]:} follows: a name of the host, or its address, beside what stands in
     * its place; or behind {@code facility.severity}. Else {@code at}.
     */
    private int skipName(int at, int end, Message message) {
        boolean colon = end > at && end + 1 < to && text[end] == ':' && text[end + 1] == ' ';
        if (end == at || end == to || (!colon && text[end] != ' ')) return at;
        int next = Ascii.skipBlanks(text, colon ? end + 1 : end, to);
        boolean facility = HeaderWords.isFacility(text, at, end);
        if (!facility && !HeaderWords.isTagWithProcess(text, next, to)) return at;
        if (!facility && message.host().isEmpty()) message.host().set(text, at, end);
        return next;
    }

    private boolean isVendorMark(int from, int end) {
        return HeaderWords.isFormat(text, from, to) || text[end - 1] == '%';
    }
}
