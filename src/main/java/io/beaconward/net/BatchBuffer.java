package io.beaconward.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The memory that one UDP socket receives batches of datagrams into: one direct buffer, handed out again as soon as nobody
 * holds a slice of it, for it is too large for Netty's pools. Used by the socket's loop only.
 */
final class BatchBuffer extends DefaultMaxMessagesRecvByteBufAllocator {
    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_DATAGRAMS = 64;
    private static final int LEAST_DATAGRAMS = 16;

    /** Batches read before the loop looks after its other sockets. */
    private static final int BATCHES = 4;

    private final int size;
    private @Nullable ByteBuf buffer;

    /** @param datagramBytes room for each datagram */
    BatchBuffer(int datagramBytes) {
        int datagrams = Math.max(LEAST_DATAGRAMS, Math.min(MOST_DATAGRAMS, MOST_BYTES / datagramBytes));
        this.size = datagrams * datagramBytes;
        maxMessagesPerRead(BATCHES * datagrams);
    }

    @Override
    public ExtendedHandle newHandle() {
        return new MaxMessageHandle() {
            @Override
            public int guess() {
                return size;
            }

            @Override
            public ByteBuf allocate(ByteBufAllocator allocator) {
                return take(allocator);
            }

            /** A batch that is not full was the last; asking the kernel again would cost a call for nothing. */
            @Override
            public boolean continueReading(UncheckedBooleanSupplier maybeMore) {
                return lastBytesRead() == attemptedBytesRead() && super.continueReading(maybeMore);
            }
        };
    }

    private ByteBuf take(ByteBufAllocator allocator) {
        ByteBuf kept = buffer;
        if (kept == null) {
            kept = allocator.directBuffer(size, size);
            buffer = kept;
        }
        // Netty releases what it is given; a count of one means that only we are left.
        return kept.refCnt() == 1 ? kept.clear().retain() : allocator.directBuffer(size, size);
    }

    /** Gives the memory back; the socket must not read any more. */
    void release() {
        if (buffer != null) {
            buffer.release();
            buffer = null;
        }
    }
}
