package io.beaconward.syslog;

import io.beaconward.metrics.LossHours;
import io.beaconward.metrics.Meters;
import io.beaconward.metrics.Metric;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * The senders of all event loops, each once, for what cannot be judged by what one loop hears. A sender is on it as long as a
 * loop remembers it, so {@code limits.senders} bounds it too. Thread-safe.
 */
public final class Roster {
    private final Map<String, Attendance> held = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> missing = new LinkedHashMap<>(); // by numbering; not changed once it is made

    private final LossHours losses;

    /** @param losses where messages that never came are marked */
    public Roster(Meters meters, LossHours losses) {
        this.losses = losses;
        for (Numbering numbering : Numbering.values()) {
            if (numbering == Numbering.NONE || missing.containsKey(numbering.label())) continue;
            LongAdder messages = new LongAdder();
            missing.put(numbering.label(), messages);
            meters.counter(Metric.SEQUENCE_MISSING, messages::sum, numbering.label());
        }
    }

    /** The roster of a single event loop, which nobody asks. */
    public static Roster alone() {
        return new Roster(Meters.unregistered(), new LossHours());
    }

    /** All senders; what comes or goes meanwhile may be there or not. */
    public Collection<Attendance> all() {
        return Collections.unmodifiableCollection(held.values());
    }

    /** An event loop begins to remember the sender. */
    Attendance join(String name) {
        return Objects.requireNonNull(held.compute(name, (key, known) -> {
            Attendance attendance = known == null ? new Attendance(key, this) : known;
            attendance.joined();
            return attendance;
        }));
    }

    /** An event loop forgets the sender. */
    void leave(Attendance attendance) {
        held.computeIfPresent(attendance.name(), (key, known) -> known.left() ? null : known);
    }

    void missing(Numbering numbering, long messages, long dueMillis) {
        losses.missing(dueMillis, messages);
        Objects.requireNonNull(missing.get(numbering.label())).add(messages);
    }
}
