package io.beaconward.detect.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.detect.Level;
import io.beaconward.detect.RhythmRule;
import io.beaconward.detect.Rule;
import io.beaconward.detect.calibration.Others.Other;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The figures of src/docs/detection.md, in short. To measure them at length, half an hour or so, and write the tables anew:
 * {@code mvn -B test -Dtest=CalibrationTest -Dbeaconward.calibrate=true}. The seeds are fixed.
 */
class CalibrationTest {
    private static final Path PAGE = Path.of("src/docs/detection.md");
    private static final String BEGIN = "<!-- measured: begin -->\n";
    private static final String END = "<!-- measured: end -->\n";
    private static final Tables LONG = new Tables(200, 10_000, 100_000);
    private static final int ALMOST_NEVER = 1000;

    private final Calibration quick = Calibration.untilFound(20);

    @Test
    void findsEveryImplantOfUpToHalfJitterThatIsMostlyHeard() {
        for (Grid.Row row : Grid.rows()) {
            if (row.missed() > 10) continue;
            for (Result result : row.measure(quick)) {
                assertThat(result.share(Rule.RHYTHM)).as(result.name()).isEqualTo(1);
            }
        }
    }

    @Test
    void findsItWithinTheStatedBeatsWhereAllLinesComeInOrder() {
        for (Grid.Row row : Grid.rows()) {
            if (row.missed() > 0) continue;
            for (int period : Grid.PERIODS) {
                Result result = Calibration.untilFound(200)
                        .measure(
                                "in order, " + period + " s, " + row.name(),
                                Kind.of(row.implant(period).inOrder()));
                assertThat(result.beatsTo(Rule.RHYTHM, 0.5)).as(result.name()).isBetween(5, mostBeats(row));
            }
        }
    }

    private static int mostBeats(Grid.Row row) {
        return row.jitter() <= 10 ? 10 : row.jitter() <= 30 ? 15 : 22;
    }

    @Test
    void findsMostOfTheWorst() {
        Grid.Row worst = new Grid.Row(50, 30, 3);
        Result all = Result.together(worst.name(), worst.measure(Calibration.untilFound(250)));
        assertThat(all.share(Rule.RHYTHM)).isGreaterThan(0.8);
    }

    @Test
    void whatIsRegularAndCommonOrScheduledIsNoHighConfidence() {
        for (Other grey : Others.GREY) {
            Result result = grey.measure(20);
            assertThat(result.share(Level.HIGH)).as(grey.name()).isZero();
        }
    }

    @Test
    void aBeaconOfTwoHostsIsOfHighConfidence() {
        for (int period : Grid.PERIODS) {
            Kind half = Kind.of(new Grid.Row(50, 0, 3).implant(period));
            Result result = new Calibration(20, 2, true).measure("of two hosts, " + period + " s", half);
            assertThat(result.share(Level.HIGH)).as(result.name()).isEqualTo(1);
        }
    }

    @Test
    void findsWhatTakesTurnsAndWhatSeveralDoAndNothingOfPeople() {
        for (Groups.Group group : Groups.FOUND) {
            Result result = group.measure(20);
            assertThat(result.share(group.rule())).as(group.name()).isGreaterThan(0.8);
        }
        for (Groups.Group group : Groups.NOT_FOUND) {
            Result result = group.measure(100);
            assertThat(result.found(group.rule())).as(group.name()).isZero();
        }
    }

    @Test
    void findsNoPeople() {
        for (Other people : Others.PEOPLE) {
            Result result = people.measure(100);
            assertThat(result.found(Rule.RHYTHM)).as(people.name()).isZero();
            assertThat(result.found(Rule.FAST_BEAT)).as(people.name()).isZero();
        }
    }

    @Test
    void findsNoMoreOfRandomArrivalsThanItStates() {
        List<Result> results = List.of(
                Calibration.untilFound(8000).measure("random, 3 an hour", Kind.random(3)),
                Calibration.untilFound(8000).measure("random, 12 an hour", Kind.random(12)),
                Calibration.untilFound(1500).measure("random, 60 an hour", Kind.random(60)),
                Calibration.untilFound(300).measure("random, 300 an hour", Kind.random(300)),
                Calibration.untilFound(1500)
                        .measure(
                                "random, 12 an hour, of minutes",
                                Kind.random(12).inSteps(60)),
                Calibration.untilFound(1500)
                        .measure(
                                "random, 60 an hour, of ten seconds",
                                Kind.random(60).inSteps(10)));
        Result all = Result.together("random", results);
        assertThat(all.found(Rule.RHYTHM))
                .isLessThanOrEqualTo(mostByChance(all.pairs().size(), RhythmRule.FALSE_ALARMS));
    }

    /** The number that so many trials of that probability exceed less than once in {@link #ALMOST_NEVER} times. */
    private static int mostByChance(int trials, double probability) {
        double exactly = Math.pow(1 - probability, trials);
        double above = 1 - exactly;
        int most = 0;
        while (above > 1.0 / ALMOST_NEVER) {
            exactly *= (double) (trials - most) / (most + 1) * probability / (1 - probability);
            above -= exactly;
            most++;
        }
        return most;
    }

    @Test
    void thePageHasTheTables() throws IOException {
        if (Boolean.getBoolean("beaconward.calibrate")) write(LONG.markdown());
        String measured = measured();
        assertThat(measured).contains("| " + LONG.random() + " |");
        assertThat(measured)
                .contains(Grid.rows().stream()
                        .map(row -> "| " + row.name() + " |")
                        .toList())
                .contains(Stream.of(
                                Others.IMPLANTS, Others.GREY, Others.PEOPLE, Others.CROWDS, Others.RANDOM, Others.BUSY)
                        .flatMap(List::stream)
                        .map(other -> "| " + other.name() + " |")
                        .toList())
                .contains(Stream.of(Groups.FOUND, Groups.NOT_FOUND)
                        .flatMap(List::stream)
                        .map(group -> "| " + group.name() + " | " + group.rule().id() + " |")
                        .toList());
    }

    private static String measured() throws IOException {
        String page = Files.readString(PAGE);
        return page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END));
    }

    private static void write(String tables) throws IOException {
        String page = Files.readString(PAGE);
        Files.writeString(
                PAGE,
                page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + tables + page.substring(page.indexOf(END)));
    }
}
