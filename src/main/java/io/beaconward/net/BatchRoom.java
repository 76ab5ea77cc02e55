package io.beaconward.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import java.nio.ByteBuffer;

/**
 * Gives a datagram socket the same room for each batch, since its datagrams are done with before the next is read. Netty's allocators
 * keep no pieces of this size for reuse: they take them from the system, and zero them, each time, which cost more than all else.
 */
final class BatchRoom extends DefaultMaxMessagesRecvByteBufAllocator {
    private final int bytes;

    /** @param bytes of room for a batch */
    BatchRoom(int bytes) {
        this.bytes = bytes;
    }

    @Override
    public ExtendedHandle newHandle() {
        return new SameRoom();
    }

    /** One socket's. Its room is only taken again once nobody holds a part of it. */
    private final class SameRoom extends MaxMessageHandle {
        private ByteBuf room = Unpooled.EMPTY_BUFFER;

        @Override
        public ByteBuf allocate(ByteBufAllocator allocator) {
            if (room.refCnt() != 1 || room.capacity() == 0)
                room = Unpooled.wrappedBuffer(ByteBuffer.allocateDirect(bytes));
            return room.retain().clear();
        }

        @Override
        public int guess() {
            return bytes;
        }
    }
}
