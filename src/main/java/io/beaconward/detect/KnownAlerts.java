package io.beaconward.detect;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/** What is written down of the alerts of earlier runs. */
public interface KnownAlerts {
    /** The last finding on the alert, {@code CLOSED} if it is over; empty where nothing is written of it. */
    Optional<Finding> last(String source, String destination, long openedMillis) throws IOException;

    /** Shows the last finding on every alert that is not over, one at a time. */
    void forEachOpen(Consumer<Finding> visitor) throws IOException;
}
