package io.beaconward.net;

import io.beaconward.metrics.Meters;
import io.beaconward.metrics.Metric;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.netty.channel.unix.RawUnixChannelOption;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.LongSupplier;

/** One bound UDP socket, read by one loop: its receive buffer, and what the kernel dropped for want of room in it. */
final class UdpSocket {
    /** Asks for a buffer above net.core.rmem_max; allowed with CAP_NET_ADMIN. socket.h: SOL_SOCKET, SO_RCVBUFFORCE. */
    private static final IntegerUnixChannelOption SO_RCVBUFFORCE =
            new IntegerUnixChannelOption("SO_RCVBUFFORCE", 1, 33);

    /** The socket's memory figures, nine ints; sock_diag.h numbers them. */
    private static final RawUnixChannelOption SO_MEMINFO = new RawUnixChannelOption("SO_MEMINFO", 1, 55, 36);

    private static final int SK_MEMINFO_DROPS = 8;

    private final Channel channel;
    private final boolean epoll;
    private final int receiveBuffer;
    /** Micrometer holds it weakly, so we hold it. */
    private final LongSupplier droppedNow = this::dropped;

    private volatile long dropped;
    private volatile boolean closed;

    /** @param channel registered with its loop, not bound yet */
    UdpSocket(Channel channel, boolean epoll, int receiveBufferWanted) {
        this.channel = channel;
        this.epoll = epoll;
        boolean forced = epoll && set(SO_RCVBUFFORCE, receiveBufferWanted);
        if (!forced) set(ChannelOption.SO_RCVBUF, receiveBufferWanted);
        int told = channel.config().getOption(ChannelOption.SO_RCVBUF);
        // The kernel reserves as much again for its own records and tells the sum; NIO takes that off.
        this.receiveBuffer = epoll ? told / 2 : told;
    }

    private <T> boolean set(ChannelOption<T> option, T value) {
        try {
            return channel.config().setOption(option, value);
        } catch (ChannelException e) {
            return false; // not allowed; what was granted is read and shown
        }
    }

    ChannelFuture bind(InetSocketAddress address) {
        return channel.bind(address);
    }

    /** Shows the socket's figures under a label of its address and its loop's number: {@code 127.0.0.1:5514/0}. */
    void show(Meters meters, int loop) {
        String label = BindFailure.text(address()) + "/" + loop;
        meters.gauge(Metric.SOCKET_BUFFER, () -> receiveBuffer, label);
        if (epoll) meters.counter(Metric.SOCKET_DROPPED, droppedNow, label);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) channel.localAddress();
    }

    /** The bytes that the kernel granted, in the unit of the setting. */
    int receiveBuffer() {
        return receiveBuffer;
    }

    private long dropped() {
        if (!closed) readDropped();
        return dropped;
    }

    private void readDropped() {
        try {
            ByteBuffer figures = channel.config().getOption(SO_MEMINFO);
            int drops = figures.order(ByteOrder.nativeOrder()).getInt(Integer.BYTES * SK_MEMINFO_DROPS);
            dropped = Integer.toUnsignedLong(drops);
        } catch (ChannelException e) {
            // Closed meanwhile, or a kernel before 4.12: the last figure stands.
        }
    }

    ChannelFuture close() {
        if (epoll && !closed) readDropped();
        closed = true;
        return channel.close();
    }
}
