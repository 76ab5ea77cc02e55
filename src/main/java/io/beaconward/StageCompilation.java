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
 * Has the JVM's compiler compile each stage of the pipeline once. Left to itself it inlines the stages into one another and
 * compiles the lot anew for each caller, from the socket down: ten CPU seconds after a start, half of what two cores have then.
 * A call more for each message is not measurable.
 */
final class StageCompilation {
    private static final Logger LOG = LoggerFactory.getLogger(StageCompilation.class);

    /** Not to be inlined; in the notation of the compiler's directives (JEP 165). */
    static final List<String> BOUNDARIES = List.of(
            "io.beaconward.Pipeline::frame",
            "io.beaconward.Pipeline::flow",
            "io.beaconward.syslog.SyslogParser::parse",
            "io.beaconward.advice.SenderWatch::passed",
            "io.beaconward.dialect.*::read",
            "io.beaconward.names.Names::learn",
            "io.beaconward.names.Names::resolve",
            "io.beaconward.watch.ContactFilter::match",
            "io.beaconward.counters.PairCounter::count");

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
