package io.beaconward.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventLoopsTest {
    private final AtomicLong nanos = new AtomicLong();
    private final BlockingQueue<Throwable> fatal = new LinkedBlockingQueue<>();

    private EventLoops loops(boolean epoll) {
        return new EventLoops(2, fatal::add, epoll, nanos::get);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void namesItsThreads(boolean epoll) throws Exception {
        try (EventLoops loops = loops(epoll)) {
            loops.start();
            for (int i = 0; i < 2; i++) {
                String name = loops.all()
                        .get(i)
                        .submit(() -> Thread.currentThread().getName())
                        .get();
                assertThat(name).isEqualTo("net-" + i);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tellsThatALoopDoesNotAnswer(boolean epoll) throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (EventLoops loops = loops(epoll)) {
            assertThat(loops.allAnswered(Duration.ofSeconds(5))).isFalse();
            loops.start();
            assertThat(loops.allAnswered(Duration.ofSeconds(5))).isTrue();
            loops.all().get(1).execute(() -> {
                blocked.countDown();
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            assertThat(blocked.await(10, TimeUnit.SECONDS)).isTrue();
            nanos.addAndGet(Duration.ofSeconds(6).toNanos());
            assertThat(loops.allAnswered(Duration.ofSeconds(5))).isFalse();
            release.countDown();
        }
        assertThat(fatal).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void reportsAnErrorOfATask(boolean epoll) throws Exception {
        try (EventLoops loops = loops(epoll)) {
            loops.start();
            Error error = new StackOverflowError("made up");
            loops.all().get(0).execute(() -> {
                throw error;
            });
            assertThat(fatal.poll(10, TimeUnit.SECONDS)).isSameAs(error);
            loops.later(
                    loops.all().get(1),
                    () -> {
                        throw new IllegalStateException("made up as well");
                    },
                    1);
            assertThat(fatal.poll(10, TimeUnit.SECONDS)).hasMessage("made up as well");
        }
        assertThat(fatal).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void reportsALoopThatEndsByItself(boolean epoll) throws Exception {
        try (EventLoops loops = loops(epoll)) {
            loops.start();
            loops.all().get(0).shutdownGracefully(0, 1, TimeUnit.SECONDS).await();
            assertThat(fatal.poll(10, TimeUnit.SECONDS)).hasMessageContaining("net-0");
        }
    }

    @Test
    void asksEachLoopOnItsOwnThread() throws Exception {
        Duration within = Duration.ofSeconds(10);
        try (EventLoops loops = loops(false)) {
            assertThat(loops.ask(loop -> loop, within)).as("before the start").isEmpty();
            loops.start();
            assertThat(loops.ask(loop -> loop + Thread.currentThread().getName(), within))
                    .hasValue(List.of("0net-0", "1net-1"));
            CountDownLatch release = new CountDownLatch(1);
            loops.all().get(1).execute(() -> {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            assertThat(loops.ask(loop -> loop, Duration.ofMillis(20))).isEmpty();
            release.countDown();
            loops.close();
            assertThat(loops.ask(loop -> loop, within)).as("after the end").isEmpty();
        }
        assertThat(fatal).isEmpty();
    }
}
