package io.beaconward.net;

import io.beaconward.bytes.Address;
import io.beaconward.metrics.Meters;
import io.beaconward.metrics.Metric;
import io.beaconward.tls.PeerNotPermitted;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Counts the handshakes that fail, by reason, and tells of them. Thread-safe. */
final class Handshakes {
    /** How far the causes of a failure are followed. */
    private static final int MAX_CAUSES = 10;

    private static final int MAX_SAID = 500;

    /** Why one failed. */
    enum Reason {
        TIMEOUT("timeout"),
        CLOSED("closed"),
        NOT_TLS("not-tls"),
        UNTRUSTED("untrusted"),
        EXPIRED("expired"),
        NOT_PERMITTED("not-permitted"),
        PROTOCOL("protocol");

        private final String label;

        Reason(String label) {
            this.label = label;
        }
    }

    private final Map<Reason, AtomicLong> failed = new EnumMap<>(Reason.class);
    private final Warnings warnings;

    Handshakes(Meters meters, Warnings warnings) {
        this.warnings = warnings;
        for (Reason reason : Reason.values()) {
            AtomicLong count = new AtomicLong();
            failed.put(reason, count);
            meters.counter(Metric.HANDSHAKES_FAILED, count::get, reason.label);
        }
    }

    /** For one connection; stands behind the TLS handler. */
    ChannelHandler watch(Address peer) {
        return new Watch(peer);
    }

    private final class Watch extends ChannelInboundHandlerAdapter {
        private final Address peer;
        private boolean letIn;

        Watch(Address peer) {
            this.peer = peer;
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            letIn = true;
            ctx.fireChannelActive();
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (letIn && event instanceof SslHandshakeCompletionEvent end) {
                if (end.isSuccess()) forget(ctx);
                else failed(peer, end.cause());
            }
            ctx.fireUserEventTriggered(event);
        }
    }

    /** Lets nobody take up the session again; the next connection is judged anew. */
    private static void forget(ChannelHandlerContext ctx) {
        ctx.pipeline().get(SslHandler.class).engine().getSession().invalidate();
    }

    private void failed(Address peer, Throwable cause) {
        Reason reason = reason(cause);
        Objects.requireNonNull(failed.get(reason)).incrementAndGet();
        String said = reason == Reason.NOT_TLS
                ? "what came is no TLS; is the sender set to plain TCP?"
                : message(root(cause));
        warnings.handshakeFailed(peer + ", " + reason.label + ": " + said);
    }

    /** A sender's own text may be in it, but no log lines of his. */
    private static String message(Throwable cause) {
        String said = String.valueOf(cause.getMessage()).replaceAll("\\p{Cntrl}", "?");
        return said.substring(0, Math.min(said.length(), MAX_SAID));
    }

    private static Throwable root(Throwable cause) {
        Throwable root = cause;
        for (int i = 0; i < MAX_CAUSES && root.getCause() != null; i++) root = root.getCause();
        return root;
    }

    /** By the kinds of the causes; the deepest that tells counts. */
    static Reason reason(Throwable failure) {
        Reason reason = Reason.PROTOCOL;
        @Nullable Throwable cause = failure;
        for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
            if (cause instanceof SslHandshakeTimeoutException) reason = Reason.TIMEOUT;
            else if (cause instanceof ClosedChannelException) reason = Reason.CLOSED;
            else if (cause instanceof NotSslRecordException) reason = Reason.NOT_TLS;
            else if (cause instanceof PeerNotPermitted) reason = Reason.NOT_PERMITTED;
            else if (cause instanceof CertificateExpiredException || cause instanceof CertificateNotYetValidException)
                reason = Reason.EXPIRED;
            else if (cause instanceof CertificateException) reason = Reason.UNTRUSTED;
            cause = cause.getCause();
        }
        return reason;
    }
}
