package io.beaconward.net;

import io.beaconward.bytes.Address;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One TCP connection: its bytes to frames. Refused, and closed at once, while too many are open. */
final class Connection extends ChannelInboundHandlerAdapter implements StreamFramer.Sink {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final Intake intake;
    private final ConnectionLimit limit;
    private final EventLoops loops;
    private final StreamFramer framer;
    private final Address peer = new Address();

    private @Nullable ChannelHandlerContext context;
    private boolean open;
    private long receivedMillis;
    private int held;

    Connection(Intake intake, ConnectionLimit limit, EventLoops loops, int frameLimit) {
        this.intake = intake;
        this.limit = limit;
        this.loops = loops;
        this.framer = new StreamFramer(frameLimit);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        intake.read();
        if (!limit.tryOpen()) {
            intake.refused();
            hangUp(ctx);
            return;
        }
        context = ctx;
        open = true;
        if (ctx.channel().remoteAddress() instanceof InetSocketAddress remote) {
            peer.set(remote.getAddress().getAddress());
        }
        intake.opened(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            if (open) read(bytes);
        } catch (RuntimeException e) {
            intake.brokenStream(e);
            hangUp(ctx);
        } finally {
            bytes.release();
        }
    }

    private void read(ByteBuf bytes) {
        intake.read();
        receivedMillis = intake.now();
        byte[] scratch = intake.scratch();
        while (bytes.isReadable()) {
            int taken = Math.min(bytes.readableBytes(), scratch.length);
            bytes.readBytes(scratch, 0, taken);
            framer.read(scratch, 0, taken, this);
        }
        int before = held;
        held = framer.held();
        if (held != before && !intake.hold(held - before)) close();
    }

    @Override
    public void frame(byte[] array, int from, int to, boolean cut) {
        intake.streamFrame(array, from, to, cut, peer, receivedMillis);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        finish();
    }

    /** Closes the connection from our side; what its stream left unfinished is handled before the return. */
    void close() {
        finish();
        if (context != null) hangUp(context);
    }

    private void finish() {
        if (!open) return;
        open = false;
        try {
            framer.end(this);
        } catch (RuntimeException e) {
            intake.brokenStream(e);
        }
        intake.hold(-held);
        held = 0;
        limit.closed();
        intake.closed(this);
    }

    private static void hangUp(ChannelHandlerContext ctx) {
        ctx.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException) {
            LOG.debug("Connection of {} broke: {}", peer, cause.getMessage());
            hangUp(ctx);
            return;
        }
        loops.fatal(cause);
    }
}
