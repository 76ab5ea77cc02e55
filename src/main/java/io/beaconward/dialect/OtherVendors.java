package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.Message;
import java.util.List;

/** Grammars that one vendor has to itself. */
final class OtherVendors {
    private static final byte[] USER = Ascii.bytes(" user=");
    private static final byte[] DIRECTORY = Ascii.bytes(" user=LDAP://");
    private static final byte[] SOURCE = Ascii.bytes(" src_host=");
    private static final byte[] UNKNOWN = Ascii.bytes("unknown");
    private static final byte[] NOT_APPLICABLE = Ascii.bytes("N");
    private static final byte[] ARROW = Ascii.bytes(" -> ");

    private OtherVendors() {}

    /** Check Point's log exporter, syslog form. */
    static Family checkPoint() {
        Vocabulary vocabulary = new Vocabulary();
        Mapping table = FirewallTables.checkPoint("checkpoint", vocabulary)
                .hasAny("loguid", "origin", "product", "logid")
                .build();
        return new Family(new QuotedColonGrammar(), vocabulary, List.of(table));
    }

    /**
     * Cisco Secure Firewall Threat Defense: 430002 a connection began, 430003 it ended; intrusions, files and malware are told of
     * beside a connection. Alerts of the management center write names in one word or in several, and the ends perhaps only at the
     * end: {@code {TCP} 10.0.0.1:51000 -> 192.0.2.7:443}.
     */
    static Family firepower() {
        Vocabulary vocabulary = new Vocabulary();
        long[] kinds = Fields.setOf(
                vocabulary.number("event"), vocabulary.number("ConnectType"), vocabulary.number("Connection Type"));
        Mapping table = Mapping.named("cisco-ftd", vocabulary)
                .take(Field.TIME, "FirstPacketSecond")
                .take(Field.SOURCE, "SrcIP")
                .take(Field.USER, "User", "UserName")
                .take(Field.DESTINATION, "DstIP")
                .take(Field.SOURCE_PORT, "SrcPort")
                .take(Field.DESTINATION_PORT, "DstPort")
                .take(Field.HOST, "URL", "ReferencedHost", "SSLServerName", "URI")
                .take(Field.SENT, "InitiatorBytes", "Initiator Bytes")
                .take(Field.RECEIVED, "ResponderBytes", "Responder Bytes")
                .take(Field.SECONDS, "ConnectionDuration")
                .take(
                        Field.ACTION,
                        "AccessControlRuleAction",
                        "Access Control Rule Action",
                        "Firewall Rule Action",
                        "InlineResult")
                .take(Field.QUERY, "DNSQuery")
                .starts("event", "430002")
                .starts("ConnectType", "start")
                .starts("Connection Type", "start")
                .goesOn("event", "430001", "430004", "430005")
                .goesOn((message, fields) -> !fields.hasAny(kinds))
                .finish(OtherVendors::firepowerEnds)
                .build();
        return new Family(new FirepowerGrammar(), vocabulary, List.of(table));
    }

    /** Of an alert without addresses of their own fields: what stands behind the last brace. A host that is not known is none. */
    private static void firepowerEnds(Message message, Fields fields, Flow flow) {
        if (flow.host().isIgnoringCase(UNKNOWN) || flow.host().is(NOT_APPLICABLE))
            flow.host().clear();
        if (flow.source().isPresent()) return;
        Slice body = message.body();
        byte[] text = body.array();
        int brace = Ascii.lastIndexOf(text, body.from(), body.to(), '}');
        int arrow = brace < 0 ? Ascii.NONE : Ascii.indexOf(text, brace, body.to(), ARROW);
        if (arrow < 0) return;
        int client = Endpoint.read(text, Ascii.skipBlanks(text, brace + 1, arrow), arrow, flow.source());
        flow.sourcePort(client);
        int from = arrow + ARROW.length;
        int server = Endpoint.read(text, from, Ascii.skipWord(text, from, body.to()), flow.destination());
        flow.destinationPort(Math.max(server, Endpoint.WITHOUT_PORT));
    }

    /** The vendors that write key=value without quotes around blanks. */
    static Family unquoted() {
        Vocabulary vocabulary = new Vocabulary();
        return new Family(
                new SpacedGrammar(),
                vocabulary,
                List.of(FirewallTables.skyhighCloud(vocabulary), forcepointWeb(vocabulary)));
    }

    /**
     * Forcepoint (once Websense) Web Security (SIEM integration, key=value): bytes are the client's view. Of a user that is written as a directory's
     * path, which holds equals signs, the name stands before {@code src_host=}.
     */
    private static Mapping forcepointWeb(Vocabulary vocabulary) {
        return Mapping.named("forcepoint-web", vocabulary)
                .has("vendor", "src_host", "dst_host")
                .take(Field.TIME, "rt", "timestamp")
                .take(Field.SOURCE, "src_host", "src_ip")
                .take(Field.USER, "user", "loginID")
                .take(Field.DESTINATION, "dst_ip")
                .take(Field.SOURCE_PORT, "src_port")
                .take(Field.DESTINATION_PORT, "dst_port")
                .take(Field.HOST, "dst_host")
                .take(Field.URL, "url")
                .take(Field.SENT, "bytes_out")
                .take(Field.RECEIVED, "bytes_in")
                .take(Field.ACTION, "action")
                .finish((message, fields, flow) -> {
                    Slice body = message.body();
                    int user = Ascii.indexOf(body.array(), body.from(), body.to(), DIRECTORY);
                    int end = user < 0 ? Ascii.NONE : Ascii.indexOf(body.array(), user, body.to(), SOURCE);
                    if (end > 0) UserName.read(body.array(), user + USER.length, end, flow);
                })
                .build();
    }
}
