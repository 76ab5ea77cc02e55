package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.DeviceTime;
import io.beaconward.syslog.Message;

/**
 * Citrix ADC (NetScaler) text lines: {@code time host 0-PPE-0 : partition FEATURE EVENT number 0 : Label value - Label value -
 * …} (NetScaler Syslog Message Reference). Recognised by the packet engine's name near the front, by the device's time, or where
 * the header is that of RFC 5424, by the event with its two numbers. Byte counts are taken from VPN lines only, where they are
 * the client's view. The web application firewall writes {@code client … url <blocked>} instead of labels.
 */
final class CitrixAdc implements Dialect {
    private static final byte[] ENGINE = Ascii.bytes("-PPE-");
    private static final byte[] COLON = Ascii.bytes(" : ");
    private static final byte[] DENIED = Ascii.bytes("DENIED");
    private static final byte[] FIREWALL = Ascii.bytes(" APPFW_");
    private static final byte[] SCHEME_END = Ascii.bytes("://");
    private static final byte[] VPN = Ascii.bytes("SSLVPN");
    private static final int MAX_BEFORE = 128;
    private static final int MAX_EVENT = 160;
    private static final int MAX_TIME = 23;

    private final TextCursor cursor = new TextCursor();
    private final CitrixLabels labels = new CitrixLabels(cursor);
    private final HostName hostName = new HostName();
    private final Slice verdict = new Slice();

    @Override
    public String name() {
        return "citrix-adc";
    }

    @Override
    public Reading read(Message message, Flow flow) {
        Slice body = message.body();
        byte[] text = body.array();
        int from = body.from();
        int to = body.to();
        if (from < to && text[from] == '"') from++;
        int event = behindEngine(text, from, to, flow);
        if (event == Ascii.NONE) {
            int colon = Ascii.indexOf(text, from, Math.min(to, from + MAX_EVENT), COLON);
            if (colon < 0 || !isNumbered(text, from, colon)) return Reading.FOREIGN;
            event = from;
        }
        cursor.wrap(text, event, to);
        if (!cursor.behind(COLON) || cursor.at() - event > MAX_EVENT) return Reading.NO_FLOW;
        int fields = cursor.at();
        if (Ascii.indexOf(text, event, fields, DENIED) >= 0) flow.action(Flow.Action.BLOCKED);
        if (Ascii.indexOf(text, event, fields, FIREWALL) >= 0) {
            violation(flow);
        } else {
            labels.read(text, event, fields, Ascii.indexOf(text, event, fields, VPN) >= 0, flow);
        }
        return flow.saysNothing() ? Reading.NO_FLOW : Reading.FLOW;
    }

    /** Where the event begins, behind the packet engine or the name in its place; {@link Ascii#NONE} where neither it nor the time is. */
    private static int behindEngine(byte[] text, int from, int to, Flow flow) {
        int limit = Math.min(to, from + MAX_BEFORE);
        int engine = Ascii.indexOf(text, from, limit, ENGINE);
        for (int i = from; i < engine; i++) {
            if (text[i] == '=' || text[i] == '"' || text[i] == '|') return Ascii.NONE;
        }
        boolean timed = time(text, from, engine < 0 ? Math.min(to, from + 1) : engine, to, flow);
        if (engine < 0 && !timed) return Ascii.NONE;
        int colon = Ascii.indexOf(text, Math.max(from, engine), limit, COLON);
        return colon < 0 ? Ascii.NONE : colon + COLON.length - 1;
    }

    /** Reads the device's own time, which begins a word before {@code limit}. */
    private static boolean time(byte[] text, int from, int limit, int to, Flow flow) {
        for (int i = from; i < limit; i++) {
            boolean word = Ascii.isDigit(text[i]) && (i == from || Ascii.isBlank(text[i - 1]));
            if (word && DeviceTime.colonBeforeClock(text, i, Math.min(to, i + MAX_TIME), flow.time())) return true;
        }
        return false;
    }

    /** Whether {@code partition EVENT number number} stands there. */
    private static boolean isNumbered(byte[] text, int from, int to) {
        int at = from;
        for (int word = 0; word < 4; word++) {
            int end = at;
            while (end < to && text[end] != ' ' && isOf(text[end], word)) end++;
            if (end == at || (end < to && text[end] != ' ')) return false;
            at = Ascii.skipBlanks(text, end, to);
        }
        return at == to;
    }

    private static boolean isOf(byte b, int word) {
        if (word == 0) return b > ' ' && b != '=' && b != '"' && b != '|';
        return word == 1 ? b == '_' || (b >= 'A' && b <= 'Z') || Ascii.isDigit(b) : Ascii.isDigit(b);
    }

    /** {@code client … profile url sentence <blocked>}. */
    private void violation(Flow flow) {
        if (!cursor.next() || cursor.atEnd() || !flow.source().parse(cursor.word())) return;
        int end = Ascii.trimEnd(cursor.text(), cursor.at(), cursor.to());
        int open = Ascii.lastIndexOf(cursor.text(), cursor.at(), end, '<');
        boolean closed = open > 0 && cursor.text()[end - 1] == '>';
        if (closed) flow.action(Verdicts.of(verdict.set(cursor.text(), open + 1, end - 1)));
        while (cursor.bare()) {
            Slice word = cursor.word();
            boolean url = Ascii.indexOf(word.array(), word.from(), word.to(), SCHEME_END) > 0;
            if (url && !cursor.atEnd() && flow.host().isEmpty()) hostName.readBeside(word, flow);
        }
    }
}
