package io.beaconward.alert;

import io.beaconward.config.Settings;
import io.beaconward.detect.Finding;
import io.beaconward.detect.Judgement;
import io.beaconward.detect.PairFigures;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a process do once what its first alert would otherwise have to wait for: a made-up alert is written, read, formatted and posted
 * to a socket of this class's own on the loopback, which answers and is closed. An alert comes once in weeks, so that all of them are
 * the first of their process or nearly so; a thousand classes are loaded for it, which takes half a second and more.
 *
 * <p>Nobody outside is told anything. What goes wrong here says nothing about the receivers, and is left to the first alert.
 */
final class Rehearsal {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final byte[] ANSWER =
            "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int LARGEST = 1 << 14;
    private static final int TLS_RECORD = 1 << 15;

    private Rehearsal() {}

    /**
     * Rehearses; takes a few seconds at most.
     *
     * @param client of the deliveries
     * @return whether the alert was posted and answered
     */
    static boolean run(List<Settings.Webhook> webhooks, Format format, HttpClient client) {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            if (webhooks.stream().anyMatch(webhook -> webhook.url().getScheme().equals("https"))) greet();
            byte[] body = Told.read(StoredFinding.write(madeUp())).in(format);
            CompletableFuture<Answer> answer = endpoint(socket, format, client).post(body, "rehearsal");
            answer(socket, body.length);
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).delivered();
        } catch (IOException | NoSuchAlgorithmException | ExecutionException | TimeoutException e) {
            LOG.debug("an alert could not be rehearsed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private static Endpoint endpoint(ServerSocket socket, Format format, HttpClient client) {
        String host = socket.getInetAddress().getHostAddress();
        URI url = URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + socket.getLocalPort());
        Settings.Webhook webhook = new Settings.Webhook("rehearsal", url, Settings.Webhook.Format.GENERIC, PATIENCE);
        return new Endpoint(webhook, format.contentType(), () -> client, Clock.systemUTC());
    }

    /** Reads a request with a body of so many bytes, and answers. */
    private static void answer(ServerSocket socket, int bodyLength) throws IOException {
        socket.setSoTimeout((int) PATIENCE.toMillis());
        try (Socket connection = socket.accept()) {
            connection.setSoTimeout((int) PATIENCE.toMillis());
            byte[] request = new byte[LARGEST];
            InputStream in = connection.getInputStream();
            int length = 0;
            int end = -1;
            while (length < LARGEST && (end < 0 || length < end + bodyLength)) {
                int read = in.read(request, length, LARGEST - length);
                if (read < 0) return;
                length += read;
                int blank = new String(request, 0, length, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
                if (blank >= 0) end = blank + 4;
            }
            connection.getOutputStream().write(ANSWER);
        }
    }

    /** Makes a greeting of TLS and throws it away. */
    private static void greet() throws NoSuchAlgorithmException, SSLException {
        SSLEngine engine = SSLContext.getDefault().createSSLEngine("localhost", 443);
        engine.setUseClientMode(true);
        engine.beginHandshake();
        engine.wrap(ByteBuffer.allocate(0), ByteBuffer.allocate(TLS_RECORD));
    }

    private static Finding madeUp() {
        Instant time = Instant.EPOCH;
        PairFigures pair = new PairFigures(time, time, "192.0.2.1", "made-up.example", 12, 3, 4, 300, 900);
        return new Finding(
                Finding.State.OPEN,
                0,
                time,
                List.of("baseline"),
                "",
                "",
                pair,
                1,
                0,
                0,
                0,
                "",
                List.of(4, 4, 4),
                Judgement.NONE);
    }
}
