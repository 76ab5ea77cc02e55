package io.beaconward.dialect;

/** The JSON of cloud services: Zscaler, Cloudflare, Amazon, Netskope. */
final class CloudJson {
    private CloudJson() {}

    /** Zscaler cloud firewall: outbytes go from the client to the server. */
    static Mapping zscalerFirewall(Vocabulary vocabulary) {
        return Mapping.named("zscaler-nss-fw", vocabulary)
                .hasAny("csip", "clt_sip")
                .hasAny("sdip", "cdip", "srv_dip")
                .hasAny("inbytes", "outbytes", "nwsvc", "csport")
                .take(Field.TIME, "datetime", "time")
                .take(Field.SOURCE, "csip", "clt_sip")
                .take(Field.USER, "user", "login")
                .take(Field.DESTINATION, "sdip", "cdip", "srv_dip")
                .take(Field.SOURCE_PORT, "csport", "clt_sport")
                .take(Field.DESTINATION_PORT, "sdport", "cdport", "srv_dport")
                .take(Field.HOST, "cdfqdn", "sdfqdn")
                .take(Field.SENT, "outbytes")
                .take(Field.RECEIVED, "inbytes")
                .take(Field.MILLISECONDS, "durationms")
                .take(Field.ACTION, "action")
                .build();
    }

    static Mapping zscalerDns(Vocabulary vocabulary) {
        return Mapping.named("zscaler-nss-dns", vocabulary)
                .hasAny("dns_req", "req")
                .hasAny("dns_reqtype", "reqtype", "dns_resp")
                .take(Field.TIME, "datetime", "time")
                .take(Field.SOURCE, "clt_sip", "cip")
                .take(Field.USER, "user", "login")
                .take(Field.DESTINATION, "srv_dip", "sip")
                .take(Field.DESTINATION_PORT, "srv_dport")
                .take(Field.QUERY, "dns_req", "req")
                .take(Field.ANSWERS, "dns_resp", "resp")
                .build();
    }

    /** The names that clients of the gateway ask for, and those that strangers ask of one's own zones. */
    static Mapping cloudflareDns(Vocabulary vocabulary) {
        return Mapping.named("cloudflare-gateway", vocabulary)
                .has("QueryName")
                .hasAny("SrcIP", "ResolverDecision", "ResponseCode")
                .take(Field.TIME, "Datetime", "Timestamp")
                .take(Field.SOURCE, "SrcIP", "SourceIP", "SourceInternalIP")
                .take(Field.USER, "Email")
                .take(Field.DESTINATION, "DstIP")
                .take(Field.DESTINATION_PORT, "DstPort")
                .take(Field.ACTION, "ResolverDecision")
                .take(Field.QUERY, "QueryName")
                .take(Field.ANSWERS, "ResolvedIPs")
                .build();
    }

    static Mapping cloudflareGateway(Vocabulary vocabulary) {
        return Mapping.named("cloudflare-gateway", vocabulary)
                .has("SourceIP", "DestinationIP", "Datetime")
                .hasAny("Action", "Email", "DeviceID", "HTTPHost", "SNI", "SourceInternalIP")
                .take(Field.TIME, "Datetime")
                .take(Field.SOURCE, "SourceIP", "SourceInternalIP")
                .take(Field.USER, "Email")
                .take(Field.DESTINATION, "DestinationIP")
                .take(Field.SOURCE_PORT, "SourcePort")
                .take(Field.DESTINATION_PORT, "DestinationPort")
                .take(Field.HOST, "HTTPHost", "SNI", "URL")
                .take(Field.ACTION, "Action")
                .build();
    }

    /** Cloudflare Zero Trust network sessions: bytes are the client's view. */
    static Mapping cloudflareSession(Vocabulary vocabulary) {
        return Mapping.named("cloudflare-gateway", vocabulary)
                .has("SourceIP", "OriginIP")
                .hasAny("SessionStartTime", "SessionEndTime")
                .take(Field.TIME, "SessionStartTime", "SessionEndTime")
                .take(Field.SOURCE, "SourceIP", "SourceInternalIP")
                .take(Field.USER, "Email")
                .take(Field.DESTINATION, "OriginIP")
                .take(Field.SOURCE_PORT, "SourcePort")
                .take(Field.DESTINATION_PORT, "OriginPort")
                .take(Field.HOST, "ResolvedFQDN", "SNI")
                .take(Field.SENT, "BytesSent")
                .take(Field.RECEIVED, "BytesReceived")
                .build();
    }

    /** Requests to one's own zones, their firewall's events and connections by way of Spectrum: bytes are counted at the edge. */
    static Mapping cloudflareZone(Vocabulary vocabulary) {
        return Mapping.named("cloudflare-gateway", vocabulary)
                .has("ClientIP")
                .hasAny("ClientRequestHost", "ClientRequestHTTPHost", "OriginBytes")
                .take(Field.TIME, "EdgeStartTimestamp", "Datetime", "ConnectTimestamp", "Timestamp")
                .take(Field.SOURCE, "ClientIP")
                .take(Field.DESTINATION, "OriginIP")
                .take(Field.SOURCE_PORT, "ClientSrcPort", "ClientPort")
                .take(Field.DESTINATION_PORT, "OriginPort")
                .take(Field.HOST, "ClientRequestHost", "ClientRequestHTTPHost", "ClientTlsSni")
                .take(Field.SENT, "ClientRequestBytes", "ClientBytes")
                .take(Field.RECEIVED, "EdgeResponseBytes", "OriginBytes")
                .take(Field.ACTION, "Action")
                .build();
    }

    /** Cloudflare audit logs, of the API and of Logpush, both versions: who changed what, such as a Worker. */
    static Mapping cloudflareAudit(Vocabulary vocabulary) {
        return Mapping.named("cloudflare-audit", vocabulary)
                .hasAny("action.type", "ActionType")
                .hasAny("actor.id", "actor.type", "ActorID", "ActorType")
                .take(Field.TIME, "when", "action.time", "ActionTimestamp")
                .take(Field.SOURCE, "actor.ip", "actor.ip_address", "ActorIP", "ActorIPAddress")
                .take(Field.USER, "actor.email", "ActorEmail")
                .take(Field.EVENT, "action.type", "ActionType")
                .build();
    }

    /** Cloudflare Access: who logged in to what stands before one's own servers. */
    static Mapping cloudflareAccess(Vocabulary vocabulary) {
        return Mapping.named("cloudflare-audit", vocabulary)
                .has("AppDomain", "IPAddress", "CreatedAt")
                .take(Field.TIME, "CreatedAt")
                .take(Field.SOURCE, "IPAddress")
                .take(Field.USER, "Email")
                .take(Field.EVENT, "Action")
                .build();
    }

    static Mapping cloudTrail(Vocabulary vocabulary) {
        int error = vocabulary.number("errorCode");
        return Mapping.named("aws-cloudtrail", vocabulary)
                .hasAny("eventName", "insightDetails.eventName")
                .hasAny("eventSource", "insightDetails.eventSource")
                .take(Field.TIME, "eventTime")
                .take(Field.SOURCE, "sourceIPAddress")
                .take(
                        Field.USER,
                        "userIdentity.userName",
                        "userIdentity.sessionContext.sessionIssuer.userName",
                        "userIdentity.arn",
                        "userIdentity.principalId",
                        "userIdentity.onBehalfOf.userId",
                        "userIdentity.invokedBy")
                .take(Field.EVENT, "eventName", "insightDetails.eventName")
                .finish((message, fields, flow) -> {
                    if (fields.says(error)) flow.action(Flow.Action.BLOCKED);
                })
                .build();
    }

    static Mapping netskope(Vocabulary vocabulary) {
        return Mapping.named("netskope", vocabulary)
                .hasAny("srcip", "ur_normalized", "acting_user")
                .hasAny("_id", "access_method", "netskope_pop")
                .take(Field.TIME, "timestamp")
                .take(Field.SOURCE, "srcip", "userip")
                .take(Field.USER, "user", "ur_normalized", "userkey", "acting_user")
                .take(Field.DESTINATION, "dstip")
                .take(Field.SOURCE_PORT, "srcport")
                .take(Field.DESTINATION_PORT, "dstport")
                .take(Field.HOST, "dsthost", "domain", "url", "page")
                .take(Field.SENT, "client_bytes")
                .take(Field.RECEIVED, "server_bytes")
                .take(Field.ACTION, "action")
                .build();
    }

    /** Netskope events and alerts by way of Cloud Exchange, under the names of the Elastic Common Schema. */
    static Mapping netskopeShipped(Vocabulary vocabulary) {
        return Mapping.named("netskope", vocabulary)
                .hasAny("netskope.events.event_type", "netskope.alerts.type", "netskope.alerts.is_alert")
                .take(Field.TIME, "@timestamp")
                .take(Field.SOURCE, "source.ip")
                .take(Field.USER, "user.email.1")
                .take(Field.DESTINATION, "destination.ip")
                .take(Field.SOURCE_PORT, "source.port")
                .take(Field.DESTINATION_PORT, "destination.port")
                .take(
                        Field.HOST,
                        "netskope.events.domain",
                        "netskope.events.page",
                        "netskope.events.url",
                        "netskope.alerts.url")
                .take(Field.SENT, "client.bytes")
                .take(Field.RECEIVED, "server.bytes")
                .take(Field.ACTION, "action", "netskope.alerts.action")
                .build();
    }

    /** Netskope transaction events, an object for each of a stream's columns. */
    static Mapping netskopeTransaction(Vocabulary vocabulary) {
        return FirewallTables.netskopeTransaction(vocabulary)
                .has("c-ip", "cs-host")
                .hasAny("x-cs-userip", "x-cs-dst-ip", "x-policy-action")
                .build();
    }
}
