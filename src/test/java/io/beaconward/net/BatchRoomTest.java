package io.beaconward.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator.ExtendedHandle;
import org.junit.jupiter.api.Test;

class BatchRoomTest {
    private final ExtendedHandle handle = new BatchRoom(4096).newHandle();

    private ByteBuf room() {
        return handle.allocate(ByteBufAllocator.DEFAULT);
    }

    @Test
    void givesTheSameRoomOnceTheBatchIsDoneWith() {
        ByteBuf first = room();
        first.writeLong(7);
        ByteBuf datagram = first.readRetainedSlice(4);
        first.release();
        datagram.release();
        ByteBuf second = room();
        assertThat(second).isSameAs(first);
        assertThat(second.readableBytes()).isZero();
        assertThat(second.writableBytes()).isEqualTo(4096);
    }

    @Test
    void givesAnotherRoomWhileADatagramIsHeld() {
        ByteBuf first = room();
        first.writeLong(7);
        ByteBuf datagram = first.readRetainedSlice(8);
        first.release();
        room().writeLong(8);
        assertThat(datagram.readLong()).isEqualTo(7);
    }

    @Test
    void givesEachSocketARoomOfItsOwn() {
        assertThat(new BatchRoom(4096).newHandle().allocate(ByteBufAllocator.DEFAULT))
                .isNotSameAs(room());
    }
}
