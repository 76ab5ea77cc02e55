package io.beaconward.ops;

import io.beaconward.metrics.Meters;
import io.beaconward.metrics.Metric;
import io.beaconward.metrics.Tally;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The local HTTP endpoint: GET and HEAD on a few paths, on the one thread {@code ops}. At most 32 connections, further ones
 * are closed at once; 30 s without a request close one; a request has at most 4 KiB in its line, 8 KiB in its headers, and
 * no body.
 */
public final class HttpEndpoint implements AutoCloseable {
    private static final int MAX_CONNECTIONS = 32;
    private static final int MAX_LINE = 4096;
    private static final int MAX_HEADERS = 8192;
    private static final int IDLE_SECONDS = 30;
    private static final long CLOSE_MILLIS = 1000;
    private static final int[] STATUSES = {200, 400, 401, 403, 404, 405, 414, 431, 500, 503};

    private final InetSocketAddress listen;
    private final Access access;
    private final Map<String, Route> routes;
    private final Map<Integer, Tally> requests = new LinkedHashMap<>();
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private @Nullable MultiThreadIoEventLoopGroup thread;
    private @Nullable Channel server;

    /**
     * Prepares the endpoint; nothing is opened.
     *
     * @param listen port 0 takes a free one
     * @param token what clients must show to read anything but health; none: only requests to an address or localhost are
     *     answered
     * @param routes by path
     */
    public HttpEndpoint(InetSocketAddress listen, Optional<String> token, Map<String, Route> routes, Meters meters) {
        this.listen = listen;
        this.access = new Access(token);
        this.routes = new TreeMap<>(routes);
        for (int status : STATUSES) requests.put(status, meters.tally(Metric.HTTP_REQUESTS, Integer.toString(status)));
        String index = "Beaconward\n\n" + String.join("\n", this.routes.keySet()) + "\n";
        this.routes.putIfAbsent("/", request -> Response.text(Response.OK, index));
    }

    /** Asks for another token, or for none, from the next request on. Any thread. */
    public void token(Optional<String> token) {
        access.token(token);
    }

    /** Opens the endpoint. */
    public synchronized void start() throws HttpBindFailure {
        MultiThreadIoEventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, named("ops"), NioIoHandler.newFactory());
        thread = loop;
        ChannelFuture bound = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel connection) {
                        accept(connection);
                    }
                })
                .bind(listen)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            close();
            throw new HttpBindFailure(listen, bound.cause());
        }
        server = bound.channel();
    }

    private void accept(SocketChannel connection) {
        if (connections.size() >= MAX_CONNECTIONS) {
            var unused = connection.close();
            return;
        }
        connections.add(connection);
        connection
                .pipeline()
                .addLast(new IdleStateHandler(0, 0, IDLE_SECONDS, TimeUnit.SECONDS))
                .addLast(new HttpServerCodec(MAX_LINE, MAX_HEADERS, MAX_HEADERS))
                .addLast(new HttpConversation(routes, access, requests));
    }

    /** Where it listens, once it is started. */
    public synchronized InetSocketAddress address() {
        Channel open = server;
        if (open == null) throw new IllegalStateException("not started");
        return (InetSocketAddress) open.localAddress();
    }

    @Override
    public synchronized void close() {
        MultiThreadIoEventLoopGroup loop = thread;
        thread = null;
        if (loop == null) return;
        if (server != null) server.close().awaitUninterruptibly(CLOSE_MILLIS);
        connections.close().awaitUninterruptibly(CLOSE_MILLIS);
        loop.shutdownGracefully(0, CLOSE_MILLIS, TimeUnit.MILLISECONDS).awaitUninterruptibly(CLOSE_MILLIS);
    }

    private static ThreadFactory named(String name) {
        return work -> new Thread(work, name);
    }
}
