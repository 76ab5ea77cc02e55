package io.beaconward.alert;

import io.beaconward.config.Settings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Where a webhook posts to. User and password in the URL are sent as basic authentication. An attempt ends with the
 * timeout whatever the receiver does: from connecting to the last byte of its answer.
 *
 * <p>URLs of chat services are secrets: of this one only the host is ever shown.
 */
final class Endpoint {
    private static final int SHORTEST_SECRET = 6;

    private final String shownAs;
    private final Duration timeout;
    private final Supplier<HttpClient> client;
    private final Clock clock;
    private final HttpRequest request;
    private final List<String> secrets;

    Endpoint(Settings.Webhook webhook, String contentType, Supplier<HttpClient> client, Clock clock) {
        URI url = webhook.url();
        this.shownAs = webhook.name() + " (" + url.getHost() + ")";
        this.timeout = webhook.timeout();
        this.client = client;
        this.clock = clock;
        this.request = request(url, contentType);
        this.secrets = secrets(url);
    }

    /** Sends {@code body}. Completes on a thread of the client's, or with the timeout; cancelling it ends the exchange. */
    CompletableFuture<Answer> post(byte[] body, String key) {
        HttpRequest post = HttpRequest.newBuilder(request, (name, value) -> true)
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        CompletableFuture<HttpResponse<String>> exchange = client.get().sendAsync(post, head -> new Excerpt());
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        CompletionStage<Answer> heard = exchange.thenApply(response -> Answer.of(response, clock.instant()));
        heard.whenComplete((value, failure) -> {
            if (failure == null) answer.complete(value);
            else answer.completeExceptionally(failure);
        });
        CompletionStage<Answer> bounded = answer.orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS);
        bounded.whenComplete((value, failure) -> exchange.cancel(true));
        return answer;
    }

    /** Name and host, for logs. */
    String shownAs() {
        return shownAs;
    }

    Duration timeout() {
        return timeout;
    }

    /** Text that may repeat what we sent, without the parts of the URL that could be secret; printable. */
    String withoutSecrets(String text, int longest) {
        String clean = text;
        for (String secret : secrets) clean = clean.replace(secret, "***");
        return Printable.of(clean.strip(), longest);
    }

    private static HttpRequest request(URI url, String contentType) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(url).header("Content-Type", contentType).header("User-Agent", userAgent());
        if (url.getUserInfo() == null) return builder.build();
        byte[] credentials = url.getUserInfo().getBytes(StandardCharsets.UTF_8);
        return builder.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials))
                .build();
    }

    private static String userAgent() {
        return "beaconward/"
                + Objects.requireNonNullElse(Endpoint.class.getPackage().getImplementationVersion(), "development");
    }

    /** The longest first, so that a path goes before its segments. */
    private static List<String> secrets(URI url) {
        List<String> all = new ArrayList<>();
        for (String part : new String[] {url.getRawPath(), url.getPath(), url.getRawQuery(), url.getQuery()}) {
            if (part == null) continue;
            all.add(part);
            all.addAll(List.of(part.split("[/&=]", -1)));
        }
        if (url.getUserInfo() != null) {
            all.add(url.getUserInfo());
            all.addAll(List.of(url.getUserInfo().split(":", 2)));
        }
        all.removeIf(part -> part.length() < SHORTEST_SECRET);
        all.sort(Comparator.comparingInt(String::length).reversed());
        return List.copyOf(all);
    }
}
