package io.beaconward.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.function.LongSupplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockWatchTest {
    private static final long SECOND = 1000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;

    private final ClockWatch watch = new ClockWatch();
    private long now = Instant.parse("2026-05-20T10:00:00Z").toEpochMilli();

    /** Whether the verdict changed while messages came, one each {@code every} milliseconds. */
    private boolean receive(ClockWatch watch, int messages, long every, LongSupplier off) {
        boolean changed = false;
        for (int i = 0; i < messages; i++) {
            changed |= watch.sample(off.getAsLong(), now);
            now += every;
        }
        return changed;
    }

    private boolean receive(int messages, long every, LongSupplier off) {
        return receive(watch, messages, every, off);
    }

    @ParameterizedTest
    @ValueSource(ints = {-56, -8, -4, -1, 1, 3, 22, 23, 48})
    void noticesAMultipleOfAQuarterOfAnHour(int quarters) {
        long off = quarters * ClockWatch.QUARTER_MILLIS;
        Random random = new Random(5);
        assertThat(receive(110, 3 * SECOND, () -> off + random.nextInt(2000))).isTrue();
        assertThat(watch.offMillis()).isEqualTo(off);
    }

    @Test
    void saysNothingBeforeAHundredStamps() {
        assertThat(receive(99, MINUTE, () -> HOUR)).isFalse();
        assertThat(receive(1, MINUTE, () -> HOUR)).isTrue();
    }

    @Test
    void saysNothingWithinFiveMinutes() {
        assertThat(receive(100_000, 2, () -> HOUR)).isFalse();
        assertThat(watch.offMillis()).isZero();
    }

    @Test
    void saysNothingOfAClockThatIsRightOrALittleOff() {
        assertThat(receive(10_000, SECOND, () -> 20)).isFalse();
        assertThat(receive(10_000, SECOND, () -> 7 * MINUTE)).isFalse();
        assertThat(receive(10_000, SECOND, () -> -3 * MINUTE)).isFalse();
        assertThat(watch.offMillis()).isZero();
    }

    @Test
    void saysNothingOfAClockThatIsOffByMoreThanAnyZone() {
        assertThat(receive(10_000, SECOND, () -> 48 * HOUR)).isFalse();
        assertThat(receive(10_000, SECOND, () -> -5_000 * HOUR)).isFalse();
        assertThat(receive(10_000, SECOND, () -> Long.MIN_VALUE)).isFalse();
        assertThat(receive(10_000, SECOND, () -> Long.MAX_VALUE)).isFalse();
    }

    @Test
    void saysItOnce() {
        assertThat(receive(2000, SECOND, () -> HOUR)).isTrue();
        assertThat(receive(20_000, SECOND, () -> HOUR)).isFalse();
    }

    @Test
    void aFewOtherMessagesDoNotHideIt() {
        int[] count = {0};
        assertThat(receive(2000, SECOND, () -> ++count[0] % 25 == 0 ? 20 : 2 * HOUR))
                .isTrue();
        assertThat(watch.offMillis()).isEqualTo(2 * HOUR);
    }

    @Test
    void moreOtherMessagesThanOneInTwentyHideIt() {
        int[] count = {0};
        assertThat(receive(50_000, SECOND, () -> ++count[0] % 13 == 0 ? 20 : 2 * HOUR))
                .isFalse();
    }

    @Test
    void noticesThatTheClockCameRight() {
        receive(2000, SECOND, () -> HOUR);
        assertThat(receive(2000, SECOND, () -> 30)).isTrue();
        assertThat(watch.offMillis()).isZero();
    }

    @Test
    void noticesTheOtherHourAfterAChangeOfSummerTime() {
        receive(2000, SECOND, () -> -HOUR);
        assertThat(receive(2000, SECOND, () -> -2 * HOUR)).isTrue();
        assertThat(watch.offMillis()).isEqualTo(-2 * HOUR);
    }

    @Test
    void keepsItsVerdictWhileMessagesAreDelayed() {
        receive(2000, SECOND, () -> HOUR);
        Random random = new Random(6);
        assertThat(receive(20_000, SECOND, () -> HOUR + random.nextInt((int) HOUR)))
                .isFalse();
        assertThat(watch.offMillis()).isEqualTo(HOUR);
    }

    /** A sender that collects messages and sends them all at once: their delay runs from a whole period down to nothing. */
    @Property(tries = 200)
    void batchesAreNotTakenForAZone(
            @ForAll @IntRange(min = 5, max = 180) int periodMinutes,
            @ForAll @IntRange(min = 1, max = 5000) int messagesOfABatch,
            @ForAll @IntRange(max = 20) int sendingMillis) {
        ClockWatch watch = new ClockWatch();
        long period = periodMinutes * MINUTE;
        for (int batch = 0; batch < 50; batch++) {
            for (int i = 0; i < messagesOfABatch; i++) {
                long delay = period
                        - period * i / messagesOfABatch
                        + (messagesOfABatch < 8 ? (batch * 7919L * SECOND) % period : 0);
                assertThat(watch.sample(delay, now)).isFalse();
                now += sendingMillis;
            }
            now += period;
        }
    }

    @Property(tries = 200)
    void delaysThatVaryAreNotTakenForAZone(@ForAll long seed, @ForAll @IntRange(min = 5, max = 600) int mostMinutes) {
        Random random = new Random(seed);
        int most = (int) Duration.ofMinutes(mostMinutes).toMillis();
        assertThat(receive(new ClockWatch(), 3000, SECOND, () -> random.nextInt(most)))
                .isFalse();
    }
}
