package io.beaconward.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WebhookTest {
    @Test
    void jitterNeverShortensWhatTheReceiverAskedFor() {
        Duration pause = Webhook.retryAfter(new Answer(429, Optional.of(Duration.ofSeconds(8)), ""));

        assertThat(pause.multipliedBy(8).dividedBy(10)).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void whatTheReceiverAsksForIsBounded() {
        Duration pause = Webhook.retryAfter(new Answer(503, Optional.of(Duration.ofDays(365)), ""));

        assertThat(pause.multipliedBy(8).dividedBy(10)).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void theGrowingPauseHoldsWhereTheReceiverAsksForNothing() {
        assertThat(Webhook.retryAfter(new Answer(503, Optional.empty(), ""))).isNegative();
        assertThat(Webhook.retryAfter(null)).isNegative();
    }
}
