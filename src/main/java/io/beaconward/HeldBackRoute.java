package io.beaconward;

import com.fasterxml.jackson.core.JsonGenerator;
import io.beaconward.alert.PairJson;
import io.beaconward.alert.Summary;
import io.beaconward.config.Settings;
import io.beaconward.counters.Pairs;
import io.beaconward.detect.Finding;
import io.beaconward.detect.FindingMaker;
import io.beaconward.detect.Observation;
import io.beaconward.detect.PairFigures;
import io.beaconward.detect.Tuning;
import io.beaconward.ops.Request;
import io.beaconward.ops.Response;
import io.beaconward.ops.Route;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Lists the pairs of which something was found that leads to no alert, and what holds it back: an entry of the tuning, or the first day. */
final class HeldBackRoute implements Route {
    private static final int MOST = 1000;

    private record Held(Finding finding, Optional<Settings.Tuning> by) {}

    private final Pairs pairs;
    private final FindingMaker maker;
    private final Observation observation;
    private final InstantSource clock;
    private volatile Tuning tuning;

    HeldBackRoute(
            Pairs pairs, FindingMaker maker, Settings.Alerts alerts, Observation observation, InstantSource clock) {
        this.pairs = pairs;
        this.maker = maker;
        this.observation = observation;
        this.clock = clock;
        renew(alerts);
    }

    /** Names the entries of another tuning from now on. Any thread. */
    void renew(Settings.Alerts alerts) {
        tuning = new Tuning(alerts.tuning());
    }

    /** Sums up what the first day, which began at {@code since}, holds back now. */
    Summary firstDay(Instant since) {
        FirstDaySummary summary = new FirstDaySummary();
        pairs.forEach((key, pair) -> {
            if (!pair.isHeldBack()) return;
            Finding finding = maker.snapshot(clock.millis(), key.source(), key.destination(), pair);
            if (tuning.holdsBack(finding, 0).isEmpty()) summary.add(finding);
        });
        return summary.summary(since, clock.instant());
    }

    @Override
    public Response answer(Request request) {
        List<Held> held = new ArrayList<>();
        long[] total = {0};
        pairs.forEach((key, pair) -> {
            if (!pair.isHeldBack()) return;
            if (++total[0] > MOST) return;
            Finding finding = maker.snapshot(clock.millis(), key.source(), key.destination(), pair);
            held.add(new Held(finding, tuning.holdsBack(finding, 0)));
        });
        held.sort(Comparator.comparing(one -> one.finding().pair(), PairFigures.RANKING));
        return Response.json(json -> document(json, held, total[0]));
    }

    private void document(JsonGenerator generator, List<Held> held, long total) throws IOException {
        generator.writeArrayFieldStart("held_back");
        for (Held one : held) write(generator, one);
        generator.writeEndArray();
        generator.writeNumberField("total", total);
    }

    private void write(JsonGenerator generator, Held one) throws IOException {
        generator.writeStartObject();
        PairJson.write(generator, one.finding().pair());
        generator.writeNumberField(
                "score", one.finding().judgement().confidence().score());
        if (one.by().isPresent()) {
            Settings.Tuning by = one.by().get();
            generator.writeStringField("kind", by.kind().name().toLowerCase(Locale.ROOT));
            generator.writeStringField("place", by.place());
            generator.writeStringField("why", by.why());
            generator.writeStringField("by", by.by());
            if (by.until().isPresent())
                generator.writeStringField("until", by.until().get().toString());
        } else if (observation.goesOn()) {
            generator.writeStringField("kind", "observe");
            generator.writeStringField("place", "observe-for");
            generator.writeStringField("why", "the first day");
        }
        generator.writeEndObject();
    }
}
