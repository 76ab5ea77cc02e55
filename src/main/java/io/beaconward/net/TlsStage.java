package io.beaconward.net;

import io.beaconward.bytes.Address;
import io.beaconward.metrics.Meters;
import io.beaconward.tls.Certificates;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * TLS for each connection, by the certificates of the moment. The thread {@code tls} does what costs much in a handshake,
 * so that the event loops go on reading datagrams meanwhile; it has at most one task a connection waiting.
 */
final class TlsStage implements AutoCloseable {
    private final Certificates certificates;
    private volatile Duration handshakeTimeout;
    private final Handshakes handshakes;
    private final ExecutorService thread = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> new Thread(work, "tls"),
            new ThreadPoolExecutor.DiscardPolicy());

    TlsStage(Certificates certificates, Duration handshakeTimeout, Meters meters, Warnings warnings) {
        this.certificates = certificates;
        this.handshakeTimeout = handshakeTimeout;
        this.handshakes = new Handshakes(meters, warnings);
    }

    /** Gives the handshakes that begin from now on so long. */
    void handshakeTimeout(Duration timeout) {
        handshakeTimeout = timeout;
    }

    Certificates certificates() {
        return certificates;
    }

    /** Adds it to a connection. */
    void addTo(Channel connection, Address peer) {
        SslHandler handler = certificates.context().newHandler(connection.alloc(), thread);
        handler.setHandshakeTimeoutMillis(handshakeTimeout.toMillis());
        connection.pipeline().addLast(handler, handshakes.watch(peer));
    }

    /** Ends the thread; handshakes that are not done come to nothing. */
    @Override
    public void close() {
        thread.shutdown();
    }
}
