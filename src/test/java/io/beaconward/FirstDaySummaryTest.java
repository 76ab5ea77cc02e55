package io.beaconward;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.alert.Summary;
import io.beaconward.config.Settings;
import io.beaconward.config.TuningFile;
import io.beaconward.detect.Confidence;
import io.beaconward.detect.Finding;
import io.beaconward.detect.Judgement;
import io.beaconward.detect.PairFigures;
import io.beaconward.detect.RhythmFigures;
import io.beaconward.detect.Tuning;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstDaySummaryTest {
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final Instant END = START.plusSeconds(86_400);

    @TempDir
    private Path directory;

    private final FirstDaySummary day = new FirstDaySummary();

    private static Finding finding(String source, String tenant, int interval, int score) {
        return new Finding(
                Finding.State.OPEN,
                START.toEpochMilli(),
                START,
                List.of("baseline"),
                "Cloudflare Workers",
                tenant,
                new PairFigures(START, END, source, "x." + tenant, 20, 5, 4, 700, 900),
                1,
                0,
                0,
                0,
                "",
                List.of(20),
                new Judgement(
                        List.of("baseline"),
                        false,
                        new Confidence(score, List.of()),
                        new RhythmFigures(
                                20,
                                interval,
                                0.01,
                                interval,
                                interval,
                                19,
                                19,
                                0,
                                1e-9,
                                List.of(interval, interval, interval),
                                List.of()),
                        List.of()));
    }

    private List<Settings.Tuning> suggested(Summary summary) throws Exception {
        return TuningFile.read(Files.write(directory.resolve("tuning.yaml"), summary.tuning()));
    }

    @Test
    void suggestsToSuppressWhatLooksLikeAnUpdaterAsLongAsItBehavesSo() throws Exception {
        for (int i = 1; i <= 7; i++) day.add(finding("10.0.0." + i, "notes.workers.dev", 300, 30));
        Summary summary = day.summary(START, END);

        assertThat(summary.count()).isEqualTo(7);
        assertThat(summary.tenants()).containsExactly(new Summary.Share("notes.workers.dev", 7));
        assertThat(summary.summary()).isEqualTo("the first day is over: 7 pairs of 1 tenant led to no alert");
        assertThat(summary.evidence())
                .contains("Most sources poll notes.workers.dev (7 sources).")
                .contains("Like updaters look notes.workers.dev.");
        List<Settings.Tuning> entries = suggested(summary);
        assertThat(entries).extracting(Settings.Tuning::kind).containsExactly(Settings.Tuning.Kind.SUPPRESS);
        Tuning tuning = new Tuning(entries);
        assertThat(tuning.holdsBack(finding("10.0.0.9", "notes.workers.dev", 300, 80), 900))
                .isPresent();
        assertThat(tuning.holdsBack(finding("10.0.0.9", "notes.workers.dev", 200, 30), 900))
                .isEmpty();
        assertThat(tuning.holdsBack(finding("10.0.0.9", "notes.workers.dev", 300, 30), 5000))
                .isEmpty();
    }

    @Test
    void suggestsHighConfidenceWhereManySourcesPollWithoutAnIntervalInCommon() throws Exception {
        for (int i = 1; i <= 9; i++) day.add(finding("10.0.0." + i, "chat.workers.dev", 40 * i, 30));
        for (int i = 1; i <= 6; i++) day.add(finding("10.0.0." + i, "sync.workers.dev", 60, 60));
        Summary summary = day.summary(START, END);

        assertThat(summary.tenants())
                .containsExactly(new Summary.Share("chat.workers.dev", 9), new Summary.Share("sync.workers.dev", 6));
        assertThat(summary.evidence()).doesNotContain("updaters look");
        List<Settings.Tuning> entries = suggested(summary);
        assertThat(entries)
                .extracting(Settings.Tuning::kind)
                .containsExactly(Settings.Tuning.Kind.OVERRIDE, Settings.Tuning.Kind.OVERRIDE);
        Tuning tuning = new Tuning(entries);
        assertThat(tuning.holdsBack(finding("10.0.0.1", "chat.workers.dev", 60, 60), 900))
                .isPresent();
        assertThat(tuning.holdsBack(finding("10.0.0.1", "chat.workers.dev", 60, 70), 900))
                .isEmpty();
    }

    @Test
    void suggestsNothingForFewSourcesNorForNamesThatAreMoreThanNames() throws Exception {
        for (int i = 1; i < FirstDaySummary.MANY; i++) day.add(finding("10.0.0." + i, "few.workers.dev", 60, 30));
        for (int i = 1; i <= 9; i++) day.add(finding("10.0.0." + i, "a\"}\n  - {tenant: b", 60, 30));
        Summary summary = day.summary(START, END);
        assertThat(summary.tuning()).isEmpty();
        assertThat(summary.evidence()).doesNotContain("\n");
    }

    @Test
    void namesNoMoreThanTen() {
        for (int t = 10; t < 40; t++)
            for (int i = 1; i <= 5; i++) day.add(finding("10.0." + t + "." + i, t + ".workers.dev", 60, 30));
        Summary summary = day.summary(START, END);
        assertThat(summary.tenants()).hasSize(Summary.MOST);
        assertThat(summary.tuning()).hasSize(Summary.MOST + 1);
    }

    @Test
    void holdsNoMoreThanItsBounds() {
        for (int i = 0; i < 3000; i++) day.add(finding("10.0.0.1", i + ".workers.dev", 60, 30));
        for (int i = 0; i < 200; i++) day.add(finding("10.0.0." + i, "1.workers.dev", 60, 30));
        Summary summary = day.summary(START, END);
        assertThat(summary.summary())
                .isEqualTo("the first day is over: 3,200 pairs of 2,000 tenants or more led to no alert");
        assertThat(summary.evidence()).contains("1.workers.dev (100 sources or more)");
    }
}
