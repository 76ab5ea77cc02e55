package io.beaconward;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the process at random moments under load, again and again on the same data, and compares every pair with what the
 * process itself said it had counted just before: none shrinks, none vanishes. {@code -Dbeaconward.kills=100} for a long run.
 */
class KillIT {
    private static final int KILLS = Integer.getInteger("beaconward.kills", 4);
    private static final int PAIRS = 400;
    private static final int LEAST_CONTACTS = 2000;

    @TempDir
    private Path directory;

    private final Random random = new Random(KILLS);

    @Test
    void noPairShrinksOrVanishesHoweverOftenTheProcessIsKilled() throws Exception {
        Map<String, Long> counted = new HashMap<>();
        for (int round = 0; round < KILLS; round++) {
            try (RunningAppliance appliance = RunningAppliance.start(directory, Map.of())) {
                compare(counted, pairs(appliance), round);
                AtomicBoolean going = new AtomicBoolean(true);
                Thread load = new Thread(() -> load(appliance.tcp(), going), "load");
                load.start();
                double before = appliance.metric("beaconward_contacts_total");
                appliance.awaitMetric("beaconward_contacts_total", before + LEAST_CONTACTS + random.nextInt(20_000));
                counted = pairs(appliance);
                appliance.kill(); // while the load goes on
                going.set(false);
                load.join();
            }
        }
        try (RunningAppliance appliance = RunningAppliance.start(directory, Map.of())) {
            compare(counted, pairs(appliance), KILLS);
        }
    }

    private static void compare(Map<String, Long> counted, Map<String, Long> found, int round) {
        counted.forEach((pair, count) -> assertThat(found.getOrDefault(pair, 0L))
                .as("%s after kill %s", pair, round)
                .isGreaterThanOrEqualTo(count));
    }

    private static Map<String, Long> pairs(RunningAppliance appliance) throws IOException, InterruptedException {
        JsonNode all = new ObjectMapper().readTree(appliance.get("/api/v1/pairs?limit=10000"));
        Map<String, Long> counts = new HashMap<>();
        for (JsonNode pair : all.get("pairs")) {
            counts.put(
                    pair.get("src_ip").asText() + " " + pair.get("destination").asText(),
                    pair.get("connection_count").asLong());
        }
        return counts;
    }

    /** Sends contacts of many pairs until told to stop, or nobody takes them any more. */
    private static void load(InetSocketAddress to, AtomicBoolean going) {
        Random random = new Random();
        try (Socket socket = new Socket(to.getAddress(), to.getPort())) {
            OutputStream out = socket.getOutputStream();
            while (going.get()) {
                StringBuilder lines = new StringBuilder();
                for (int i = 0; i < 200; i++) {
                    int pair = random.nextInt(PAIRS);
                    lines.append("<13>src=10.0.")
                            .append(pair / 200)
                            .append('.')
                            .append(pair % 200)
                            .append(" host=t")
                            .append(pair % 7)
                            .append(".workers.dev bytes_sent=300 bytes_received=900 user=u")
                            .append(random.nextInt(3))
                            .append('\n');
                }
                out.write(lines.toString().getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            going.set(false); // it was killed
        }
    }
}
