package io.beaconward.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beaconward.metrics.Meters;
import io.beaconward.metrics.Metric;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpEndpointTest {
    private static final InetSocketAddress FREE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final Meters meters = Meters.unregistered();
    private final Health health = new Health();
    private final HttpEndpoint endpoint = new HttpEndpoint(
            FREE,
            Map.of(
                    "/healthz", health,
                    "/echo",
                            request ->
                                    Response.json("{\"q\":\"" + request.query().get("q") + "\"}"),
                    "/broken",
                            request -> {
                                throw new IllegalStateException("secret inside");
                            }),
            meters);
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start() throws Exception {
        endpoint.start();
    }

    @AfterEach
    void stop() {
        endpoint.close();
        endpoint.close();
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + endpoint.address().getPort() + path);
        return client.send(
                HttpRequest.newBuilder(uri)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Sends bytes as they are and reads until the other side closes. */
    private String raw(String request) throws IOException {
        try (Socket socket =
                new Socket(endpoint.address().getAddress(), endpoint.address().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void answersGetAndHead() throws Exception {
        HttpResponse<String> got = send("GET", "/echo?q=a%20b&q=c");
        assertThat(got.statusCode()).isEqualTo(200);
        assertThat(got.body()).isEqualTo("{\"q\":\"a b\"}");
        assertThat(got.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(got.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(got.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        HttpResponse<String> head = send("HEAD", "/echo?q=x");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Length")).contains("9");
        assertThat(meters.total(Metric.HTTP_REQUESTS)).isEqualTo(2);
    }

    @Test
    void saysWhatThereIs() throws Exception {
        assertThat(send("GET", "/").body()).contains("/healthz", "/echo");
        HttpResponse<String> missing = send("GET", "/nothing");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.body()).contains("/healthz");
    }

    @Test
    void refusesOtherMethodsBodiesAndNonsense() throws Exception {
        HttpResponse<String> posted = send("POST", "/echo");
        assertThat(posted.statusCode()).isEqualTo(405);
        assertThat(posted.headers().firstValue("Allow")).contains("GET, HEAD");
        assertThat(send("GET", "/echo?q=1").statusCode()).as("still there").isEqualTo(200);
        assertThat(raw("GET /echo?q=%zz HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 400");
        assertThat(raw("nonsense\r\n\r\n")).startsWith("HTTP/1.1 400");
        assertThat(raw("GET /" + "x".repeat(5000) + " HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 414");
        assertThat(raw("GET / HTTP/1.0\r\nA: " + "x".repeat(9000) + "\r\n\r\n")).startsWith("HTTP/1.1 431");
        assertThat(raw("GET / HTTP/1.0\r\nContent-Length: 3\r\n\r\nabc")).startsWith("HTTP/1.1 400");
    }

    @Test
    void aFailureIsToldWithoutATrace() throws Exception {
        HttpResponse<String> failed = send("GET", "/broken");
        assertThat(failed.statusCode()).isEqualTo(500);
        assertThat(failed.body()).isEqualTo("internal error\n");
    }

    @Test
    void healthNamesItsProblems() throws Exception {
        assertThat(send("GET", "/healthz").body()).isEqualTo("ok\n");
        health.check("disk", () -> Optional.of("full"));
        HttpResponse<String> ill = send("GET", "/healthz");
        assertThat(ill.statusCode()).isEqualTo(503);
        assertThat(ill.body()).isEqualTo("disk: full\n");
    }

    @Test
    void closesConnectionsBeyondTheLimit() throws Exception {
        List<Socket> open = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            Socket socket = new Socket(
                    endpoint.address().getAddress(), endpoint.address().getPort());
            open.add(socket);
            socket.getOutputStream()
                    .write("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo('H');
        }
        try (Socket beyond = new Socket(
                        endpoint.address().getAddress(), endpoint.address().getPort());
                InputStream in = beyond.getInputStream()) {
            assertThat(in.read()).isEqualTo(-1);
        }
        for (Socket socket : open) socket.close();
    }

    @Test
    void saysWhatToDoWhenTheAddressIsTaken() {
        HttpEndpoint second = new HttpEndpoint(endpoint.address(), Map.of(), Meters.unregistered());
        assertThatThrownBy(second::start)
                .isInstanceOf(HttpBindFailure.class)
                .hasMessageContaining("http.listen")
                .hasMessageContaining(Integer.toString(endpoint.address().getPort()))
                .hasMessageContaining("ss -ltnp");
    }
}
