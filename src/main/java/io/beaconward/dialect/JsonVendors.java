package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Decimal;
import java.util.ArrayList;
import java.util.List;

/** The vendors that write JSON, from the most particular to the general one. */
final class JsonVendors {
    private static final byte[] DROP = Ascii.bytes("drop");
    private static final byte[] DNS_PORT = Ascii.bytes("53");

    private JsonVendors() {}

    static Family family(List<Mapping> given, Vocabulary vocabulary) {
        List<Mapping> all = new ArrayList<>(given);
        all.addAll(List.of(
                suricata(vocabulary),
                zeek(vocabulary),
                panOs(vocabulary),
                FortiGate.requests(vocabulary),
                FortiGate.table(vocabulary),
                FirewallTables.zscalerWeb(vocabulary)
                        .hasAny("eurl", "url", "host", "hostname")
                        .hasAny("reqsize", "requestsize")
                        .build(),
                CloudJson.zscalerFirewall(vocabulary),
                CloudJson.zscalerDns(vocabulary),
                CloudJson.cloudflareDns(vocabulary),
                CloudJson.cloudflareGateway(vocabulary),
                CloudJson.cloudflareSession(vocabulary),
                CloudJson.cloudflareZone(vocabulary),
                CloudJson.cloudflareAudit(vocabulary),
                CloudJson.cloudflareAccess(vocabulary),
                CloudJson.cloudTrail(vocabulary),
                CloudJson.netskope(vocabulary),
                CloudJson.netskopeShipped(vocabulary),
                CloudJson.netskopeTransaction(vocabulary),
                olfeo(vocabulary),
                FirewallTables.skyhighCloud(vocabulary),
                barracuda(vocabulary),
                FirewallTables.checkPoint("checkpoint", vocabulary)
                        .has("loguid", "origin")
                        .build(),
                f5(vocabulary),
                FirewallTables.proxySg(vocabulary).has("c-ip", "cs-host").build(),
                general(vocabulary)));
        return new Family(new JsonGrammar(), vocabulary, all);
    }

    /**
     * Suricata EVE: of a session the tls, http and quic records name the host and count; alerts and answers have the packet's
     * direction, and another record tells of their session.
     */
    private static Mapping suricata(Vocabulary vocabulary) {
        int fromPort = vocabulary.number("src_port");
        int kind = vocabulary.number("event_type");
        int signature = vocabulary.number("alert.signature");
        return Mapping.named("suricata-eve", vocabulary)
                .has("src_ip")
                .hasAny("event_type", "flow_id")
                .take(Field.TIME, "timestamp")
                .take(Field.SOURCE, "src_ip")
                .take(Field.DESTINATION, "dest_ip")
                .take(Field.SOURCE_PORT, "src_port")
                .take(Field.DESTINATION_PORT, "dest_port")
                .take(Field.HOST, "tls.sni", "http.hostname", "quic.sni")
                .take(Field.SENT, "flow.bytes_toserver", "netflow.bytes")
                .take(Field.RECEIVED, "flow.bytes_toclient")
                .take(Field.SECONDS, "flow.age", "netflow.age")
                .take(Field.ACTION, "alert.action")
                .take(Field.QUERY, "dns.rrname", "dns.query.rrname", "dns.queries.rrname", "dns.answer.rrname")
                .take(Field.ANSWERS, "dns.grouped.a", "dns.grouped.aaaa", "dns.answers.rdata", "dns.rdata")
                .take(Field.ANSWERS, "dns.answer.grouped.a", "dns.answer.grouped.aaaa", "dns.answer.answers.rdata")
                .goesOn("event_type", "alert", "flow", "netflow", "fileinfo", "anomaly", "drop")
                .goesOn((message, fields) -> fields.says(signature))
                .finish((message, fields, flow) -> {
                    boolean reply = !flow.dnsQuery().isEmpty() && fields.is(fromPort, DNS_PORT);
                    if (reply) flow.answersDestination();
                    if (fields.is(kind, DROP)) flow.action(Flow.Action.BLOCKED);
                })
                .build();
    }

    /**
     * Zeek: the bytes of conn.log with their headers; a connection that ssl.log or http.log tells of counts there. Shippers that
     * bear no dots in a name write an underscore for it.
     */
    private static Mapping zeek(Vocabulary vocabulary) {
        return Mapping.named("zeek", vocabulary)
                .hasAny("id.orig_h", "id_orig_h")
                .hasAny("id.resp_h", "id_resp_h")
                .take(Field.TIME, "ts")
                .take(Field.SOURCE, "id.orig_h", "id_orig_h")
                .take(Field.USER, "username", "user")
                .take(Field.DESTINATION, "id.resp_h", "id_resp_h")
                .take(Field.SOURCE_PORT, "id.orig_p", "id_orig_p")
                .take(Field.DESTINATION_PORT, "id.resp_p", "id_resp_p")
                .take(Field.HOST, "server_name", "host")
                .take(Field.URL, "uri")
                .take(Field.SENT, "orig_ip_bytes", "orig_bytes")
                .take(Field.RECEIVED, "resp_ip_bytes", "resp_bytes")
                .take(Field.SECONDS, "duration")
                .take(Field.QUERY, "query")
                .take(Field.ANSWERS, "answers")
                .goesOn("service", "ssl", "http", "ssl,http", "http,ssl", "quic", "quic,ssl", "ssl,quic")
                .build();
    }

    /** PAN-OS by way of Strata Logging Service; in DNS security logs the addresses have other names. */
    private static Mapping panOs(Vocabulary vocabulary) {
        return Mapping.named("pan-os-json", vocabulary)
                .has("LogType")
                .hasAny("SourceAddress", "SourceIP")
                .take(Field.TIME, "TimeGenerated", "TimeReceived")
                .take(Field.SOURCE, "SourceAddress", "SourceIP")
                .take(Field.USER, "SourceUser")
                .take(Field.DESTINATION, "DestinationAddress", "DestinationIP", "DNSResolverIP")
                .take(Field.SOURCE_PORT, "SourcePort")
                .take(Field.DESTINATION_PORT, "DestinationPort")
                .take(Field.HOST, "URLDomain", "URL")
                .take(Field.SENT, "BytesSent")
                .take(Field.RECEIVED, "BytesReceived")
                .take(Field.SECONDS, "SessionDuration", "TotalTimeElapsed")
                .take(Field.ACTION, "Action")
                .take(Field.QUERY, "DNSRequest", "QueryName", "DomainName")
                .take(Field.ANSWERS, "DNSResponse")
                .starts("Subtype", "start")
                .goesOn(new PanOsBeside("LogType", "Subtype", vocabulary))
                .finish(PanOsNumber.of("SequenceNo", "LogType", "Subtype", vocabulary))
                .build();
    }

    private static Mapping olfeo(Vocabulary vocabulary) {
        return Mapping.named("olfeo", vocabulary)
                .has("display_name", "domain", "src_ip")
                .take(Field.TIME, "timestamp")
                .take(Field.SOURCE, "src_ip")
                .take(Field.USER, "display_name")
                .take(Field.DESTINATION, "dest_ip")
                .take(Field.HOST, "domain", "url")
                .take(Field.SENT, "user_sent_bytes")
                .take(Field.RECEIVED, "user_received_bytes")
                .take(Field.MILLISECONDS, "user_response_time_ms")
                .take(Field.ACTION, "action")
                .build();
    }

    /** Barracuda CloudGen Firewall: firewall, threat and web log. In the web log action 0 is to allow. */
    private static Mapping barracuda(Vocabulary vocabulary) {
        int action = vocabulary.number("action");
        return Mapping.named("barracuda", vocabulary)
                .hasAny("src_ip", "source_ip")
                .hasAny("fwd_bytes", "fw_rule", "trans_proto", "traffic_type")
                .take(Field.TIME, "timestamp")
                .take(Field.SOURCE, "src_ip", "source_ip")
                .take(Field.USER, "user")
                .take(Field.DESTINATION, "dst_ip", "destination_ip")
                .take(Field.SOURCE_PORT, "src_port", "source_port")
                .take(Field.DESTINATION_PORT, "dst_port", "destination_port", "port")
                .take(Field.HOST, "domain")
                .take(Field.SENT, "fwd_bytes")
                .take(Field.RECEIVED, "rev_bytes", "size")
                .take(Field.MILLISECONDS, "duration")
                .take(Field.ACTION, "operation", "action")
                .starts("action", "begin", "start")
                .finish((message, fields, flow) -> {
                    if (flow.action() != Flow.Action.UNDECIDED || !fields.says(action)) return;
                    int code = (int) Decimal.parse(fields.get(action));
                    if (code == 0) flow.action(Flow.Action.ALLOWED);
                    if (code == 1) flow.action(Flow.Action.BLOCKED);
                })
                .build();
    }

    /** F5 BIG-IP by way of Telemetry Streaming: bytes are counted at the device, so what comes in is the client's. */
    private static Mapping f5(Vocabulary vocabulary) {
        return Mapping.named("f5-bigip", vocabulary)
                .hasAny("telemetryEventCategory", "ip_client")
                .take(
                        Field.TIME,
                        "date_time",
                        "event_timestamp",
                        "req_start_time",
                        "f5telemetry_timestamp",
                        "EOCTimestamp")
                .take(Field.SOURCE, "ip_client", "src_ip", "client_ip", "ClientIP", "SourceIP")
                .take(Field.USER, "username", "user")
                .take(Field.DESTINATION, "dest_ip", "vip", "server_ip")
                .take(Field.SOURCE_PORT, "src_port")
                .take(Field.DESTINATION_PORT, "dest_port")
                .take(Field.HOST, "http_host")
                .take(Field.SENT, "bytes_in")
                .take(Field.RECEIVED, "bytes_out")
                .take(Field.ACTION, "request_status", "req_status")
                .take(Field.QUERY, "QueryName")
                .finish(HostHeader.of(vocabulary, "request", "req"))
                .build();
    }

    /** Any device that names its fields as many do. */
    private static Mapping general(Vocabulary vocabulary) {
        return Mapping.named("generic-json", vocabulary)
                .hasAny(
                        "src",
                        "src_ip",
                        "srcip",
                        "source_ip",
                        "client_ip",
                        "source.ip",
                        "client.ip",
                        "sourceip",
                        "clientip",
                        "src_addr",
                        "source.address",
                        "client.address",
                        "sourceaddress",
                        "client_addr",
                        "remote_addr")
                .take(Field.TIME, "@timestamp", "timestamp", "time", "ts", "datetime", "date", "eventtime")
                .take(
                        Field.SOURCE,
                        "src",
                        "src_ip",
                        "srcip",
                        "client_ip",
                        "clientip",
                        "client.ip",
                        "source_ip",
                        "source.ip",
                        "sourceip",
                        "src_addr",
                        "source.address",
                        "client.address",
                        "sourceaddress",
                        "client_addr",
                        "remote_addr")
                .take(
                        Field.USER,
                        "user",
                        "username",
                        "user.name",
                        "source.user.name",
                        "user.email",
                        "src_user",
                        "source_user")
                .take(
                        Field.DESTINATION,
                        "dst",
                        "dst_ip",
                        "dstip",
                        "dest_ip",
                        "destination_ip",
                        "destination.ip",
                        "destinationip",
                        "server_ip",
                        "server.ip",
                        "dst_addr",
                        "dest_addr",
                        "destinationaddress",
                        "destination.address",
                        "server.address")
                .take(
                        Field.SOURCE_PORT,
                        "src_port",
                        "srcport",
                        "source_port",
                        "client_port",
                        "sourceport",
                        "sport",
                        "spt",
                        "source.port",
                        "client.port")
                .take(
                        Field.DESTINATION_PORT,
                        "dst_port",
                        "dstport",
                        "dest_port",
                        "destination_port",
                        "destination.port",
                        "destinationport",
                        "server.port",
                        "dport",
                        "dpt")
                .take(
                        Field.HOST,
                        "dest_host",
                        "dst_host",
                        "destination_host",
                        "destinationhostname",
                        "dest_domain",
                        "destination_domain",
                        "destination.domain",
                        "url.domain",
                        "sni",
                        "tls.client.server_name",
                        "tls.sni",
                        "server.domain",
                        "http_host",
                        "host",
                        "domain",
                        "hostname")
                .take(Field.URL, "url", "url.full", "url.original")
                .take(
                        Field.SENT,
                        "bytes_sent",
                        "bytes_out",
                        "source.bytes",
                        "client.bytes",
                        "sent_bytes",
                        "bytesout",
                        "bytes_toserver")
                .take(
                        Field.RECEIVED,
                        "bytes_received",
                        "bytes_in",
                        "destination.bytes",
                        "server.bytes",
                        "received_bytes",
                        "bytesin",
                        "bytes_toclient")
                .take(Field.TOTAL, "network.bytes", "bytes_total", "total_bytes")
                .take(Field.SECONDS, "duration_s", "duration_sec", "duration_seconds")
                .take(Field.MILLISECONDS, "duration_ms", "duration_msec")
                .take(Field.ACTION, "action", "event.action")
                .take(Field.QUERY, "dns.question.name")
                .take(Field.ANSWERS, "dns.resolved_ip")
                .build();
    }
}
