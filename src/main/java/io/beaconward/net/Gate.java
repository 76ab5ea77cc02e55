package io.beaconward.net;

import io.beaconward.bytes.Address;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The first to see a connection: lets it in, or closes it at once. What lies behind sees a connection become active only
 * when it is let in, so that nothing is read of any other. Who is behind a proxy is let in when its header has named him,
 * for which {@link ProxyReader} stands in front of everything else.
 */
final class Gate extends ChannelInboundHandlerAdapter {
    /** How long a proxy may take to send the header. */
    private static final long HEADER_MILLIS = 10_000;

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final Transport transport;
    private final Intake intake;
    private final Admission admission;
    private final ConnectionLimit limit;
    private final EventLoops loops;
    private final boolean proxied;
    private final Address peer = new Address();

    private @Nullable ChannelHandlerContext context;
    private boolean counted;
    private boolean joined;
    private boolean refused;

    Gate(Transport transport, Intake intake, Admission admission, ConnectionLimit limit, EventLoops loops) {
        this.transport = transport;
        this.intake = intake;
        this.admission = admission;
        this.limit = limit;
        this.loops = loops;
        this.proxied = admission.proxied() && !transport.isLocal();
    }

    /** Who sends; the proxy until its header was read, and this machine behind a UNIX socket. */
    Address peer() {
        return peer;
    }

    /** Whether a header is read before the connection is let in. */
    boolean proxied() {
        return proxied;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        intake.read();
        context = ctx;
        peer.set(
                ctx.channel().remoteAddress() instanceof InetSocketAddress remote
                        ? remote.getAddress().getAddress()
                        : LOOPBACK);
        Optional<Refusal> no = atTheDoor();
        if (no.isPresent()) {
            refuse(no.get());
        } else if (proxied) {
            loops.later(ctx.channel().eventLoop(), this::headerIsDue, HEADER_MILLIS);
        } else {
            enter();
        }
    }

    private Optional<Refusal> atTheDoor() {
        if (proxied && !admission.believes(peer)) return Optional.of(Refusal.NOT_A_PROXY);
        if (!proxied && !maySend()) return Optional.of(Refusal.SENDER);
        counted = limit.tryOpen(transport);
        return counted ? Optional.empty() : Optional.of(Refusal.LIMIT);
    }

    private boolean maySend() {
        return transport.isLocal() || admission.admits(peer);
    }

    private void headerIsDue() {
        if (counted && !joined) refuse(Refusal.PROXY_HEADER);
    }

    /**
     * The proxy's header was read.
     *
     * @param sender whom it names; absent where the proxy speaks for itself
     * @return whether he is let in
     */
    boolean headerRead(Address sender) {
        if (refused) return false;
        if (sender.isPresent()) peer.set(sender);
        if (maySend()) enter();
        else refuse(Refusal.SENDER);
        return joined;
    }

    /** What the proxy sent is no header. */
    void headerMalformed() {
        refuse(Refusal.PROXY_HEADER);
    }

    private void enter() {
        joined = transport.isLocal() || limit.tryJoin(peer);
        if (!joined) refuse(Refusal.SENDER_LIMIT);
        else if (context != null) context.fireChannelActive();
    }

    private void refuse(Refusal why) {
        if (refused) return;
        refused = true;
        intake.refused(transport, why, peer);
        leave();
        if (context != null) context.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
    }

    /** Gives the place that the connection had to others; idempotent. */
    void leave() {
        if (joined && !transport.isLocal()) limit.leave(peer);
        if (counted) limit.closed(transport);
        joined = false;
        counted = false;
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        ctx.fireChannelInactive();
        leave();
    }
}
