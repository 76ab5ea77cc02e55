package io.beaconward;

import io.beaconward.FirstDayFile.Day;
import io.beaconward.FirstDayFile.Stage;
import io.beaconward.alert.Summary;
import io.beaconward.detect.Observation;
import io.beaconward.metrics.Meters;
import io.beaconward.metrics.Metric;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first day of a data directory: {@code observe-for} from its first use on the {@link Observation} holds findings back;
 * then they are told in one {@link Summary}, and what still holds leads to alerts. A day that is over stays so, whatever the
 * settings say later. A kill just after the summary may have it told twice, under the same id. Thread-safe.
 */
final class FirstDay {
    private static final Logger LOG = LoggerFactory.getLogger(FirstDay.class);

    private final FirstDayFile file;
    private final Observation observation;
    private final Function<Day, Summary> summaries;
    private final BiPredicate<Summary, Runnable> sink;
    private Day day = new Day(Instant.EPOCH, Stage.OVER);
    private volatile Duration observeFor;
    private volatile long untilSeconds;
    private boolean told;

    /**
     * @param summaries tells of what is held back at the end of a day
     * @param sink takes a summary, and what to do when it is kept; false where it finds no room
     */
    FirstDay(
            Path directory,
            Duration observeFor,
            Observation observation,
            Function<Day, Summary> summaries,
            BiPredicate<Summary, Runnable> sink,
            Meters meters) {
        this.file = new FirstDayFile(directory);
        this.observeFor = observeFor;
        this.observation = observation;
        this.summaries = summaries;
        this.sink = sink;
        meters.gauge(Metric.OBSERVE_UNTIL, () -> untilSeconds);
    }

    /** Observes for so long from now on. */
    void renew(Duration now) {
        observeFor = now;
    }

    /**
     * Takes up the day where an earlier run left it; the directory must be ours.
     *
     * @param used whether it was used before
     */
    synchronized void open(boolean used, Instant now) {
        day = file.read(used, now);
        file.write(day);
        if (day.stage() == Stage.OBSERVING) observe();
        look(now);
    }

    /** Begins or ends the observation where it is time. */
    synchronized void look(Instant now) {
        Instant until = day.since().plus(observeFor);
        boolean early = now.isBefore(until);
        if (day.stage() == Stage.NEW && early) turn(Stage.OBSERVING);
        if (day.stage() != Stage.OBSERVING || told) return;
        if (!early) {
            end();
            return;
        }
        if (until.getEpochSecond() == untilSeconds) return;
        untilSeconds = until.getEpochSecond();
        observe();
        LOG.info(
                "observing until {}: findings below high confidence lead to no alert, /api/v1/held-back lists them"
                        + " (observe-for)",
                until);
    }

    private void observe() {
        observation.begin();
    }

    private void end() {
        Summary summary = summaries.apply(day);
        told = sink.test(summary, this::summaryKept);
        if (!told) return; // the next look tries again
        observation.end();
        untilSeconds = 0;
    }

    private synchronized void summaryKept() {
        turn(Stage.OVER);
    }

    private void turn(Stage stage) {
        day = new Day(day.since(), stage);
        file.write(day);
    }
}
