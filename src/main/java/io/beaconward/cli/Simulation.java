package io.beaconward.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * A beacon and the traffic around it, with times that end now. The same seed gives the same flows.
 *
 * @param jitter the most by which an interval differs from the period, a share of it, 0 to 1
 * @param noise how many requests of others to ordinary places
 */
record Simulation(
        String source,
        String destination,
        Duration period,
        double jitter,
        int count,
        int size,
        int replySize,
        int noise,
        long seed) {
    private static final List<String> ORDINARY = List.of(
            "www.example.com", "cdn.example.net", "mail.example.org", "updates.example.com", "news.example.net");
    private static final int OTHERS = 40;
    private static final int PAGE_BYTES = 60_000;

    /** All flows in the order of their times. */
    List<SimulatedFlow> flows(Instant now) {
        Random random = new Random(seed);
        List<SimulatedFlow> flows = new ArrayList<>();
        Instant time = now;
        for (int i = 0; i < count; i++) {
            flows.add(new SimulatedFlow(time, source, destination, size, replySize, i));
            double factor = 1 + jitter * (2 * random.nextDouble() - 1);
            time = time.minusMillis(Math.round(period.toMillis() * factor));
        }
        long span = Math.max(1, Duration.between(time, now).toMillis());
        for (int i = 0; i < noise; i++) {
            flows.add(new SimulatedFlow(
                    now.minusMillis((long) (random.nextDouble() * span)),
                    "10.20.31." + (1 + random.nextInt(OTHERS)),
                    ORDINARY.get(random.nextInt(ORDINARY.size())),
                    200 + random.nextInt(2000),
                    1000 + random.nextInt(PAGE_BYTES),
                    count + i));
        }
        flows.sort(Comparator.comparing(SimulatedFlow::time));
        return flows;
    }
}
