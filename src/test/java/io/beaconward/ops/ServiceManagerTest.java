package io.beaconward.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainDatagramPacket;
import io.netty.channel.unix.DomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a socket such as systemd's. */
class ServiceManagerTest {
    @TempDir
    private Path directory;

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private MultiThreadIoEventLoopGroup thread;

    @BeforeEach
    void needsEpoll() {
        assumeTrue(Epoll.isAvailable());
        thread = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    }

    @AfterEach
    void stop() {
        if (thread != null) thread.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private Channel systemd(String socket) {
        return new Bootstrap()
                .group(thread)
                .channel(EpollDomainDatagramChannel.class)
                .handler(new SimpleChannelInboundHandler<DomainDatagramPacket>() {
                    @Override
                    protected void channelRead0(ChannelHandlerContext context, DomainDatagramPacket packet) {
                        told.add(packet.content().toString(StandardCharsets.UTF_8));
                    }
                })
                .bind(new DomainSocketAddress(socket))
                .syncUninterruptibly()
                .channel();
    }

    private String next() throws InterruptedException {
        return told.poll(10, TimeUnit.SECONDS);
    }

    private static ServiceManager started(Map<String, String> environment, AtomicBoolean alive) {
        ServiceManager manager = new ServiceManager(environment, alive::get);
        manager.start();
        return manager;
    }

    @Test
    void tellsThatItIsReadyAndThatItStops() throws Exception {
        String socket = directory.resolve("notify").toString();
        systemd(socket);
        try (ServiceManager manager = started(Map.of("NOTIFY_SOCKET", socket), new AtomicBoolean(true))) {
            manager.ready("listening");
            assertThat(next()).isEqualTo("READY=1\nSTATUS=listening");
            manager.status("busy");
            assertThat(next()).isEqualTo("STATUS=busy");
            manager.stopping();
            assertThat(next()).isEqualTo("STOPPING=1");
        }
    }

    @Test
    void feedsTheWatchdogOnlyWhileAllIsWell() throws Exception {
        String socket = directory.resolve("notify").toString();
        systemd(socket);
        AtomicBoolean alive = new AtomicBoolean(true);
        String pid = Long.toString(ProcessHandle.current().pid());
        Map<String, String> environment =
                Map.of("NOTIFY_SOCKET", socket, "WATCHDOG_USEC", "20000", "WATCHDOG_PID", pid);
        try (ServiceManager manager = started(environment, alive)) {
            assertThat(next()).isEqualTo("WATCHDOG=1");
            alive.set(false);
            manager.status("ill");
            String said = next();
            while (said != null && said.equals("WATCHDOG=1")) said = next();
            assertThat(said).isEqualTo("STATUS=ill");
            assertThat(told.poll(200, TimeUnit.MILLISECONDS)).isNull();
        }
    }

    @Test
    void theWatchdogOfAnotherProcessIsNotFed() throws Exception {
        String socket = directory.resolve("notify").toString();
        systemd(socket);
        Map<String, String> environment =
                Map.of("NOTIFY_SOCKET", socket, "WATCHDOG_USEC", "20000", "WATCHDOG_PID", "1");
        try (ServiceManager manager = started(environment, new AtomicBoolean(true))) {
            manager.status("here");
            assertThat(next()).isEqualTo("STATUS=here");
            assertThat(told.poll(200, TimeUnit.MILLISECONDS)).isNull();
        }
    }

    @Test
    void speaksToAnAbstractSocket() throws Exception {
        String name = "beaconward-test-" + ProcessHandle.current().pid();
        systemd("\0" + name);
        try (ServiceManager manager = started(Map.of("NOTIFY_SOCKET", "@" + name), new AtomicBoolean(true))) {
            manager.ready("x");
            assertThat(next()).isEqualTo("READY=1\nSTATUS=x");
        }
    }

    @Test
    void withoutSystemdOrWithItsSocketGoneNothingHappens() {
        try (ServiceManager manager = started(Map.of(), new AtomicBoolean(true))) {
            manager.ready("x");
        }
        Map<String, String> gone =
                Map.of("NOTIFY_SOCKET", directory.resolve("gone").toString());
        try (ServiceManager manager = started(gone, new AtomicBoolean(true))) {
            manager.ready("x");
        }
        assertThat(told).isEmpty();
    }
}
