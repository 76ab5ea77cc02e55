package io.beaconward.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.unix.DomainDatagramPacket;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives the datagrams of one socket, UDP or UNIX, to its loop's intake. The clock is asked once for those read together. */
final class DatagramReader extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(DatagramReader.class);

    private final Intake intake;
    private final EventLoops loops;
    private boolean reading;
    private long receivedMillis;

    DatagramReader(Intake intake, EventLoops loops) {
        this.intake = intake;
        this.loops = loops;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (!reading) {
                reading = true;
                receivedMillis = intake.now();
            }
            intake.read();
            if (message instanceof DatagramPacket packet) {
                intake.datagram(packet.content(), packet.sender().getAddress(), receivedMillis);
            } else {
                intake.localDatagram(((DomainDatagramPacket) message).content(), receivedMillis);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        reading = false;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException) {
            // The kernel reports a passing error on the socket this way; the socket goes on.
            LOG.debug("Reading a datagram failed: {}", cause.getMessage());
            return;
        }
        loops.fatal(cause);
    }
}
