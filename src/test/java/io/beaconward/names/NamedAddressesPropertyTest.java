package io.beaconward.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The memory of addresses against plain maps, over names told in any order while the clock goes on. */
class NamedAddressesPropertyTest {
    private static final long START = 1_795_514_400_000L;
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final long KEEP = 90 * MINUTE;

    record Step(long hash, boolean watched, int minutesOn) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 200),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 10))
                .as((address, watched, minutes) -> new Step(new SplittableRandom(address).nextLong(), watched, minutes))
                .list()
                .ofMaxSize(300);
    }

    @Property(tries = 200)
    void whatIsWatchedIsNeverForgottenTooEarlyAndNothingIsToldThatWasNot(@ForAll("steps") List<Step> steps) {
        NamedAddresses addresses = new NamedAddresses(64);
        Map<Long, Long> watched = new HashMap<>();
        Map<Long, Long> told = new HashMap<>();
        long now = START;
        for (Step step : steps) {
            now += step.minutesOn() * MINUTE;
            addresses.tell(step.hash(), step.watched(), now);
            told.put(step.hash(), now);
            if (step.watched()) watched.put(step.hash(), now);
            assertThat(addresses.isTold(step.hash(), now, KEEP)).isTrue();
            for (Map.Entry<Long, Long> one : watched.entrySet()) {
                boolean lately = now - one.getValue() < KEEP;
                if (lately)
                    assertThat(addresses.isWatched(one.getKey(), now, KEEP)).isTrue();
            }
            for (Map.Entry<Long, Long> one : told.entrySet()) {
                boolean lately = now - one.getValue() < KEEP;
                if (!lately)
                    assertThat(addresses.isTold(one.getKey(), now, KEEP)).isFalse();
            }
        }
    }

    @Property(tries = 200)
    void aSingleAddressIsKnownForAsLongAsNamesAreKept(
            @ForAll long hash, @ForAll boolean watched, @ForAll("minutes") int minutes) {
        NamedAddresses addresses = new NamedAddresses(1024);
        addresses.tell(hash, watched, START);
        long later = START + minutes * MINUTE;
        assertThat(addresses.isTold(hash, later, KEEP)).isEqualTo(minutes < 90);
        assertThat(addresses.isWatched(hash, later, KEEP)).isEqualTo(watched && minutes <= 90);
        assertThat(addresses.isTold(~hash, later, KEEP)).isFalse();
    }

    @Provide
    Arbitrary<Integer> minutes() {
        return Arbitraries.integers().between(0, 10_000);
    }
}
