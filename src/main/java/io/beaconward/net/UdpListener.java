package io.beaconward.net;

import io.beaconward.config.Settings;
import io.beaconward.metrics.Meters;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Listens for datagrams on one address. With epoll each loop has a socket of its own there and the kernel spreads the
 * senders over them (SO_REUSEPORT), each read in batches (recvmmsg); elsewhere the first loop has the only one.
 */
final class UdpListener {
    /** Datagrams that one call of the kernel may fill, and the bytes that their room should stay within. */
    private static final int MOST_BATCH = 64;

    private static final int LEAST_BATCH = 16;
    private static final int BATCH_BYTES = 1 << 20;

    /** Batches read before the loop looks after its other sockets. */
    private static final int BATCHES = 4;

    private final InetSocketAddress address;
    private final Settings settings;
    private final EventLoops loops;
    private final List<Intake> intakes;
    private final List<UdpSocket> sockets = new ArrayList<>();

    /** @param intakes of the loops, in their order */
    UdpListener(InetSocketAddress address, Settings settings, EventLoops loops, List<Intake> intakes) {
        this.address = address;
        this.settings = settings;
        this.loops = loops;
        this.intakes = intakes;
    }

    void bind(Meters meters) throws BindFailure {
        if (!loops.epoll()) {
            bind(0, address, meters);
            return;
        }
        InetSocketAddress free = probe();
        for (int i = 0; i < intakes.size(); i++) bind(i, free, meters);
    }

    /**
     * Binds the address alone for a moment. With SO_REUSEPORT a second process of the same user would be let in silently,
     * and take a share of the datagrams.
     */
    private InetSocketAddress probe() throws BindFailure {
        ChannelFuture bound = bootstrap(0, false).bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) throw new BindFailure(Transport.UDP, address, bound.cause());
        InetSocketAddress free = (InetSocketAddress) bound.channel().localAddress();
        bound.channel().close().awaitUninterruptibly();
        return free;
    }

    private void bind(int loop, InetSocketAddress at, Meters meters) throws BindFailure {
        ChannelFuture registered = bootstrap(loop, true).register().awaitUninterruptibly();
        if (!registered.isSuccess()) throw new BindFailure(Transport.UDP, at, registered.cause());
        UdpSocket socket = new UdpSocket(
                registered.channel(), loops.epoll(), settings.listen().receiveBuffer());
        sockets.add(socket);
        ChannelFuture bound = socket.bind(at).awaitUninterruptibly();
        if (!bound.isSuccess()) throw new BindFailure(Transport.UDP, at, bound.cause());
        loops.rests().get(loop).within(socket.receiveBuffer());
        socket.show(meters, loop);
    }

    private Bootstrap bootstrap(int loop, boolean shared) {
        return new Bootstrap()
                .group(loops.all().get(loop))
                .channelFactory(() -> loops.epoll() ? epollChannel(shared) : nioChannel())
                .handler(new DatagramReader(intakes.get(loop), loops));
    }

    private Channel epollChannel(boolean shared) {
        EpollDatagramChannel channel = new EpollDatagramChannel(family());
        int batch = Math.max(LEAST_BATCH, Math.min(MOST_BATCH, BATCH_BYTES / room()));
        channel.config()
                .setReusePort(shared)
                .setMaxDatagramPayloadSize(room())
                .setRecvByteBufAllocator(new BatchRoom(batch * room()).maxMessagesPerRead(BATCHES * batch));
        return channel;
    }

    private Channel nioChannel() {
        NioDatagramChannel channel = new NioDatagramChannel(family());
        channel.config().setRecvByteBufAllocator(new FixedRecvByteBufAllocator(room()).maxMessagesPerRead(MOST_BATCH));
        return channel;
    }

    /** One byte more than the limit tells a datagram that is too long from one that just fits. */
    private int room() {
        return settings.limits().datagram() + 1;
    }

    private SocketProtocolFamily family() {
        return address.getAddress() instanceof Inet4Address ? SocketProtocolFamily.INET : SocketProtocolFamily.INET6;
    }

    /** Where it listens; only once it is bound. */
    InetSocketAddress boundAddress() {
        return sockets.get(0).address();
    }

    List<UdpSocket> sockets() {
        return sockets;
    }
}
