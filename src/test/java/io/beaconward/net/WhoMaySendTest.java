package io.beaconward.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.metrics.Metric;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WhoMaySendTest {
    private static final String ANY = "127.0.0.1:0";

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) open.get(i).close();
    }

    private RunningListeners start(Map<String, String> settings) throws Exception {
        Map<String, String> all = new HashMap<>(Map.of("LISTEN_UDP", ANY, "LISTEN_TCP", ANY));
        all.putAll(settings);
        RunningListeners running = RunningListeners.start(all);
        open.add(running);
        return running;
    }

    private static void datagram(RunningListeners to, String from, String text) throws IOException {
        byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(from, 0))) {
            socket.send(new DatagramPacket(payload, payload.length, to.udp()));
        }
    }

    private Socket connect(RunningListeners to, String from) throws IOException {
        Socket socket = new Socket();
        open.add(socket);
        socket.bind(new InetSocketAddress(from, 0));
        socket.setSoTimeout(20_000);
        socket.connect(to.tcp());
        return socket;
    }

    private static void send(Socket socket, byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    private static void send(Socket socket, String text) throws IOException {
        send(socket, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void assertClosed(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        try {
            assertThat(in.read()).isEqualTo(-1);
        } catch (SocketException e) {
            assertThat(e).hasMessageContaining("reset");
        }
    }

    @Test
    void onlyThoseAllowedAndNotDeniedAreHeard() throws Exception {
        RunningListeners running = start(Map.of(
                "SENDERS_ALLOW",
                "127.0.0.0/24, 127.0.9.0/24, 2001:db8::/32",
                "SENDERS_DENY",
                "127.0.0.6, 127.0.9.128/25"));
        for (String from : List.of("127.0.0.5", "127.0.0.6", "127.0.1.5", "127.0.9.127", "127.0.9.128"))
            datagram(running, from, "datagram of " + from);
        assertThat(List.of(running.next().text(), running.next().text()))
                .containsExactlyInAnyOrder("datagram of 127.0.0.5", "datagram of 127.0.9.127");
        running.await(3, Metric.DATAGRAMS_REFUSED);
        assertThat(running.count(Metric.FRAMES)).isEqualTo(2);

        Socket allowed = connect(running, "127.0.0.5");
        send(allowed, "line\n");
        assertThat(running.next().peer()).isEqualTo("127.0.0.5");
        assertClosed(connect(running, "127.0.0.6"));
        assertClosed(connect(running, "127.0.1.5"));
        assertThat(running.count(Metric.CONNECTIONS_REFUSED, "tcp", "sender")).isEqualTo(2);
        assertThat(running.count(Metric.CONNECTIONS_OPENED)).isEqualTo(1);
        assertThat(running.gauge(Metric.CONNECTIONS)).isEqualTo(1);
    }

    @Test
    void allButThoseDeniedAreHeardWhereNobodyIsAllowedByName() throws Exception {
        RunningListeners running = start(Map.of("SENDERS_DENY", "127.0.0.6"));
        datagram(running, "127.0.0.6", "denied");
        datagram(running, "127.0.7.7", "heard");
        assertThat(running.next().text()).isEqualTo("heard");
        running.await(1, Metric.DATAGRAMS_REFUSED);
    }

    @Test
    void aSenderHasNoMoreConnectionsThanItsLimitAndOthersGoOn() throws Exception {
        RunningListeners running = start(Map.of("LIMITS_CONNECTIONS_PER_SENDER", "2"));
        Socket first = connect(running, "127.0.0.5");
        send(first, "1\n");
        running.next();
        send(connect(running, "127.0.0.5"), "2\n");
        running.next();
        assertClosed(connect(running, "127.0.0.5"));
        send(connect(running, "127.0.0.6"), "other\n");
        assertThat(running.next().peer()).isEqualTo("127.0.0.6");
        assertThat(running.count(Metric.CONNECTIONS_REFUSED, "sender-limit")).isEqualTo(1);
        send(first, "last words");
        first.close();
        assertThat(running.next().text()).isEqualTo("last words");
        send(connect(running, "127.0.0.5"), "3\n");
        assertThat(running.next().text()).isEqualTo("3");
    }

    @Test
    void anIdleConnectionIsClosedAndWhatItHadSentIsRead() throws Exception {
        RunningListeners running = start(Map.of("LIMITS_IDLE", "500ms"));
        Socket socket = connect(running, "127.0.0.5");
        send(socket, "whole\nhalf");
        assertThat(running.next().text()).isEqualTo("whole");
        assertClosed(socket);
        assertThat(running.next().text()).isEqualTo("half");
        assertThat(running.count(Metric.CONNECTIONS_CUT, "tcp", "idle")).isEqualTo(1);
        assertThat(running.gauge(Metric.CONNECTIONS)).isZero();
    }

    @Test
    void theKernelFindsOutWhetherASilentSenderIsStillThere() throws Exception {
        RunningListeners running = start(Map.of());
        send(connect(running, "127.0.0.5"), "1\n");
        running.next();
        String port = String.format(":%04X", running.tcp().getPort());
        List<String> timers = new ArrayList<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            for (String line : Files.readAllLines(Path.of(table))) {
                String[] fields = line.strip().split("\\s+", -1);
                if (fields[1].endsWith(port) && fields[3].equals("01")) timers.add(fields[5]);
            }
        }
        assertThat(timers).as("02: the timer of keepalive").isNotEmpty().allMatch(timer -> timer.startsWith("02:"));
    }

    private RunningListeners behindProxy(String... more) throws Exception {
        Map<String, String> settings =
                new HashMap<>(Map.of("LISTEN_PROXY_PROTOCOL", "true", "LISTEN_PROXIES", "127.0.0.8/30"));
        for (int i = 0; i < more.length; i += 2) settings.put(more[i], more[i + 1]);
        return start(settings);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 16, 1000})
    void aFrameIsOfWhomTheProxysHeaderNamesHoweverTheStreamIsCut(int piece) throws Exception {
        RunningListeners running = behindProxy();
        byte[] v2 = ProxyHeaderTest.binary(0x21, 0x11, 192, 0, 2, 7, 127, 0, 0, 1, 1, 2, 3, 4);
        String v1 = "PROXY TCP6 2001:db8::7 2001:db8::1 1 2\r\n";
        for (String header : List.of(new String(v2, StandardCharsets.ISO_8859_1), v1)) {
            Socket socket = connect(running, "127.0.0.9");
            socket.setTcpNoDelay(true);
            String stream = header + "<13>first\n<13>second\n";
            for (int at = 0; at < stream.length(); at += piece)
                send(socket, stream.substring(at, Math.min(at + piece, stream.length())));
            String sender = header.equals(v1) ? "2001:db8::7" : "192.0.2.7";
            assertThat(running.next()).isEqualTo(new RunningListeners.Heard("<13>first", sender, Transport.TCP));
            assertThat(running.next()).isEqualTo(new RunningListeners.Heard("<13>second", sender, Transport.TCP));
        }
    }

    @Test
    void aProxyThatSpeaksForItselfIsTheSender() throws Exception {
        RunningListeners running = behindProxy();
        Socket socket = connect(running, "127.0.0.9");
        send(socket, ProxyHeaderTest.binary(0x20, 0x00));
        send(socket, "itself\n");
        assertThat(running.next().peer()).isEqualTo("127.0.0.9");
    }

    @Test
    void connectionsThatDoNotComeThroughAProxyAreRefused() throws Exception {
        RunningListeners running = behindProxy();
        Socket socket = connect(running, "127.0.0.12");
        assertClosed(socket);
        assertThat(running.count(Metric.CONNECTIONS_REFUSED, "tcp", "not-a-proxy"))
                .isEqualTo(1);
    }

    @Test
    void aProxysConnectionWithoutAHeaderIsClosedUnread() throws Exception {
        RunningListeners running = behindProxy();
        Socket socket = connect(running, "127.0.0.9");
        send(socket, "<13>no header\n");
        assertClosed(socket);
        assertThat(running.count(Metric.CONNECTIONS_REFUSED, "tcp", "proxy-header"))
                .isEqualTo(1);
        assertThat(running.count(Metric.CONNECTIONS_OPENED)).isZero();
        assertThat(running.count(Metric.FRAMES)).isZero();
        assertThat(running.gauge(Metric.CONNECTIONS)).isZero();
    }

    @Test
    void whomTheHeaderNamesHasToBeAllowedAndHasHisOwnLimit() throws Exception {
        RunningListeners running = behindProxy("SENDERS_DENY", "192.0.2.6", "LIMITS_CONNECTIONS_PER_SENDER", "1");
        Socket denied = connect(running, "127.0.0.9");
        send(denied, "PROXY TCP4 192.0.2.6 127.0.0.1 1 2\r\nnot heard\n");
        assertClosed(denied);
        send(connect(running, "127.0.0.9"), "PROXY TCP4 192.0.2.7 127.0.0.1 1 2\r\nheard\n");
        assertThat(running.next().text()).isEqualTo("heard");
        Socket second = connect(running, "127.0.0.9");
        send(second, "PROXY TCP4 192.0.2.7 127.0.0.1 1 3\r\nnot heard\n");
        assertClosed(second);
        send(connect(running, "127.0.0.9"), "PROXY TCP4 192.0.2.8 127.0.0.1 1 2\r\nother\n");
        assertThat(running.next().peer()).isEqualTo("192.0.2.8");
        assertThat(running.count(Metric.CONNECTIONS_REFUSED, "sender")).isEqualTo(1);
        assertThat(running.count(Metric.CONNECTIONS_REFUSED, "sender-limit")).isEqualTo(1);
        assertThat(running.waiting()).isZero();
    }

    @Test
    void addressesOfOneNetworkOfIpv6CountAsOneSenderAndThoseOfIpv4EachAsOne() throws Exception {
        RunningListeners running = behindProxy("LIMITS_CONNECTIONS_PER_SENDER", "2");
        List<Socket> heard = new ArrayList<>();
        for (String sender : List.of("2001:db8:0:1::1", "2001:db8:0:1:ffff::2", "2001:db8:0:2::1", "::ffff:192.0.2.1"))
            heard.add(named(running, sender));
        for (Socket socket : heard) {
            send(socket, "heard\n");
            running.next();
        }
        Socket third = named(running, "2001:db8:0:1::3");
        assertClosed(third);
        assertThat(running.count(Metric.CONNECTIONS_REFUSED, "sender-limit")).isEqualTo(1);
        for (String sender : List.of("::ffff:192.0.2.2", "::ffff:192.0.2.3", "2001:db8:0:2::2")) {
            send(named(running, sender), "heard\n");
            assertThat(running.next().text()).isEqualTo("heard");
        }
        heard.get(0).close();
        running.awaitDown(6, Metric.CONNECTIONS);
        send(named(running, "2001:db8:0:1::4"), "heard\n");
        assertThat(running.next().peer()).isEqualTo("2001:db8:0:1::4");
    }

    private Socket named(RunningListeners running, String sender) throws IOException {
        Socket socket = connect(running, "127.0.0.9");
        send(socket, "PROXY TCP6 " + sender + " 2001:db8::ffff 1 2\r\n");
        return socket;
    }

    @Test
    void datagramsNeedNoHeader() throws Exception {
        RunningListeners running = behindProxy();
        datagram(running, "127.0.0.77", "datagram");
        assertThat(running.next().peer()).isEqualTo("127.0.0.77");
    }

    @Test
    void otherListsHoldFromTheNextDatagramAndConnectionOn() throws Exception {
        RunningListeners running = start(Map.of("SENDERS_DENY", "127.0.0.6"));
        Socket open = connect(running, "127.0.0.5");
        send(open, "before\n");
        assertThat(running.next().text()).isEqualTo("before");
        running.renew(Map.of("SENDERS_DENY", "127.0.0.5"));
        datagram(running, "127.0.0.5", "denied now");
        running.await(1, Metric.DATAGRAMS_REFUSED);
        datagram(running, "127.0.0.6", "heard now");
        assertThat(running.next().text()).isEqualTo("heard now");
        assertClosed(connect(running, "127.0.0.5"));
        send(open, "stays open\n");
        assertThat(running.next().text()).isEqualTo("stays open");
    }

    @Test
    void otherLimitsHoldFromTheNextConnectionOn() throws Exception {
        RunningListeners running = start(Map.of("LIMITS_CONNECTIONS_PER_SENDER", "1", "LIMITS_FRAME", "480B"));
        Socket first = connect(running, "127.0.0.5");
        send(first, "1\n");
        running.next();
        assertClosed(connect(running, "127.0.0.5"));
        running.renew(Map.of("LIMITS_CONNECTIONS_PER_SENDER", "2", "LIMITS_FRAME", "600B"));
        send(connect(running, "127.0.0.5"), "x".repeat(550) + "\n");
        assertThat(running.next().text()).hasSize(550);
        send(first, "y".repeat(550) + "\n");
        assertThat(running.next().text()).as("goes on by what it began with").hasSize(480);
        running.renew(Map.of("LIMITS_CONNECTIONS", "1"));
        assertClosed(connect(running, "127.0.0.6"));
        send(first, "still open\n");
        assertThat(running.next().text()).isEqualTo("still open");
    }
}
