package io.beaconward.net;

import io.netty.bootstrap.AbstractBootstrap;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.concurrent.Future;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Listens on a UNIX socket, for connections or for datagrams. It takes epoll. Removes its file when it closes. */
final class UnixListener {
    private static final int BATCH = 64;

    private final Transport transport;
    private final Path path;
    private final SocketFile file;
    private final EventLoops loops;
    private final AbstractBootstrap<?, ?> bootstrap;
    private @Nullable Channel channel;

    private UnixListener(Transport transport, Path path, EventLoops loops, AbstractBootstrap<?, ?> bootstrap) {
        this.transport = transport;
        this.path = path;
        this.file = new SocketFile(transport, path);
        this.loops = loops;
        this.bootstrap = bootstrap;
    }

    /**
     * A listener whose connections are spread over all loops.
     *
     * @param acceptor for the loop that accepts
     * @param stages what a connection runs through
     */
    static UnixListener ofConnections(
            Path path, EventLoops loops, Function<EventLoop, Acceptor> acceptor, StreamStages stages) {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops.group())
                .channel(EpollServerDomainSocketChannel.class)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel server) {
                        server.pipeline().addLast(acceptor.apply(server.eventLoop()));
                    }
                })
                .childHandler(stages);
        return new UnixListener(Transport.UNIX, path, loops, bootstrap);
    }

    /**
     * A socket that the first loop reads.
     *
     * @param intake of that loop
     * @param limit longest datagram kept; one byte more tells which are longer
     */
    static UnixListener ofDatagrams(Path path, EventLoops loops, Intake intake, int limit) {
        Bootstrap bootstrap = new Bootstrap()
                .group(loops.all().get(0))
                .channel(EpollDomainDatagramChannel.class)
                .option(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new FixedRecvByteBufAllocator(limit + 1).maxMessagesPerRead(BATCH))
                .handler(new DatagramReader(intake, loops));
        return new UnixListener(Transport.UNIX_DATAGRAM, path, loops, bootstrap);
    }

    void bind() throws BindFailure {
        if (!loops.epoll()) throw file.failure("this machine lacks epoll", "leave the setting out");
        file.makeRoom();
        ChannelFuture bound =
                bootstrap.bind(new DomainSocketAddress(path.toFile())).awaitUninterruptibly();
        if (!bound.isSuccess()) throw file.notBound(bound.cause());
        channel = bound.channel();
        file.share();
    }

    Transport transport() {
        return transport;
    }

    /** Takes no more, and removes the file; idempotent. */
    Future<?> close() {
        Channel open = channel;
        channel = null;
        if (open == null) return loops.all().get(0).newSucceededFuture(null);
        file.remove();
        return open.close();
    }
}
