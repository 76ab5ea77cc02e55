package io.beaconward.detect;

import io.beaconward.config.Settings;
import io.beaconward.counters.Pair;
import io.beaconward.counters.Totals;
import io.beaconward.watch.Contact;

/** Asks every rule that is switched on about a pair, with each contact. One instance a thread; sets of rules are {@link Rule#bit}s. */
final class Judge {
    private static final int TASKING_BEATS = 5;
    private static final double TASKING_FASTER = 4;
    private static final long TASKING_BYTES = 65_536;
    private static final long TASKING_MORE = 16;
    private static final int USUAL = 8;

    private final Totals totals = new Totals();
    private final Company company;
    private int enabled;

    Judge(Settings.Alerts alerts, Company company) {
        this.company = company;
        renew(alerts);
    }

    /** Goes by other settings from now on; on its own thread. */
    void renew(Settings.Alerts alerts) {
        enabled = Rule.bits(alerts.rules());
    }

    /** The rules that hold for the pair now that the contact was counted; the caller holds its lock. */
    int rules(Contact contact, Pair pair) {
        int hour = Pair.hourOf(contact.receivedMillis());
        pair.totals(pair.oldestHour(hour), totals);
        int found = 0;
        if (BaselineRule.holds(totals)) found |= Rule.BASELINE.bit();
        if (StrobeRule.holds(pair.connections(hour), totals)) found |= Rule.STROBE.bit();
        if (LongSessionRule.holds(pair.habits(), totals)) found |= Rule.LONG_SESSION.bit();
        if (SizeLockRule.holds(pair.habits())) found |= Rule.SIZE_LOCK.bit();
        if (pair.isNewBeat()) {
            if (RhythmRule.holds(pair.beats())) found |= Rule.RHYTHM.bit();
            if (FastBeatRule.holds(pair.beats())) found |= Rule.FAST_BEAT.bit();
        }
        if ((pair.alertRules() & Rule.RHYTHM.bit()) != 0 && isTasking(contact, pair)) found |= Rule.TASKING.bit();
        if ((enabled & Company.RULES) != 0) found |= company.rules(contact, pair, found);
        return found & enabled;
    }

    private static boolean isTasking(Contact contact, Pair pair) {
        if (pair.habits().alike() >= USUAL
                && contact.bytesSent()
                        >= Math.max(TASKING_BYTES, TASKING_MORE * pair.habits().usuallySent())) return true;
        if (!pair.isNewBeat() || pair.beats().recent() < TASKING_BEATS) return false;
        double usual = pair.beats().medianIdle() + pair.beats().gap();
        for (int i = 0; i < TASKING_BEATS; i++) {
            if (pair.beats().recent(i) > usual / TASKING_FASTER) return false;
        }
        return true;
    }
}
