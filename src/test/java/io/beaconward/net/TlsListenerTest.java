package io.beaconward.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.beaconward.metrics.Metric;
import io.beaconward.tls.TestAuthority;
import io.beaconward.tls.TlsFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsListenerTest {
    @TempDir
    private static Path made;

    private static TestAuthority ours;
    private static TestAuthority others;

    @TempDir
    private Path directory;

    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeAll
    static void makeCertificates() throws Exception {
        ours = new TestAuthority(made, "ours")
                .sign("server", "CN=logs.example.net", "-ext", "san=dns:logs.example.net,ip:127.0.0.1")
                .sign("renewed", "CN=renewed.example.net", "-ext", "san=dns:renewed.example.net")
                .sign("fw1", "CN=Firewall One\\, Berlin,O=Example", "-ext", "san=dns:FW1.example.net,ip:192.0.2.1")
                .sign("expired", "CN=old.example.net", "-startdate", "-40d");
        others = new TestAuthority(made, "others").sign("stranger", "CN=fw1.example.net");
    }

    @AfterEach
    void closeAll() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) open.get(i).close();
    }

    private Path copy(String from, String to) throws IOException {
        return Files.copy(
                made.resolve(from),
                directory.resolve(to),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.COPY_ATTRIBUTES);
    }

    private Map<String, String> settings(String... more) throws IOException {
        Map<String, String> settings = new HashMap<>(Map.of(
                "LISTEN_TLS", "127.0.0.1:0",
                "TLS_CERTIFICATE", copy("server.pem", "certificate.pem").toString(),
                "TLS_KEY", copy("server.key", "key.pem").toString()));
        for (int i = 0; i < more.length; i += 2) settings.put(more[i], more[i + 1]);
        return settings;
    }

    private RunningListeners start(String... more) throws Exception {
        RunningListeners running = RunningListeners.start(settings(more));
        open.add(running);
        return running;
    }

    private RunningListeners startMutual(String... more) throws Exception {
        List<String> all = new ArrayList<>(List.of(
                "TLS_CLIENT_AUTH",
                "required",
                "TLS_CLIENT_CA",
                made.resolve("ours.pem").toString()));
        all.addAll(List.of(more));
        return start(all.toArray(String[]::new));
    }

    private Socket plain(InetSocketAddress to) throws IOException {
        Socket socket = new Socket(to.getAddress(), to.getPort());
        socket.setSoTimeout(20_000);
        open.add(socket);
        return socket;
    }

    private SSLSocket connect(RunningListeners to, SSLContext context, String... protocols) throws IOException {
        SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(plain(to.tls()), "logs.example.net", 1, true);
        if (protocols.length > 0) socket.setEnabledProtocols(protocols);
        return socket;
    }

    private static SSLContext nameless() throws Exception {
        return ours.client(ours, "");
    }

    private static void send(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static void assertRefused(Socket socket) {
        try {
            send(socket, "not heard\n");
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        } catch (SSLException | SocketException e) {
            assertThat(e.getMessage()).isNotBlank();
        } catch (IOException e) {
            fail("neither closed nor refused", e);
        }
    }

    private static String shown(SSLSocket socket) throws IOException {
        socket.startHandshake();
        return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                .getSubjectX500Principal()
                .getName();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void takesFramesOfEitherFramingOverTls(String protocol) throws Exception {
        RunningListeners running = start();
        SSLSocket socket = connect(running, nameless(), protocol);
        send(socket, "11 <13>counted<13>line\n007 zero\n99999999999999999999 digits\n-5 negative\n");
        send(socket, "0 nothing\n6 <13>\nhalf");
        for (String text : List.of(
                "<13>counted",
                "<13>line",
                "007 zero",
                "99999999999999999999 digits",
                "-5 negative",
                "0 nothing",
                "<13>\nh"))
            assertThat(running.next()).isEqualTo(new RunningListeners.Heard(text, "127.0.0.1", Transport.TLS));
        send(socket, " way\nunfinished");
        assertThat(running.next().text()).isEqualTo("alf way");
        assertThat(socket.getSession().getProtocol()).isEqualTo(protocol);
        assertThat(running.gauge(Metric.CONNECTIONS)).isEqualTo(1);
        socket.close();
        assertThat(running.next().text()).isEqualTo("unfinished");
        assertThat(running.count(Metric.FRAMES, "tls")).isEqualTo(9);
        assertThat(running.count(Metric.HANDSHAKES_FAILED)).isZero();
    }

    @Test
    void servesAlsoWithoutEpoll() throws Exception {
        RunningListeners running = new RunningListeners(false, settings(), Clock.systemUTC());
        open.add(running);
        send(connect(running, nameless()), "line\n");
        assertThat(running.next().text()).isEqualTo("line");
    }

    @Test
    void closesWhoAsksForASecondHandshake() throws Exception {
        RunningListeners running = start();
        SSLSocket socket = connect(running, nameless(), "TLSv1.2");
        send(socket, "before\n");
        assertThat(running.next().text()).isEqualTo("before");
        socket.startHandshake();
        assertRefused(socket);
        assertThat(running.waiting()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void losesNothingOfASenderThatNeverReadsAndIsGoneAtOnce(String protocol) throws Exception {
        RunningListeners running = start();
        int lines = 5000;
        for (int i = 0; i < 10; i++) {
            Socket socket = plain(running.tls());
            SSLSocket tls =
                    (SSLSocket) nameless().getSocketFactory().createSocket(socket, "logs.example.net", 1, false);
            tls.setEnabledProtocols(new String[] {protocol});
            send(tls, ("x".repeat(200) + "\n").repeat(lines));
            socket.close();
            running.await((long) (i + 1) * lines, Metric.FRAMES, "tls");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void judgesEachConnectionAnew(String protocol) throws Exception {
        RunningListeners running = startMutual();
        SSLContext sender = ours.client(ours, "fw1");
        List<String> sessions = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            SSLSocket socket = connect(running, sender, protocol);
            send(socket, "line\n");
            running.next();
            sessions.add(HexFormat.of().formatHex(socket.getSession().getId()));
            socket.close();
        }
        assertThat(sessions).doesNotHaveDuplicates();
    }

    @Test
    void refusesProtocolsOlderThanTls12() throws Exception {
        RunningListeners running = start();
        // A ClientHello of TLS 1.1 with one cipher suite and nothing else.
        String hello = "16030100 2d 01000029 0302" + "00".repeat(32) + "00 0002 0035 0100";
        byte[] bytes = HexFormat.of().parseHex(hello.replace(" ", "").replace("160301002d", "160302002d"));
        Socket socket = plain(running.tls());
        socket.getOutputStream().write(bytes);
        assertThat(socket.getInputStream().readAllBytes()).startsWith(21, 3).endsWith(70);
        running.await(1, Metric.HANDSHAKES_FAILED, "protocol");
    }

    @Test
    void joinsRecordsThatComeInPieces() throws Exception {
        RunningListeners running = start();
        try (TricklingRelay relay = new TricklingRelay(running.tls())) {
            SSLSocket socket = (SSLSocket)
                    nameless().getSocketFactory().createSocket(plain(relay.address()), "logs.example.net", 1, true);
            for (int i = 0; i < 20; i++) {
                send(socket, "message " + i + "\n");
                assertThat(running.next().text()).isEqualTo("message " + i);
            }
        }
    }

    @Test
    void closesWhoDoesNotFinishTheHandshakeInTime() throws Exception {
        RunningListeners running = start("TLS_HANDSHAKE_TIMEOUT", "300ms");
        Socket silent = plain(running.tls());
        Socket halfway = plain(running.tls());
        // A record of 512 bytes is announced, some of it comes.
        halfway.getOutputStream().write(new byte[] {22, 3, 1, 2, 0, 1, 0});
        assertThat(silent.getInputStream().read()).isEqualTo(-1);
        assertThat(halfway.getInputStream().read()).isEqualTo(-1);
        running.await(2, Metric.HANDSHAKES_FAILED, "timeout");
        send(connect(running, nameless()), "others go on\n");
        assertThat(running.next().text()).isEqualTo("others go on");
    }

    @Test
    void tellsFailedHandshakesApart() throws Exception {
        RunningListeners running = startMutual();
        Socket text = plain(running.tls());
        send(text, "<13>plain text on the port of TLS, which is long enough\n");
        text.getInputStream().readAllBytes();
        running.await(1, Metric.HANDSHAKES_FAILED, "not-tls");
        plain(running.tls()).close();
        running.await(1, Metric.HANDSHAKES_FAILED, "closed");
        assertRefused(connect(running, nameless()));
        running.await(1, Metric.HANDSHAKES_FAILED, "protocol");
        assertRefused(connect(running, ours.client(others, "stranger")));
        running.await(1, Metric.HANDSHAKES_FAILED, "untrusted");
        assertRefused(connect(running, ours.client(ours, "expired")));
        running.await(1, Metric.HANDSHAKES_FAILED, "expired");
        assertThat(running.count(Metric.HANDSHAKES_FAILED)).isEqualTo(5);
        send(connect(running, ours.client(ours, "fw1")), "let in\n");
        assertThat(running.next().text()).isEqualTo("let in");
        assertThat(running.waiting()).isZero();
        assertThat(running.count(Metric.FRAMES)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aSenderMayShowNoCertificateWhereOneIsOptionalButNotAWrongOne(String protocol) throws Exception {
        RunningListeners running = startMutual("TLS_CLIENT_AUTH", "optional");
        send(connect(running, nameless(), protocol), "none\n");
        assertThat(running.next().text()).isEqualTo("none");
        assertRefused(connect(running, ours.client(others, "stranger"), protocol));
        running.await(1, Metric.HANDSHAKES_FAILED, "untrusted");
    }

    @ParameterizedTest
    @CsvSource({
        "fw1.example.net, true",
        "FW1.EXAMPLE.NET, true",
        "*.example.net, true",
        "192.0.2.1, true",
        "*.net, false",
        "w1.example.net, false",
        "fw2.example.net, false",
    })
    void onlyPermittedPeersAreLetIn(String permitted, boolean letIn) throws Exception {
        RunningListeners running = startMutual("TLS_PERMITTED_PEERS", permitted + ", other.example.org");
        SSLSocket socket = connect(running, ours.client(ours, "fw1"));
        if (letIn) {
            send(socket, "let in\n");
            assertThat(running.next().text()).isEqualTo("let in");
        } else {
            assertRefused(socket);
            running.await(1, Metric.HANDSHAKES_FAILED, "not-permitted");
        }
    }

    @Test
    void aFingerprintIsEnoughWhoeverSignedTheCertificate() throws Exception {
        String fingerprint = others.fingerprint("stranger");
        RunningListeners running =
                start("TLS_CLIENT_AUTH", "required", "TLS_PERMITTED_PEERS", fingerprint.toUpperCase(Locale.ROOT));
        send(connect(running, ours.client(others, "stranger")), "known\n");
        assertThat(running.next().text()).isEqualTo("known");
        assertRefused(connect(running, ours.client(ours, "fw1")));
        running.await(1, Metric.HANDSHAKES_FAILED, "not-permitted");
    }

    @Test
    void aReloadServesNewConnectionsWhileOldOnesGoOn() throws Exception {
        RunningListeners running = start();
        SSLSocket old = connect(running, nameless());
        assertThat(shown(old)).contains("logs.example.net");
        running.listeners().refreshCertificates();
        assertThat(shown(connect(running, nameless()))).contains("logs.example.net");

        copy("renewed.pem", "certificate.pem");
        copy("renewed.key", "key.pem");
        running.listeners().refreshCertificates();
        assertThat(shown(connect(running, nameless()))).contains("renewed.example.net");
        send(old, "still here\n");
        assertThat(running.next().text()).isEqualTo("still here");
        assertThat(running.gauge(Metric.CERTIFICATE_NOT_AFTER))
                .isEqualTo(ours.certificate("renewed").getNotAfter().toInstant().getEpochSecond());
        assertThat(running.count(Metric.CERTIFICATE_FAILURES)).isZero();
    }

    @Test
    void whatCannotBeUsedLeavesTheOldCertificateInPlaceAndIsToldOnce() throws Exception {
        RunningListeners running = start();
        copy("renewed.pem", "certificate.pem");
        running.listeners().refreshCertificates();
        running.listeners().refreshCertificates();
        assertThat(running.count(Metric.CERTIFICATE_FAILURES))
                .as("the key is another's")
                .isEqualTo(1);
        Files.delete(directory.resolve("certificate.pem"));
        running.listeners().refreshCertificates();
        assertThat(running.count(Metric.CERTIFICATE_FAILURES)).isEqualTo(2);
        copy("expired.pem", "certificate.pem");
        copy("expired.key", "key.pem");
        running.listeners().refreshCertificates();
        assertThat(running.count(Metric.CERTIFICATE_FAILURES)).isEqualTo(3);
        assertThatThrownBy(() -> running.renew(Map.of()))
                .isInstanceOf(TlsFailure.class)
                .hasMessageContaining("not valid");
        assertThat(running.count(Metric.CERTIFICATE_FAILURES)).as("asked for").isEqualTo(4);
        assertThat(shown(connect(running, nameless()))).contains("logs.example.net");
        copy("renewed.pem", "certificate.pem");
        copy("renewed.key", "key.pem");
        running.renew(Map.of());
        assertThat(shown(connect(running, nameless()))).contains("renewed.example.net");
        assertThat(running.count(Metric.CERTIFICATE_FAILURES)).isEqualTo(4);
    }

    @Test
    void aNewAuthorityHoldsForTheNextConnection() throws Exception {
        RunningListeners running =
                startMutual("TLS_CLIENT_CA", copy("ours.pem", "ca.pem").toString());
        assertRefused(connect(running, ours.client(others, "stranger")));
        copy("others.pem", "ca.pem");
        running.listeners().refreshCertificates();
        send(connect(running, ours.client(others, "stranger")), "let in now\n");
        assertThat(running.next().text()).isEqualTo("let in now");
        assertRefused(connect(running, ours.client(ours, "fw1")));
        running.await(2, Metric.HANDSHAKES_FAILED, "untrusted");
    }

    @Test
    void startsWithACertificateThatIsNotValidNow() throws Exception {
        Clock late = Clock.fixed(Instant.now().plus(Duration.ofDays(60)), ZoneOffset.UTC);
        RunningListeners running = new RunningListeners(true, settings(), late);
        open.add(running);
        send(connect(running, nameless()), "heard all the same\n");
        assertThat(running.next().text()).isEqualTo("heard all the same");
    }

    @Test
    void doesNotStartWithoutACertificateAndItsKey() throws Exception {
        Map<String, String> settings = settings();
        Path certificate = directory.resolve("certificate.pem");
        Path key = directory.resolve("key.pem");
        refusesToStart(settings, () -> Files.delete(certificate), "tls.certificate: " + certificate + " is not there");
        refusesToStart(settings, () -> Files.writeString(certificate, "none"), "holds no certificate in PEM");
        refusesToStart(
                settings,
                () -> Files.writeString(certificate, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"),
                "holds a broken certificate");
        refusesToStart(
                settings,
                () -> Files.writeString(certificate, "-----BEGIN CERTIFICATE-----\nAAAA\n"),
                "ends within its CERTIFICATE");
        copy("server.pem", "certificate.pem");
        refusesToStart(settings, () -> copy("fw1.key", "key.pem"), "is not the key of the first certificate in");
        refusesToStart(
                settings,
                () -> Files.writeString(key, "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n"),
                "openssl pkcs8 -topk8 -nocrypt");
        refusesToStart(
                settings,
                () -> Files.writeString(key, "-----BEGIN PRIVATE KEY-----\nAA*A\n-----END PRIVATE KEY-----\n"),
                "is no PEM");
        refusesToStart(
                settings,
                () -> Files.writeString(key, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"),
                "holds a broken private key");
        copy("server.key", "key.pem");
        refusesToStart(
                settings,
                () -> Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--")),
                "may be read by everybody; chmod o= " + key);
        refusesToStart(settings, () -> Files.delete(key), "tls.key: " + key + " is not there");
        copy("server.key", "key.pem");
        settings.put("TLS_CLIENT_AUTH", "required");
        settings.put("TLS_CLIENT_CA", directory.resolve("ca.pem").toString());
        refusesToStart(settings, () -> copy("server.key", "ca.pem"), "tls.client-ca");
    }

    private interface Damage {
        void run() throws Exception;
    }

    private static void refusesToStart(Map<String, String> settings, Damage damage, String said) throws Exception {
        damage.run();
        assertThatThrownBy(() -> RunningListeners.start(settings))
                .isInstanceOf(TlsFailure.class)
                .hasMessageContaining(said);
    }

    @Test
    void takesTheProxysHeaderBeforeTheHandshake() throws Exception {
        RunningListeners running = start("LISTEN_PROXY_PROTOCOL", "true", "LISTEN_PROXIES", "127.0.0.1");
        Socket socket = plain(running.tls());
        socket.getOutputStream().write(ProxyHeaderTest.binary(0x21, 0x11, 192, 0, 2, 7, 127, 0, 0, 1, 1, 2, 3, 4));
        send(nameless().getSocketFactory().createSocket(socket, "logs.example.net", 1, true), "line\n");
        assertThat(running.next()).isEqualTo(new RunningListeners.Heard("line", "192.0.2.7", Transport.TLS));
    }

    @Test
    void whoIsDeniedGetsNoHandshake() throws Exception {
        RunningListeners running = start("SENDERS_DENY", "127.0.0.0/8");
        assertRefused(connect(running, nameless()));
        running.await(1, Metric.CONNECTIONS_REFUSED, "tls", "sender");
        assertThat(running.count(Metric.HANDSHAKES_FAILED)).isZero();
    }

    @Test
    void asksForCertificatesOnceTheSettingsSaySo() throws Exception {
        RunningListeners running = start();
        SSLSocket open = connect(running, nameless());
        send(open, "before\n");
        running.next();
        running.renew(Map.of(
                "TLS_CLIENT_AUTH",
                "required",
                "TLS_CLIENT_CA",
                made.resolve("ours.pem").toString(),
                "TLS_PERMITTED_PEERS",
                "fw1.example.net"));
        assertRefused(connect(running, nameless()));
        assertRefused(connect(running, ours.client(others, "stranger")));
        send(connect(running, ours.client(ours, "fw1")), "let in\n");
        assertThat(running.next().text()).isEqualTo("let in");
        send(open, "goes on\n");
        assertThat(running.next().text()).isEqualTo("goes on");
    }
}
