package io.beaconward.dialect;

import io.beaconward.bytes.Slice;
import io.beaconward.syslog.Stamp;
import io.beaconward.syslog.StampParser;

/**
 * A time that a vendor spreads over fields: the day, perhaps the time of day, perhaps the zone. They are put together in a buffer of
 * their own. Owned by one mapping.
 */
final class DateFields {
    /** Of a vendor that does not. */
    static final DateFields NONE = new DateFields(-1, -1, -1);

    private static final int LENGTH = 48;

    private final int day;
    private final int time;
    private final int zone;
    private final byte[] text = new byte[LENGTH];

    /** Takes the fields by their numbers; a negative one is none. */
    DateFields(int day, int time, int zone) {
        this.day = day;
        this.time = time;
        this.zone = zone;
    }

    void read(Fields fields, Stamp out) {
        if (day < 0 || !fields.has(day)) return;
        int end = copy(fields.get(day), 0);
        if (time >= 0) {
            if (!fields.has(time)) return;
            end = blank(end);
            end = copy(fields.get(time), end);
        }
        if (zone >= 0 && fields.has(zone)) end = copy(fields.get(zone), end);
        StampParser.any(text, 0, end, out);
    }

    private int blank(int at) {
        if (at >= LENGTH) return at;
        text[at] = ' ';
        return at + 1;
    }

    private int copy(Slice value, int at) {
        int length = Math.min(value.length(), LENGTH - at);
        System.arraycopy(value.array(), value.from(), text, at, length);
        return at + length;
    }
}
