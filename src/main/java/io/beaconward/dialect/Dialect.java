package io.beaconward.dialect;

import io.beaconward.syslog.Message;

/**
 * Reads one vendor's message bodies. Recognising a foreign message must be cheap: a few bytes looked at, no search over
 * the whole body. Stateless between messages or owned by one pipeline; allocates nothing per message; throws nothing on
 * any input.
 */
public interface Dialect {
    /** Lower case with hyphens; the metric label and the {@code format} that {@code parse} prints. */
    String name();

    /** Reads {@code message} into {@code flow}, which is given cleared. */
    Reading read(Message message, Flow flow);
}
