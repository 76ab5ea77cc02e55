package io.beaconward.detect.calibration;

import java.util.ArrayList;
import java.util.List;

/** The implants that a rhythm is asked of first: each period with each jitter, share of missed beats, and number of connections. */
final class Grid {
    static final List<Integer> PERIODS = List.of(60, 300, 900, 1500);

    private static final List<Integer> JITTERS = List.of(0, 10, 30, 50);
    private static final List<Integer> MISSED = List.of(0, 10, 30);
    private static final List<Integer> PARALLEL = List.of(1, 3);

    /**
     * Implants that differ in the period alone.
     *
     * @param jitter per cent
     * @param missed per cent of the beats
     * @param parallel at most so many connections a beat
     */
    record Row(int jitter, int missed, int parallel) {
        String name() {
            return jitter + " %, " + missed + " % missed, " + (parallel == 1 ? "1" : "1 to " + parallel);
        }

        Implant implant(int period) {
            return Implant.of(period, jitter / 100.0).missing(missed / 100.0).parallel(parallel);
        }

        /** One result for each of {@link #PERIODS}. */
        List<Result> measure(Calibration calibration) {
            return PERIODS.stream()
                    .map(period -> calibration.measure(period + " s, " + name(), Kind.of(implant(period))))
                    .toList();
        }
    }

    private Grid() {}

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (int jitter : JITTERS) {
            for (int missed : MISSED) {
                for (int parallel : PARALLEL) rows.add(new Row(jitter, missed, parallel));
            }
        }
        return rows;
    }
}
