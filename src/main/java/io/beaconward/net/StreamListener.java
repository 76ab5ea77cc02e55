package io.beaconward.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.Future;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.channels.spi.SelectorProvider;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Listens for connections on one address, with TLS or without; they are spread over all loops. */
final class StreamListener {
    private final Transport transport;
    private final InetSocketAddress address;
    private final EventLoops loops;
    private final ServerBootstrap bootstrap;
    private @Nullable Channel channel;

    /**
     * @param acceptor for the loop that accepts
     * @param stages what a connection runs through
     */
    StreamListener(
            Transport transport,
            InetSocketAddress address,
            EventLoops loops,
            Function<EventLoop, Acceptor> acceptor,
            StreamStages stages) {
        this.transport = transport;
        this.address = address;
        this.loops = loops;
        this.bootstrap = new ServerBootstrap()
                .group(loops.group())
                .channelFactory(this::newChannel)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel server) {
                        server.pipeline().addLast(acceptor.apply(server.eventLoop()));
                    }
                })
                .childHandler(stages);
    }

    void bind() throws BindFailure {
        ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) throw new BindFailure(transport, address, bound.cause());
        channel = bound.channel();
    }

    private ServerChannel newChannel() {
        SocketProtocolFamily family =
                address.getAddress() instanceof Inet4Address ? SocketProtocolFamily.INET : SocketProtocolFamily.INET6;
        if (loops.epoll()) return new EpollServerSocketChannel(family);
        return new NioServerSocketChannel(SelectorProvider.provider(), family);
    }

    Transport transport() {
        return transport;
    }

    /** Where it listens; only once it is bound. */
    InetSocketAddress boundAddress() {
        if (channel == null) throw new IllegalStateException(address + " is not bound");
        return (InetSocketAddress) channel.localAddress();
    }

    /** Accepts no more. */
    Future<?> close() {
        return channel == null ? loops.all().get(0).newSucceededFuture(null) : channel.close();
    }
}
