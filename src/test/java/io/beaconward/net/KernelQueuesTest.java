package io.beaconward.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelQueuesTest {
    private static final String TITLE =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";
    private static final String LISTENS =
            "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000\n";
    private static final Set<Integer> PORT = Set.of(0x1f90);

    @TempDir
    private Path directory;

    private boolean holds(String tcp, String tcp6) throws IOException {
        Files.writeString(directory.resolve("tcp"), TITLE + LISTENS + tcp);
        Files.writeString(directory.resolve("tcp6"), TITLE + tcp6);
        return new KernelQueues(directory).holdFor(PORT);
    }

    private static String line(String local, String remote, String sent, String received) {
        return "   1: " + local + " " + remote + " 01 " + sent + ":" + received + " 00:00000000 00000000     0\n";
    }

    @Test
    void seesWhatIsReceivedAndNotRead() throws Exception {
        assertThat(holds(line("0100007F:1F90", "0200007F:C000", "00000000", "00000001"), ""))
                .isTrue();
        assertThat(holds(line("0100007F:1F91", "0200007F:C000", "00000000", "00000001"), ""))
                .isFalse();
        assertThat(holds(line("0100007F:1F90", "0200007F:C000", "00000009", "00000000"), ""))
                .isFalse();
    }

    @Test
    void seesConnectionsThatAreNotAccepted() throws Exception {
        assertThat(holds(LISTENS.replace(":00000000 00:", ":00000002 00:"), "")).isTrue();
        assertThat(holds("", "")).isFalse();
    }

    @Test
    void seesWhatAProgramOfThisMachineHasSentAndWeHaveNotReceived() throws Exception {
        String ours = line("0100007F:1F90", "0200007F:C000", "00000000", "00000000");
        String peer = line("0200007F:C000", "0100007F:1F90", "000003E8", "00000000");
        assertThat(holds(ours + peer, "")).isTrue();
        assertThat(holds(peer + ours, "")).isTrue();
        assertThat(holds(peer, ""))
                .as("to another machine's port of this number")
                .isFalse();
        assertThat(holds(ours, "")).isFalse();
    }

    @Test
    void knowsAnIpv4AddressAmongIpv6Ones() throws Exception {
        String mapped = "0000000000000000FFFF0000";
        String ours = line(mapped + "0100007F:1F90", mapped + "0200007F:C000", "00000000", "00000000");
        String peer = line("0200007F:C000", "0100007F:1F90", "000003E8", "00000000");
        assertThat(holds(peer, ours)).isTrue();
        String other = line("0300007F:C000", "0100007F:1F90", "000003E8", "00000000");
        assertThat(holds(other, ours)).isFalse();
    }

    @Test
    void knowsNothingWhereTheKernelDoesNotSay() throws Exception {
        assertThat(new KernelQueues(directory).holdFor(PORT)).isFalse();
        assertThat(holds("   1: odd:odd odd:odd 01 x y\n", "")).isFalse();
        assertThat(holds("\n:\n1: 2\n", "")).isFalse();
    }

    /** The kernel's buffers are small, so that the peer's fills up as well; then all is read. */
    @Test
    void goesByWhatTheKernelReallyHolds() throws Exception {
        KernelQueues queues = new KernelQueues();
        try (ServerSocket server = new ServerSocket()) {
            server.setReceiveBufferSize(4096);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Set<Integer> ports = Set.of(server.getLocalPort());
            assertThat(queues.holdFor(ports)).isFalse();
            try (SocketChannel peer = SocketChannel.open(server.getLocalSocketAddress())) {
                peer.configureBlocking(false);
                long sent = fill(peer);
                peer.shutdownOutput();
                assertThat(queues.holdFor(ports)).isTrue();
                try (Socket ours = server.accept()) {
                    assertThat(queues.holdFor(ports)).isTrue();
                    assertThat(ours.getInputStream().readNBytes((int) sent - 1)).hasSize((int) sent - 1);
                    assertThat(queues.holdFor(ports)).isTrue();
                    assertThat(ours.getInputStream().readAllBytes()).hasSize(1);
                    awaitNothing(queues, ports);
                }
            }
        }
    }

    /** The peer's kernel knows with the last acknowledgement only. */
    private static void awaitNothing(KernelQueues queues, Set<Integer> ports) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (queues.holdFor(ports)) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static long fill(SocketChannel peer) throws IOException {
        long sent = 0;
        ByteBuffer block = ByteBuffer.allocate(1 << 16);
        while (true) {
            int written = peer.write(block.clear());
            if (written == 0) return sent;
            sent += written;
        }
    }
}
