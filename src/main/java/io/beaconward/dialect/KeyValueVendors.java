package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Decimal;
import io.beaconward.bytes.KeyTable;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.Message;
import io.beaconward.syslog.StampParser;
import java.util.ArrayList;
import java.util.List;

/** The vendors that write {@code key=value}, from the most particular to the general one. */
final class KeyValueVendors {
    private static final KeyTable MERAKI = KeyTable.of(
            "flows",
            "firewall",
            "urls",
            "ip_flow_start",
            "ip_flow_end",
            "cellular_firewall",
            "vpn_firewall",
            "bridge_anyconnect_client_vpn_firewall",
            "l7_firewall",
            "security_event",
            "security_filtering_file_scanned",
            "security_filtering_disposition_change",
            "ids-alerts",
            "airmarshal_events",
            "events");
    private static final byte[] ICMP = Ascii.bytes("icmp");
    private static final byte[] IN = Ascii.bytes("IN=");
    private static final int MERAKI_WORDS = 8; // relays put times, levels and names before it

    private KeyValueVendors() {}

    static Family family(List<Mapping> given, Vocabulary vocabulary) {
        List<Mapping> all = new ArrayList<>(given);
        all.addAll(List.of(
                FortiGate.requests(vocabulary),
                FortiGate.table(vocabulary),
                sophosXgServer(vocabulary),
                sophosXg(vocabulary),
                sonicWall(vocabulary),
                stormshield(vocabulary),
                sophosUtm(vocabulary),
                sophosUtmServer(vocabulary),
                barracudaWaf(vocabulary),
                meraki(vocabulary),
                netfilter(vocabulary),
                skyhigh(vocabulary),
                skyhighBars(vocabulary),
                FirewallTables.checkPoint("checkpoint", vocabulary)
                        .has("loguid", "product")
                        .build(),
                FirewallTables.checkPoint("checkpoint", vocabulary) // of the older log export API
                        .has("loc", "orig", "action")
                        .build(),
                zscalerWeb(vocabulary),
                f5(vocabulary),
                f5Rule(vocabulary),
                f5Named(vocabulary),
                FirewallTables.proxySg(vocabulary).has("c-ip", "cs-host").build(),
                general(vocabulary)));
        return new Family(new KeyValueGrammar(), vocabulary, all);
    }

    /**
     * Sophos Firewall (Syslog Guide): the verdict is the log's subtype; a connection is logged at its start and its end. In the web
     * server's protection {@code host} is the client.
     */
    private static Mapping sophosXg(Vocabulary vocabulary) {
        return Mapping.named("sophos-xg", vocabulary)
                .has("log_type", "log_component")
                .hasAny("log_subtype", "server_name")
                .take(Field.TIME, "timestamp")
                .date("date", "time", "")
                .take(Field.SOURCE, "src_ip", "sourceip")
                .take(Field.USER, "user_name", "user", "login_user")
                .take(Field.DESTINATION, "dst_ip", "destinationip")
                .take(Field.SOURCE_PORT, "src_port")
                .take(Field.DESTINATION_PORT, "dst_port")
                .take(Field.HOST, "url", "domain", "domainname", "sni", "server_name", "host")
                .take(Field.SENT, "sent_bytes", "bytes_sent")
                .take(Field.RECEIVED, "recv_bytes", "bytes_received")
                .take(Field.SECONDS, "duration")
                .take(Field.ACTION, "log_subtype", "status")
                .starts("con_event", "start")
                .goesOn("con_event", "interim")
                .build();
    }

    /** Sophos Firewall's protection of web servers before release 18: {@code host} is the client, and what it sent was received. */
    private static Mapping sophosXgServer(Vocabulary vocabulary) {
        return Mapping.named("sophos-xg", vocabulary)
                .has("log_type", "log_component", "server", "sourceip")
                .date("date", "time", "")
                .take(Field.SOURCE, "sourceip")
                .take(Field.USER, "user_name")
                .take(Field.DESTINATION, "localip")
                .take(Field.HOST, "server")
                .take(Field.SENT, "bytesrcv")
                .take(Field.RECEIVED, "bytessent")
                .build();
    }

    /** SonicWall (SonicOS Log Events Reference): {@code src=address:port:interface:name}; sent and received from the client. */
    private static Mapping sonicWall(Vocabulary vocabulary) {
        int destination = vocabulary.number("dst");
        int message = vocabulary.number("msg");
        HostName hostName = new HostName();
        Slice name = new Slice();
        return Mapping.named("sonicwall", vocabulary)
                .has("sn", "fw")
                .hasAny("m", "msg", "pri")
                .take(Field.TIME, "time")
                .take(Field.SOURCE, "src", "srcv6")
                .take(Field.USER, "usr", "user")
                .take(Field.DESTINATION, "dst", "dstv6")
                .take(Field.HOST, "dstname")
                .take(Field.SENT, "sent", "out")
                .take(Field.RECEIVED, "rcvd", "in")
                .take(Field.MILLISECONDS, "cdur")
                .take(Field.ACTION, "fw_action")
                .starts("m", "98")
                .finish((head, fields, flow) -> {
                    if (fields.has(destination)) {
                        behindAddress(fields.get(destination), name, flow);
                        if (flow.host().isEmpty() && !name.isEmpty()) hostName.readBeside(name, flow);
                    }
                    boolean undecided = flow.action() == Flow.Action.UNDECIDED && fields.has(message);
                    if (undecided) flow.action(Verdicts.within(fields.get(message)));
                })
                .build();
    }

    /** What stands behind the address, which may be missing: port, interface and name. */
    private static void behindAddress(Slice text, Slice name, Flow flow) {
        name.clear();
        byte[] bytes = text.array();
        int port = Ascii.indexOf(bytes, text.from(), text.to(), ':');
        if (port < 0) return;
        int zone = Ascii.indexOf(bytes, port + 1, text.to(), ':');
        int portEnd = zone < 0 ? text.to() : zone;
        if (flow.destinationPort() < 0 && portEnd > port + 1) {
            flow.destinationPort(Decimal.parse(bytes, port + 1, portEnd));
        }
        int last = zone < 0 ? Ascii.NONE : Ascii.indexOf(bytes, zone + 1, text.to(), ':');
        if (last >= 0) name.set(bytes, last + 1, text.to());
    }

    /** Stormshield Network Security (Audit logs): the time is local, its zone stands apart. */
    private static Mapping stormshield(Vocabulary vocabulary) {
        return Mapping.named("stormshield", vocabulary)
                .has("fw", "time")
                .hasAny("startime", "slotlevel", "logtype", "confid")
                .date("time", "", "tz")
                .take(Field.SOURCE, "src")
                .take(Field.USER, "user")
                .take(Field.DESTINATION, "dst")
                .take(Field.SOURCE_PORT, "srcport")
                .take(Field.DESTINATION_PORT, "dstport")
                .take(Field.HOST, "dstname")
                .take(Field.SENT, "sent")
                .take(Field.RECEIVED, "rcvd")
                .take(Field.SECONDS, "duration")
                .take(Field.ACTION, "action")
                .build();
    }

    /** Sophos UTM (ulogd, httpproxy): the size is what the client received. */
    private static Mapping sophosUtm(Vocabulary vocabulary) {
        return Mapping.named("sophos-utm", vocabulary)
                .has("id", "sys", "sub")
                .take(Field.SOURCE, "srcip")
                .take(Field.USER, "user")
                .take(Field.DESTINATION, "dstip")
                .take(Field.SOURCE_PORT, "srcport")
                .take(Field.DESTINATION_PORT, "dstport")
                .take(Field.HOST, "url")
                .take(Field.RECEIVED, "size")
                .take(Field.ACTION, "action")
                .build();
    }

    /** Sophos UTM's web server protection: the server is the name asked for, the host the client. */
    private static Mapping sophosUtmServer(Vocabulary vocabulary) {
        return Mapping.named("sophos-utm", vocabulary)
                .has("srcip", "localip", "server", "statuscode")
                .take(Field.SOURCE, "srcip")
                .take(Field.USER, "user")
                .take(Field.HOST, "server")
                .take(Field.DESTINATION_PORT, "port")
                .take(Field.RECEIVED, "size")
                .build();
    }

    /** Barracuda Web Application Firewall, attacks in the format for Splunk: values are not quoted. */
    private static Mapping barracudaWaf(Vocabulary vocabulary) {
        return Mapping.named("barracuda-waf", vocabulary)
                .has("logType", "actionTaken")
                .take(Field.TIME, "rt")
                .take(Field.SOURCE, "src")
                .take(Field.DESTINATION, "dst")
                .take(Field.SOURCE_PORT, "spt")
                .take(Field.DESTINATION_PORT, "dpt")
                .take(Field.ACTION, "actionTaken")
                .build();
    }

    /**
     * Cisco Meraki (Syslog Event Types and Log Samples): a word before the pairs says what it is; the verdict of a flow is the
     * word behind it, or the first of its pattern, 0 or allow, 1 or deny.
     */
    private static Mapping meraki(Vocabulary vocabulary) {
        return Mapping.named("meraki", vocabulary)
                .hasAny("src", "dst", "url", "type", "mac", "client_mac")
                .when((message, fields) -> merakiWord(message.body()) >= 0)
                .take(Field.SOURCE, "src")
                .take(Field.USER, "user", "identity")
                .take(Field.DESTINATION, "dst", "server")
                .take(Field.SOURCE_PORT, "sport")
                .take(Field.DESTINATION_PORT, "dport")
                .take(Field.URL, "url")
                .take(Field.ACTION, "decision", "action")
                .finish(new Meraki())
                .build();
    }

    /** Where the word that says what a Meraki message is begins: one of its first words, before the pairs; else negative. */
    static int merakiWord(Slice body) {
        int at = body.from();
        for (int word = 0; word < MERAKI_WORDS && at < body.to(); word++) {
            int end = at;
            while (end < body.to() && body.array()[end] != ' ' && body.array()[end] != '=') end++;
            if (end < body.to() && body.array()[end] == '=') return Ascii.NONE;
            if (MERAKI.find(body.array(), at, end) != KeyTable.NONE) return at;
            at = Ascii.skipBlanks(body.array(), end, body.to());
        }
        return Ascii.NONE;
    }

    /**
     * Linux netfilter's LOG target: the verdict stands only in the rule's own prefix. LEN is one packet's. The ports of an ICMP
     * message are of the packet that it answers.
     */
    private static Mapping netfilter(Vocabulary vocabulary) {
        int protocol = vocabulary.number("proto");
        return Mapping.named("netfilter", vocabulary)
                .has("src", "dst", "proto", "len")
                .hasAny("in", "out")
                .take(Field.SOURCE, "src")
                .take(Field.DESTINATION, "dst")
                .take(Field.SOURCE_PORT, "spt")
                .take(Field.DESTINATION_PORT, "dpt")
                .finish((message, fields, flow) -> {
                    Slice name = fields.get(protocol);
                    if (Ascii.startsWithIgnoringCase(name.array(), name.from(), name.to(), ICMP)) {
                        flow.sourcePort(Flow.UNKNOWN);
                        flow.destinationPort(Flow.UNKNOWN);
                    }
                    prefix(message, flow);
                })
                .build();
    }

    /** The verdict that the rule's own prefix says, which stands before the interfaces. */
    private static void prefix(Message message, Flow flow) {
        Slice body = message.body();
        byte[] text = body.array();
        int end = Ascii.indexOf(text, body.from(), body.to(), IN);
        if (end < 0) end = Ascii.indexOf(text, body.from(), body.to(), '=');
        if (end < 0) return;
        flow.action(Verdicts.within(text, body.from(), end));
        if (flow.action() == Flow.Action.UNDECIDED) flow.action(Verdicts.within(message.app()));
        if (flow.action() == Flow.Action.UNDECIDED) ruleSet(text, body.from(), end, flow);
    }

    /** Rule sets of VyOS, EdgeOS and UniFi: {@code [NAME-10-A]}, {@code [NAME-default-D]}, {@code [NAME-A-10]}. */
    private static void ruleSet(byte[] text, int from, int end, Flow flow) {
        int last = Ascii.lastIndexOf(text, from, end, ']') - 1;
        int letter = last;
        while (letter > from && Ascii.isDigit(text[letter])) letter--;
        if (letter < last && text[letter] == '-') letter--;
        if (letter <= from || text[letter - 1] != '-') return;
        switch (text[letter]) {
            case 'A' -> flow.action(Flow.Action.ALLOWED);
            case 'D', 'R' -> flow.action(Flow.Action.BLOCKED);
            default -> flow.action(Flow.Action.UNDECIDED);
        }
    }

    /** Skyhigh (McAfee) Web Gateway, quoted: bytes from and to the client; block id 0 is no block. */
    private static Mapping skyhigh(Vocabulary vocabulary) {
        return Mapping.named("skyhigh-mwg", vocabulary)
                .has("source_ip", "destination_host", "http_status_code")
                .take(Field.TIME, "date")
                .take(Field.SOURCE, "client_ip", "source_ip")
                .take(Field.USER, "username")
                .take(Field.DESTINATION, "destination_ip")
                .take(Field.HOST, "destination_host")
                .take(Field.REQUEST, "http_request_first_line")
                .take(Field.SENT, "source_bytes")
                .take(Field.RECEIVED, "destination_bytes")
                .finish(FirewallTables.skyhighBlock(vocabulary.number("block_id")))
                .build();
    }

    /** Skyhigh (McAfee) Web Gateway with bars between. */
    private static Mapping skyhighBars(Vocabulary vocabulary) {
        return Mapping.named("skyhigh-mwg", vocabulary)
                .has("src_ip", "bytes_from_client", "bytes_to_client")
                .take(Field.TIME, "time_stamp")
                .take(Field.SOURCE, "src_ip")
                .take(Field.USER, "auth_user")
                .take(Field.DESTINATION, "server_ip")
                .take(Field.DESTINATION_PORT, "url_port")
                .take(Field.HOST, "host")
                .take(Field.URL, "url")
                .take(Field.SENT, "bytes_from_client")
                .take(Field.RECEIVED, "bytes_to_client")
                .finish(FirewallTables.skyhighBlock(vocabulary.number("block_res")))
                .build();
    }

    /** Zscaler's feed for Splunk: tabs part the pairs, and the time stands before the first. */
    private static Mapping zscalerWeb(Vocabulary vocabulary) {
        return FirewallTables.zscalerWeb(vocabulary)
                .has("requestsize", "responsesize", "url")
                .finish((message, fields, flow) -> {
                    Slice body = message.body();
                    if (!flow.time().isPresent()) StampParser.iso(body.array(), body.from(), body.to(), flow.time());
                })
                .build();
    }

    /** F5 BIG-IP's application security, as pairs: the host stands in the request's own header. */
    private static Mapping f5(Vocabulary vocabulary) {
        return Mapping.named("f5-bigip", vocabulary)
                .has("ip_client")
                .hasAny("request_status", "req_status")
                .take(Field.TIME, "date_time")
                .take(Field.SOURCE, "ip_client")
                .take(Field.USER, "username")
                .take(Field.DESTINATION, "dest_ip")
                .take(Field.SOURCE_PORT, "src_port")
                .take(Field.DESTINATION_PORT, "dest_port")
                .take(Field.ACTION, "request_status", "req_status")
                .finish(HostHeader.of(vocabulary, "request", "req"))
                .build();
    }

    /** F5 BIG-IP's rules that name themselves, of requests and of queries: bytes are counted at the device. */
    private static Mapping f5Named(Vocabulary vocabulary) {
        return Mapping.named("f5-bigip", vocabulary)
                .has("f5_irule", "src_ip")
                .take(Field.SOURCE, "src_ip")
                .take(Field.USER, "user")
                .take(Field.DESTINATION, "vip", "dns_server_ip")
                .take(Field.HOST, "http_host")
                .take(Field.SENT, "bytes_in")
                .take(Field.RECEIVED, "bytes_out")
                .take(Field.MILLISECONDS, "req_elapsed_time")
                .take(Field.QUERY, "question_name")
                .take(Field.ANSWERS, "answer")
                .build();
    }

    /** F5 BIG-IP's rules that log requests, under the names that are usual in them. */
    private static Mapping f5Rule(Vocabulary vocabulary) {
        return Mapping.named("f5-bigip", vocabulary)
                .has("client_ip", "virtual")
                .hasAny("lb_server", "host", "server_status", "http_status")
                .take(Field.SOURCE, "client_ip")
                .take(Field.USER, "username")
                .take(Field.DESTINATION, "lb_server")
                .take(Field.SOURCE_PORT, "client_port")
                .take(Field.HOST, "host")
                .build();
    }

    /**
     * Any device that logs {@code key=value}: the baseline's own fields. Destination is {@code host=}, else {@code cs-host:}, else
     * {@code destinationhostname=}, of those that name one; source {@code src=}; {@code bytes_sent=} and {@code bytes_received=}.
     * The time is {@code time=} or {@code timestamp=}, where that states date and time. How long it took is read where the name says in
     * which unit: what is plainly a {@code duration} is in seconds here and in milliseconds there.
     */
    private static Mapping general(Vocabulary vocabulary) {
        return Mapping.named("generic-kv", vocabulary)
                .hasAny("src", "host", "cs-host", "destinationhostname")
                .take(Field.TIME, "time", "timestamp")
                .take(Field.SOURCE, "src", "srcip", "src_ip", "source_ip", "client_ip", "c-ip")
                .take(Field.USER, "user", "username")
                .take(Field.DESTINATION, "dst", "dstip", "dst_ip", "dest_ip", "destination_ip")
                .take(Field.SOURCE_PORT, "spt", "srcport", "src_port", "sport", "source_port")
                .take(Field.DESTINATION_PORT, "dpt", "dstport", "dst_port", "dport", "destination_port")
                .take(Field.HOST, "host", "cs-host", "destinationhostname")
                .take(Field.SENT, "bytes_sent")
                .take(Field.RECEIVED, "bytes_received")
                .take(Field.SECONDS, "duration_s", "duration_sec", "duration_seconds")
                .take(Field.MILLISECONDS, "duration_ms", "duration_msec")
                .take(Field.ACTION, "action")
                .build();
    }
}
