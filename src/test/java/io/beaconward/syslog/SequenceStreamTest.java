package io.beaconward.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SequenceStreamTest {
    private static final long HOUR = 3_600_000L;
    private static final int PER_HOUR = 3600;

    private final SequenceStream stream = new SequenceStream();
    private long now = Instant.parse("2026-11-24T10:00:00Z").toEpochMilli();
    private long lost;

    private void take(long number) {
        now += HOUR / PER_HOUR;
        lost += stream.take(number, now);
    }

    private void takeAll(long from, long to) {
        for (long number = from; number <= to; number++) take(number);
    }

    /** Has heard a sender without gaps for long enough; the next number is the one returned. */
    private long trusted() {
        long proof = (SequenceStream.LEAST_HOURS + 1L) * PER_HOUR;
        takeAll(1, proof);
        return proof + 1;
    }

    private void settle(long from) {
        takeAll(from, from + SequenceStream.WINDOW + 10);
    }

    @Test
    void countsWhatNeverComes() {
        long next = trusted();
        settle(next + 7);
        assertThat(lost).isEqualTo(7);
    }

    @Test
    void countsAGapWiderThanTheWindow() {
        long next = trusted();
        settle(next + 5000);
        assertThat(lost).isEqualTo(5000);
    }

    @Test
    void saysWhenTheMissingOnesWereDue() {
        long next = trusted();
        long due = now;
        settle(next + 1);
        assertThat(stream.lostMillis()).isBetween(due, due + 2000);
    }

    @Property(tries = 200)
    void findsNoGapWhereMessagesOnlyOvertakeEachOther(
            @ForAll Random random, @ForAll @IntRange(min = 2, max = 32) int span) {
        List<Long> numbers = new ArrayList<>();
        for (long i = 1; i <= 20_000; i++) numbers.add(i);
        for (int i = 0; i + span <= numbers.size(); i += span)
            Collections.shuffle(numbers.subList(i, i + span), random);
        SequenceStream shuffled = new SequenceStream();
        long sum = 0;
        for (int i = 0; i < numbers.size(); i++) sum += shuffled.take(numbers.get(i), i * 1000L);
        assertThat(sum).isZero();
    }

    @Property(tries = 100)
    void findsExactlyTheGapsOfASenderThatLeavesOutNone(@ForAll Random random) {
        SequenceStream lossy = new SequenceStream();
        long sum = 0;
        long dropped = 0;
        long time = 0;
        for (long number = 1; number <= 40_000; number++) {
            time += 1000;
            if (number > 20_000 && number < 21_000 && random.nextInt(10) == 0) {
                dropped++;
            } else {
                sum += lossy.take(number, time);
            }
        }
        assertThat(sum).isEqualTo(dropped);
    }

    @Test
    void ignoresWhatComesTwice() {
        long next = trusted();
        for (long number = next; number < next + 500; number++) {
            take(number);
            take(number);
        }
        assertThat(lost).isZero();
    }

    @Test
    void countsNothingOfANewcomer() {
        takeAll(1, 500);
        settle(600);
        assertThat(lost).isZero();
    }

    @Test
    void countsNothingOfASenderThatLeavesOutMostByItself() {
        for (long number = 1; number < 300_000; number += 1 + number % 5) take(number);
        assertThat(lost).isZero();
    }

    @Test
    void countsNothingOfASenderThatLeavesOutOneNowAndThen() {
        for (long number = 1; number < 60 * PER_HOUR; number++) {
            if (number % 2000 != 0) take(number);
        }
        assertThat(lost).isZero();
    }

    @Test
    void callsItAHabitOnceMoreThanAQuarterOfTheHoursHaveGaps() {
        long number = 1;
        for (; number < 24 * PER_HOUR; number++) take(number);
        for (; number < 72 * PER_HOUR; number++) {
            if (number % 2000 != 0) take(number);
        }
        long atFirst = lost;
        for (; number < 240 * PER_HOUR; number++) {
            if (number % 2000 != 0) take(number);
        }
        assertThat(atFirst).isPositive().isLessThan(20);
        assertThat(lost).isEqualTo(atFirst);
    }

    @Test
    void beginsAnewAtOneAfterARestart() {
        trusted();
        takeAll(1, 5000);
        assertThat(lost).isZero();
        settle(5003);
        assertThat(lost).isEqualTo(2);
    }

    @Test
    void beginsAnewAtOneBehindTheLargestNumber() {
        takeAll(Integer.MAX_VALUE - 4L * PER_HOUR, Integer.MAX_VALUE);
        takeAll(1, 5000);
        assertThat(lost).isZero();
    }

    @Test
    void takesALongLeapForAnotherSequence() {
        long next = trusted();
        settle(next + SequenceStream.FURTHEST + 1);
        assertThat(lost).isZero();
    }

    @Test
    void countsNothingOfTwoDevicesThatSpeakAsOneSender() {
        long next = trusted();
        long other = 300_000;
        for (int i = 0; i < 10_000; i++) {
            if (i % 3 == 0) take(other++);
            take(next++);
        }
        assertThat(lost).isZero();
    }

    @Test
    void findsTheSequenceAgainBehindOneWrongNumber() {
        long next = trusted();
        take(next + 100_000);
        takeAll(next, next + 5000);
        assertThat(lost).isZero();
        settle(next + 5010);
        assertThat(lost).isEqualTo(9);
    }

    @Test
    void allocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (long number = 1; number < 10_000; number += 1 + number % 3) take(number);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).isLessThan(100);
    }
}
