package io.beaconward.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.beaconward.metrics.Metric;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnixListenerTest {
    @TempDir
    private Path directory;

    private Path socket;

    @BeforeEach
    void onlyWithEpoll() {
        assumeThat(Epoll.isAvailable()).isTrue();
        socket = directory.resolve("syslog");
    }

    private RunningListeners streams() throws Exception {
        return RunningListeners.start(Map.of("LISTEN_UNIX", socket.toString(), "SENDERS_ALLOW", "192.0.2.1"));
    }

    private RunningListeners datagrams() throws Exception {
        return RunningListeners.start(Map.of("LISTEN_UNIX_DATAGRAM", socket.toString(), "LIMITS_DATAGRAM", "480B"));
    }

    private void stream(String text) throws Exception {
        try (SocketChannel sender = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            sender.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
        }
    }

    private void datagram(String... texts) {
        MultiThreadIoEventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
        Channel sender = new Bootstrap()
                .group(loop)
                .channel(EpollDomainDatagramChannel.class)
                .handler(new ChannelInboundHandlerAdapter())
                .connect(new DomainSocketAddress(socket.toFile()))
                .syncUninterruptibly()
                .channel();
        for (String text : texts)
            sender.writeAndFlush(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII))
                    .syncUninterruptibly();
        sender.close().syncUninterruptibly();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void takesConnectionsOfThisMachineWhoeverElseMaySend() throws Exception {
        try (RunningListeners running = streams()) {
            stream("<13>line\n11 <13>counted");
            assertThat(running.next()).isEqualTo(new RunningListeners.Heard("<13>line", "127.0.0.1", Transport.UNIX));
            assertThat(running.next().text()).isEqualTo("<13>counted");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                    .isEqualTo("rw-rw----");
            assertThat(running.count(Metric.CONNECTIONS_OPENED, "unix")).isEqualTo(1);
        }
        assertThat(socket).doesNotExist();
    }

    @Test
    void takesDatagramsOfThisMachineAndCutsLongOnes() throws Exception {
        try (RunningListeners running = datagrams()) {
            datagram("<13>one", "x".repeat(480), "y".repeat(481));
            assertThat(running.next())
                    .isEqualTo(new RunningListeners.Heard("<13>one", "127.0.0.1", Transport.UNIX_DATAGRAM));
            assertThat(running.next().text()).hasSize(480);
            assertThat(running.next().text()).isEqualTo("y".repeat(480));
            assertThat(running.count(Metric.FRAMES_TRUNCATED, "unix-datagram")).isEqualTo(1);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                    .isEqualTo("rw-rw----");
        }
        assertThat(socket).doesNotExist();
    }

    @Test
    void takesOverASocketThatNobodyListensOn() throws Exception {
        try (ServerSocketChannel gone = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            gone.bind(UnixDomainSocketAddress.of(socket));
        }
        assertThat(socket).exists();
        try (RunningListeners running = streams()) {
            stream("after\n");
            assertThat(running.next().text()).isEqualTo("after");
        }
        try (ServerSocketChannel gone = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            gone.bind(UnixDomainSocketAddress.of(socket));
        }
        try (RunningListeners running = datagrams()) {
            datagram("after");
            assertThat(running.next().text()).isEqualTo("after");
        }
    }

    @Test
    void leavesASocketAloneThatSomebodyListensOn() throws Exception {
        try (RunningListeners first = streams()) {
            assertThatThrownBy(this::streams)
                    .isInstanceOf(BindFailure.class)
                    .hasMessageContaining("listen.unix " + socket)
                    .hasMessageContaining("another process listens there");
            assertThatThrownBy(this::datagrams).isInstanceOf(BindFailure.class);
            stream("still ours\n");
            assertThat(first.next().text()).isEqualTo("still ours");
        }
        try (RunningListeners first = datagrams()) {
            assertThatThrownBy(this::datagrams).hasMessageContaining("another process listens there");
            assertThatThrownBy(this::streams).hasMessageContaining("another process listens there");
            datagram("still ours");
            assertThat(first.next().text()).isEqualTo("still ours");
        }
    }

    @Test
    void leavesAFileAloneThatIsNoSocket() throws Exception {
        Files.writeString(socket, "precious");
        assertThatThrownBy(this::streams)
                .isInstanceOf(BindFailure.class)
                .hasMessageContaining("there is a file that is no socket");
        assertThat(socket).hasContent("precious");
    }

    @Test
    void saysWhatToDoWhereTheSocketCannotBe() {
        socket = directory.resolve("none/syslog");
        assertThatThrownBy(this::streams)
                .isInstanceOf(BindFailure.class)
                .hasMessageContaining("the directory has to exist");
        assertThatThrownBy(
                        () -> new RunningListeners(false, Map.of("LISTEN_UNIX", socket.toString()), Clock.systemUTC()))
                .isInstanceOf(BindFailure.class)
                .hasMessageContaining("lacks epoll");
    }
}
