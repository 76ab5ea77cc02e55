package io.beaconward.alert;

import java.time.Instant;
import java.util.Optional;

/**
 * An alert as the ledger has it.
 *
 * @param alert what was found last
 * @param acked when somebody acknowledged it
 * @param waiting notifications still to be delivered, over all receivers
 * @param dead notifications that a receiver rejected
 */
public record LedgerRow(Alert alert, Instant opened, Optional<Instant> acked, long waiting, long dead) {}
