package io.beaconward.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthTest {
    private static final Request ASKED = new Request("/healthz", Map.of(), "");

    private final Health health = new Health();

    @Test
    void isWellWithoutAProblem() {
        health.check("disk", Optional::empty);

        assertThat(health.problems()).isEmpty();
        assertThat(health.answer(ASKED)).isEqualTo(Response.text(200, "ok\n"));
    }

    @Test
    void namesEachProblemOnALine() {
        health.check("loops", () -> Optional.of("one does not answer"));
        health.check("disk", () -> Optional.of("it is full"));
        health.check("rollover", Optional::empty);

        assertThat(health.answer(ASKED))
                .isEqualTo(Response.text(503, "disk: it is full\nloops: one does not answer\n"));
    }

    @Test
    void asksEachTimeAnew() {
        boolean[] full = {true};
        health.check("disk", () -> full[0] ? Optional.of("it is full") : Optional.empty());
        assertThat(health.answer(ASKED).status()).isEqualTo(503);

        full[0] = false;
        assertThat(health.answer(ASKED).status()).isEqualTo(200);
    }
}
