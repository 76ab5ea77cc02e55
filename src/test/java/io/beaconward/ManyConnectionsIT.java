package io.beaconward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar with as many connections as it is told to let in. */
class ManyConnectionsIT {
    private static final int MANY = 10_000;
    private static final String LINE = "src=10.0.0.1 host=evil.workers.dev bytes_sent=200 bytes_received=900\n";

    @TempDir
    private Path directory;

    private final List<Socket> sockets = new ArrayList<>();

    private Socket connect(InetSocketAddress to) throws IOException {
        Socket socket = new Socket(to.getAddress(), to.getPort());
        sockets.add(socket);
        return socket;
    }

    private static boolean mayOpen(int files) {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                && unix.getMaxFileDescriptorCount() > files;
    }

    @Test
    void idleConnectionsAndOthersThatStopWithinAFrameKeepNobodyFromSending() throws Exception {
        assumeTrue(mayOpen(MANY + 500), "too few files may be open");
        Map<String, String> manyOfOne = Map.of(
                "BEACONWARD_LIMITS_CONNECTIONS",
                Integer.toString(MANY),
                "BEACONWARD_LIMITS_CONNECTIONS_PER_SENDER",
                "0");
        try (RunningAppliance appliance = RunningAppliance.start(directory, manyOfOne)) {
            for (int i = 1; i < MANY; i++) {
                Socket socket = connect(appliance.tcp());
                if (i % 2 == 0) socket.getOutputStream().write("60000 <13>".getBytes(StandardCharsets.US_ASCII));
            }
            appliance.awaitMetric("beaconward_connections", MANY - 1);
            connect(appliance.tcp()).getOutputStream().write(LINE.getBytes(StandardCharsets.US_ASCII));
            appliance.awaitMetric("beaconward_contacts_total", 1);
            Socket tooMany = connect(appliance.tcp());
            assertThat(tooMany.getInputStream().read()).isEqualTo(-1);
            assertThat(appliance.metric("beaconward_connections_refused_total", "\"limit\""))
                    .isEqualTo(1);
            for (Socket socket : sockets) socket.close();
            appliance.awaitMetric("beaconward_frames_total", MANY / 2);
            connect(appliance.tcp()).getOutputStream().write(LINE.getBytes(StandardCharsets.US_ASCII));
            appliance.awaitMetric("beaconward_contacts_total", 2);
        } finally {
            for (Socket socket : sockets) socket.close();
        }
    }

    @Test
    void oneSenderDoesNotTakeAllConnections() throws Exception {
        try (RunningAppliance appliance = RunningAppliance.start(directory, Map.of())) {
            for (int i = 0; i < 70; i++) connect(appliance.tcp());
            appliance.awaitMetric("beaconward_connections_refused_total", 6);
            assertThat(appliance.metric("beaconward_connections")).isEqualTo(64);
        } finally {
            for (Socket socket : sockets) socket.close();
        }
    }
}
