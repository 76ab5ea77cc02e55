package io.beaconward.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LossHoursTest {
    private static final long HOUR = 3_600_000L;
    private static final long NOW = Instant.parse("2026-11-24T10:59:59.999Z").toEpochMilli();
    private static final int HERE = (int) (NOW / HOUR);

    private final LossHours losses = new LossHours();

    @Test
    void marksTheHourAndNoOther() {
        losses.dropped(NOW, 3);
        losses.dropped(NOW, 4);
        assertThat(losses.lost(HERE)).isEqualTo(7);
        assertThat(losses.isLossy(HERE)).isTrue();
        assertThat(losses.isLossy(HERE - 1)).isFalse();
        assertThat(losses.isLossy(HERE + 1)).isFalse();
        assertThat(losses.isLossy(HERE + LossHours.HOURS)).isFalse();
        assertThat(losses.isLossy(HERE - LossHours.HOURS)).isFalse();
        assertThat(losses.isLossy(-1)).isFalse();
    }

    @Test
    void doesNotCountTwiceWhatWasDroppedAndIsMissing() {
        losses.dropped(NOW, 30);
        losses.missing(NOW, 20);
        assertThat(losses.lost(HERE)).isEqualTo(30);
        losses.missing(NOW, 20);
        assertThat(losses.lost(HERE)).isEqualTo(40);
    }

    @Test
    void forgetsAnHourWhenAnotherTakesItsPlace() {
        losses.dropped(NOW, 3);
        losses.dropped(NOW + LossHours.HOURS * HOUR, 5);
        losses.dropped(NOW, 9);
        assertThat(losses.lost(HERE)).isZero();
        assertThat(losses.lost(HERE + LossHours.HOURS)).isEqualTo(5);
    }

    @Test
    void holdsNoMoreThanItCan() {
        losses.dropped(NOW, Long.MAX_VALUE);
        losses.dropped(NOW, Long.MAX_VALUE);
        losses.dropped(NOW, -5);
        assertThat(losses.lost(HERE)).isEqualTo(0xffff_ffffL);
        assertThat(losses.isLossy(HERE + 1)).isFalse();
    }

    @Test
    void isTheSameAfterItWasRestored() {
        losses.dropped(NOW, 3);
        losses.missing(NOW, 1);
        losses.missing(NOW - 5 * HOUR, 8);
        LossHours later = new LossHours();
        losses.forEach(later::restore);
        for (int hour = HERE - 10; hour <= HERE; hour++)
            assertThat(later.lost(hour)).isEqualTo(losses.lost(hour));
    }

    @Test
    void losesNoneOfTwoThreads() throws Exception {
        Runnable work = () -> {
            for (int i = 0; i < 100_000; i++) losses.missing(NOW, 1);
        };
        Thread one = new Thread(work);
        Thread other = new Thread(work);
        one.start();
        other.start();
        one.join();
        other.join();
        assertThat(losses.lost(HERE)).isEqualTo(200_000);
    }

    @Test
    void allocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 10_000; i++) {
                losses.missing(NOW + i, 1);
                losses.isLossy(HERE + i % 100);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).isLessThan(100);
    }
}
