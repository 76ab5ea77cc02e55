package io.beaconward.detect;

import io.beaconward.counters.Pair;
import io.beaconward.counters.Rotations;
import io.beaconward.counters.Totals;
import io.beaconward.metrics.LossHours;
import io.beaconward.watch.Catalogue;
import io.beaconward.watch.Service;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Takes the snapshot of a pair that a finding is. Off the message path: a finding is rare. */
public final class FindingMaker {
    private final IntUnaryOperator sourcesOfTenant;
    private final LossHours losses;
    private final Company company = new Company();
    private volatile Catalogue catalogue;

    /**
     * @param sourcesOfTenant how many sources call the tenant of a number, about
     * @param losses what is known to be lost of the input
     */
    public FindingMaker(Catalogue catalogue, IntUnaryOperator sourcesOfTenant, LossHours losses) {
        this.catalogue = catalogue;
        this.sourcesOfTenant = sourcesOfTenant;
        this.losses = losses;
    }

    /** What pairs do together. */
    Company company() {
        return company;
    }

    /** What sources do with several destinations together; to be kept over a restart. */
    public Rotations rotations() {
        return company.rotations();
    }

    /** Names services by another catalogue from now on. Any thread. */
    public void renew(Catalogue now) {
        catalogue = now;
    }

    /**
     * A finding on a pair, whose lock the caller holds.
     *
     * @param rules that hold, or held since the alert was opened, as {@link Rule#bit}s
     * @param added those of them that the alert did not name so far
     * @param openedMillis when its alert was opened, milliseconds since 1970
     * @param nowMillis milliseconds since 1970; its hour is the window's last
     */
    Finding make(
            Finding.State state,
            int rules,
            int added,
            long openedMillis,
            long nowMillis,
            String source,
            String destination,
            Pair pair) {
        Totals totals = new Totals();
        int hour = Pair.hourOf(nowMillis);
        pair.totals(pair.oldestHour(hour), totals);
        byte[] name = destination.getBytes(StandardCharsets.UTF_8);
        Service service = catalogue.match(name, 0, name.length);
        return new Finding(
                state,
                openedMillis,
                Instant.ofEpochMilli(nowMillis),
                Rule.ids(rules),
                service.provider(),
                service.tenant(destination),
                figures(source, destination, totals, pair),
                share(totals.bytesKnown(), totals.connections()),
                share(totals.blocked(), totals.connections()),
                Math.min(pair.namedByOwnReply() + pair.namedByOthers(), totals.connections()),
                Math.min(pair.namedByOthers(), totals.connections()),
                pair.user(),
                hourlyCounts(pair, hour),
                new Judgement(
                        Rule.ids(added),
                        pair.hadAlert(),
                        confidence(rules, pair, totals, nowMillis),
                        RhythmFigures.of(pair.beats()),
                        company.others(rules, pair, source, destination, service)),
                Losses.between(pair.oldestHour(hour), hour, losses));
    }

    /** What may be said of a pair now, whose lock the caller holds, whether or not it has an alert; it names no rules. */
    public Finding snapshot(long nowMillis, String source, String destination, Pair pair) {
        return make(Finding.State.UPDATED, pair.alertRules(), 0, nowMillis, nowMillis, source, destination, pair);
    }

    /** How sure it is that the pair, whose lock the caller holds, is a beacon. */
    Confidence confidence(int rules, Pair pair, long nowMillis) {
        Totals totals = new Totals();
        pair.totals(pair.oldestHour(Pair.hourOf(nowMillis)), totals);
        return confidence(rules, pair, totals, nowMillis);
    }

    private Confidence confidence(int rules, Pair pair, Totals totals, long nowMillis) {
        return Confidence.of(rules, pair, totals, sourcesOfTenant.applyAsInt(pair.tenant()), nowMillis);
    }

    /** A pair whose window is over by the time its alert closes has only its last contact left to tell of. */
    private static PairFigures figures(String source, String destination, Totals totals, Pair pair) {
        if (totals.connections() > 0) return PairFigures.of(source, destination, totals);
        return new PairFigures(
                Instant.ofEpochMilli(pair.createdMillis()),
                Instant.ofEpochMilli(pair.receivedMillis()),
                source,
                destination,
                0,
                0,
                0,
                0,
                0);
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : Math.min(1.0, (double) part / whole);
    }

    private static List<Integer> hourlyCounts(Pair pair, int hour) {
        List<Integer> counts = new ArrayList<>();
        for (int h = pair.oldestHour(hour); h <= hour; h++) counts.add(pair.connections(h));
        return counts;
    }
}
