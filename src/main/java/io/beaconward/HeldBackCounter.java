package io.beaconward;

import io.beaconward.config.Settings;
import io.beaconward.detect.Finding;
import io.beaconward.detect.HeldBack;
import io.beaconward.metrics.Meters;
import io.beaconward.metrics.Metric;
import io.beaconward.metrics.Tally;

/** Counts findings that lead to no alert. */
final class HeldBackCounter implements HeldBack {
    private final Tally allowed;
    private final Tally suppressed;
    private final Tally overridden;
    private final Tally observed;

    HeldBackCounter(Meters meters) {
        allowed = meters.tally(Metric.FINDINGS_HELD_BACK, "allow");
        suppressed = meters.tally(Metric.FINDINGS_HELD_BACK, "suppress");
        overridden = meters.tally(Metric.FINDINGS_HELD_BACK, "override");
        observed = meters.tally(Metric.FINDINGS_HELD_BACK, "observe");
    }

    @Override
    public void heldBack(Finding finding, Settings.Tuning by) {
        switch (by.kind()) {
            case ALLOW -> allowed.increment();
            case SUPPRESS -> suppressed.increment();
            case OVERRIDE -> overridden.increment();
        }
    }

    @Override
    public void observed(Finding finding) {
        observed.increment();
    }
}
