package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.Message;

/**
 * FortiGate and FortiProxy (FortiOS Log Message Reference): traffic logs and web filter logs are contacts; other UTM logs tell of
 * a session that one of these counts. A traffic log of a session that goes on (log id …20) is an interim record. FortiOS 4 and
 * FortiADC have other names for the same.
 */
final class FortiGate {
    private FortiGate() {}

    /** As key=value, or as JSON under the same names. */
    static Mapping table(Vocabulary vocabulary) {
        return pairs(vocabulary).take(Field.SECONDS, "duration").build();
    }

    /** In the same forms, the requests that FortiProxy logs: how long they took is in milliseconds. */
    static Mapping requests(Vocabulary vocabulary) {
        return pairs(vocabulary)
                .where("subtype", "http-transaction")
                .take(Field.MILLISECONDS, "duration")
                .build();
    }

    private static Mapping.Builder pairs(Vocabulary vocabulary) {
        return Mapping.named("fortigate", vocabulary)
                .has("type", "subtype")
                .hasAny("logid", "devid", "log_id", "device_id")
                .take(Field.TIME, "eventtime")
                .date("date", "time", "tz")
                .take(Field.SOURCE, "srcip", "src")
                .take(Field.USER, "user", "unauthuser")
                .take(Field.DESTINATION, "dstip", "dst")
                .take(Field.SOURCE_PORT, "srcport", "src_port")
                .take(Field.DESTINATION_PORT, "dstport", "dst_port")
                .take(Field.HOST, "hostname", "sni", "http_host", "dstname")
                .take(Field.URL, "url")
                .take(Field.SENT, "sentbyte", "sent", "ibytes")
                .take(Field.RECEIVED, "rcvdbyte", "rcvd", "obytes")
                .take(Field.ACTION, "utmaction", "action", "status")
                .take(Field.QUERY, "qname")
                .take(Field.ANSWERS, "ipaddr")
                .starts("action", "start")
                .goesOn(new GoesOn(vocabulary, "type", "subtype", "logid"));
    }

    /** As CEF, whose names of FortiGate's own begin with {@code prefix}. */
    static Mapping cef(String prefix, Vocabulary vocabulary) {
        return Mapping.named("fortigate-cef", vocabulary)
                .where("deviceVendor", "fortinet")
                .hasAny(prefix + "logid", prefix + "subtype", prefix + "eventtime", prefix + "level")
                .take(Field.TIME, prefix + "eventtime", "rt", "start")
                .take(Field.SOURCE, "src")
                .take(Field.USER, "suser", "duser", prefix + "user", prefix + "unauthuser")
                .take(Field.DESTINATION, "dst")
                .take(Field.SOURCE_PORT, "spt")
                .take(Field.DESTINATION_PORT, "dpt")
                .take(Field.HOST, prefix + "hostname", prefix + "sni", "dhost")
                .take(Field.URL, "request")
                .take(Field.SENT, "out")
                .take(Field.RECEIVED, "in")
                .take(Field.SECONDS, prefix + "duration")
                .take(Field.ACTION, prefix + "utmaction", "act", prefix + "action")
                .take(Field.QUERY, prefix + "qname")
                .take(Field.ANSWERS, prefix + "ipaddr")
                .starts("act", "start")
                .starts(prefix + "action", "start")
                .goesOn(new GoesOn(vocabulary, prefix + "type", prefix + "subtype", prefix + "logid"))
                .build();
    }

    /** Whether another record counts the session: an interim one, or one of another UTM profile than the web filter. */
    private static final class GoesOn implements Mapping.Sign {
        private static final byte[] TRAFFIC = Ascii.bytes("traffic");
        private static final byte[] WEBFILTER = Ascii.bytes("webfilter");

        private final int type;
        private final int subtype;
        private final int id;

        GoesOn(Vocabulary vocabulary, String type, String subtype, String id) {
            this.type = vocabulary.number(type);
            this.subtype = vocabulary.number(subtype);
            this.id = vocabulary.number(id);
        }

        @Override
        public boolean holds(Message message, Fields fields) {
            if (fields.is(subtype, WEBFILTER) || fields.is(type, WEBFILTER)) return false;
            if (fields.has(type) && !fields.is(type, TRAFFIC)) return true;
            if (!fields.has(id)) return false;
            Slice number = fields.get(id);
            int length = number.length();
            return length >= 2 && number.at(length - 1) == '0' && number.at(length - 2) == '2';
        }
    }
}
