package io.beaconward.net;

import io.beaconward.config.Settings;
import io.beaconward.metrics.ThrottledLog;
import java.time.Duration;
import org.slf4j.Logger;

/** The lines that strangers can provoke here, each at most once a minute. Thread-safe. */
final class Warnings {
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final ThrottledLog datagramCut;
    private final ThrottledLog frameCut;
    private final ThrottledLog unexpected;
    private final ThrottledLog tooManyConnections;
    private final ThrottledLog notAccepted;
    private final ThrottledLog tooMuchUnfinished;
    private final String datagramCutLine;
    private final String frameCutLine;
    private final String tooManyConnectionsLine;

    Warnings(Logger log, Settings.Limits limits) {
        this.datagramCut = new ThrottledLog(log, INTERVAL);
        this.frameCut = new ThrottledLog(log, INTERVAL);
        this.unexpected = new ThrottledLog(log, INTERVAL);
        this.tooManyConnections = new ThrottledLog(log, INTERVAL);
        this.notAccepted = new ThrottledLog(log, INTERVAL);
        this.tooMuchUnfinished = new ThrottledLog(log, INTERVAL);
        this.datagramCutLine = "A datagram longer than limits.datagram (" + limits.datagram()
                + " bytes) was cut; if your senders are meant to send such, raise the limit";
        this.frameCutLine = "A TCP frame longer than limits.frame (" + limits.frame()
                + " bytes), or one that the sender did not finish, was cut; if your senders are meant to send such, raise the"
                + " limit, and check that they end their lines or count them in octets";
        this.tooManyConnectionsLine = "Closed a connection at once: limits.connections (" + limits.connections()
                + ") are open; raise the limit, or find the sender that opens too many with `ss -tn`";
    }

    void truncated(Transport transport) {
        switch (transport) {
            case UDP -> datagramCut.warn(datagramCutLine);
            case TCP -> frameCut.warn(frameCutLine);
        }
    }

    void unexpected(RuntimeException cause) {
        unexpected.warn("A frame met a defect of ours and was left out; please report it", cause);
    }

    void tooManyConnections() {
        tooManyConnections.warn(tooManyConnectionsLine);
    }

    void tooMuchUnfinished() {
        tooMuchUnfinished.warn(
                "Closed a connection: unfinished frames of all connections hold limits.unfinished bytes; find"
                        + " the senders that do not end their lines, or raise the limit and the heap with it");
    }

    void notAccepted(Throwable cause) {
        notAccepted.warn(
                "Could not accept a connection, trying again every second; with too many open files, raise LimitNOFILE",
                cause);
    }
}
