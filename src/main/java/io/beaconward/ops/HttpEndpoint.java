package io.beaconward.ops;

import io.beaconward.config.Settings;
import io.beaconward.metrics.Meters;
import io.beaconward.metrics.Metric;
import io.beaconward.metrics.Tally;
import io.beaconward.tls.Certificates;
import io.beaconward.tls.TlsFailure;
import io.beaconward.tls.TlsFiles;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The local HTTP endpoint: GET and HEAD on a few paths, on the one thread {@code ops}, plain or over TLS. At most 32
 * connections, further ones are closed at once. One has 30 s, and 10 s for its handshake, until its first request is there as a
 * whole, and 30 s from each answer to the next, however it trickles. A request has at most 4 KiB in its line, 8 KiB in its
 * headers, and no body.
 */
public final class HttpEndpoint implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpEndpoint.class);
    private static final int MAX_CONNECTIONS = 32;
    private static final int MAX_LINE = 4096;
    private static final int MAX_HEADERS = 8192;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long CLOSE_MILLIS = 1000;
    private static final int[] STATUSES = {200, 400, 401, 403, 404, 405, 414, 431, 500, 503};

    private final InetSocketAddress listen;
    private final @Nullable Certificates certificates;
    private final long handshakeMillis;
    private final Duration patience;
    private final Access access;
    private final Map<String, Route> routes;
    private final Map<Integer, Tally> requests = new LinkedHashMap<>();
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private @Nullable MultiThreadIoEventLoopGroup thread;
    private @Nullable Channel server;

    /**
     * Prepares the endpoint; nothing is opened.
     *
     * @param settings without a token only requests to an address or localhost are answered
     * @param routes by path
     */
    public HttpEndpoint(Settings.Http settings, Map<String, Route> routes, Meters meters, Clock clock) {
        this(settings, routes, meters, clock, PATIENCE);
    }

    /** @param patience until a request has to be there */
    HttpEndpoint(Settings.Http settings, Map<String, Route> routes, Meters meters, Clock clock, Duration patience) {
        this.patience = patience;
        this.listen = settings.listen();
        this.access = new Access(settings.token());
        this.certificates = settings.tls()
                .map(tls -> new Certificates(TlsFiles.HTTP, tls, meters, clock))
                .orElse(null);
        this.handshakeMillis = settings.tls()
                .map(Settings.Tls::handshakeTimeout)
                .map(Duration::toMillis)
                .orElse(0L);
        this.routes = new TreeMap<>(routes);
        for (int status : STATUSES) requests.put(status, meters.tally(Metric.HTTP_REQUESTS, Integer.toString(status)));
        String index = "Beaconward\n\n" + String.join("\n", this.routes.keySet()) + "\n";
        this.routes.putIfAbsent("/", request -> Response.text(Response.OK, index));
    }

    /** Takes the files of TLS if they have changed; to be called every so often, from a thread that may wait for a disk. */
    public void refreshCertificates() {
        if (certificates != null) certificates.refresh();
    }

    /**
     * Readies other settings; whether TLS is spoken does not change.
     *
     * @return has them hold, from the next request on the token, from the next connection on the certificate
     * @throws TlsFailure where the files of TLS cannot be used; then all stays as it is
     */
    public Runnable renewed(Settings.Http now) throws TlsFailure {
        Runnable shown = certificates == null || now.tls().isEmpty()
                ? () -> {}
                : certificates.renewed(now.tls().get());
        return () -> {
            shown.run();
            access.token(now.token());
        };
    }

    /** Reads the certificate, if there is one, and opens the endpoint. */
    public synchronized void start() throws HttpBindFailure, TlsFailure {
        if (certificates != null) certificates.start();
        else if (!listen.getAddress().isLoopbackAddress())
            LOG.warn("http.listen can be reached from elsewhere without TLS: who is on the way reads the token of"
                    + " http.token-file; set http.certificate and http.key, or have a proxy speak TLS in front");
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
        ChannelPipeline pipeline = connection.pipeline();
        if (certificates != null) pipeline.addLast(tls(certificates, connection));
        pipeline.addLast(new HttpServerCodec(MAX_LINE, MAX_HEADERS, MAX_HEADERS))
                .addLast(new HttpConversation(routes, access, requests, patience));
    }

    private SslHandler tls(Certificates shown, SocketChannel connection) {
        SslHandler handler = shown.context().newHandler(connection.alloc());
        handler.setHandshakeTimeoutMillis(handshakeMillis);
        return handler;
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
