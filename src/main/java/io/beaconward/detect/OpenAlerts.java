package io.beaconward.detect;

import io.beaconward.config.Settings;
import io.beaconward.counters.AlertState;
import io.beaconward.counters.Pair;
import io.beaconward.counters.PairKey;
import io.beaconward.counters.Pairs;
import io.beaconward.metrics.Meters;
import io.beaconward.metrics.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which pairs have an open alert, so that it can be closed when they fall silent. The state itself lies with the pair; this
 * is the list of whom to ask. Bounded by the pairs. Thread-safe.
 */
public final class OpenAlerts {
    private record Id(String source, String destination) {}

    private final Set<Id> open = ConcurrentHashMap.newKeySet();
    private final Set<Id> unsent = ConcurrentHashMap.newKeySet(); // resumed ones that found no room yet
    private final Pairs pairs;
    private final FindingMaker maker;
    private final FindingSink sink;
    private final long quietMillis;

    public OpenAlerts(Pairs pairs, FindingMaker maker, Settings.Alerts alerts, FindingSink sink, Meters meters) {
        this.pairs = pairs;
        this.maker = maker;
        this.sink = sink;
        this.quietMillis = alerts.quietAfter().toMillis();
        meters.gauge(Metric.ALERTS_OPEN, open::size);
    }

    void opened(String source, String destination) {
        open.add(new Id(source, destination));
    }

    /**
     * Finds the open alerts again after a start; those that had not reached the receivers are raised once more, under the
     * same identity. One that finds no room is tried again by {@link #closeQuiet}.
     */
    public void resume(long nowMillis) {
        List<Finding> again = new ArrayList<>();
        pairs.forEach((key, pair) -> {
            if (pair.alertState() == AlertState.NONE) return;
            opened(key.source(), key.destination());
            if (pair.alertState() == AlertState.RAISED) return;
            again.add(finding(Finding.State.OPEN, nowMillis, key, pair));
        });
        for (Finding finding : again) {
            if (!sink.offer(finding)) unsent.add(id(finding));
        }
    }

    private static Id id(Finding finding) {
        return new Id(finding.pair().sourceIp(), finding.pair().destination());
    }

    /** Notes that the finding's alert reached the receivers, or that they were tried to the end. */
    public void raised(Finding finding) {
        if (finding.state() != Finding.State.OPEN) return;
        pairs.visit(key(id(finding)), (key, pair) -> {
            if (pair.alertOpenedMillis() == finding.openedMillis()) pair.alertRaised();
        });
    }

    /** Closes the alerts of pairs without a contact for {@code quiet-after}. */
    public void closeQuiet(long nowMillis) {
        open.removeIf(id -> {
            boolean[] stays = {false};
            pairs.visit(key(id), (key, pair) -> stays[0] = staysOpen(id, nowMillis, key, pair));
            return !stays[0];
        });
    }

    private boolean staysOpen(Id id, long nowMillis, PairKey key, Pair pair) {
        if (pair.alertState() == AlertState.NONE) return false;
        if (pair.alertState() == AlertState.PENDING) {
            if (unsent.contains(id) && sink.offer(finding(Finding.State.OPEN, nowMillis, key, pair))) unsent.remove(id);
            return true;
        }
        long quietSince = pair.receivedMillis() + quietMillis;
        if (nowMillis < quietSince) return true;
        if (!sink.offer(finding(Finding.State.CLOSED, quietSince, key, pair))) return true;
        pair.alertClosed();
        return false;
    }

    private Finding finding(Finding.State state, long nowMillis, PairKey key, Pair pair) {
        return maker.make(state, pair.alertOpenedMillis(), nowMillis, key.source(), key.destination(), pair);
    }

    private static PairKey key(Id id) {
        PairKey key = new PairKey();
        key.set(id.source(), id.destination());
        return key;
    }
}
