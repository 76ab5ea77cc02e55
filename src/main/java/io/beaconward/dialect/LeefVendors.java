package io.beaconward.dialect;

import java.util.ArrayList;
import java.util.List;

/** The vendors that write LEEF, from the most particular to the general one. */
final class LeefVendors {
    private LeefVendors() {}

    static Family family(List<Mapping> given, Vocabulary vocabulary) {
        List<Mapping> all = new ArrayList<>(given);
        all.addAll(List.of(
                vendor("pan-os-leef", vocabulary)
                        .where("deviceVendor", "palo alto networks")
                        .take(Field.HOST, "Miscellaneous")
                        .take(Field.SECONDS, "ElapsedTime")
                        .starts("Subtype", "start")
                        .goesOn(new PanOsBeside("cat", "Subtype", vocabulary))
                        .finish(PanOsNumber.of("SequenceNumber", "cat", "Subtype", vocabulary))
                        .build(),
                checkPoint(vocabulary),
                vendor("watchguard-leef", vocabulary)
                        .where("deviceVendor", "watchguard")
                        .take(Field.HOST, "sni")
                        .build(),
                vendor("forcepoint-ngfw", vocabulary)
                        .where("deviceVendor", "forcepoint", "stonesoft")
                        .build(),
                vendor("generic-leef", vocabulary).has("deviceVendor").build()));
        return new Family(new LeefGrammar(), vocabulary, all);
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

    /** The attributes of the format's own guide. */
    private static Mapping.Builder vendor(String name, Vocabulary vocabulary) {
        return Mapping.named(name, vocabulary)
                .take(Field.TIME, "devTime", "time")
                .take(Field.SOURCE, "src", "srcIP")
                .take(Field.USER, "usrName", "SourceUser", "src_user", "user", "identSrc")
                .take(Field.DESTINATION, "dst", "dstIP")
                .take(Field.SOURCE_PORT, "srcPort")
                .take(Field.DESTINATION_PORT, "dstPort", "dstport")
                .take(Field.HOST, "dstname", "dhost", "host", "domain", "url", "URL")
                .take(Field.SENT, "srcBytes", "sent_bytes", "bytesOut")
                .take(Field.RECEIVED, "dstBytes", "rcvd_bytes", "bytesIn")
                .take(Field.TOTAL, "totalBytes")
                .take(Field.ACTION, "action", "disp", "disposition", "act", "policyAction");
    }
}
