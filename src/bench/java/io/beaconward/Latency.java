package io.beaconward;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * How long after the datagram that completes the evidence the webhook is called. Beacons are sent beat by beat, with times of their
 * own that lie back, one beacon after the other, so that there are fifteen alerts a second or so; the alert says how many beats it
 * took, so which datagram it was. The first alerts of a process load classes and are interpreted: of those only the very first is
 * shown, apart from the others.
 */
final class Latency {
    private static final int FIRST = 100;
    private static final int BEACONS = FIRST + 300;
    private static final int BEATS = 40;
    private static final Duration PERIOD = Duration.ofMinutes(5);
    private static final double SECONDS = 27;

    private final WebhookReceiver receiver;
    private final InetSocketAddress to;
    private final List<Double> millis = new ArrayList<>();
    private final Set<String> told = new HashSet<>();
    private double first;

    Latency(WebhookReceiver receiver, InetSocketAddress to) {
        this.receiver = receiver;
        this.to = to;
    }

    /** Measures under a load of so many datagrams a second. */
    void measure(Load load, int rate) throws Exception {
        while (receiver.waiting() > 0) receiver.next();
        ExecutorService background = Executors.newSingleThreadExecutor();
        try {
            Future<Long> sent = background.submit(() -> load.udp(to, rate, SECONDS));
            Map<String, long[]> beacons = send();
            sent.get();
            collect(beacons);
        } finally {
            background.shutdown();
        }
    }

    private Map<String, long[]> send() throws Exception {
        Map<String, long[]> beacons = new HashMap<>();
        Instant first = Instant.now().minus(PERIOD.multipliedBy(BEATS));
        long start = System.nanoTime();
        try (DatagramChannel channel = DatagramChannel.open().connect(to)) {
            for (int beacon = 0; beacon < BEACONS; beacon++) {
                for (int beat = 0; beat < BEATS; beat++) {
                    String source = "10.99." + beacon / 250 + "." + (1 + beacon % 250);
                    long due = start + (long) ((beacon * BEATS + beat) * SECONDS * 0.9e9 / (BEATS * BEACONS));
                    while (System.nanoTime() < due) LockSupport.parkNanos(due - System.nanoTime());
                    Instant time = first.plus(PERIOD.multipliedBy(beat)).plusSeconds(beacon % 60);
                    beacons.computeIfAbsent(source, key -> new long[BEATS + 1])[beat + 1] = System.nanoTime();
                    channel.write(Traffic.buffer("<134>1 " + time + " proxy1 access - - - src=" + source + " host=c2-"
                            + beacon + ".workers.dev bytes_sent=300 bytes_received=900"));
                }
            }
        }
        return beacons;
    }

    private void collect(Map<String, long[]> beacons) throws Exception {
        while (receiver.waiting() > 0) {
            WebhookReceiver.Received received = receiver.nextReceived();
            JsonNode alert = received.body();
            long[] beats = beacons.get(alert.path("src_ip").asText());
            int count = alert.path("connection_count").asInt();
            boolean news = beats != null
                    && count < beats.length
                    && told.add(alert.path("src_ip").asText());
            if (news) millis.add((received.nanos() - beats[count]) / 1e6);
        }
        if (millis.size() < BEACONS * 3 / 4) throw new IllegalStateException("only " + millis.size() + " alerts came");
        first = millis.get(0);
        millis.subList(0, FIRST).clear();
        millis.sort(null);
    }

    /** In milliseconds: of the first alert of the process. */
    double first() {
        return first;
    }

    /** In milliseconds; {@code share} of 0 to 1. */
    double percentile(double share) {
        return millis.get((int) Math.min(millis.size() - 1, Math.round(share * (millis.size() - 1))));
    }
}
