package io.beaconward.dialect;

import io.beaconward.syslog.Message;
import java.util.List;

/**
 * Reads the message bodies of one vendor, or of all that share a grammar. Recognising a foreign message must be cheap: a few
 * bytes looked at, no search over the whole body. Stateless between messages or owned by one pipeline; allocates nothing per
 * message; throws nothing on any input.
 */
public interface Dialect {
    /** What it read last: lower case with hyphens; the metric label and the {@code format} that {@code parse} prints. */
    String name();

    /** All that it can read. */
    default List<String> names() {
        return List.of(name());
    }

    /** Which of the {@link #names} it read last, from 0. */
    default int spoken() {
        return 0;
    }

    /** Reads {@code message} into {@code flow}, which is given cleared. */
    Reading read(Message message, Flow flow);

    /** The name of the field that gave {@code meaning} in the flow read last; empty where none did, or fields have no names. */
    default String sourceOf(Field meaning) {
        return "";
    }
}
