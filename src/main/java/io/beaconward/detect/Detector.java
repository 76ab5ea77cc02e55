package io.beaconward.detect;

import io.beaconward.config.Settings;
import io.beaconward.counters.AlertState;
import io.beaconward.counters.CountedListener;
import io.beaconward.counters.Pair;
import io.beaconward.counters.Totals;
import io.beaconward.watch.Contact;
import java.nio.charset.StandardCharsets;

/**
 * Judges a pair at every contact, under its lock, so that an alert is on its way with the contact that completes the
 * evidence. One instance a pipeline.
 *
 * <p>A pair has one alert: opened when a rule first holds; sent again as an update after {@code repeat-after} while
 * contacts go on; closed when the pair was quiet for {@code quiet-after}. A pair that returns then opens a new one.
 */
public final class Detector implements CountedListener {
    private final FindingMaker maker;
    private final OpenAlerts openAlerts;
    private final FindingSink sink;
    private final Totals totals = new Totals();
    private long repeatMillis;
    private long quietMillis;

    public Detector(FindingMaker maker, OpenAlerts openAlerts, Settings.Alerts alerts, FindingSink sink) {
        this.maker = maker;
        this.openAlerts = openAlerts;
        this.sink = sink;
        renew(alerts);
    }

    /** Goes by other settings from now on; on the pipeline's own thread. */
    public void renew(Settings.Alerts alerts) {
        repeatMillis = alerts.repeatAfter().toMillis();
        quietMillis = alerts.quietAfter().toMillis();
    }

    /** A pair that returns after it was quiet has its old alert closed first, if nobody did so meanwhile. */
    @Override
    public void aboutToCount(Contact contact, Pair pair) {
        long quietSince = pair.receivedMillis() + quietMillis;
        if (pair.alertState() != AlertState.RAISED || contact.receivedMillis() < quietSince) return;
        if (!sink.offer(finding(Finding.State.CLOSED, pair.alertOpenedMillis(), quietSince, contact, pair))) return;
        pair.alertClosed();
    }

    @Override
    public void counted(Contact contact, Pair pair) {
        long now = contact.receivedMillis();
        pair.totals(pair.oldestHour(Pair.hourOf(now)), totals);
        if (!BaselineRule.holds(totals)) return;
        if (pair.alertState() == AlertState.NONE) {
            open(contact, pair);
        } else if (pair.alertState() == AlertState.RAISED && now - pair.alertSentMillis() >= repeatMillis) {
            if (sink.offer(finding(Finding.State.UPDATED, pair.alertOpenedMillis(), now, contact, pair)))
                pair.alertSent(now);
        }
    }

    private void open(Contact contact, Pair pair) {
        long now = contact.receivedMillis();
        Finding finding = finding(Finding.State.OPEN, now, now, contact, pair);
        pair.alertPending(now); // before it is offered: word of its arrival may come at once
        if (!sink.offer(finding)) {
            pair.alertClosed(); // the next contact finds it again
            return;
        }
        openAlerts.opened(finding.pair().sourceIp(), finding.pair().destination());
    }

    private Finding finding(Finding.State state, long openedMillis, long nowMillis, Contact contact, Pair pair) {
        String destination = new String(contact.name(), 0, contact.nameLength(), StandardCharsets.US_ASCII);
        return maker.make(state, openedMillis, nowMillis, contact.source().toString(), destination, pair);
    }
}
