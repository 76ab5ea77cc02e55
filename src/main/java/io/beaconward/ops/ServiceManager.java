package io.beaconward.ops;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells systemd how the service is (sd_notify): ready, its status, stopping, and, while all is well, that it is alive.
 * Without systemd every call does nothing. What cannot be told is a WARN and no more: systemd will act on the silence.
 */
public final class ServiceManager implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceManager.class);
    private static final long WAIT_MILLIS = 1000;

    private final Map<String, String> environment;
    private final BooleanSupplier alive;
    private @Nullable MultiThreadIoEventLoopGroup thread;
    private volatile @Nullable Channel channel;
    private boolean troubled;

    /**
     * Prepares; nothing is opened.
     *
     * @param environment NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID as systemd sets them
     * @param alive whether the watchdog is to be fed
     */
    public ServiceManager(Map<String, String> environment, BooleanSupplier alive) {
        this.environment = environment;
        this.alive = alive;
    }

    /** Opens the way to systemd, if there is one, and begins to feed its watchdog. */
    public synchronized void start() {
        String socket = environment.getOrDefault("NOTIFY_SOCKET", "");
        if (socket.isEmpty()) return;
        if (!Epoll.isAvailable()) {
            LOG.warn("systemd waits to be told but this machine lacks epoll: use Type=exec in the unit");
            return;
        }
        MultiThreadIoEventLoopGroup loop =
                new MultiThreadIoEventLoopGroup(1, named("ops-notify"), EpollIoHandler.newFactory());
        thread = loop;
        ChannelFuture connected = new Bootstrap()
                .group(loop)
                .channel(EpollDomainDatagramChannel.class)
                .handler(new ChannelInboundHandlerAdapter())
                .connect(new DomainSocketAddress(socket.startsWith("@") ? "\0" + socket.substring(1) : socket))
                .awaitUninterruptibly();
        if (!connected.isSuccess()) {
            LOG.warn(
                    "systemd cannot be told how the service is, and may end it: NOTIFY_SOCKET {}: {}; use Type=exec in the"
                            + " unit and no WatchdogSec=, or see who removes the socket",
                    socket,
                    connected.cause().toString());
            return;
        }
        channel = connected.channel();
        long period = watchdogMicros() / 2;
        if (period <= 0) return;
        var unused = loop.scheduleAtFixedRate(this::feed, 0, period, TimeUnit.MICROSECONDS);
    }

    private long watchdogMicros() {
        String pid = environment.getOrDefault("WATCHDOG_PID", "");
        if (!pid.isEmpty() && !pid.equals(Long.toString(ProcessHandle.current().pid()))) return 0;
        try {
            return Long.parseLong(environment.getOrDefault("WATCHDOG_USEC", "0"));
        } catch (NumberFormatException e) {
            LOG.warn("WATCHDOG_USEC is no number; the watchdog is not fed");
            return 0;
        }
    }

    private void feed() {
        if (alive.getAsBoolean()) send("WATCHDOG=1");
    }

    /** All is open and at work. */
    public void ready(String status) {
        send("READY=1\nSTATUS=" + status);
    }

    /**
     * Settings are being read anew; to be followed by {@link #ready}. The time tells systemd which of several reloads is meant;
     * on Linux System.nanoTime is the clock that it wants, CLOCK_MONOTONIC.
     */
    public void reloading() {
        send("RELOADING=1\nMONOTONIC_USEC=" + System.nanoTime() / 1000);
    }

    /** A line for {@code systemctl status}. */
    public void status(String status) {
        send("STATUS=" + status);
    }

    /** The orderly stop has begun. */
    public void stopping() {
        send("STOPPING=1");
    }

    private void send(String state) {
        Channel open = channel;
        if (open == null) return;
        open.writeAndFlush(Unpooled.copiedBuffer(state, StandardCharsets.UTF_8))
                .addListener(sent -> tellOfTrouble(sent.cause()));
    }

    /** A WARN when trouble begins, not one for each message; runs on the thread that sends. */
    private void tellOfTrouble(@Nullable Throwable cause) {
        if (cause != null && !troubled) {
            LOG.warn(
                    "systemd can no longer be told how the service is, and may end it: {}; see who removed its socket",
                    cause.getMessage());
        }
        troubled = cause != null;
    }

    /** Waits until what was told has left; idempotent. */
    @Override
    public void close() {
        MultiThreadIoEventLoopGroup loop;
        Channel open;
        synchronized (this) {
            loop = thread;
            open = channel;
            thread = null;
            channel = null;
        }
        if (open != null) open.close().awaitUninterruptibly(WAIT_MILLIS);
        if (loop == null) return;
        loop.shutdownGracefully(0, WAIT_MILLIS, TimeUnit.MILLISECONDS).awaitUninterruptibly(WAIT_MILLIS);
    }

    private static ThreadFactory named(String name) {
        return work -> new Thread(work, name);
    }
}
