package io.beaconward.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;

/** Watches a TCP listener accept. Where that fails, as with no file descriptor left, it pauses for a second. */
final class Acceptor extends ChannelInboundHandlerAdapter {
    private static final long PAUSE_MILLIS = 1000;

    private final Intake intake;
    private final Warnings warnings;
    private final EventLoops loops;

    Acceptor(Intake intake, Warnings warnings, EventLoops loops) {
        this.intake = intake;
        this.warnings = warnings;
        this.loops = loops;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object child) {
        intake.read();
        ctx.fireChannelRead(child);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof IOException)) {
            loops.fatal(cause);
            return;
        }
        warnings.notAccepted(cause);
        ctx.channel().config().setAutoRead(false);
        Runnable goOn = () -> ctx.channel().config().setAutoRead(true);
        loops.later(ctx.channel().eventLoop(), goOn, PAUSE_MILLIS);
    }
}
