package io.beaconward.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class ServiceManagerTest {
    private static final long PATIENCE_SECONDS = 5;
    private static final String OFTEN_MICROS = "2000";

    @TempDir
    private Path directory;

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private MultiThreadIoEventLoopGroup systemd;
    private Channel receiver;

    @BeforeEach
    void begin() {
        assumeTrue(Epoll.isAvailable(), "epoll is missing");
        systemd = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
        log.start();
        logger().addAppender(log);
    }

    @AfterEach
    void end() {
        logger().detachAppender(log);
        if (systemd != null) systemd.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @Test
    void tellsSystemdInOrderThatItIsReadyHowItIsAndThatItStops() throws Exception {
        String socket = listen(directory.resolve("notify").toString());
        try (ServiceManager manager = new ServiceManager(Map.of("NOTIFY_SOCKET", socket), () -> true)) {
            manager.start();
            manager.ready("listening on [127.0.0.1:5514]");
            manager.status("3 pairs held");
            manager.stopping();
        }

        assertThat(next()).isEqualTo("READY=1\nSTATUS=listening on [127.0.0.1:5514]");
        assertThat(next()).isEqualTo("STATUS=3 pairs held");
        assertThat(next()).isEqualTo("STOPPING=1");
        assertThat(log.list).isEmpty();
    }

    @Test
    void tellsSystemdWhenAReloadBeginsByTheClockThatItReads() throws Exception {
        String socket = listen(directory.resolve("notify").toString());
        long before = System.nanoTime() / 1000;
        try (ServiceManager manager = new ServiceManager(Map.of("NOTIFY_SOCKET", socket), () -> true)) {
            manager.start();
            manager.reloading();
            manager.ready("listening");
        }
        String reloading = next();
        assertThat(reloading).matches("RELOADING=1\nMONOTONIC_USEC=\\d+");
        assertThat(Long.parseLong(reloading.substring(reloading.lastIndexOf('=') + 1)))
                .isBetween(before, System.nanoTime() / 1000);
        assertThat(next()).isEqualTo("READY=1\nSTATUS=listening");
    }

    @Test
    void findsAnAbstractSocketByItsExactName() throws Exception {
        String name = "beaconward-test-" + UUID.randomUUID();
        listen("\0" + name);
        try (ServiceManager manager = new ServiceManager(Map.of("NOTIFY_SOCKET", "@" + name), () -> true)) {
            manager.start();
            manager.ready("listening");
        }

        assertThat(next()).isEqualTo("READY=1\nSTATUS=listening");
        assertThat(log.list).isEmpty();
    }

    @Test
    void feedsTheWatchdogOnlyWhileAllIsWell() throws Exception {
        AtomicBoolean well = new AtomicBoolean(true);
        BlockingQueue<Boolean> asked = new LinkedBlockingQueue<>();
        try (ServiceManager manager = new ServiceManager(
                Map.of(
                        "NOTIFY_SOCKET",
                        listen(directory.resolve("notify").toString()),
                        "WATCHDOG_USEC",
                        OFTEN_MICROS,
                        "WATCHDOG_PID",
                        Long.toString(ProcessHandle.current().pid())),
                () -> {
                    boolean answer = well.get();
                    asked.add(answer);
                    return answer;
                })) {
            manager.start();
            assertThat(next()).isEqualTo("WATCHDOG=1");
            assertThat(next()).isEqualTo("WATCHDOG=1");

            well.set(false);
            int unwell = 0;
            while (unwell < 3) if (!asked.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)) unwell++;
            manager.status("since now"); // what was told before stands before it
            while (!next().equals("STATUS=since now")) {}
            while (unwell < 6) if (!asked.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)) unwell++;
            manager.status("unwell");
            assertThat(next()).isEqualTo("STATUS=unwell");
        }
    }

    @Test
    void doesNotFeedTheWatchdogOfAnotherProcess() throws Exception {
        AtomicBoolean asked = new AtomicBoolean();
        try (ServiceManager manager = new ServiceManager(
                Map.of(
                        "NOTIFY_SOCKET",
                        listen(directory.resolve("notify").toString()),
                        "WATCHDOG_USEC",
                        OFTEN_MICROS,
                        "WATCHDOG_PID",
                        "1"),
                () -> asked.getAndSet(true))) {
            manager.start();
            manager.stopping();
            assertThat(next()).isEqualTo("STOPPING=1");
        }
        assertThat(asked).isFalse();
    }

    @Test
    void warnsOnceOfAWatchdogThatIsNoNumber() throws Exception {
        try (ServiceManager manager = new ServiceManager(
                Map.of("NOTIFY_SOCKET", listen(directory.resolve("notify").toString()), "WATCHDOG_USEC", "often"),
                () -> true)) {
            manager.start();
            manager.ready("listening");
            assertThat(next()).startsWith("READY=1");
        }
        assertThat(warnings()).singleElement().asString().contains("WATCHDOG_USEC");
    }

    @Test
    void doesNothingWithoutSystemd() {
        AtomicBoolean asked = new AtomicBoolean();
        try (ServiceManager manager =
                new ServiceManager(Map.of("WATCHDOG_USEC", OFTEN_MICROS), () -> asked.getAndSet(true))) {
            manager.start();
            manager.ready("listening");
            manager.status("fine");
            manager.stopping();
        }
        assertThat(log.list).isEmpty();
        assertThat(asked).isFalse();
    }

    @Test
    void warnsOnceOfASocketThatIsMissing() {
        String missing = directory.resolve("missing").toString();
        ServiceManager manager = new ServiceManager(Map.of("NOTIFY_SOCKET", missing), () -> true);
        manager.start();
        manager.ready("listening");
        manager.status("fine");
        manager.stopping();
        manager.close();
        manager.close();

        assertThat(warnings()).singleElement().asString().contains(missing);
    }

    @Test
    void warnsOnceWhenTheSocketGoes() throws Exception {
        String socket = listen(directory.resolve("notify").toString());
        try (ServiceManager manager = new ServiceManager(Map.of("NOTIFY_SOCKET", socket), () -> true)) {
            manager.start();
            manager.ready("listening");
            assertThat(next()).startsWith("READY=1");
            receiver.close().syncUninterruptibly();
            manager.status("fine");
            manager.status("still fine");
        }
        assertThat(warnings()).singleElement().asString().contains("no longer");
    }

    private String listen(String address) {
        receiver = new Bootstrap()
                .group(systemd)
                .channel(EpollDomainDatagramChannel.class)
                .handler(new SimpleChannelInboundHandler<DomainDatagramPacket>() {
                    @Override
                    protected void channelRead0(ChannelHandlerContext context, DomainDatagramPacket packet) {
                        told.add(packet.content().toString(StandardCharsets.UTF_8));
                    }
                })
                .bind(new DomainSocketAddress(address))
                .syncUninterruptibly()
                .channel();
        return address;
    }

    private String next() throws InterruptedException {
        return told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private List<String> warnings() {
        assertThat(log.list).allMatch(event -> event.getLevel() == Level.WARN);
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(ServiceManager.class);
    }
}
