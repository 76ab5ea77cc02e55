package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Slice;
import java.util.List;

/** The vendors that write RFC 5424 structured data. */
final class StructuredDataVendors {
    private static final byte[] CREATE = Ascii.bytes("_CREATE");
    private static final byte[] UPDATE = Ascii.bytes("_VOL_UPDATE");
    private static final byte[] DENY = Ascii.bytes("_DENY");
    private static final byte[] BLOCKED = Ascii.bytes("_BLOCKED");
    private static final byte[] FAIL = Ascii.bytes("_FAIL");
    private static final byte[] DETECTED = Ascii.bytes("VIRUS_DETECTED");
    private static final byte[] URL = Ascii.bytes("WEBFILTER_URL");

    private StructuredDataVendors() {}

    static Family family(Vocabulary vocabulary) {
        return new Family(
                new StructuredDataGrammar(),
                vocabulary,
                List.of(
                        juniper(vocabulary),
                        FirewallTables.checkPoint("checkpoint", vocabulary)
                                .hasAny("svc", "service_id", "s_port", "ProductName", "product")
                                .hasAny("src", "dst")
                                .build()));
    }

    /**
     * Juniper SRX (Junos OS System Log Explorer): the kind of message says what was done with the session. Only in web filter logs
     * is {@code url} a host; in antivirus logs it may be the virus.
     */
    private static Mapping juniper(Vocabulary vocabulary) {
        int id = vocabulary.number("msgid");
        int url = vocabulary.number("url");
        FieldReader reader = new FieldReader();
        return Mapping.named("juniper-srx", vocabulary)
                .hasAny("source-address", "destination-address")
                .hasAny("destination-address", "source-zone", "source-zone-name", "source-name")
                .take(Field.SOURCE, "source-address")
                .take(Field.USER, "username")
                .take(Field.DESTINATION, "destination-address")
                .take(Field.SOURCE_PORT, "source-port")
                .take(Field.DESTINATION_PORT, "destination-port")
                .take(Field.HOST, "http-host", "hostname", "sni")
                .take(Field.SENT, "bytes-from-client")
                .take(Field.RECEIVED, "bytes-from-server")
                .take(Field.SECONDS, "elapsed-time")
                .take(Field.ACTION, "action")
                .goesOn((message, fields) -> fields.has(id) && contains(fields.get(id), UPDATE))
                .finish((message, fields, flow) -> {
                    Slice kind = fields.get(id);
                    if (contains(kind, CREATE)) flow.phase(Flow.Phase.START);
                    if (contains(kind, URL) && fields.has(url)) reader.read(Field.HOST, fields.get(url), flow);
                    if (flow.action() == Flow.Action.UNDECIDED) flow.action(verdict(kind));
                })
                .build();
    }

    private static Flow.Action verdict(Slice kind) {
        boolean refused =
                contains(kind, DENY) || contains(kind, BLOCKED) || contains(kind, DETECTED) || contains(kind, FAIL);
        return refused ? Flow.Action.BLOCKED : Flow.Action.ALLOWED;
    }

    private static boolean contains(Slice text, byte[] word) {
        return Ascii.indexOf(text.array(), text.from(), text.to(), word) >= 0;
    }
}
