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
    private final KeyedFields fields = new KeyedFields(KEYS, DSTNAME + 1);
    private final byte[] stamp = new byte[STAMP_LENGTH];

    @Override
    public String name() {
        return "fortigate";
    }

    @Override
    public Reading read(Message message, Flow flow) {
        Slice body = message.body();
        int equals = Ascii.indexOf(body.array(), body.from(), Math.min(body.to(), body.from() + MAX_FIRST), '=');
        if (equals < 0 || FIRST.find(body.array(), body.from(), equals) == KeyTable.NONE) return Reading.FOREIGN;
        cursor.wrap(body);
        fields.read(cursor);
        if (!fields.has(TYPE) || !fields.has(SUBTYPE) || !(fields.has(LOGID) || fields.has(DEVID)))
            return Reading.FOREIGN;
        time(flow);
        if (!fields.has(SRCIP) || !flow.source().parse(fields.get(SRCIP))) return Reading.NO_FLOW;
        destination(flow);
        if (fields.has(SENTBYTE)) flow.bytesSent(Decimal.parse(fields.get(SENTBYTE)));
        if (fields.has(RCVDBYTE)) flow.bytesReceived(Decimal.parse(fields.get(RCVDBYTE)));
        if (fields.has(DURATION)) flow.durationMillis(millis(Decimal.parse(fields.get(DURATION))));
        int user = fields.has(USER) ? USER : UNAUTHUSER;
        if (fields.has(user)) UserName.read(fields.get(user), flow);
        if (fields.has(QNAME)) flow.dnsQuery().set(fields.get(QNAME));
        flow.action(action());
        flow.phase(phase());
        return Reading.FLOW;
    }

    private boolean is(int key, byte[] word) {
        return fields.has(key) && fields.get(key).isIgnoringCase(word);
    }

    private static long millis(long seconds) {
        return seconds < 0 ? Flow.UNKNOWN : seconds * 1000;
    }

    private void destination(Flow flow) {
        if (fields.has(HOSTNAME)) {
            hostName.read(fields.get(HOSTNAME), flow);
        } else if (fields.has(DSTNAME)) {
            hostName.read(fields.get(DSTNAME), flow);
        } else if (fields.has(URL)) {
            Slice url = fields.get(URL);
            if (Ascii.indexOf(url.array(), url.from(), url.to(), SCHEME_END) > 0) hostName.read(url, flow);
        }
        if (fields.has(DSTIP)) flow.destination().parse(fields.get(DSTIP));
        if (fields.has(DSTPORT)) flow.destinationPort(Decimal.parse(fields.get(DSTPORT)));
    }

    private void time(Flow flow) {
        if (fields.has(EVENTTIME)) {
            Slice epoch = fields.get(EVENTTIME);
            if (StampParser.epoch(epoch.array(), epoch.from(), epoch.to(), flow.time()) == epoch.to()) return;
            flow.time().clear();
        }
        if (!fields.has(DATE) || !fields.has(TIME)) return;
        int end = copy(fields.get(DATE), 0);
        if (end < stamp.length) stamp[end++] = 'T';
        end = copy(fields.get(TIME), end);
        if (fields.has(TZ)) end = copy(fields.get(TZ), end);
        StampParser.iso(stamp, 0, end, flow.time());
    }

    private int copy(Slice text, int at) {
        int length = Math.min(text.length(), stamp.length - at);
        System.arraycopy(text.array(), text.from(), stamp, at, length);
        return at + length;
    }

    private Flow.Action action() {
        if (fields.has(UTMACTION)) {
            Slice word = fields.get(UTMACTION);
            if (Ascii.startsWithIgnoringCase(word.array(), word.from(), word.to(), BLOCK)) return Flow.Action.BLOCKED;
        }
        return fields.has(ACTION) ? Verdicts.of(fields.get(ACTION)) : Flow.Action.UNDECIDED;
    }

    private Flow.Phase phase() {
        if (is(SUBTYPE, WEBFILTER) || is(TYPE, WEBFILTER)) return Flow.Phase.END;
        if (!is(TYPE, TRAFFIC)) return Flow.Phase.INTERIM;
        if (is(ACTION, START)) return Flow.Phase.START;
        Slice id = fields.get(LOGID);
        boolean goesOn =
                fields.has(LOGID) && id.length() >= 2 && id.at(id.length() - 1) == '0' && id.at(id.length() - 2) == '2';
        return goesOn ? Flow.Phase.INTERIM : Flow.Phase.END;
    }
}
