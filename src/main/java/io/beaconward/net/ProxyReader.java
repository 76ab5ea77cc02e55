package io.beaconward.net;

import io.beaconward.bytes.Address;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.Arrays;

/** Takes a proxy's header off the beginning of a connection, tells the gate of it, and is gone from then on. */
final class ProxyReader extends ChannelInboundHandlerAdapter {
    /** A header without additions fits. */
    private static final int USUAL = 128;

    private final Gate gate;
    private final Address sender = new Address();
    private byte[] held = new byte[USUAL];
    private int length;

    ProxyReader(Gate gate) {
        this.gate = gate;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        int before = length;
        keep(bytes);
        int header = ProxyHeader.read(held, length, sender);
        if (header > 0 && gate.headerRead(sender)) {
            ctx.fireChannelRead(bytes.skipBytes(header - before));
            ctx.pipeline().remove(this);
            return;
        }
        if (header == ProxyHeader.MALFORMED) gate.headerMalformed();
        bytes.release();
    }

    /** Copies what may belong to the header, and leaves the bytes as they are. */
    private void keep(ByteBuf bytes) {
        int more = Math.min(bytes.readableBytes(), ProxyHeader.MAX_LENGTH - length);
        if (length + more > held.length)
            held = Arrays.copyOf(held, Math.min(ProxyHeader.MAX_LENGTH, 2 * (length + more)));
        bytes.getBytes(bytes.readerIndex(), held, length, more);
        length += more;
    }
}
