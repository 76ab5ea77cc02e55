package io.beaconward.alert;

import java.time.Instant;
import java.util.Optional;

/**
 * A notification that is not done with, for one receiver.
 *
 * @param alert the id of the alert or notice
 * @param state of that, of which it tells
 * @param due when it is tried again
 * @param died when the receiver rejected it
 * @param reason why it did not arrive, or nothing; printable
 */
public record OutboxRow(
        String alert,
        String state,
        String receiver,
        Instant written,
        int attempts,
        Instant due,
        Optional<Instant> died,
        String reason) {}
