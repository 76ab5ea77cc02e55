package io.beaconward.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
    private static final String TOKEN = "0123456789abcdef";

    private final Access locked = new Access(Optional.of(TOKEN));
    private final Access open = new Access(Optional.empty());

    private static int status(Access access, String path, String name, String value) {
        HttpHeaders headers = new DefaultHttpHeaders();
        if (!name.isEmpty()) headers.set(name, value);
        return access.refusal(path, headers).map(Response::status).orElse(200);
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void letsInWhoShowsTheToken() {
        assertThat(status(locked, "/metrics", "Authorization", "Bearer " + TOKEN))
                .isEqualTo(200);
        assertThat(status(locked, "/metrics", "Authorization", "bearer  " + TOKEN))
                .isEqualTo(200);
        for (String user : List.of("prometheus", "", "ü"))
            assertThat(status(locked, "/metrics", "Authorization", basic(user + ":" + TOKEN)))
                    .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Bearer", "Bearer ", "Bearer 0123456789abcde", "Basic !!!", "Digest x", "0123456789abcdef"})
    void refusesAllOthers(String authorization) {
        assertThat(status(locked, "/metrics", "Authorization", authorization)).isEqualTo(401);
        assertThat(status(locked, "/nothing", "Authorization", authorization)).isEqualTo(401);
        assertThat(status(locked, "/metrics", "", "")).isEqualTo(401);
        for (String credentials : List.of(TOKEN + ":x", TOKEN, ":", "", "x:" + TOKEN + "x", "x:y:" + TOKEN)) {
            assertThat(status(locked, "/metrics", "Authorization", basic(credentials)))
                    .as(credentials)
                    .isEqualTo(401);
        }
    }

    @Test
    void letsEverybodyReadItsHealth() {
        assertThat(status(locked, "/healthz", "", "")).isEqualTo(200);
        assertThat(status(locked, "/readyz", "Host", "evil.example.com")).isEqualTo(200);
        assertThat(status(open, "/healthz", "Host", "evil.example.com")).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST:9514",
                "127.0.0.1",
                "127.0.0.1:9514",
                "[::1]",
                "[::1]:9514",
                "192.0.2.1:80"
            })
    void withoutATokenAnswersRequestsToAnAddress(String host) {
        assertThat(status(open, "/metrics", "Host", host)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example.com",
                "evil.example.com:9514",
                "127.0.0.1.evil.example.com",
                "localhost.",
                "",
                "[::1",
                "1.2.3"
            })
    void withoutATokenRefusesANameThatMayLeadHereByATrick(String host) {
        assertThat(status(open, "/api/v1/pairs", "Host", host)).isEqualTo(403);
    }

    @Test
    void asksForAnotherTokenOnceItIsTold() {
        locked.token(Optional.of("fedcba9876543210"));
        assertThat(status(locked, "/metrics", "Authorization", "Bearer " + TOKEN))
                .isEqualTo(401);
        assertThat(status(locked, "/metrics", "Authorization", "Bearer fedcba9876543210"))
                .isEqualTo(200);
        locked.token(Optional.empty());
        assertThat(status(locked, "/metrics", "", "")).isEqualTo(200);
    }
}
