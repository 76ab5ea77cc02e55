package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Slice;
import java.util.ArrayList;
import java.util.List;

/**
 * The vendors that write CEF, from the most particular to the general one. The standard's {@code in} and {@code out} mean the
 * server's or the client's view from vendor to vendor: most write what the client received as {@code in}.
 */
final class CefVendors {
    private static final byte[] QUERY_NAME = Ascii.bytes("query_name");
    private static final byte[] FULL_REQUEST = Ascii.bytes("full_request");
    private static final byte[] DNS_REQUEST = Ascii.bytes("dns_req");
    private static final byte[] DNS_RESPONSE = Ascii.bytes("dns_resp");
    private static final byte[] DURATION = Ascii.bytes("durationms");
    private static final byte[] REWRITE = Ascii.bytes(" rewrite ");
    private static final int CUSTOM_STRINGS = 6;

    private CefVendors() {}

    static Family family(List<Mapping> given, Vocabulary vocabulary) {
        List<Mapping> all = new ArrayList<>(given);
        all.addAll(List.of(
                FortiGate.cef("FTNTFGT", vocabulary),
                FortiGate.cef("FortinetFortiGate", vocabulary),
                panOsFirewall(vocabulary).when(beside(vocabulary)).build(),
                panOsFirewall(vocabulary).take(Field.HOST, "request").build(),
                panOsCloud(vocabulary).when(beside(vocabulary)).build(),
                panOsCloud(vocabulary).take(Field.HOST, "request").build(),
                checkPoint(vocabulary),
                forcepointWeb(vocabulary),
                forcepointFirewall(vocabulary),
                sonicWall(vocabulary),
                vendor("citrix-adc", vocabulary).where("deviceVendor", "citrix").build(),
                f5(vocabulary),
                zscalerSession(vocabulary),
                zscaler(vocabulary),
                skyhigh(vocabulary),
                netskope(vocabulary),
                infoblox(vocabulary),
                vendor("generic-cef", vocabulary).has("deviceVendor").build()));
        return new Family(new CefGrammar(), vocabulary, all);
    }

    /** The dictionary of the standard, whose keys some spell out. */
    private static Mapping.Builder vendor(String name, Vocabulary vocabulary) {
        return standard(Mapping.named(name, vocabulary));
    }

    private static Mapping.Builder standard(Mapping.Builder builder) {
        return builder.take(
                        Field.TIME,
                        "rt",
                        "end",
                        "start",
                        "receiptTime",
                        "startTime",
                        "endTime",
                        "deviceCustomDate1",
                        "timestamp")
                .take(Field.SOURCE, "src", "c6a2", "sourceAddress", "shost", "sourceHostName")
                .take(Field.USER, "suser", "sourceUserName", "duser", "destinationUserName")
                .take(Field.DESTINATION, "dst", "c6a3", "destinationAddress")
                .take(Field.SOURCE_PORT, "spt", "sourcePort")
                .take(Field.DESTINATION_PORT, "dpt", "destinationPort")
                .take(Field.HOST, "dhost", "destinationHostName", "host", "destinationDnsDomain")
                .take(Field.URL, "request", "requestUrl")
                .take(Field.SENT, "out", "bytesOut")
                .take(Field.RECEIVED, "in", "bytesIn")
                .take(Field.ACTION, "act", "deviceAction");
    }

    /** Of logs beside a session's the request may be the name of a file. */
    private static Mapping.Sign beside(Vocabulary vocabulary) {
        return new PanOsBeside("deviceEventClassId", "name", vocabulary);
    }

    /** PAN-OS on the firewall: {@code in} is what the client sent, as the vendor's template has it. */
    private static Mapping.Builder panOsFirewall(Vocabulary vocabulary) {
        return standard(Mapping.named("pan-os-cef", vocabulary)
                        .take(Field.SENT, "in")
                        .take(Field.RECEIVED, "out")
                        .take(Field.TIME, "start", "rt"))
                .where("deviceVendor", "palo alto networks")
                .where("deviceProduct", "pan-os")
                .take(Field.SECONDS, "cn3")
                .starts("deviceEventClassId", "start")
                .starts("name", "start")
                .goesOn(beside(vocabulary))
                .finish(PanOsNumber.of("externalId", "deviceEventClassId", "name", vocabulary));
    }

    /** PAN-OS by way of the vendor's cloud: {@code out} is what the client sent. */
    private static Mapping.Builder panOsCloud(Vocabulary vocabulary) {
        return standard(Mapping.named("pan-os-cef", vocabulary)
                        .take(Field.TIME, "start", "rt")
                        .take(Field.HOST, "PanOSURLDomain"))
                .where("deviceVendor", "palo alto networks")
                .starts("deviceEventClassId", "start")
                .starts("name", "start")
                .goesOn(beside(vocabulary));
    }

    private static Mapping checkPoint(Vocabulary vocabulary) {
        return FirewallTables.checkPoint("checkpoint-cef", vocabulary)
                .where("deviceVendor", "check point")
                .take(Field.SENT, "out")
                .take(Field.RECEIVED, "in")
                .build();
    }

    /** Forcepoint Web Security; the user may be written as a directory's path to it. */
    private static Mapping forcepointWeb(Vocabulary vocabulary) {
        return standard(Mapping.named("forcepoint-web", vocabulary).take(Field.USER, "suser", "loginID"))
                .where("deviceVendor", "forcepoint", "forcepoint csg", "websense")
                .hasAny(
                        "loginID",
                        "dispositionString",
                        "urlCategory",
                        "categoryNumber",
                        "http_response",
                        "http_proxy_status_code")
                .build();
    }

    /** Forcepoint NGFW: where no action is logged the event's name says it. */
    private static Mapping forcepointFirewall(Vocabulary vocabulary) {
        int name = vocabulary.number("name");
        return vendor("forcepoint-ngfw", vocabulary)
                .where("deviceVendor", "forcepoint", "stonesoft")
                .finish((message, fields, flow) -> {
                    if (flow.action() == Flow.Action.UNDECIDED) flow.action(Verdicts.within(fields.get(name)));
                })
                .build();
    }

    /** SonicWall (ArcSight): the request has no scheme; where no action is logged the event's name may say it. */
    private static Mapping sonicWall(Vocabulary vocabulary) {
        int name = vocabulary.number("name");
        return standard(Mapping.named("sonicwall-cef", vocabulary).take(Field.USER, "susr", "usr"))
                .where("deviceVendor", "sonicwall")
                .take(Field.HOST, "request")
                .take(Field.ACTION, "fw_action")
                .starts("deviceEventClassId", "98")
                .finish((message, fields, flow) -> {
                    if (flow.action() == Flow.Action.UNDECIDED) flow.action(Verdicts.within(fields.get(name)));
                })
                .build();
    }

    /**
     * F5 BIG-IP: what the custom strings hold stands in their labels; that of a DNS event names the query, that of a request
     * holds it, with its host.
     */
    private static Mapping f5(Vocabulary vocabulary) {
        int[] labels = new int[CUSTOM_STRINGS];
        int[] values = new int[CUSTOM_STRINGS];
        for (int i = 0; i < CUSTOM_STRINGS; i++) {
            values[i] = vocabulary.number("cs" + (i + 1));
            labels[i] = vocabulary.number("cs" + (i + 1) + "Label");
        }
        FieldReader reader = new FieldReader();
        HostHeader header = new HostHeader();
        return vendor("f5-bigip", vocabulary)
                .where("deviceVendor", "f5")
                .finish((message, fields, flow) -> {
                    for (int i = 0; i < CUSTOM_STRINGS; i++) {
                        boolean query = fields.is(labels[i], QUERY_NAME) && fields.has(values[i]);
                        if (query) reader.read(Field.QUERY, fields.get(values[i]), flow);
                        boolean request = fields.is(labels[i], FULL_REQUEST) && fields.has(values[i]);
                        if (request && flow.host().isEmpty()) header.read(fields.get(values[i]), flow);
                    }
                })
                .build();
    }

    /**
     * Infoblox: the queries and responses of its cloud, with the records in {@code msg}, and hits of a response policy zone,
     * {@code msg=rpz QNAME NXDOMAIN rewrite name [A] via …}. The names are those asked for, and the destination the name server.
     */
    private static Mapping infoblox(Vocabulary vocabulary) {
        int text = vocabulary.number("msg");
        TextCursor words = new TextCursor();
        return Mapping.named("infoblox-dns", vocabulary)
                .where("deviceVendor", "infoblox")
                .take(Field.TIME, "rt", "end", "start")
                .take(Field.SOURCE, "src", "c6a2")
                .take(Field.USER, "suser", "duser")
                .take(Field.DESTINATION, "dst", "c6a3")
                .take(Field.SOURCE_PORT, "spt")
                .take(Field.DESTINATION_PORT, "dpt")
                .take(Field.ACTION, "act", "InfobloxB1PolicyAction")
                .take(Field.QUERY, "destinationDnsDomain", "fqdn", "dhost")
                .finish((message, fields, flow) -> {
                    if (!fields.has(text)) return;
                    Slice sentence = fields.get(text);
                    byte[] array = sentence.array();
                    int at = Ascii.indexOf(array, sentence.from(), sentence.to(), REWRITE);
                    int end = at < 0 ? Ascii.NONE : Ascii.indexOf(array, at + REWRITE.length, sentence.to(), ' ');
                    if (end > 0) DnsNames.query(array, at + REWRITE.length, end, flow);
                    if (at >= 0) return;
                    words.wrap(sentence);
                    DnsNames.answers(words, flow);
                })
                .build();
    }

    /** Zscaler over CEF feeds: {@code dhost} is the server's name. */
    /** Skyhigh (McAfee) Web Gateway: {@code in} is what the client sent, as the standard has it. */
    private static Mapping skyhigh(Vocabulary vocabulary) {
        return Mapping.named("skyhigh-mwg", vocabulary)
                .take(Field.TIME, "rt")
                .take(Field.SOURCE, "src")
                .take(Field.USER, "suser")
                .take(Field.DESTINATION, "dst")
                .take(Field.SOURCE_PORT, "spt")
                .take(Field.DESTINATION_PORT, "dpt")
                .take(Field.HOST, "dhost")
                .take(Field.URL, "request")
                .take(Field.SENT, "in")
                .take(Field.RECEIVED, "out")
                .where("deviceVendor", "mcafee", "skyhigh", "skyhigh security", "trellix")
                .where("deviceProduct", "web gateway", "secure web gateway")
                .finish(FirewallTables.skyhighBlock(vocabulary.number("cn1")))
                .build();
    }

    /** Netskope by way of Cloud Exchange: its URL has no scheme. */
    private static Mapping netskope(Vocabulary vocabulary) {
        return vendor("generic-cef", vocabulary)
                .where("deviceVendor", "netskope")
                .take(Field.HOST, "domain", "url", "page")
                .build();
    }

    /** Zscaler's feeds: a label says that a custom string holds the name that was asked for, another that the next is the answer. */
    private static Mapping zscaler(Vocabulary vocabulary) {
        int queryLabel = vocabulary.number("cs5Label");
        int query = vocabulary.number("cs5");
        int answerLabel = vocabulary.number("cs6Label");
        int answer = vocabulary.number("cs6");
        int durationLabel = vocabulary.number("cn1Label");
        int duration = vocabulary.number("cn1");
        FieldReader reader = new FieldReader();
        return vendor("zscaler-cef", vocabulary)
                .where("deviceVendor", "zscaler")
                .take(Field.HOST, "cdfqdn")
                .finish((message, fields, flow) -> {
                    if (fields.is(queryLabel, DNS_REQUEST)) reader.read(Field.QUERY, fields.get(query), flow);
                    if (fields.is(answerLabel, DNS_RESPONSE)) reader.read(Field.ANSWERS, fields.get(answer), flow);
                    if (fields.is(durationLabel, DURATION)) {
                        reader.read(Field.MILLISECONDS, fields.get(duration), flow);
                    }
                })
                .build();
    }

    /** Zscaler's cloud connectors: {@code in} is what the client sent. */
    private static Mapping zscalerSession(Vocabulary vocabulary) {
        return standard(Mapping.named("zscaler-cef", vocabulary)
                        .take(Field.SENT, "in")
                        .take(Field.RECEIVED, "out")
                        .take(Field.TIME, "end"))
                .where("deviceVendor", "zscaler")
                .where("deviceProduct", "nsssessionlog")
                .build();
    }
}
