package io.beaconward.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.config.Settings;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RehearsalTest {
    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void postsAnAlertToItselfAndTellsNobodyElse(String scheme) throws Exception {
        try (Receiver receiver = new Receiver()) {
            URI url = URI.create(receiver.url("/x").toString().replace("http", scheme));
            Settings.Webhook webhook =
                    new Settings.Webhook("chat", url, Settings.Webhook.Format.GENERIC, Duration.ofSeconds(5));
            assertThat(Rehearsal.run(List.of(webhook), new GenericJson(), HttpClient.newHttpClient()))
                    .isTrue();
            assertThat(receiver.requestsNotTaken()).isZero();
        }
    }
}
