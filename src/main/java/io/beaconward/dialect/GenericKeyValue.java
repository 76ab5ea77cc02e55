package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Decimal;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.Message;
import io.beaconward.syslog.StampParser;

/**
 * Any device that logs {@code key=value}: the baseline's own fields. Destination is {@code host=}, else {@code cs-host:},
 * else {@code destinationhostname=}, of those that name one; source {@code src=}; {@code bytes_sent=} and
 * {@code bytes_received=}. The event's time is {@code time=} or {@code timestamp=}, where that states date and time. Of a key
 * that stands twice the first holds, so that a later field's text cannot overwrite it. A body is of this dialect if it has a
 * source or a destination.
 */
final class GenericKeyValue implements Dialect {
    private static final int HOST = 0;
    private static final int CS_HOST = 1;
    private static final int DESTINATION_HOST_NAME = 2;
    private static final int SRC = 3;
    private static final int BYTES_SENT = 4;
    private static final int BYTES_RECEIVED = 5;
    private static final int DST = 6;
    private static final int DPT = 7;
    private static final int USER = 8;
    private static final int ACTION = 9;
    private static final int TIME = 10;
    private static final int TIMESTAMP = 11;
    private static final KeyTable KEYS = KeyTable.of(
            "host",
            "cs-host",
            "destinationhostname",
            "src",
            "bytes_sent",
            "bytes_received",
            "dst",
            "dpt",
            "user",
            "action",
            "time",
            "timestamp");

    private final KeyValueCursor cursor = new KeyValueCursor(Ascii.bytes("cs-host"));
    private final HostName hostName = new HostName();
    private final KeyedFields fields = new KeyedFields(KEYS, TIMESTAMP + 1);

    @Override
    public String name() {
        return "generic-kv";
    }

    @Override
    public Reading read(Message message, Flow flow) {
        Slice body = message.body();
        if (Ascii.indexOf(body.array(), body.from(), body.to(), '=') < 0) return Reading.FOREIGN;
        cursor.wrap(body);
        fields.read(cursor);
        if (!fields.has(SRC) && !fields.has(HOST) && !fields.has(CS_HOST) && !fields.has(DESTINATION_HOST_NAME))
            return Reading.FOREIGN;
        if (fields.has(SRC)) source(fields.get(SRC), flow);
        if (!time(TIME, flow) && !time(TIMESTAMP, flow)) flow.time().clear();
        if (fields.has(DST)) flow.destination().parse(fields.get(DST));
        if (!destination(HOST, flow) && !destination(CS_HOST, flow)) destination(DESTINATION_HOST_NAME, flow);
        if (fields.has(BYTES_SENT)) flow.bytesSent(Decimal.parse(fields.get(BYTES_SENT)));
        if (fields.has(BYTES_RECEIVED)) flow.bytesReceived(Decimal.parse(fields.get(BYTES_RECEIVED)));
        if (fields.has(DPT)) flow.destinationPort(Decimal.parse(fields.get(DPT)));
        if (fields.has(USER)) UserName.read(fields.get(USER), flow);
        if (fields.has(ACTION)) flow.action(Verdicts.of(fields.get(ACTION)));
        return Reading.FLOW;
    }

    private boolean destination(int key, Flow flow) {
        return fields.has(key) && hostName.read(fields.get(key), flow);
    }

    /** An address, also with a port behind it. */
    private static void source(Slice text, Flow flow) {
        if (flow.source().parse(text)) return;
        int colon = Ascii.lastIndexOf(text.array(), text.from(), text.to(), ':');
        if (colon > 0) flow.source().parse(text.array(), text.from(), colon);
    }

    /** Takes a field that states date and time, in ISO 8601 or since 1970; others are no times of ours. */
    private boolean time(int key, Flow flow) {
        if (!fields.has(key)) return false;
        Slice text = fields.get(key);
        int end = StampParser.iso(text.array(), text.from(), text.to(), flow.time());
        if (end < 0) end = StampParser.epoch(text.array(), text.from(), text.to(), flow.time());
        return end == text.to();
    }
}
