package io.beaconward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import io.beaconward.tls.TestAuthority;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar, at 128 MiB, while strangers hold as many TLS connections as they can without finishing a handshake. */
class HeldHandshakesIT {
    private static final int MANY = 2000;
    private static final int DATAGRAMS = 10_000;
    private static final int A_SECOND = 2_000;
    private static final double MOST_HEAP = 100 << 20;

    /** The header of a record that announces 512 bytes of a handshake, and the beginning of a ClientHello in it. */
    private static final byte[] HALF_A_RECORD = {22, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3, 7, 7, 7, 7, 7};

    private static final byte[] LINE = "<13>src=10.0.0.1 host=www.example.com bytes_sent=200 bytes_received=900"
            .getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path directory;

    private final List<Socket> sockets = new ArrayList<>();

    private static boolean mayOpen(int files) {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                && unix.getMaxFileDescriptorCount() > files;
    }

    private Map<String, String> settings() throws Exception {
        new TestAuthority(directory, "authority").sign("server", "CN=logs.example.net");
        return Map.of(
                "BEACONWARD_LISTEN_TLS", "127.0.0.1:0",
                "BEACONWARD_TLS_CERTIFICATE", directory.resolve("server.pem").toString(),
                "BEACONWARD_TLS_KEY", directory.resolve("server.key").toString(),
                "BEACONWARD_TLS_HANDSHAKE_TIMEOUT", "30s",
                "BEACONWARD_LIMITS_CONNECTIONS_PER_SENDER", "0");
    }

    @Test
    void handshakesThatNobodyFinishesCostNoDatagramAndEndAtTheirTimeout() throws Exception {
        assumeTrue(mayOpen(MANY + 500), "too few files may be open");
        try (RunningAppliance appliance = RunningAppliance.start(directory, settings())) {
            for (int i = 0; i < MANY; i++) {
                Socket socket =
                        new Socket(appliance.tls().getAddress(), appliance.tls().getPort());
                sockets.add(socket);
                if (i % 2 == 0) socket.getOutputStream().write(HALF_A_RECORD);
            }
            appliance.awaitMetric("beaconward_connections", MANY);
            send(appliance);
            assertThat(appliance.metric("beaconward_connections", "tls"))
                    .as("all still stand")
                    .isEqualTo(MANY);
            appliance.awaitMetric("beaconward_frames_total", DATAGRAMS);
            assertThat(appliance.metric("beaconward_socket_dropped_datagrams_total"))
                    .isZero();
            assertThat(liveHeap(appliance)).isLessThan(MOST_HEAP);

            appliance.awaitMetric("beaconward_tls_handshakes_failed_total", MANY);
            assertThat(appliance.metric("beaconward_tls_handshakes_failed_total", "timeout"))
                    .isEqualTo(MANY);
            for (Socket socket : sockets) awaitEnd(socket);
            assertThat(appliance.metric("beaconward_connections", "tls")).isZero();
            assertThat(appliance.metric("beaconward_frames_total")).isEqualTo(DATAGRAMS);
            assertThat(appliance.log()).noneMatch(line -> line.contains("OutOfMemory"));
        } finally {
            for (Socket socket : sockets) socket.close();
        }
    }

    private static void send(RunningAppliance appliance) throws Exception {
        ByteBuffer line = ByteBuffer.wrap(LINE);
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.connect(appliance.udp());
            long start = System.nanoTime();
            for (int sent = 0; sent < DATAGRAMS; sent++) {
                while (System.nanoTime() - start < sent * 1_000_000_000L / A_SECOND) Thread.onSpinWait();
                channel.write(line.rewind());
            }
        }
    }

    /** What of the heap is used after a collection, bytes. */
    private static double liveHeap(RunningAppliance appliance) throws Exception {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        assertThat(Tool.run(jcmd, Long.toString(appliance.pid()), "GC.run").code())
                .isZero();
        return appliance.metric("jvm_memory_used_bytes", "area=\"heap\"");
    }

    private static void awaitEnd(Socket socket) throws Exception {
        socket.setSoTimeout(30_000);
        assertThat(socket.getInputStream().readAllBytes())
                .as("an alert at most")
                .hasSizeLessThan(20);
    }
}
