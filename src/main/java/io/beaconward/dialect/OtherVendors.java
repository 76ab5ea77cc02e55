package io.beaconward.dialect;

import java.util.List;

/** Grammars that one vendor has to itself. */
final class OtherVendors {
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
                .take(Field.HOST, "ReferencedHost", "SSLServerName", "URL", "URI")
                .take(Field.SENT, "InitiatorBytes")
                .take(Field.RECEIVED, "ResponderBytes")
                .take(Field.SECONDS, "ConnectionDuration")
                .take(Field.ACTION, "AccessControlRuleAction")
                .take(Field.QUERY, "DNSQuery")
                .starts("event", "430002")
                .goesOn("event", "430001", "430004", "430005")
                .build();
        return new Family(new FirepowerGrammar(), vocabulary, List.of(table));
    }

    /** Skyhigh Security Service Edge, as unquoted key=value: source_ip is the egress, client_ip the client. */
    static Family skyhighCloud() {
        Vocabulary vocabulary = new Vocabulary();
        Mapping table = Mapping.named("skyhigh-sse", vocabulary)
                .has("http_action", "requested_host")
                .take(Field.TIME, "request_timestamp_epoch", "request_timestamp")
                .take(Field.SOURCE, "client_ip", "source_ip")
                .take(Field.USER, "username")
                .take(Field.DESTINATION, "destination_ip")
                .take(Field.SOURCE_PORT, "source_port", "client_port")
                .take(Field.DESTINATION_PORT, "destination_port")
                .take(Field.HOST, "requested_host")
                .take(Field.SENT, "client_to_server_bytes")
                .take(Field.RECEIVED, "server_to_client_bytes")
                .take(Field.ACTION, "result")
                .build();
        return new Family(new SpacedGrammar(), vocabulary, List.of(table));
    }
}
