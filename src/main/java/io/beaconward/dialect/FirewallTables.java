package io.beaconward.dialect;

import io.beaconward.bytes.Slice;

/**
 * Tables of firewalls whose field names are the same in more than one grammar. Each method begins a table over the vocabulary of
 * a grammar; the caller adds what is of that grammar alone.
 */
final class FirewallTables {
    private static final int DNS = 53;

    private FirewallTables() {}

    /**
     * Check Point (Log Fields Description): bytes are counted at the gateway, so what comes in from the client is sent by it. Of
     * a field that stands twice, one for each rule that matched, the first holds. The resource of a DNS request is the name alone.
     */
    static Mapping.Builder checkPoint(String name, Vocabulary vocabulary) {
        int resource = vocabulary.number("resource");
        return Mapping.named(name, vocabulary)
                .take(Field.SOURCE, "src", "c6a2", "client_ip", "endpoint_ip")
                .take(Field.USER, "src_user_name", "user", "suser", "administrator")
                .take(Field.DESTINATION, "dst", "c6a3")
                .take(Field.SOURCE_PORT, "s_port", "spt", "source_port")
                .take(Field.DESTINATION_PORT, "service", "svc", "dpt")
                .take(Field.HOST, "http_host", "sni", "dst_domain_name", "dst_machine_name")
                .take(Field.URL, "resource", "request")
                .take(Field.SENT, "client_inbound_bytes", "sent_bytes")
                .take(Field.RECEIVED, "client_outbound_bytes", "received_bytes")
                .take(Field.TOTAL, "bytes")
                .take(Field.SECONDS, "elapsed")
                .take(Field.ACTION, "action", "act", "rule_action")
                .take(Field.QUERY, "dns_query", "domain_name")
                .take(Field.TIME, "time", "rt")
                .finish((message, fields, flow) -> {
                    boolean asked =
                            flow.destinationPort() == DNS && flow.dnsQuery().isEmpty() && fields.has(resource);
                    if (asked) DnsNames.query(fields.get(resource), flow);
                });
    }

    /** Zscaler Nanolog Streaming Service, web log: a URL without its scheme; the user is the login, never the device's owner. */
    static Mapping.Builder zscalerWeb(Vocabulary vocabulary) {
        return Mapping.named("zscaler-nss-web", vocabulary)
                .take(Field.TIME, "datetime", "time", "epochtime")
                .take(
                        Field.SOURCE,
                        "clientip",
                        "cip",
                        "cltip",
                        "cltintip",
                        "clientinternalip",
                        "clientpublicip",
                        "cltpubip",
                        "cintip")
                .take(Field.SOURCE_PORT, "cltsourceport")
                .take(Field.USER, "login", "user")
                .take(Field.DESTINATION, "serverip", "sip")
                .take(Field.HOST, "eurl", "url", "host", "hostname", "ehost")
                .take(Field.SENT, "reqsize", "requestsize")
                .take(Field.RECEIVED, "respsize", "responsesize")
                .take(Field.ACTION, "action");
    }

    /** Netskope transaction events: the second address is the server's; what the columns call {@code s-ip} is so, too. */
    static Mapping.Builder netskopeTransaction(Vocabulary vocabulary) {
        return Mapping.named("netskope-transaction", vocabulary)
                .date("date", "time", "")
                .take(Field.SOURCE, "c-ip")
                .take(Field.USER, "cs-username")
                .take(Field.DESTINATION, "r-ip", "s-ip", "x-cs-dst-ip")
                .take(Field.DESTINATION_PORT, "cs-uri-port", "x-cs-dst-port")
                .take(Field.HOST, "cs-host", "cs-dns", "x-cs-sni")
                .take(Field.SENT, "cs-bytes")
                .take(Field.RECEIVED, "sc-bytes")
                .take(Field.TOTAL, "bytes")
                .take(Field.MILLISECONDS, "time-taken")
                .take(Field.ACTION, "x-policy-action");
    }

    /** Skyhigh Security Service Edge: source_ip is the egress, client_ip the client. */
    static Mapping skyhighCloud(Vocabulary vocabulary) {
        return Mapping.named("skyhigh-sse", vocabulary)
                .has("http_action", "requested_host")
                .take(Field.TIME, "request_timestamp_epoch", "timestamp_epoch", "request_timestamp")
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
    }

    /** The block of Skyhigh (McAfee) Web Gateway: 0 is none. */
    static Finish skyhighBlock(int block) {
        return (message, fields, flow) -> {
            if (!fields.says(block)) return;
            Slice result = fields.get(block);
            boolean none = result.length() == 1 && result.at(0) == '0';
            flow.action(none ? Flow.Action.ALLOWED : Flow.Action.BLOCKED);
        };
    }

    /** Broadcom ProxySG (ELFF field names): sc-bytes go to the client, cs-bytes come from it; s-ip is the proxy itself. */
    static Mapping.Builder proxySg(Vocabulary vocabulary) {
        return Mapping.named("proxysg", vocabulary)
                .take(Field.TIME, "x-timestamp", "timestamp")
                .date("date", "time", "")
                .take(Field.SOURCE, "c-ip", "x-client-address")
                .take(Field.USER, "cs-username", "cs-userdn", "x-cs-username", "x-cs-auth-username")
                .take(Field.DESTINATION, "r-ip", "x-cs-connection-server-ip")
                .take(Field.DESTINATION_PORT, "cs-uri-port", "x-cs-uri-port")
                .take(Field.HOST, "cs-host", "cs-uri-host")
                .take(Field.URL, "cs-uri", "c-uri", "c-url", "url")
                .take(Field.SENT, "cs-bytes")
                .take(Field.RECEIVED, "sc-bytes")
                .take(Field.MILLISECONDS, "time-taken")
                .take(Field.ACTION, "sc-filter-result", "action");
    }
}
