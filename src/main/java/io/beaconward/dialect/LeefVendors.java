package io.beaconward.dialect;

import java.util.ArrayList;
import java.util.List;

/** The vendors that write LEEF, from the most particular to the general one. */
final class LeefVendors {
    private LeefVendors() {}

    static Family family(List<Mapping> given, Vocabulary vocabulary) {
        List<Mapping> all = new ArrayList<>(given);
        all.addAll(List.of(
                panOs(vocabulary).when(beside(vocabulary)).build(),
                panOs(vocabulary).take(Field.HOST, "Miscellaneous").build(),
                checkPoint(vocabulary),
                vendor("watchguard-leef", vocabulary)
                        .where("deviceVendor", "watchguard")
                        .take(Field.HOST, "sni")
                        .take(Field.QUERY, "question")
                        .build(),
                forcepoint("forcepoint-web", vocabulary)
                        .where("deviceVendor", "forcepoint", "websense")
                        .where("deviceProduct", "security")
                        .build(),
                forcepoint("forcepoint-ngfw", vocabulary)
                        .where("deviceVendor", "forcepoint", "stonesoft")
                        .build(),
                skyhigh(vocabulary),
                vendor("generic-leef", vocabulary).has("deviceVendor").build()));
        return new Family(new LeefGrammar(), vocabulary, all);
    }

    /** Forcepoint: where no action is logged, or only its number, the event says it. */
    private static Mapping.Builder forcepoint(String name, Vocabulary vocabulary) {
        int event = vocabulary.number("eventId");
        return vendor(name, vocabulary).finish((message, fields, flow) -> {
            if (flow.action() == Flow.Action.UNDECIDED) flow.action(Verdicts.within(fields.get(event)));
        });
    }

    private static Mapping.Builder panOs(Vocabulary vocabulary) {
        return vendor("pan-os-leef", vocabulary)
                .where("deviceVendor", "palo alto networks")
                .take(Field.SECONDS, "ElapsedTime")
                .starts("Subtype", "start")
                .goesOn(beside(vocabulary))
                .finish(PanOsNumber.of("SequenceNumber", "cat", "Subtype", vocabulary));
    }

    /** Of logs beside a session's the miscellaneous field may be the name of a file. */
    private static Mapping.Sign beside(Vocabulary vocabulary) {
        return new PanOsBeside("cat", "Subtype", vocabulary);
    }

    /** Check Point's log exporter: names of the format where it has one, else its own. */
    private static Mapping checkPoint(Vocabulary vocabulary) {
        return FirewallTables.checkPoint("checkpoint", vocabulary)
                .where("deviceVendor", "check point")
                .take(Field.TIME, "devTime")
                .take(Field.USER, "usrName")
                .take(Field.SOURCE_PORT, "srcPort")
                .take(Field.DESTINATION_PORT, "dstPort")
                .take(Field.URL, "url")
                .take(Field.SENT, "srcBytes")
                .take(Field.RECEIVED, "dstBytes")
                .build();
    }

    /** Skyhigh (McAfee) Web Gateway: bytes from and to the client; result 0 is no block. */
    private static Mapping skyhigh(Vocabulary vocabulary) {
        return vendor("skyhigh-mwg", vocabulary)
                .where("deviceVendor", "mcafee", "skyhigh", "skyhigh security", "trellix")
                .where("deviceProduct", "web gateway", "secure web gateway")
                .take(Field.HOST, "urlHost")
                .take(Field.DESTINATION_PORT, "url_port")
                .take(Field.SENT, "bytes_from_client")
                .take(Field.RECEIVED, "bytes_from_server", "bytes_to_client")
                .take(Field.MILLISECONDS, "TransactionMS")
                .finish(FirewallTables.skyhighBlock(vocabulary.number("block_res")))
                .build();
    }

    /** The attributes of the format's own guide. */
    private static Mapping.Builder vendor(String name, Vocabulary vocabulary) {
        return Mapping.named(name, vocabulary)
                .take(Field.TIME, "devTime", "time")
                .take(Field.SOURCE, "src", "srcIP")
                .take(Field.USER, "usrName", "SourceUser", "src_user", "user")
                .take(Field.DESTINATION, "dst", "dstIP")
                .take(Field.SOURCE_PORT, "srcPort")
                .take(Field.DESTINATION_PORT, "dstPort", "dstport")
                .take(Field.HOST, "dstname", "dhost", "host", "domain", "url", "URL")
                .take(Field.SENT, "srcBytes", "sent_bytes", "bytesOut")
                .take(Field.RECEIVED, "dstBytes", "rcvd_bytes", "bytesIn")
                .take(Field.TOTAL, "totalBytes")
                .take(Field.ACTION, "action", "disp", "disposition", "act", "policyAction", "cat");
    }
}
