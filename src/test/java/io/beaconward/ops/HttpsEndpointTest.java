package io.beaconward.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beaconward.config.Settings;
import io.beaconward.metrics.Meters;
import io.beaconward.metrics.Metric;
import io.beaconward.tls.TestAuthority;
import io.beaconward.tls.TlsFailure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The endpoint over TLS, with real clients. */
class HttpsEndpointTest {
    private static final String TOKEN = "0123456789abcdef";
    private static final Duration HANDSHAKE = Duration.ofMillis(300);
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @TempDir
    private static Path made;

    private static TestAuthority authority;

    @TempDir
    private Path directory;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Meters meters = new Meters(registry); // kept: the registry holds its counters only weakly
    private HttpEndpoint endpoint;

    @BeforeAll
    static void makeCertificates() throws Exception {
        authority = new TestAuthority(made, "authority")
                .sign("first", "CN=first.example.net", "-ext", "san=ip:127.0.0.1")
                .sign("second", "CN=second.example.net", "-ext", "san=ip:127.0.0.1")
                .sign("expired", "CN=old.example.net", "-startdate", "-40d", "-ext", "san=ip:127.0.0.1");
    }

    @BeforeEach
    void start() throws Exception {
        put("first", "first");
        endpoint = endpoint(ANY, meters);
        endpoint.start();
    }

    @AfterEach
    void close() {
        endpoint.close();
    }

    private void put(String certificate, String key) throws IOException {
        for (String[] file : new String[][] {{certificate + ".pem", "http.pem"}, {key + ".key", "http.key"}}) {
            Files.copy(
                    made.resolve(file[0]),
                    directory.resolve(file[1]),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private Settings.Http settings(InetSocketAddress listen, String token) {
        return new Settings.Http(
                listen,
                Optional.of(token),
                Optional.of(new Settings.Tls(
                        Optional.of(directory.resolve("http.pem")),
                        Optional.of(directory.resolve("http.key")),
                        Optional.empty(),
                        Settings.Tls.ClientAuth.NONE,
                        List.of(),
                        HANDSHAKE)));
    }

    private HttpEndpoint endpoint(InetSocketAddress listen, Meters shown) {
        return new HttpEndpoint(
                settings(listen, TOKEN),
                Map.of("/hello", request -> Response.text(Response.OK, "hello\n")),
                shown,
                Clock.systemUTC());
    }

    private static HttpResponse<String> get(HttpEndpoint from, String authorization) throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(authority.client(authority, ""))
                .build();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("https://127.0.0.1:" + from.address().getPort() + "/hello"))
                .version(HttpClient.Version.HTTP_1_1);
        if (!authorization.isEmpty()) request.header("Authorization", authorization);
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private SSLSocket connect(String... protocols) throws Exception {
        SSLSocket socket = (SSLSocket) authority
                .client(authority, "")
                .getSocketFactory()
                .createSocket(
                        InetAddress.getLoopbackAddress(), endpoint.address().getPort());
        socket.setSoTimeout(20_000);
        if (protocols.length > 0) socket.setEnabledProtocols(protocols);
        return socket;
    }

    private String shown() throws Exception {
        try (SSLSocket socket = connect()) {
            X509Certificate certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return certificate.getSubjectX500Principal().getName();
        }
    }

    private double failures() {
        return registry.get(Metric.CERTIFICATE_FAILURES.prometheusName().replace("_total", ""))
                .tag("setting", "http.certificate")
                .functionCounter()
                .count();
    }

    @Test
    void answersWhoShowsTheTokenEitherWay() throws Exception {
        for (String shown : List.of("Bearer " + TOKEN, basic("prometheus", TOKEN), basic("", TOKEN))) {
            HttpResponse<String> answer = get(endpoint, shown);
            assertThat(answer.statusCode()).as(shown).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("hello\n");
            assertThat(answer.sslSession()).isPresent();
        }
    }

    @Test
    void namesBothWaysToShowTheTokenToWhoDoesNot() throws Exception {
        for (String shown : List.of("", "Bearer x", basic("prometheus", "x"), basic(TOKEN, ""))) {
            HttpResponse<String> answer = get(endpoint, shown);
            assertThat(answer.statusCode()).as(shown).isEqualTo(401);
            assertThat(answer.headers().allValues("www-authenticate"))
                    .containsExactly("Bearer realm=\"beaconward\"", "Basic realm=\"beaconward\", charset=\"UTF-8\"");
        }
    }

    @Test
    void speaksTls12And13AndNothingOlder() throws Exception {
        for (String protocol : List.of("TLSv1.2", "TLSv1.3")) {
            try (SSLSocket socket = connect(protocol)) {
                socket.startHandshake();
                assertThat(socket.getSession().getProtocol()).isEqualTo(protocol);
            }
        }
        try (SSLSocket socket = connect("TLSv1.1")) {
            assertThatThrownBy(socket::startHandshake).isInstanceOf(IOException.class);
        }
    }

    @Test
    void endsTheStreamInOrderAfterTheLastAnswer() throws Exception {
        for (String protocol : List.of("TLSv1.2", "TLSv1.3")) {
            try (SSLSocket socket = connect(protocol)) {
                String request = "GET /hello HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                        + TOKEN + "\r\n\r\n";
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                        .as("a stream cut short would throw")
                        .startsWith("HTTP/1.1 200 ")
                        .endsWith("hello\n");
            }
        }
    }

    @Test
    void tellsNothingInPlainTextAndGoesOn() throws Exception {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), endpoint.address().getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("GET /hello HTTP/1.1\r\nAuthorization: Bearer " + TOKEN + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .doesNotContain("HTTP", "hello");
        }
        assertThat(get(endpoint, "Bearer " + TOKEN).statusCode()).isEqualTo(200);
    }

    @Test
    void closesWhoStopsWithinTheHandshake() throws Exception {
        for (byte[] begun : new byte[][] {{}, {22, 3, 1, 2}}) {
            try (Socket socket = new Socket(
                    InetAddress.getLoopbackAddress(), endpoint.address().getPort())) {
                socket.setSoTimeout(20_000);
                socket.getOutputStream().write(begun);
                assertThat(socket.getInputStream().readAllBytes()).hasSizeLessThan(20);
            }
        }
        assertThat(get(endpoint, "Bearer " + TOKEN).statusCode()).isEqualTo(200);
    }

    @Test
    void showsANewCertificateOnceItsFilesHaveChangedAndTheOldOneWhileTheyAreBad() throws Exception {
        assertThat(shown()).isEqualTo("CN=first.example.net");
        put("second", "second");
        endpoint.refreshCertificates();
        assertThat(shown()).isEqualTo("CN=second.example.net");
        put("first", "second");
        endpoint.refreshCertificates();
        assertThatThrownBy(() -> endpoint.renewed(settings(ANY, TOKEN)))
                .isInstanceOf(TlsFailure.class)
                .hasMessageContainingAll("http.key", "is not the key");
        put("expired", "expired");
        endpoint.refreshCertificates();
        assertThat(shown()).isEqualTo("CN=second.example.net");
        assertThat(failures()).isEqualTo(3);
        put("first", "first");
        endpoint.renewed(settings(ANY, "fedcba9876543210")).run();
        assertThat(shown()).isEqualTo("CN=first.example.net");
        assertThat(get(endpoint, "Bearer " + TOKEN).statusCode()).isEqualTo(401);
        assertThat(get(endpoint, basic("x", "fedcba9876543210")).statusCode()).isEqualTo(200);
    }

    @Test
    void doesNotStartWithFilesThatCannotBeUsed() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertStopped(port, "http.key", "is not the key", () -> put("first", "second"));
        assertStopped(port, "http.key", "may be read by everybody", () -> {
            put("first", "first");
            Files.setPosixFilePermissions(directory.resolve("http.key"), PosixFilePermissions.fromString("rw-r--r--"));
        });
        assertStopped(port, "http.key", "is not there", () -> Files.delete(directory.resolve("http.key")));
        assertStopped(port, "http.certificate", "holds no certificate", () -> {
            put("first", "first");
            Files.writeString(directory.resolve("http.pem"), "nothing\n");
        });
    }

    /** Spoils the files. */
    private interface Spoiler {
        void spoil() throws IOException;
    }

    private void assertStopped(int port, String setting, String why, Spoiler spoiler) throws Exception {
        spoiler.spoil();
        InetSocketAddress listen = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (HttpEndpoint second = endpoint(listen, Meters.unregistered())) {
            assertThatThrownBy(second::start).isInstanceOf(TlsFailure.class).hasMessageContainingAll(setting, why);
            assertThatThrownBy(() -> new Socket(listen.getAddress(), port).close())
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void isNotTrustedByWhoDoesNotKnowItsAuthority() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("https://127.0.0.1:" + endpoint.address().getPort() + "/hello"))
                .build();
        assertThatThrownBy(() -> client.send(request, HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(SSLException.class);
        assertThat(get(endpoint, "Bearer " + TOKEN).statusCode()).isEqualTo(200);
    }
}
