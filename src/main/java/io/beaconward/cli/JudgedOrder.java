package io.beaconward.cli;

import io.beaconward.detect.Finding;
import io.beaconward.detect.PairFigures;
import java.time.Instant;
import java.util.Comparator;

/** In which order {@code hunt --rule} prints what was judged. */
enum JudgedOrder {
    CONNECTIONS(Comparator.comparing(Finding::pair, PairFigures.RANKING)),
    SCORE(Comparator.<Finding>comparingInt(f -> f.judgement().confidence().score())
            .reversed()
            .thenComparing(Finding::pair, PairFigures.RANKING)),
    LAST_SEEN(Comparator.<Finding, Instant>comparing(f -> f.pair().lastSeen())
            .reversed()
            .thenComparing(Finding::pair, PairFigures.RANKING));

    private final Comparator<Finding> order;

    JudgedOrder(Comparator<Finding> order) {
        this.order = order;
    }

    Comparator<Finding> order() {
        return order;
    }
}
