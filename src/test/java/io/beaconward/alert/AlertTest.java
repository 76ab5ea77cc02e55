package io.beaconward.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.detect.Finding;
import io.beaconward.detect.Judgement;
import io.beaconward.detect.PairFigures;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertTest {
    @Test
    void idStaysTheSameOverStatesAndRestarts() {
        String id = Alert.of(Findings.open()).id();

        assertThat(id).isEqualTo("0771fe4eec0f05f0129b8559892fa32f");
        assertThat(Alert.of(Findings.of(Finding.State.UPDATED, Findings.PAIR, 0.5, 1))
                        .id())
                .isEqualTo(id);
        assertThat(Alert.of(Findings.of(Finding.State.CLOSED, Findings.PAIR, 0.5, 1))
                        .id())
                .isEqualTo(id);
    }

    @Test
    void idDiffersForAnotherPairOrOpening() {
        Finding finding = Findings.open();

        assertThat(List.of(
                        id(finding.pair(), 1),
                        id(finding.pair(), 2),
                        id(Findings.pair("10.1.2.3", "y.evil.workers.dev"), 1),
                        id(Findings.pair("10.1.2.30", "x.evil.workers.dev"), 1)))
                .doesNotHaveDuplicates();
    }

    @Test
    void notificationKeyTellsStatesAndUpdatesApart() {
        assertThat(List.of(
                        key(Finding.State.OPEN, 5),
                        key(Finding.State.UPDATED, 5),
                        key(Finding.State.UPDATED, 6),
                        key(Finding.State.CLOSED, 9)))
                .doesNotHaveDuplicates();
    }

    @Test
    void notificationKeyOfAnOpenedAlertIsIndependentOfTheTimeItIsRaised() {
        assertThat(key(Finding.State.OPEN, 5)).isEqualTo(key(Finding.State.OPEN, 500));
    }

    private static String id(PairFigures pair, long openedMillis) {
        return Alert.of(finding(Finding.State.OPEN, pair, openedMillis, 5)).id();
    }

    private static String key(Finding.State state, long second) {
        return Alert.of(finding(state, Findings.PAIR, 1, second)).notificationKey();
    }

    private static Finding finding(Finding.State state, PairFigures pair, long openedMillis, long second) {
        return new Finding(
                state,
                openedMillis,
                Instant.ofEpochSecond(second),
                List.of("baseline"),
                "p",
                "t",
                pair,
                1,
                0,
                0,
                0,
                "",
                List.of(),
                Judgement.NONE);
    }
}
