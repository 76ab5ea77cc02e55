package io.beaconward.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void readsSecondsToWait() {
        assertThat(Answer.retryAfter("0", NOW)).contains(Duration.ZERO);
        assertThat(Answer.retryAfter("120", NOW)).contains(Duration.ofMinutes(2));
    }

    @Test
    void readsTheDateToWaitFor() {
        assertThat(Answer.retryAfter("Sun, 01 Mar 2026 12:01:30 GMT", NOW)).contains(Duration.ofSeconds(90));
        assertThat(Answer.retryAfter("Sun, 01 Mar 2026 11:00:00 GMT", NOW)).contains(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5", "soon", "99999999999", "Sun, 31 Feb 2026 12:00:00 GMT", "١٢"})
    void ignoresWhatIsNeither(String value) {
        assertThat(Answer.retryAfter(value, NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 599})
    void troubleThatPassesIsWorthAnotherAttempt(int status) {
        assertThat(answer(status).passing()).isTrue();
        assertThat(answer(status).delivered()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 400, 401, 403, 404, 410, 413, 422})
    void refusalIsNot(int status) {
        assertThat(answer(status).passing()).isFalse();
        assertThat(answer(status).delivered()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 202, 204})
    void everySuccessIsADelivery(int status) {
        assertThat(answer(status).delivered()).isTrue();
        assertThat(answer(status).passing()).isFalse();
    }

    private static Answer answer(int status) {
        return new Answer(status, Optional.empty(), "");
    }
}
