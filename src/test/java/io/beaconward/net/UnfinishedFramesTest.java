package io.beaconward.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.config.Configuration;
import io.beaconward.config.Settings;
import io.beaconward.metrics.Meters;
import io.beaconward.metrics.Metric;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class UnfinishedFramesTest {
    @Test
    void closesTheConnectionThatMakesUnfinishedFramesHoldTooMuch() throws Exception {
        Settings settings = Configuration.read(
                        Optional.empty(),
                        Map.of(
                                "BEACONWARD_LIMITS_UNFINISHED", "1MiB",
                                "BEACONWARD_LISTEN_THREADS", "1",
                                "BEACONWARD_LISTEN_UDP", "",
                                "BEACONWARD_LISTEN_TCP", "127.0.0.1:0"))
                .settings();
        Meters meters = Meters.unregistered();
        BlockingQueue<Integer> lengths = new LinkedBlockingQueue<>();
        List<Socket> senders = new ArrayList<>();
        try (EventLoops loops = new EventLoops(1, failure -> {})) {
            loops.start();
            try (Listeners listeners = new Listeners(
                    settings, loops, meters, Clock.systemUTC(), i -> frame -> lengths.add(frame.to() - frame.from()))) {
                listeners.start();
                InetSocketAddress address = listeners.tcpAddresses().get(0);
                for (int i = 0; i < 20; i++) {
                    Socket sender = new Socket(address.getAddress(), address.getPort());
                    senders.add(sender);
                    sender.getOutputStream()
                            .write("x".repeat(60_000).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                }
                Integer cutOff = lengths.poll(10, TimeUnit.SECONDS);
                assertThat(cutOff)
                        .as("what the closed one had sent is read")
                        .isNotNull()
                        .isPositive();
                assertThat(meters.total(Metric.CONNECTIONS_CUT)).isPositive();
            } finally {
                for (Socket sender : senders) sender.close();
            }
        }
    }
}
