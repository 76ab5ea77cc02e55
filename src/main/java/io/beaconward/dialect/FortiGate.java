package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Decimal;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.Message;
import io.beaconward.syslog.StampParser;

/**
 * FortiGate's own key=value (FortiOS Log Message Reference): traffic logs and web filter logs are contacts; other UTM logs
 * tell of a session that one of these counts; what has no source address is an event. A traffic log of a session that goes on
 * (log id …20) is an interim record.
 */
final class FortiGate implements Dialect {
    private static final int DATE = 0;
    private static final int TIME = 1;
    private static final int TZ = 2;
    private static final int EVENTTIME = 3;
    private static final int TYPE = 4;
    private static final int SUBTYPE = 5;
    private static final int LOGID = 6;
    private static final int DEVID = 7;
    private static final int SRCIP = 8;
    private static final int DSTIP = 9;
    private static final int DSTPORT = 10;
    private static final int HOSTNAME = 11;
    private static final int URL = 12;
    private static final int SENTBYTE = 13;
    private static final int RCVDBYTE = 14;
    private static final int DURATION = 15;
    private static final int ACTION = 16;
    private static final int UTMACTION = 17;
    private static final int USER = 18;
    private static final int QNAME = 19;
    private static final int UNAUTHUSER = 20;
    private static final int DSTNAME = 21;
    private static final KeyTable KEYS = KeyTable.of(
            "date",
            "time",
            "tz",
            "eventtime",
            "type",
            "subtype",
            "logid",
            "devid",
            "srcip",
            "dstip",
            "dstport",
            "hostname",
            "url",
            "sentbyte",
            "rcvdbyte",
            "duration",
            "action",
            "utmaction",
            "user",
            "qname",
            "unauthuser",
            "dstname");
    private static final KeyTable FIRST =
            KeyTable.of("date", "time", "timestamp", "logver", "devname", "itime", "eventtime");

    private static final byte[] TRAFFIC = Ascii.bytes("traffic");
    private static final byte[] WEBFILTER = Ascii.bytes("webfilter");
    private static final byte[] START = Ascii.bytes("start");
    private static final byte[] BLOCK = Ascii.bytes("block");
    private static final byte[] SCHEME_END = Ascii.bytes("://");
    private static final int STAMP_LENGTH = 25;
    private static final int MAX_FIRST = 16;

    private final KeyValueCursor cursor = new KeyValueCursor();
    private final HostName hostName = new HostName();
    private final Slice[] found = new Slice[DSTNAME + 1];
    private final byte[] stamp = new byte[STAMP_LENGTH];
    private int seen;

    FortiGate() {
        for (int i = 0; i < found.length; i++) found[i] = new Slice();
    }

    @Override
    public String name() {
        return "fortigate";
    }

    @Override
    public Reading read(Message message, Flow flow) {
        Slice body = message.body();
        int equals = Ascii.indexOf(body.array(), body.from(), Math.min(body.to(), body.from() + MAX_FIRST), '=');
        if (equals < 0 || FIRST.find(body.array(), body.from(), equals) == KeyTable.NONE) return Reading.FOREIGN;
        seen = 0;
        cursor.wrap(body);
        while (cursor.next()) take(KEYS.find(cursor.key()));
        if (!has(TYPE) || !has(SUBTYPE) || !(has(LOGID) || has(DEVID))) return Reading.FOREIGN;
        time(flow);
        if (!has(SRCIP) || !flow.source().parse(found[SRCIP])) return Reading.NO_FLOW;
        destination(flow);
        if (has(SENTBYTE)) flow.bytesSent(Decimal.parse(found[SENTBYTE]));
        if (has(RCVDBYTE)) flow.bytesReceived(Decimal.parse(found[RCVDBYTE]));
        if (has(DURATION)) flow.durationMillis(millis(Decimal.parse(found[DURATION])));
        int user = has(USER) ? USER : UNAUTHUSER;
        if (has(user)) UserName.read(found[user], flow);
        if (has(QNAME)) flow.dnsQuery().set(found[QNAME]);
        flow.action(action());
        flow.phase(phase());
        return Reading.FLOW;
    }

    private void take(int key) {
        if (key == KeyTable.NONE || has(key)) return;
        seen |= 1 << key;
        found[key].set(cursor.value());
    }

    private boolean has(int key) {
        return (seen & (1 << key)) != 0;
    }

    private boolean is(int key, byte[] word) {
        return has(key) && found[key].isIgnoringCase(word);
    }

    private static long millis(long seconds) {
        return seconds < 0 ? Flow.UNKNOWN : seconds * 1000;
    }

    private void destination(Flow flow) {
        if (has(HOSTNAME)) {
            hostName.read(found[HOSTNAME], flow);
        } else if (has(DSTNAME)) {
            hostName.read(found[DSTNAME], flow);
        } else if (has(URL)) {
            Slice url = found[URL];
            if (Ascii.indexOf(url.array(), url.from(), url.to(), SCHEME_END) > 0) hostName.read(url, flow);
        }
        if (has(DSTIP)) flow.destination().parse(found[DSTIP]);
        if (has(DSTPORT)) flow.destinationPort(Decimal.parse(found[DSTPORT]));
    }

    private void time(Flow flow) {
        if (has(EVENTTIME)) {
            Slice epoch = found[EVENTTIME];
            if (StampParser.epoch(epoch.array(), epoch.from(), epoch.to(), flow.time()) == epoch.to()) return;
            flow.time().clear();
        }
        if (!has(DATE) || !has(TIME)) return;
        int end = copy(found[DATE], 0);
        if (end < stamp.length) stamp[end++] = 'T';
        end = copy(found[TIME], end);
        if (has(TZ)) end = copy(found[TZ], end);
        StampParser.iso(stamp, 0, end, flow.time());
    }

    private int copy(Slice text, int at) {
        int length = Math.min(text.length(), stamp.length - at);
        System.arraycopy(text.array(), text.from(), stamp, at, length);
        return at + length;
    }

    private Flow.Action action() {
        if (has(UTMACTION)) {
            Slice word = found[UTMACTION];
            if (Ascii.startsWithIgnoringCase(word.array(), word.from(), word.to(), BLOCK)) return Flow.Action.BLOCKED;
        }
        return has(ACTION) ? Verdicts.of(found[ACTION]) : Flow.Action.UNDECIDED;
    }

    private Flow.Phase phase() {
        if (is(SUBTYPE, WEBFILTER) || is(TYPE, WEBFILTER)) return Flow.Phase.END;
        if (!is(TYPE, TRAFFIC)) return Flow.Phase.INTERIM;
        if (is(ACTION, START)) return Flow.Phase.START;
        Slice id = found[LOGID];
        boolean goesOn =
                has(LOGID) && id.length() >= 2 && id.at(id.length() - 1) == '0' && id.at(id.length() - 2) == '2';
        return goesOn ? Flow.Phase.INTERIM : Flow.Phase.END;
    }
}
