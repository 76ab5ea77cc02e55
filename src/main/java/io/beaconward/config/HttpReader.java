package io.beaconward.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads the settings of the HTTP endpoint, and whether others than this machine could read it unasked. */
final class HttpReader {
    private static final int LEAST_TOKEN = 16;
    private static final Duration HANDSHAKE = Duration.ofSeconds(10);

    private final ValueReader values;

    HttpReader(ValueReader values) {
        this.values = values;
    }

    Settings.Http http() {
        Settings.Http http = new Settings.Http(
                values.one(Keys.HTTP_LISTEN),
                values.optional(Keys.HTTP_TOKEN_FILE).flatMap(this::token),
                tls());
        values.with(Keys.HTTP_TOKEN_FILE, http.token());
        boolean open =
                !http.listen().getAddress().isLoopbackAddress() && http.token().isEmpty();
        if (open) {
            values.problem(
                    Keys.HTTP_LISTEN,
                    "others than this machine could read who talks to whom: http.token-file is required");
        }
        return http;
    }

    private Optional<Settings.Tls> tls() {
        Optional<Path> certificate = values.optional(Keys.HTTP_CERTIFICATE);
        Optional<Path> key = values.optional(Keys.HTTP_KEY);
        if (certificate.isPresent() && key.isEmpty())
            values.problem(Keys.HTTP_KEY, "is missing: http.certificate takes it");
        if (certificate.isEmpty() && key.isPresent())
            values.problem(Keys.HTTP_CERTIFICATE, "is missing: http.key takes it");
        return certificate.map(shown -> new Settings.Tls(
                certificate, key, Optional.empty(), Settings.Tls.ClientAuth.NONE, List.of(), HANDSHAKE));
    }

    private Optional<String> token(Path file) {
        Optional<String> token = values.secret(file, Keys.HTTP_TOKEN_FILE.name(), values.place(Keys.HTTP_TOKEN_FILE));
        if (token.isEmpty() || token.get().length() >= LEAST_TOKEN) return token;
        values.problem(Keys.HTTP_TOKEN_FILE, file + " holds fewer than " + LEAST_TOKEN + " characters");
        return Optional.empty();
    }
}
