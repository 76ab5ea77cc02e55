package io.beaconward.detect;

import io.beaconward.config.Settings;
import io.beaconward.counters.AlertState;
import io.beaconward.counters.Pair;
import io.beaconward.counters.PairKey;
import io.beaconward.counters.Pairs;
import io.beaconward.metrics.Meters;
import io.beaconward.metrics.Metric;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which pairs have an open alert, so that it can be closed when they fall silent. The state itself lies with the pair; this
 * is the list of whom to ask. Bounded by the pairs. Thread-safe.
 */
public final class OpenAlerts {
    private record Id(String source, String destination) {}

    private record Held(Id id, long openedMillis) {}

    private final Set<Id> open = ConcurrentHashMap.newKeySet();
    private final Set<Id> unsent = ConcurrentHashMap.newKeySet(); // resumed ones that found no room yet
    private final Pairs pairs;
    private final FindingMaker maker;
    private final FindingSink sink;
    private final HeldBack heldBack;
    private volatile long quietMillis;
    private volatile Tuning tuning = Tuning.NONE;
    private Tuning lookedAtWith = Tuning.NONE; // of whoever closes quiet ones

    /** Tells nobody of what a new tuning holds back. */
    public OpenAlerts(Pairs pairs, FindingMaker maker, Settings.Alerts alerts, FindingSink sink, Meters meters) {
        this(pairs, maker, alerts, sink, (finding, by) -> {}, meters);
    }

    public OpenAlerts(
            Pairs pairs,
            FindingMaker maker,
            Settings.Alerts alerts,
            FindingSink sink,
            HeldBack heldBack,
            Meters meters) {
        this.pairs = pairs;
        this.maker = maker;
        this.sink = sink;
        this.heldBack = heldBack;
        renew(alerts);
        meters.gauge(Metric.ALERTS_OPEN, open::size);
    }

    /** Goes by other settings from now on. Any thread. */
    public void renew(Settings.Alerts alerts) {
        quietMillis = alerts.quietAfter().toMillis();
        tuning = new Tuning(alerts.tuning());
    }

    void opened(String source, String destination) {
        open.add(new Id(source, destination));
    }

    /**
     * Finds the open alerts again after a start, and brings pairs and ledger to agree: what the ledger does not have is
     * raised once more, under the same identity; a pair that forgot its alert, or that it was closed, goes on with it; an
     * alert whose pair is gone is closed. Campaigns are found again, too. A finding that finds no room is tried again: by {@link #closeQuiet} if it opens
     * an alert, else at the next start.
     */
    public void resume(long nowMillis, KnownAlerts known) throws IOException {
        List<Held> held = new ArrayList<>();
        pairs.forEach((key, pair) -> {
            maker.company().resume(key, pair);
            if (pair.alertState() == AlertState.NONE) return;
            opened(key.source(), key.destination());
            held.add(new Held(new Id(key.source(), key.destination()), pair.alertOpenedMillis()));
        });
        List<Finding> again = new ArrayList<>();
        for (Held alert : held) {
            Id id = alert.id();
            Optional<Finding> last = known.last(id.source(), id.destination(), alert.openedMillis());
            pairs.visit(key(id), (key, pair) -> {
                if (last.isPresent()) {
                    asWritten(last.get(), pair);
                } else {
                    pair.alertPending(alert.openedMillis());
                    again.add(finding(Finding.State.OPEN, nowMillis, key, pair));
                }
            });
        }
        known.forEachOpen(last -> {
            if (!goesOn(last)) again.add(last.closed(Instant.ofEpochMilli(nowMillis)));
        });
        for (Finding finding : again) {
            if (!sink.offer(finding) && finding.state() == Finding.State.OPEN) unsent.add(id(finding));
        }
    }

    private static void asWritten(Finding last, Pair pair) {
        pair.alertRaised();
        pair.alertSent(Math.min(pair.alertSentMillis(), last.time().toEpochMilli()));
    }

    /** Whether a pair holds the alert, if need be after it was told so. */
    private boolean goesOn(Finding last) {
        boolean[] goesOn = {false};
        pairs.visit(key(id(last)), (key, pair) -> {
            if (pair.alertState() == AlertState.NONE) {
                pair.alertPending(last.openedMillis());
                pair.alertRaised();
                pair.alertSent(last.time().toEpochMilli());
                pair.hadAlert(last.judgement().resumed());
                pair.alertFound(
                        Rule.bitsOf(last.rules()),
                        last.judgement().confidence().level().code());
                opened(key.source(), key.destination());
            }
            goesOn[0] = pair.alertOpenedMillis() == last.openedMillis();
        });
        return goesOn[0];
    }

    private static Id id(Finding finding) {
        return new Id(finding.pair().sourceIp(), finding.pair().destination());
    }

    /**
     * Notes that the ledger has the finding.
     *
     * @param now the state of its alert there; closed by hand, an alert ends when it would have been sent again, so that
     *     the pair's next contact opens another
     */
    public void written(Finding finding, Finding.State now) {
        if (finding.state() == Finding.State.CLOSED) return; // the pair was told when it was found
        pairs.visit(key(id(finding)), (key, pair) -> {
            if (pair.alertOpenedMillis() != finding.openedMillis()) return;
            if (finding.state() == Finding.State.UPDATED && now == Finding.State.CLOSED) pair.alertClosed();
            else pair.alertRaised();
            if (finding.state() == Finding.State.OPEN) tellWhatCameMeanwhile(finding, key, pair);
        });
    }

    /** Rules that came to hold between an alert's opening and its arrival in the ledger. */
    private void tellWhatCameMeanwhile(Finding opened, PairKey key, Pair pair) {
        int added = pair.alertRules() & ~Rule.bitsOf(opened.rules());
        if (added == 0) return;
        long now = Math.max(pair.receivedMillis(), opened.time().toEpochMilli());
        Finding more = maker.make(
                Finding.State.UPDATED,
                pair.alertRules(),
                added,
                pair.alertOpenedMillis(),
                now,
                key.source(),
                key.destination(),
                pair);
        if (sink.offer(more)) pair.alertSent(now);
    }

    /** Closes the alerts of pairs without a contact for {@code quiet-after}, and those that a new tuning holds back. */
    public void closeQuiet(long nowMillis) {
        Tuning now = tuning;
        boolean isNew = now != lookedAtWith;
        open.removeIf(id -> {
            boolean[] stays = {false};
            pairs.visit(
                    key(id),
                    (key, pair) -> stays[0] = staysOpen(id, nowMillis, key, pair)
                            && !(isNew && closedByTuning(now, nowMillis, key, pair)));
            return !stays[0];
        });
        lookedAtWith = now;
    }

    private boolean closedByTuning(Tuning now, long nowMillis, PairKey key, Pair pair) {
        if (now.isEmpty() || pair.alertState() != AlertState.RAISED) return false;
        Finding closed = finding(Finding.State.CLOSED, nowMillis, key, pair);
        Optional<Settings.Tuning> by = now.holdsBack(closed, 0);
        if (by.isEmpty() || !sink.offer(closed)) return false;
        heldBack.heldBack(closed, by.get());
        pair.alertClosed();
        pair.heldBack(true);
        return true;
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
        int rules = Rule.ofAlert(pair);
        int added = state == Finding.State.OPEN ? rules : 0;
        return maker.make(
                state, rules, added, pair.alertOpenedMillis(), nowMillis, key.source(), key.destination(), pair);
    }

    private static PairKey key(Id id) {
        PairKey key = new PairKey();
        key.set(id.source(), id.destination());
        return key;
    }
}
