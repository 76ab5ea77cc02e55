package io.beaconward.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final int TIMES = 100_000;

    @Test
    void aReaderNeverSeesItGoBackAndSeesWhatWasDoneBeforeTheCounting() throws InterruptedException {
        Tally tally = new Tally();
        int[] done = new int[1];
        Thread counting = new Thread(() -> {
            for (int i = 1; i <= TIMES; i++) {
                done[0] = i;
                tally.increment();
            }
        });
        counting.start();
        long last = 0;
        while (last < TIMES) {
            long now = tally.value();
            assertThat(now).isGreaterThanOrEqualTo(last);
            assertThat((long) done[0]).isGreaterThanOrEqualTo(now);
            last = now;
        }
        counting.join();
        assertThat(tally.value()).isEqualTo(TIMES);
    }

    @Test
    void aTallyForEachThreadLosesNothing() throws InterruptedException {
        Meters meters = Meters.unregistered();
        CountDownLatch begin = new CountDownLatch(1);
        Thread[] threads = new Thread[4];
        for (int t = 0; t < threads.length; t++) {
            Tally own = meters.tally(Metric.FLOWS);
            threads[t] = new Thread(() -> {
                await(begin);
                for (int i = 0; i < TIMES; i++) own.increment();
            });
            threads[t].start();
        }
        begin.countDown();
        for (Thread thread : threads) thread.join();

        assertThat(meters.total(Metric.FLOWS)).isEqualTo(threads.length * (long) TIMES);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
