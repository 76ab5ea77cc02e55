package io.beaconward.cli;

import io.beaconward.alert.Alert;
import io.beaconward.config.Settings;
import io.beaconward.detect.Finding;
import io.beaconward.detect.HeldBack;
import io.beaconward.net.FrameHandler;
import io.beaconward.watch.Catalogue;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/** The live appliance's judgement over stored logs, with the log's own clock. */
public interface Replay extends FrameHandler, AutoCloseable {
    /** What may be said of a pair by what was read so far; empty where there is none. */
    Optional<Finding> pair(String source, String destination);

    /** Tells of what the end of the input decides. */
    @Override
    void close() throws IOException;

    /** Makes one that hands its alerts to {@code alerts}, in order, and what the tuning holds back to {@code heldBack}. */
    @FunctionalInterface
    interface Factory {
        Replay create(Settings settings, Catalogue catalogue, Consumer<Alert> alerts, HeldBack heldBack)
                throws IOException;
    }
}
