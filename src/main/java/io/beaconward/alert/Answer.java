package io.beaconward.alert;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * What a receiver answered to one attempt.
 *
 * @param retryAfter how long it asks us to wait
 * @param excerpt how its body begins; not yet fit for logs
 */
record Answer(int status, Optional<Duration> retryAfter, String excerpt) {
    private static final int GONE = 410;

    static Answer of(HttpResponse<String> response, Instant now) {
        return new Answer(
                response.statusCode(),
                response.headers().firstValue("Retry-After").flatMap(value -> retryAfter(value.strip(), now)),
                response.body());
    }

    boolean delivered() {
        return status >= 200 && status < 300;
    }

    /** The receiver exists no more, and wants no further requests (RFC 9110, 15.5.11). */
    boolean gone() {
        return status == GONE;
    }

    /** Whether the same request may be taken later: 408 Timeout, 425 Too Early, 429 Too Many Requests, 5xx. */
    boolean passing() {
        return status == 408 || status == 425 || status == 429 || status >= 500;
    }

    /** Seconds or an HTTP date (RFC 9110, 10.2.3); empty if it is neither. */
    static Optional<Duration> retryAfter(String value, Instant now) {
        try {
            if (value.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return Optional.of(Duration.ofSeconds(Integer.parseInt(value)));
            }
            Instant then = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO);
        } catch (NumberFormatException | DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
