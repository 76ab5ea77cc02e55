package io.beaconward.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.detect.Finding;
import io.beaconward.detect.Judgement;
import io.beaconward.detect.PairFigures;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceTest {
    private static final String FACTS = "10.1.2.3 connected to x.evil.workers.dev (Cloudflare Workers, tenant evil)"
            + " 14 times in 4 different clock hours since 2026-03-01 08:12 UTC, ";
    private static final String SIZES = "sending 512 B and receiving 1.2 KiB each on average";
    private static final String MEANING = ". Small exchanges again and again with a function on a shared cloud are how"
            + " malware calls home unnoticed: find out which program on 10.1.2.3 does this.";

    @Test
    void saysWhoWhereHowOftenSinceWhenAndHowMuch() {
        assertThat(Evidence.sentences(Findings.open(), "")).isEqualTo(FACTS + SIZES + MEANING);
    }

    @Test
    void saysForHowManyConnectionsTheBytesAreKnown() {
        assertThat(sentences(Finding.State.OPEN, 9.0 / 14, 0))
                .isEqualTo(FACTS + SIZES + " (sizes logged for 9 of them, the others count as 0)" + MEANING);
    }

    @Test
    void saysThatNoBytesAreKnown() {
        assertThat(sentences(Finding.State.OPEN, 0, 0)).isEqualTo(FACTS + "sizes not logged" + MEANING);
    }

    @Test
    void saysHowManyConnectionsWereBlocked() {
        assertThat(sentences(Finding.State.OPEN, 1, 2.0 / 14))
                .isEqualTo(FACTS + SIZES + "; 2 of them were blocked" + MEANING);
        assertThat(sentences(Finding.State.OPEN, 1, 1))
                .isEqualTo(FACTS + SIZES + "; all of them were blocked" + MEANING);
    }

    @Test
    void saysForHowManyConnectionsTheNameWasInferredAndHowWell() {
        String inferred = ". The name comes from DNS replies, not from the device's own log (";
        assertThat(Evidence.sentences(Findings.inferred(14, 0), ""))
                .isEqualTo(FACTS + SIZES + inferred + "14 of 14 connections)" + MEANING);
        assertThat(Evidence.sentences(Findings.inferred(12, 3), ""))
                .isEqualTo(FACTS + SIZES + inferred
                        + "12 of 14 connections; 3 of them by what other clients were told: weaker evidence)"
                        + MEANING);
    }

    @Test
    void namesTheUserBesideTheSource() {
        assertThat(Evidence.sentences(Findings.by("anna`x"), "`"))
                .startsWith("`10.1.2.3` (user `anna?x`) connected to `x.evil.workers.dev`");
    }

    @Test
    void namesTheOthersOfARotationOrACampaign() {
        assertThat(Evidence.sentences(Findings.together("rotation", List.of("y.ill.workers.dev", "a`b")), "`"))
                .contains("spread over several destinations of one provider, so that none of them shows the rhythm"
                        + " alone. Beside it: `y.ill.workers.dev`, `a?b`. Small exchanges");
        assertThat(Evidence.sentences(Findings.together("campaign", List.of("10.1.2.4", "2001:db8::7")), ""))
                .contains("Other sources call the same tenant at the same pace. Beside it: 10.1.2.4, 2001:db8::7. ");
        assertThat(Evidence.sentences(Findings.together("campaign", List.of()), ""))
                .doesNotContain("Beside it");
    }

    @Test
    void saysWhatBecameOfTheAlert() {
        assertThat(sentences(Finding.State.UPDATED, 1, 0))
                .isEqualTo(FACTS + SIZES + ". It goes on: the latest connection was at 2026-03-01 11:48 UTC.");
        assertThat(sentences(Finding.State.CLOSED, 1, 0))
                .isEqualTo(
                        FACTS + SIZES + ". The latest connection was at 2026-03-01 11:48 UTC; this alert is closed.");
    }

    @Test
    void leavesOutATenantThatIsNotKnown() {
        Finding open = Findings.open();
        Finding finding = new Finding(
                open.state(),
                open.openedMillis(),
                open.time(),
                open.rules(),
                "Apps Script",
                "",
                open.pair(),
                1,
                0,
                0,
                0,
                "",
                List.of(),
                Judgement.NONE);

        assertThat(Evidence.sentences(finding, "")).contains("(Apps Script)");
    }

    @Test
    void groupsLargeNumbersAndScalesSizes() {
        PairFigures pair = new PairFigures(
                Findings.FIRST_SEEN, Findings.LAST_SEEN, "::1", "a.run.app", 1_234_567, 1, 1_234_567, 0, 3.5e6);

        assertThat(Evidence.sentences(Findings.of(Finding.State.OPEN, pair, 1, 0), ""))
                .contains("1,234,567 times in 1 different clock hour since", "sending 0 B and receiving 3.3 MiB each");
    }

    @Test
    void summaryIsOneLine() {
        assertThat(Evidence.summary(Findings.open(), ""))
                .isEqualTo("10.1.2.3 to x.evil.workers.dev: 14 connections in 4 hours since 2026-03-01 08:12 UTC");
    }

    @Test
    void namesCannotEndTheirQuotes() {
        assertThat(Evidence.summary(Findings.to("a`b\nc"), "`")).startsWith("`10.1.2.3` to `a?b?c`: ");
    }

    private static String sentences(Finding.State state, double bytesKnownShare, double blockedShare) {
        return Evidence.sentences(Findings.of(state, Findings.PAIR, bytesKnownShare, blockedShare), "");
    }
}
