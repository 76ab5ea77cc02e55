package io.beaconward.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.config.Configuration;
import io.beaconward.config.Settings;
import io.beaconward.metrics.Meters;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class DrainTest {
    private static final long DEADLINE = Duration.ofSeconds(2).toNanos();

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicLong looks = new AtomicLong();
    private final EventLoops loops = new EventLoops(
            1,
            failure -> {
                throw new AssertionError(failure);
            },
            true,
            nanos::get);

    private Intake intake;

    @BeforeEach
    void start() throws Exception {
        Settings settings = Configuration.read(Optional.empty(), Map.of()).settings();
        intake = new Intake(
                settings,
                new Admission(settings),
                1,
                new Rest(),
                Meters.unregistered(),
                new Warnings(LoggerFactory.getLogger(DrainTest.class), settings.limits()),
                Clock.systemUTC(),
                frame -> {});
        loops.start();
    }

    @AfterEach
    void stop() {
        loops.close();
    }

    /** Drains while each round comes {@code roundMillis} after the one before, and a read happens in those below {@code readsUntil}. */
    private long rounds(long roundMillis, long readsUntil) throws Exception {
        new Drain(loops, loops.all().get(0), intake, DEADLINE, () -> {
                    if (looks.incrementAndGet() <= readsUntil) intake.read();
                    return nanos.getAndAdd(Duration.ofMillis(roundMillis).toNanos());
                })
                .start()
                .get();
        return looks.get();
    }

    @Test
    void endsWhenNothingWasReadForAWhile() throws Exception {
        assertThat(rounds(10, 0)).isBetween(12L, 16L);
    }

    @Test
    void beginsToWaitAnewWithEachRead() throws Exception {
        assertThat(rounds(10, 40)).isBetween(52L, 56L);
    }

    @Test
    void doesNotTakeALoadedMachineForSilence() throws Exception {
        assertThat(rounds(40, 0)).as("up to the deadline").isBetween(50L, 54L);
    }

    @Test
    void endsAtTheDeadlineUnderTrafficThatNeverPauses() throws Exception {
        assertThat(rounds(10, Long.MAX_VALUE)).isBetween(200L, 204L);
    }
}
