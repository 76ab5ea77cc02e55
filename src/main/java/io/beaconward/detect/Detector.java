package io.beaconward.detect;

import io.beaconward.config.Settings;
import io.beaconward.counters.AlertState;
import io.beaconward.counters.CountedListener;
import io.beaconward.counters.Pair;
import io.beaconward.watch.Contact;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Judges a pair at every contact, under its lock, so that an alert is on its way with the contact that completes the
 * evidence. One instance a pipeline.
 *
 * <p>A pair has one alert: opened when a rule first holds that opens one; sent again as an update when another rule comes to
 * hold, when it has become surer, and after {@code repeat-after} while it goes on; closed when the pair was quiet for {@code
 * quiet-after}. A pair that returns then opens a new one. None is opened for what the {@link Tuning} or the {@link
 * Observation} holds back.
 */
public final class Detector implements CountedListener {
    private static final int OPENING = Rule.opening();
    private static final int BEATS_TO_WEIGH = 8;
    private static final long UPLOAD = 4096;

    private final Judge judge;
    private final FindingMaker maker;
    private final OpenAlerts openAlerts;
    private final FindingSink sink;
    private final HeldBack heldBack;
    private final Observation observation;
    private Tuning tuning = Tuning.NONE;
    private long repeatMillis;
    private long quietMillis;

    /** Observes nothing. */
    public Detector(
            FindingMaker maker, OpenAlerts openAlerts, Settings.Alerts alerts, FindingSink sink, HeldBack heldBack) {
        this(maker, openAlerts, alerts, sink, heldBack, new Observation());
    }

    public Detector(
            FindingMaker maker,
            OpenAlerts openAlerts,
            Settings.Alerts alerts,
            FindingSink sink,
            HeldBack heldBack,
            Observation observation) {
        this.judge = new Judge(alerts, maker.company());
        this.maker = maker;
        this.openAlerts = openAlerts;
        this.sink = sink;
        this.heldBack = heldBack;
        this.observation = observation;
        renew(alerts);
    }

    /** Goes by other settings from now on; on the pipeline's own thread. */
    public void renew(Settings.Alerts alerts) {
        judge.renew(alerts);
        tuning = new Tuning(alerts.tuning());
        repeatMillis = alerts.repeatAfter().toMillis();
        quietMillis = alerts.quietAfter().toMillis();
    }

    /** A pair that returns after it was quiet has its old alert closed first, if nobody did so meanwhile. */
    @Override
    public void aboutToCount(Contact contact, Pair pair) {
        long quietSince = pair.receivedMillis() + quietMillis;
        if (pair.alertState() != AlertState.RAISED || contact.receivedMillis() < quietSince) return;
        Finding closed = finding(
                Finding.State.CLOSED, Rule.ofAlert(pair), 0, pair.alertOpenedMillis(), quietSince, contact, pair);
        if (sink.offer(closed)) pair.alertClosed();
    }

    @Override
    public void counted(Contact contact, Pair pair) {
        int rules = judge.rules(contact, pair);
        if (rules == 0) return;
        if (pair.alertState() == AlertState.NONE) {
            if ((rules & OPENING) != 0) open(rules, contact, pair);
        } else if (pair.alertState() == AlertState.RAISED) {
            goOn(rules, contact, pair);
        } else {
            pair.alertFound(pair.alertRules() | rules, pair.alertLevel()); // told once the ledger has the alert
        }
    }

    private void open(int rules, Contact contact, Pair pair) {
        if (pair.isHeldBack() && !pair.isNewBeat() && contact.bytesSent() < UPLOAD)
            return; // asked again at its next beat
        long now = contact.receivedMillis();
        Finding finding = finding(Finding.State.OPEN, rules, rules, now, now, contact, pair);
        if (isHeldBack(finding, contact, pair)) return;
        pair.alertFound(rules, level(finding));
        pair.alertPending(now); // before it is offered: word of its arrival may come at once
        if (!sink.offer(finding)) {
            pair.alertNotOpened(); // the next contact finds it again
            return;
        }
        openAlerts.opened(finding.pair().sourceIp(), finding.pair().destination());
    }

    private boolean isHeldBack(Finding finding, Contact contact, Pair pair) {
        Optional<Settings.Tuning> by = tuning.holdsBack(finding, contact.bytesSent());
        boolean held = by.isPresent() || observation.holdsBack(finding);
        if (held && !pair.isHeldBack()) {
            if (by.isPresent()) heldBack.heldBack(finding, by.get());
            else heldBack.observed(finding);
        }
        if (held) pair.alertFound(Rule.bitsOf(finding.rules()), level(finding)); // for those who list it
        pair.heldBack(held);
        return held;
    }

    private void goOn(int rules, Contact contact, Pair pair) {
        long now = contact.receivedMillis();
        int all = pair.alertRules() | rules;
        int added = all & ~pair.alertRules();
        boolean due = now - pair.alertSentMillis() >= repeatMillis;
        if (added == 0 && !due && !isSurer(all, now, pair)) return;
        Finding finding = finding(Finding.State.UPDATED, all, added, pair.alertOpenedMillis(), now, contact, pair);
        if (!sink.offer(finding)) return;
        pair.alertFound(all, Math.max(level(finding), pair.alertLevel()));
        pair.alertSent(now);
    }

    private boolean isSurer(int rules, long now, Pair pair) {
        if (!pair.isNewBeat() || pair.beats().beats() % BEATS_TO_WEIGH != 0) return false;
        return maker.confidence(rules, pair, now).level().code() > pair.alertLevel();
    }

    private static int level(Finding finding) {
        return finding.judgement().confidence().level().code();
    }

    private Finding finding(
            Finding.State state, int rules, int added, long openedMillis, long nowMillis, Contact contact, Pair pair) {
        String destination = new String(contact.name(), 0, contact.nameLength(), StandardCharsets.US_ASCII);
        return maker.make(
                state, rules, added, openedMillis, nowMillis, contact.source().toString(), destination, pair);
    }
}
