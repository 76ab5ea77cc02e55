package io.beaconward;

import com.fasterxml.jackson.core.JsonGenerator;
import io.beaconward.alert.PairJson;
import io.beaconward.bytes.Address;
import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Decimal;
import io.beaconward.counters.Pair;
import io.beaconward.counters.PairKey;
import io.beaconward.counters.Pairs;
import io.beaconward.counters.Totals;
import io.beaconward.detect.PairFigures;
import io.beaconward.ops.Request;
import io.beaconward.ops.Response;
import io.beaconward.ops.Route;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * {@code /api/v1/pairs?src=&destination=&limit=}: the pairs held, ranked by connections, over the whole window up to now,
 * whether or not a rule holds. {@code total} counts all that fit, {@code pairs} has the first {@code limit} (100 unless
 * told, 10,000 at most).
 */
final class PairsRoute implements Route {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 10_000;
    private static final Set<String> PARAMETERS = Set.of("src", "destination", "limit");

    private final Pairs pairs;
    private final InstantSource clock;

    PairsRoute(Pairs pairs, InstantSource clock) {
        this.pairs = pairs;
        this.clock = clock;
    }

    @Override
    public Response answer(Request request) {
        if (!PARAMETERS.containsAll(request.query().keySet())) {
            return Response.text(Response.BAD_REQUEST, "the parameters are src, destination and limit\n");
        }
        byte[] limitText = Ascii.bytes(request.query().getOrDefault("limit", Integer.toString(DEFAULT_LIMIT)));
        int limit = Decimal.parseUpTo(limitText, 0, limitText.length, MAX_LIMIT);
        if (limit < 0) return Response.text(Response.BAD_REQUEST, "limit is a number, 0 to " + MAX_LIMIT + "\n");
        String source = "";
        if (request.query().containsKey("src")) {
            Address address = new Address();
            if (!address.parse(request.query().get("src")))
                return Response.text(Response.BAD_REQUEST, "src is no IP address\n");
            source = address.toString();
        }
        String destination = request.query().getOrDefault("destination", "").toLowerCase(Locale.ROOT);
        Ranking ranking = new Ranking(source, destination, limit, Pair.hourOf(clock.millis()));
        pairs.forEach(ranking::consider);
        return Response.json(json -> document(json, ranking));
    }

    private static void document(JsonGenerator generator, Ranking ranking) throws IOException {
        generator.writeArrayFieldStart("pairs");
        for (PairFigures figures : ranking.ranked()) {
            generator.writeStartObject();
            PairJson.write(generator, figures);
            generator.writeEndObject();
        }
        generator.writeEndArray();
        generator.writeNumberField("total", ranking.total);
    }

    /** Keeps the first {@code limit} of all pairs it is shown. */
    private static final class Ranking {
        private final String source;
        private final String destination;
        private final int limit;
        private final int hour;
        private final Totals totals = new Totals();
        private final PriorityQueue<PairFigures> best = new PriorityQueue<>(PairFigures.RANKING.reversed());
        private long total;

        Ranking(String source, String destination, int limit, int hour) {
            this.source = source;
            this.destination = destination;
            this.limit = limit;
            this.hour = hour;
        }

        void consider(PairKey key, Pair pair) {
            if (!source.isEmpty() && !source.equals(key.source())) return;
            if (!destination.isEmpty() && !destination.equals(key.destination())) return;
            pair.totals(pair.oldestHour(hour), totals);
            if (totals.connections() == 0) return;
            total++;
            boolean full = best.size() >= limit;
            if (limit == 0 || (full && totals.connections() < best.element().connectionCount())) return;
            best.add(PairFigures.of(key.source(), key.destination(), totals));
            if (full) best.remove();
        }

        List<PairFigures> ranked() {
            List<PairFigures> ranked = new ArrayList<>(best);
            ranked.sort(PairFigures.RANKING);
            return ranked;
        }
    }
}
