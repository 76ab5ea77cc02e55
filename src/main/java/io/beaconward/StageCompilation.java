package io.beaconward;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the JVM's compiler compile each stage of the pipeline, and each of its larger parts, once. Left to itself it inlines them into one
 * another and compiles the lot anew for each caller, from the socket down: CPU seconds after a start, of which two cores have few. A
 * call more here and there is not measurable.
 */
final class StageCompilation {
    private static final Logger LOG = LoggerFactory.getLogger(StageCompilation.class);

    /**
     * Not to be inlined; in the notation of the compiler's directives (JEP 165). The stages, and what several places in them do or much
     * code is needed for.
     */
    static final List<String> BOUNDARIES = List.of(
            "io.beaconward.Pipeline::frame",
            "io.beaconward.Pipeline::flow",
            "io.beaconward.advice.SenderWatch::passed",
            "io.beaconward.bytes.Address::parse",
            "io.beaconward.bytes.Decimal::parse",
            "io.beaconward.counters.Beats::bet",
            "io.beaconward.counters.Beats::foldAgain",
            "io.beaconward.counters.Beats::hear",
            "io.beaconward.counters.Generation::lock",
            "io.beaconward.counters.Habits::note",
            "io.beaconward.counters.HourRings::add",
            "io.beaconward.counters.HourRings::advance",
            "io.beaconward.counters.HourRings::totals",
            "io.beaconward.counters.Odds::combs",
            "io.beaconward.counters.Odds::people",
            "io.beaconward.counters.PairCounter::count",
            "io.beaconward.counters.PairCounter::countIn",
            "io.beaconward.counters.Rotations::hear",
            "io.beaconward.counters.Sightings::isKnown",
            "io.beaconward.detect.Detector::aboutToCount",
            "io.beaconward.detect.Detector::counted",
            "io.beaconward.detect.Judge::rules",
            "io.beaconward.dialect.*::read",
            "io.beaconward.dialect.CsvCursor::lookAhead",
            "io.beaconward.dialect.CsvCursor::nextOf",
            "io.beaconward.dialect.CsvCursor::to",
            "io.beaconward.bytes.KeyTable::find",
            "io.beaconward.dialect.KeyValueCursor::lookAhead",
            "io.beaconward.dialect.KeyValueCursor::next",
            "io.beaconward.dialect.KeyValueCursor::wrap",
            "io.beaconward.dialect.Mapping::fits",
            "io.beaconward.dialect.Mapping::take",
            "io.beaconward.dialect.Mapping::want",
            "io.beaconward.names.Names::learn",
            "io.beaconward.names.Names::resolve",
            "io.beaconward.syslog.StampParser::bsd",
            "io.beaconward.syslog.StampParser::epoch",
            "io.beaconward.syslog.StampParser::iso",
            "io.beaconward.syslog.SyslogParser::parse",
            "io.beaconward.watch.Catalogue::match",
            "io.beaconward.watch.ContactFilter::match");

    private StageCompilation() {}

    /** Tells the compiler of this JVM; one that takes no directives does without. */
    static void limit() {
        try {
            Path file = Files.createTempFile("beaconward-directives", ".json");
            try {
                Files.writeString(file, directives());
                ManagementFactory.getPlatformMBeanServer()
                        .invoke(
                                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                                "compilerDirectivesAdd",
                                new Object[] {new String[] {file.toString()}},
                                new String[] {String[].class.getName()});
            } finally {
                Files.delete(file);
            }
        } catch (IOException | JMException e) {
            LOG.debug("the compiler is given no directives", e);
        }
    }

    private static String directives() {
        return BOUNDARIES.stream()
                .map(method -> "\"-" + method + "\"")
                .collect(Collectors.joining(", ", "[{match: [\"*.*\"], c2: {inline: [", "]}}]"));
    }
}
