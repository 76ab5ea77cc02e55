package io.beaconward.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beaconward.config.Settings;
import io.beaconward.metrics.Meters;
import io.beaconward.metrics.Metric;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpEndpointTest {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int MOST_CONNECTIONS = 32;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Meters meters = new Meters(registry); // kept: the registry holds its counters only weakly
    private final HttpEndpoint endpoint = new HttpEndpoint(
            new Settings.Http(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Optional.empty(), Optional.empty()),
            Map.of(
                    "/echo",
                    request -> Response.text(Response.OK, request.query() + " " + request.accept() + "\n"),
                    "/json",
                    request -> Response.json(json -> {}),
                    "/defect",
                    request -> {
                        throw new IllegalArgumentException("secret detail");
                    }),
            meters,
            Clock.systemUTC());
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start() throws Exception {
        endpoint.start();
    }

    @AfterEach
    void close() {
        endpoint.close();
    }

    @Test
    void answersGetWithParametersAndAccept() throws Exception {
        HttpResponse<String> answer = send(
                request("/echo?a=%C3%BC+x&a=2").header("Accept", "text/plain").GET());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{a=ü x} text/plain\n");
    }

    @Test
    void everyAnswerSaysWhatItIsAndIsNotKept() throws Exception {
        for (String path : List.of("/echo", "/nowhere", "/defect")) {
            assertThat(send(request(path).GET()).headers().map())
                    .containsEntry("content-type", List.of("text/plain; charset=utf-8"))
                    .containsEntry("cache-control", List.of("no-store"))
                    .containsEntry("x-content-type-options", List.of("nosniff"));
        }
        assertThat(send(request("/json").GET()).headers().firstValue("content-type"))
                .contains("application/json");
    }

    @Test
    void answersHeadWithTheHeadersOfGetAlone() throws Exception {
        HttpResponse<String> get = send(request("/json").GET());
        HttpResponse<String> head = send(request("/json").method("HEAD", HttpRequest.BodyPublishers.noBody()));

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers()).isEqualTo(get.headers());
        assertThat(head.body()).isEmpty();
    }

    @Test
    void listsWhatThereIsAtTheRoot() throws Exception {
        HttpResponse<String> answer = send(request("/").GET());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("/defect\n/echo\n/json\n");
    }

    @Test
    void listsWhatThereIsToWhoAsksForSomethingElse() throws Exception {
        HttpResponse<String> answer = send(request("/echo/more").GET());

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("/defect\n/echo\n/json\n").doesNotContain("more");
    }

    @Test
    void refusesOtherMethodsAndSaysWhichAreAllowed() throws Exception {
        for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS", "BREW")) {
            HttpResponse<String> answer = send(request("/echo").method(method, HttpRequest.BodyPublishers.noBody()));

            assertThat(answer.statusCode()).as(method).isEqualTo(405);
            assertThat(answer.headers().firstValue("allow")).as(method).contains("GET, HEAD");
        }
    }

    @Test
    void refusesABody() throws Exception {
        for (int length : new int[] {1, 1024, 5000}) {
            HttpResponse<String> answer =
                    send(request("/echo").method("GET", HttpRequest.BodyPublishers.ofString("x".repeat(length))));

            assertThat(answer.statusCode()).as(length + " bytes").isEqualTo(400);
            assertThat(answer.body()).isEqualTo("a body is not taken\n");
        }
    }

    @Test
    void refusesABodyThatWaitsToBeAskedFor() throws Exception {
        try (Socket socket = connect()) {
            ask(socket, "GET /echo HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n");

            assertThat(readToEnd(socket)).startsWith("HTTP/1.1 400 ").endsWith("a body is not taken\n");
        }
    }

    @Test
    void staysInStepAfterASmallBody() throws Exception {
        try (Socket socket = connect()) {
            ask(socket, "GET /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nGET /");
            ask(socket, "GET /json HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

            assertThat(readToEnd(socket))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("HTTP/1.1 200 ")
                    .endsWith("{}");
        }
    }

    @Test
    void refusesWhatIsNoHttp() throws Exception {
        for (String garbage : List.of(
                "GET /echo%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /echo?a=%f HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "\u0016\u0003\u0001 hello there\r\n\r\n",
                "GET /echo HTTP/1.1\r\nno colon\r\n\r\n",
                "GET /echo HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
                "GET /echo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")) {
            try (Socket socket = connect()) {
                ask(socket, garbage);

                assertThat(readToEnd(socket))
                        .as(garbage)
                        .startsWith("HTTP/1.1 400 ")
                        .endsWith("\n");
            }
        }
    }

    @Test
    void refusesALineThatIsTooLong() throws Exception {
        HttpResponse<String> answer =
                send(request("/echo?a=" + "x".repeat(4096)).GET());

        assertThat(answer.statusCode()).isEqualTo(414);
        assertThat(answer.headers().firstValue("connection")).contains("close");
    }

    @Test
    void refusesHeadersThatAreTooLong() throws Exception {
        HttpResponse<String> answer =
                send(request("/echo").header("X-Long", "x".repeat(8192)).GET());

        assertThat(answer.statusCode()).isEqualTo(431);
        assertThat(answer.headers().firstValue("connection")).contains("close");
    }

    @Test
    void tellsNothingOfADefect() throws Exception {
        HttpResponse<String> answer = send(request("/defect").GET());

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("internal error\n");
    }

    @Test
    void keepsTheConnectionForFurtherRequestsUntilItIsToldToClose() throws Exception {
        try (Socket socket = connect()) {
            ask(
                    socket,
                    "GET /json HTTP/1.1\r\nHost: localhost\r\n\r\nGET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n");
            ask(socket, "GET /json HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            ask(socket, "GET /json HTTP/1.1\r\nHost: localhost\r\n\r\n");

            assertThat(readToEnd(socket).split("HTTP/1.1 ", -1)).hasSize(4);
        }
    }

    @Test
    void closesAfterAnAnswerToHttp10() throws Exception {
        try (Socket socket = connect()) {
            ask(socket, "GET /json HTTP/1.0\r\n\r\n");

            assertThat(readToEnd(socket)).startsWith("HTTP/1.1 200 ").endsWith("{}");
        }
    }

    @Test
    void closesTheConnectionAboveTheLimitAndTakesOneAgainOnceAnotherHasGone() throws Exception {
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < MOST_CONNECTIONS; i++) open.add(answeredConnection());
            try (Socket above = connect()) {
                assertThat(above.getInputStream().read()).isEqualTo(-1);
            }
            Socket leaving = open.remove(0);
            ask(leaving, "GET /json HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertThat(readToEnd(leaving)).startsWith("HTTP/1.1 200 ");
            leaving.close();
            open.add(answeredConnection());
        } finally {
            for (Socket socket : open) socket.close();
        }
    }

    @Test
    void closesWhoTricklesARequestAndWhoSendsNone() throws Exception {
        try (HttpEndpoint impatient = new HttpEndpoint(
                new Settings.Http(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Optional.empty(), Optional.empty()),
                Map.of(),
                Meters.unregistered(),
                Clock.systemUTC(),
                Duration.ofMillis(400))) {
            impatient.start();
            String request = "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ";
            for (boolean silent : new boolean[] {true, false}) {
                try (Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), impatient.address().getPort())) {
                    ask(socket, silent ? "" : "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n" + request);
                    assertThat(isClosedWhileItTrickles(socket, silent ? "" : "x"))
                            .isTrue();
                }
            }
        }
    }

    /** Sends the text again and again, every few milliseconds, until the connection is closed or patience is over. */
    private static boolean isClosedWhileItTrickles(Socket socket, String text) throws IOException {
        socket.setSoTimeout(20);
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
        while (System.nanoTime() < end) {
            try {
                ask(socket, text);
                if (socket.getInputStream().read() < 0) return true;
            } catch (SocketTimeoutException e) {
                assertThat(e).as("still open").isNotNull();
            } catch (SocketException e) {
                return true; // reset, since it was closed with something unread
            }
        }
        return false;
    }

    @Test
    void countsRequestsByStatus() throws Exception {
        send(request("/json").GET());
        send(request("/json").GET());
        send(request("/nowhere").GET());
        send(request("/json").DELETE());
        send(request("/json?" + "x".repeat(4096)).GET());
        send(request("/json").header("X-Long", "x".repeat(8192)).GET());
        send(request("/json").method("GET", HttpRequest.BodyPublishers.ofString("x".repeat(5000))));
        send(request("/defect").GET());

        assertThat(counted(200)).isEqualTo(2);
        for (int status : new int[] {400, 404, 405, 414, 431, 500})
            assertThat(counted(status)).as("status " + status).isEqualTo(1);
        assertThat(counted(503)).isZero();
    }

    @Test
    void saysWhatToDoWhenTheAddressIsTaken() {
        try (HttpEndpoint second = other(endpoint.address())) {
            assertThatThrownBy(second::start)
                    .isInstanceOf(HttpBindFailure.class)
                    .hasMessageContainingAll(
                            "http.listen", "127.0.0.1:" + endpoint.address().getPort(), "ss -ltnp", "set http.listen");
        }
    }

    @Test
    void closesItsConnectionsAndMayBeClosedAgain() throws Exception {
        try (Socket socket = answeredConnection()) {
            endpoint.close();
            endpoint.close();

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void mayBeClosedWithoutAStart() {
        HttpEndpoint never = other(new InetSocketAddress(0));
        never.close();
        assertThatThrownBy(never::address).isInstanceOf(IllegalStateException.class);
    }

    private static HttpEndpoint other(InetSocketAddress listen) {
        return new HttpEndpoint(
                new Settings.Http(listen, Optional.empty(), Optional.empty()),
                Map.of(),
                Meters.unregistered(),
                Clock.systemUTC());
    }

    private long counted(int status) {
        return (long) registry.get(Metric.HTTP_REQUESTS.prometheusName().replace("_total", ""))
                .tag("status", Integer.toString(status))
                .functionCounter()
                .count();
    }

    private HttpRequest.Builder request(String pathAndQuery) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + endpoint.address().getPort() + pathAndQuery))
                .version(HttpClient.Version.HTTP_1_1);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private Socket connect() throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), endpoint.address().getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /** A connection that the endpoint has surely taken. */
    private Socket answeredConnection() throws IOException {
        Socket socket = connect();
        ask(socket, "HEAD /json HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(socket.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 200");
        InputStream in = socket.getInputStream();
        int lineEnds = 0;
        while (lineEnds < 2) {
            int c = in.read();
            if (c == '\n') lineEnds++;
            else if (c != '\r') lineEnds = 0;
        }
        return socket;
    }

    private static void ask(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String readToEnd(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
