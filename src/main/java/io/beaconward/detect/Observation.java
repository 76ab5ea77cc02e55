package io.beaconward.detect;

/**
 * The first day: while it goes on, findings below high confidence lead to no alert. Whoever looks at the clock begins and
 * ends it. Thread-safe.
 */
public final class Observation {
    private volatile boolean goesOn;

    /** Holds findings back from now on. */
    public void begin() {
        goesOn = true;
    }

    /** Holds nothing back any more. */
    public void end() {
        goesOn = false;
    }

    /** Whether it goes on. */
    public boolean goesOn() {
        return goesOn;
    }

    boolean holdsBack(Finding finding) {
        return goesOn && finding.judgement().confidence().level() != Level.HIGH;
    }
}
