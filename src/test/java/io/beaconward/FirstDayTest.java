package io.beaconward;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.alert.Summary;
import io.beaconward.config.Configuration;
import io.beaconward.detect.Observation;
import io.beaconward.metrics.Meters;
import io.beaconward.metrics.Metric;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstDayTest {
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final Duration DAY = Duration.ofHours(24);

    @TempDir
    private Path directory;

    private SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<Summary> told = new ArrayList<>();
    private final List<Runnable> kept = new ArrayList<>();
    private Observation observation = new Observation();
    private boolean room = true;

    private FirstDay start(Duration observeFor, boolean used, Instant now) {
        observation = new Observation();
        registry = new SimpleMeterRegistry();
        FirstDay day = new FirstDay(
                directory,
                observeFor,
                observation,
                first -> new FirstDaySummary().summary(first.since(), first.since()),
                this::take,
                new Meters(registry));
        day.open(used, now);
        return day;
    }

    private boolean take(Summary summary, Runnable then) {
        if (!room) return false;
        told.add(summary);
        kept.add(then);
        return true;
    }

    @Test
    void observesFromTheFirstUseOnAndEndsWithOneSummary() {
        FirstDay day = start(DAY, false, START);
        assertThat(observation.goesOn()).isTrue();
        assertThat(registry.get(Metric.OBSERVE_UNTIL.prometheusName()).gauge().value())
                .isEqualTo((double) START.plus(DAY).getEpochSecond());
        day.look(START.plus(DAY).minusSeconds(1));
        assertThat(told).isEmpty();
        day.look(START.plus(DAY));
        day.look(START.plus(DAY).plusSeconds(1));
        assertThat(told).hasSize(1);
        assertThat(observation.goesOn()).isFalse();
        assertThat(registry.get(Metric.OBSERVE_UNTIL.prometheusName()).gauge().value())
                .isZero();
    }

    @Test
    void aRestartGoesOnWithTheSameDay() {
        start(DAY, false, START);
        FirstDay day = start(DAY, true, START.plus(Duration.ofHours(20)));
        assertThat(observation.goesOn()).isTrue();
        day.look(START.plus(DAY));
        kept.get(0).run();
        start(DAY, true, START.plus(Duration.ofHours(25)));
        assertThat(observation.goesOn()).isFalse();
        assertThat(told).hasSize(1);
    }

    @Test
    void aSummaryThatWasNotKeptIsToldAgainUnderTheSameIdAfterAKill() {
        start(DAY, false, START).look(START.plus(DAY));
        start(DAY, true, START.plus(Duration.ofHours(25)));
        assertThat(told)
                .hasSize(2)
                .extracting(Summary::id)
                .containsOnly(told.get(0).id());
        assertThat(observation.goesOn()).isFalse();
    }

    @Test
    void aSummaryThatFindsNoRoomIsTriedAgainAndUntilThenNothingEnds() {
        FirstDay day = start(DAY, false, START);
        room = false;
        day.look(START.plus(DAY));
        assertThat(observation.goesOn()).isTrue();
        room = true;
        day.look(START.plus(DAY).plusSeconds(1));
        assertThat(told).hasSize(1);
        assertThat(observation.goesOn()).isFalse();
    }

    @Test
    void nothingIsObservedWhereItIsNotAskedForNorInADirectoryOfEarlierUse() {
        start(Duration.ZERO, false, START).look(START.plusSeconds(1));
        assertThat(observation.goesOn()).isFalse();
        assertThat(told).isEmpty();
        start(DAY, true, START.plus(DAY)); // of whose first day the file tells
        assertThat(observation.goesOn()).isFalse();
    }

    @Test
    void aDirectoryOfAnEarlierVersionHadItsFirstDay() {
        start(DAY, true, START);
        assertThat(observation.goesOn()).isFalse();
        start(DAY, true, START);
        assertThat(observation.goesOn()).isFalse();
        assertThat(told).isEmpty();
    }

    @Test
    void aReloadLengthensAndShortensTheDayButBringsNoneBack() {
        FirstDay day = start(DAY, false, START);
        day.renew(Duration.ofDays(2));
        day.look(START.plus(DAY));
        assertThat(told).isEmpty();
        day.renew(Duration.ZERO);
        day.look(START.plus(DAY));
        assertThat(told).hasSize(1);
        kept.get(0).run();
        day.renew(Duration.ofDays(2));
        day.look(START.plus(DAY));
        assertThat(observation.goesOn()).isFalse();
    }

    @Test
    void aFileThatCannotBeReadEndsTheDay() throws Exception {
        Files.writeString(directory.resolve("first-day"), "yesterday\n");
        start(DAY, false, START);
        assertThat(observation.goesOn()).isFalse();
    }

    @Test
    void theEmbeddedSettingsAlertAtOnceAndTheShippedOnesObserveADay() throws Exception {
        assertThat(observeFor(Optional.empty())).isZero();
        assertThat(observeFor(Optional.of(Path.of("systemd/beaconward.yaml")))).isEqualTo(DAY);
    }

    private static Duration observeFor(Optional<Path> file) throws Exception {
        return Configuration.read(file, Map.of()).settings().alerts().observeFor();
    }
}
