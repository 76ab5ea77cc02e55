package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Decimal;
import io.beaconward.bytes.KeyTable;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.DeviceTime;
import io.beaconward.syslog.Message;
import io.beaconward.syslog.Numbering;
import io.beaconward.syslog.Stamp;
import io.beaconward.syslog.StampParser;

/**
 * PAN-OS comma-separated logs, by position from the left (PAN-OS syslog field descriptions): the count of columns grows with
 * the release. The vendor's cloud forwards the same without the columns that have no meaning, its times with a zone. A URL log is a request of its own; a traffic log counts at its end. Other threat logs
 * give the addresses of the packet that showed the threat, perhaps the server's answer; they, decryption and tunnel logs tell of
 * sessions that a traffic log counts.
 */
final class PanOs implements Dialect {
    private static final int FIRST = 1;
    private static final int TYPE = 4;
    private static final int SUBTYPE = 5;
    private static final int GENERATED_TIME = 7;
    private static final int SOURCE = 8;
    private static final int DESTINATION = 9;
    private static final int SOURCE_USER = 13;
    private static final int SOURCE_PORT = 25;
    private static final int DESTINATION_PORT = 26;
    private static final int ACTION = 31;
    private static final int TRAFFIC_BYTES = 32;
    private static final int TRAFFIC_SENT = 33;
    private static final int TRAFFIC_RECEIVED = 34;
    private static final int TRAFFIC_ELAPSED = 37;
    private static final int TRAFFIC_NUMBER = 40;
    private static final int TRAFFIC_DESTINATION_HOST = 91; // from PAN-OS 10 on
    private static final int THREAT_URL = 32;
    private static final int THREAT_NUMBER = 37;
    private static final int FIRST_NEW_COLUMN = 60;
    private static final int LAST_COLUMN = 1000;
    private static final int CLOUD_TIME = 20; // bytes: 2026-11-24T10:00:00Z
    private static final int PRECISE_TIME = 24; // bytes: 2026-11-24T10:00:00.123Z
    private static final long YEAR_2000 = 946_684_800_000L;

    private static final int TRAFFIC = 0;
    private static final int THREAT = 1;
    private static final int TUNNEL = 3;
    private static final int LAST_OF_FLOWS = 5;
    private static final KeyTable TYPES = KeyTable.of(
            "traffic",
            "threat",
            "decryption",
            "tunnel",
            "start", // of a tunnel, as is the next
            "end",
            "system",
            "config",
            "hipmatch",
            "hip-match",
            "globalprotect",
            "userid",
            "user-id",
            "authentication",
            "correlation",
            "sctp",
            "gtp",
            "iptag",
            "audit");

    private static final byte[] URL = Ascii.bytes("url");
    private static final byte[] START = Ascii.bytes("start");
    private static final int MAX_BEFORE_TYPE = 160;

    private final CsvCursor csv = new CsvCursor();
    private final HostName hostName = new HostName();
    private final Slice subtype = new Slice();
    private final Slice generatedTime = new Slice();
    private final Stamp precise = new Stamp();

    // By how many columns the fields stand further left: up to the ports, from these on, from the protocol on, and at
    // the end.
    private int head;
    private int ports;
    private int middle;
    private int tail;

    @Override
    public String name() {
        return "pan-os";
    }

    @Override
    public Reading read(Message message, Flow flow) {
        Slice body = message.body();
        if (Ascii.indexOf(body.array(), body.from(), Math.min(body.to(), body.from() + MAX_BEFORE_TYPE), ',') < 0) {
            return Reading.FOREIGN;
        }
        csv.wrap(body);
        if (!layout(csv.to(FIRST))) return Reading.FOREIGN;
        Slice typeField = csv.to(TYPE - head);
        if (csv.column() != TYPE - head || typeField.from() - body.from() > MAX_BEFORE_TYPE) return Reading.FOREIGN;
        int type = TYPES.find(typeField);
        if (type == KeyTable.NONE && typeField.isEmpty())
            type = TYPES.find(csv.to(SUBTYPE)); // decryption, of the cloud
        if (type == KeyTable.NONE) return Reading.FOREIGN;
        subtype.set(csv.to(SUBTYPE - head));
        generatedTime.set(csv.to(GENERATED_TIME - head));
        if (type > TUNNEL) {
            boolean timed = readGeneratedTime(flow);
            if (type > LAST_OF_FLOWS) return Reading.NO_FLOW;
            if (!timed) return Reading.FOREIGN; // a common word
        }
        addresses(flow);
        boolean counts = type == TRAFFIC || (type == THREAT && subtype.isIgnoringCase(URL));
        if (!counts) flow.phase(Flow.Phase.INTERIM);
        if (type == TRAFFIC) {
            traffic(flow);
        } else if (type == THREAT) {
            threat(body.to(), flow);
        }
        newColumns(type == TRAFFIC, flow);
        if (!flow.time().isPresent()) readGeneratedTime(flow);
        return flow.source().isPresent() ? Reading.FLOW : Reading.NO_FLOW;
    }

    /**
     * Column 1 has no meaning, but is a number or empty, or it is left out, and the time of receipt is first; text here is another
     * dialect's, whatever follows.
     */
    private boolean layout(Slice first) {
        boolean cloud = first.length() >= CLOUD_TIME && first.at(10) == 'T';
        head = cloud ? 1 : 0;
        ports = cloud ? 2 : 0;
        middle = cloud ? 3 : 0;
        tail = cloud ? 6 : 0;
        return cloud || first.isEmpty() || Decimal.parse(first) >= 0;
    }

    private boolean readGeneratedTime(Flow flow) {
        byte[] text = generatedTime.array();
        int from = generatedTime.from();
        int to = generatedTime.to();
        boolean iso = StampParser.iso(text, from, to, flow.time()) > 0;
        return iso || DeviceTime.monthFirst(text, from, to, flow.time()); // as old releases write it
    }

    private void addresses(Flow flow) {
        flow.source().parse(csv.to(SOURCE - head));
        flow.destination().parse(csv.to(DESTINATION - head));
        Slice user = csv.to(SOURCE_USER - head);
        if (Ascii.indexOf(user.array(), user.from(), user.to(), ':') < 0) UserName.read(user, flow);
        flow.sourcePort(Decimal.parse(csv.to(SOURCE_PORT - ports)));
        flow.destinationPort(Decimal.parse(csv.to(DESTINATION_PORT - ports)));
        flow.action(Verdicts.of(csv.to(ACTION - middle)));
    }

    private void traffic(Flow flow) {
        long total = Decimal.parse(csv.to(TRAFFIC_BYTES - middle));
        flow.bytesSent(Decimal.parse(csv.to(TRAFFIC_SENT - middle)));
        flow.bytesReceived(Decimal.parse(csv.to(TRAFFIC_RECEIVED - middle)));
        if (flow.bytesSent() < 0 && flow.bytesReceived() < 0) flow.bytesTotal(total);
        long elapsed = Decimal.parse(csv.to(TRAFFIC_ELAPSED - middle));
        if (elapsed >= 0 && elapsed < Integer.MAX_VALUE) flow.durationMillis(elapsed * 1000);
        if (subtype.isIgnoringCase(START)) flow.phase(Flow.Phase.START);
        if (middle == 0) PanOsNumber.read(csv.to(TRAFFIC_NUMBER), Numbering.PAN_OS_TRAFFIC, flow);
    }

    /** A URL that ends the text, at {@code end}, may have been cut off. */
    private void threat(int end, Flow flow) {
        boolean isUrl = subtype.isIgnoringCase(URL);
        Slice url = csv.to(THREAT_URL - middle);
        boolean whole = !url.isEmpty() && url.to() < end;
        if (isUrl && whole && url.at(0) != '-' && url.at(0) != '/') hostName.readBeside(url, flow);
        Numbering numbering = isUrl ? Numbering.PAN_OS_URL : Numbering.PAN_OS_THREAT;
        if (middle == 0) PanOsNumber.read(csv.to(THREAT_NUMBER), numbering, flow);
    }

    /**
     * What releases from 10 on append: in traffic logs the destination's name, then a time that has milliseconds and a zone; a
     * few devices say 1969 there. In releases that have no names the time stands further left.
     */
    private void newColumns(boolean traffic, Flow flow) {
        csv.to(FIRST_NEW_COLUMN - 1);
        if (traffic) {
            if (readTime(TRAFFIC_DESTINATION_HOST - tail - 1, flow)) return;
            Slice field = csv.to(TRAFFIC_DESTINATION_HOST - tail);
            boolean named = csv.column() == TRAFFIC_DESTINATION_HOST - tail && !field.isEmpty();
            if (named) hostName.readBeside(field, flow);
            if (isTime(field, flow)) return;
        }
        readTime(LAST_COLUMN, flow);
    }

    /** Reads the next precise time up to the column, if there is one. */
    private boolean readTime(int last, Flow flow) {
        while (csv.nextOf(PRECISE_TIME, last)) {
            if (isTime(csv.field(), flow)) return true;
        }
        return false;
    }

    private boolean isTime(Slice field, Flow flow) {
        if (field.length() < PRECISE_TIME || field.at(10) != 'T') return false;
        boolean read = StampParser.iso(field.array(), field.from(), field.to(), precise) == field.to();
        if (!read || !precise.isInstant() || precise.instantMillis() < YEAR_2000) return false;
        flow.time().set(precise);
        return true;
    }
}
