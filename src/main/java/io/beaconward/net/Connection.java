package io.beaconward.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.timeout.IdleStateEvent;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection that was let in: its bytes to frames, whatever carried them. */
final class Connection extends ChannelInboundHandlerAdapter implements StreamFramer.Sink {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final Transport transport;
    private final Intake intake;
    private final Gate gate;
    private final EventLoops loops;
    private final StreamFramer framer;

    private @Nullable ChannelHandlerContext context;
    private boolean open;
    private long receivedMillis;
    private int held;

    Connection(Transport transport, Intake intake, Gate gate, EventLoops loops, int frameLimit) {
        this.transport = transport;
        this.intake = intake;
        this.gate = gate;
        this.loops = loops;
        this.framer = new StreamFramer(frameLimit);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        context = ctx;
        open = true;
        intake.opened(transport, this);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            if (open) read(bytes);
        } catch (RuntimeException e) {
            intake.brokenStream(transport, e);
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
        if (held != before && !intake.hold(transport, held - before)) close();
    }

    @Override
    public void frame(byte[] array, int from, int to, boolean cut) {
        intake.streamFrame(array, from, to, cut, transport, gate.peer(), receivedMillis);
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
            intake.brokenStream(transport, e);
        }
        intake.hold(transport, -held);
        held = 0;
        gate.leave();
        intake.closed(this);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (!open || !(event instanceof IdleStateEvent)) return;
        intake.cut(transport, Cut.IDLE);
        close();
    }

    private static void hangUp(ChannelHandlerContext ctx) {
        ctx.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // What TLS makes of a stranger's bytes comes wrapped; whatever it is, it is his connection that ends.
        Throwable said =
                cause instanceof DecoderException && cause.getCause() instanceof Exception ? cause.getCause() : cause;
        if (said instanceof IOException || cause instanceof DecoderException) {
            LOG.debug("Connection of {} broke: {}", gate.peer(), said.toString());
            hangUp(ctx);
            return;
        }
        loops.fatal(cause);
    }
}
