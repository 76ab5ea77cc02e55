package io.beaconward.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.beaconward.syslog.Message;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** From frame to flow nothing is allocated, of whatever dialect, once a frame of its sender was read. */
class AllocationTest {
    private static final int FRAMES = 500;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Lines lines = new Lines();
    private final Dialects dialects = Dialects.all();

    private void read(byte[] frame) {
        dialects.read(lines.message(frame, frame.length), lines.flow());
        Message message = lines.message(frame, frame.length);
        dialects.forget(message);
        dialects.read(message, lines.flow());
    }

    @Test
    void readsLinesOfAllDialectsWithoutAllocating() {
        for (ValidLines.Line line : ValidLines.ALL) {
            byte[] frame = line.bytes();
            read(frame);
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < FRAMES; i++) read(frame);
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertThat(allocated / FRAMES).as("bytes for %s", line.name()).isZero();
        }
    }
}
