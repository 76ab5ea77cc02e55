package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Slice;
import java.util.List;

/** Grammars that one vendor has to itself. */
final class OtherVendors {
    private static final byte[] USER = Ascii.bytes(" user=");
    private static final byte[] DIRECTORY = Ascii.bytes(" user=LDAP://");
    private static final byte[] SOURCE = Ascii.bytes(" src_host=");

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
     * beside a connection.
     */
    static Family firepower() {
        Vocabulary vocabulary = new Vocabulary();
        Mapping table = Mapping.named("cisco-ftd", vocabulary)
                .has("event")
                .take(Field.TIME, "FirstPacketSecond")
                .take(Field.SOURCE, "SrcIP")
                .take(Field.USER, "User")
                .take(Field.DESTINATION, "DstIP")
                .take(Field.SOURCE_PORT, "SrcPort")
                .take(Field.DESTINATION_PORT, "DstPort")
                .take(Field.HOST, "URL", "ReferencedHost", "SSLServerName", "URI")
                .take(Field.SENT, "InitiatorBytes")
                .take(Field.RECEIVED, "ResponderBytes")
                .take(Field.SECONDS, "ConnectionDuration")
                .take(Field.ACTION, "AccessControlRuleAction", "InlineResult")
                .take(Field.QUERY, "DNSQuery")
                .starts("event", "430002")
                .goesOn("event", "430001", "430004", "430005")
                .build();
        return new Family(new FirepowerGrammar(), vocabulary, List.of(table));
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
     * Forcepoint Web Security (SIEM integration, key=value): bytes are the client's view. Of a user that is written as a directory's
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
