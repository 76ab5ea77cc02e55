package io.beaconward.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.beaconward.config.ConfigException;
import io.beaconward.config.Configuration;
import io.beaconward.config.Settings;
import io.beaconward.metrics.Meters;
import io.beaconward.metrics.Metric;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenersTest {
    private static final int LIMIT = 2000;
    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");

    /** What a handler was given. */
    record Received(String text, String peer, Transport transport, String thread) {}

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final Meters meters = new Meters(registry);
    private Meters metersOfTheNext = meters;
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final BlockingQueue<Throwable> fatal = new LinkedBlockingQueue<>();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) open.get(i).close();
        assertThat(fatal).isEmpty();
    }

    private static Settings settings(InetSocketAddress udp, InetSocketAddress tcp, int connections, int receiveBuffer)
            throws ConfigException {
        return Configuration.read(
                        Optional.empty(),
                        Map.of(
                                "BEACONWARD_LISTEN_UDP",
                                udp == null ? "" : BindFailure.text(udp),
                                "BEACONWARD_LISTEN_TCP",
                                tcp == null ? "" : BindFailure.text(tcp),
                                "BEACONWARD_LISTEN_RECEIVE_BUFFER",
                                Integer.toString(receiveBuffer),
                                "BEACONWARD_LISTEN_THREADS",
                                "2",
                                "BEACONWARD_LIMITS_DATAGRAM",
                                Integer.toString(LIMIT),
                                "BEACONWARD_LIMITS_FRAME",
                                Integer.toString(LIMIT),
                                "BEACONWARD_LIMITS_CONNECTIONS",
                                Integer.toString(connections),
                                "BEACONWARD_LIMITS_UNFINISHED",
                                "1MiB"))
                .settings();
    }

    private static InetSocketAddress at(String host, int port) {
        return new InetSocketAddress(host, port);
    }

    private static InetSocketAddress free(String host) {
        return at(host, 0);
    }

    private EventLoops loops(boolean epoll) {
        EventLoops loops = new EventLoops(2, fatal::add, epoll, System::nanoTime);
        open.add(loops);
        loops.start();
        return loops;
    }

    private Listeners listeners(EventLoops loops, Settings settings, FrameHandler handler) {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

        Listeners listeners = new Listeners(settings, loops, metersOfTheNext, clock, loop -> handler);
        metersOfTheNext = Meters.unregistered();
        open.add(listeners);
        return listeners;
    }

    private Listeners started(boolean epoll, String host) throws Exception {
        Listeners listeners = listeners(loops(epoll), settings(free(host), free(host), 100, 100_000), this::receive);
        listeners.start();
        return listeners;
    }

    private void receive(Frame frame) {
        assertThat(frame.receivedMillis()).isEqualTo(NOW.toEpochMilli());
        String text = new String(frame.array(), frame.from(), frame.to() - frame.from(), StandardCharsets.UTF_8);
        received.add(new Received(
                text,
                frame.peer().toString(),
                frame.transport(),
                Thread.currentThread().getName()));
    }

    private Received next() throws InterruptedException {
        Received next = received.poll(10, TimeUnit.SECONDS);
        assertThat(next).as("a frame within 10 s").isNotNull();
        return next;
    }

    private static void sendDatagram(InetSocketAddress to, byte[]... payloads) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            for (byte[] payload : payloads) socket.send(new DatagramPacket(payload, payload.length, to));
        }
    }

    private Socket connect(InetSocketAddress to) throws IOException {
        Socket socket = new Socket(to.getAddress(), to.getPort());
        open.add(socket);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean hasIpv6() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .anyMatch(address -> address instanceof Inet6Address && address.isLoopbackAddress());
    }

    private double value(Metric metric, String label, String value) {
        return registry.get(metric.prometheusName().replace("_total", ""))
                .tag(label, value)
                .functionCounter()
                .count();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void takesDatagramsOfIpv4AndIpv6(boolean epoll) throws Exception {
        List<String> hosts = hasIpv6() ? List.of("127.0.0.1", "::1") : List.of("127.0.0.1");
        for (String host : hosts) {
            Listeners listeners = started(epoll, host);
            sendDatagram(listeners.udpAddresses().get(0), bytes("<13>hello"));
            Received frame = next();
            assertThat(frame.text()).isEqualTo("<13>hello");
            assertThat(frame.peer()).isEqualTo(host);
            assertThat(frame.transport()).isEqualTo(Transport.UDP);
            assertThat(frame.thread()).startsWith("net-");
        }
        assertThat(value(Metric.FRAMES, "transport", "udp")).as("of the first").isEqualTo(1);
        assertThat(value(Metric.FRAME_BYTES, "transport", "udp")).isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void namesIpv4PeersOfADualStackSocketByTheirIpv4Address(boolean epoll) throws Exception {
        assumeThat(hasIpv6()).isTrue();
        Listeners listeners = started(epoll, "::");
        int port = listeners.udpAddresses().get(0).getPort();
        sendDatagram(at("127.0.0.1", port), bytes("four"));
        assertThat(next().peer()).isEqualTo("127.0.0.1");
        sendDatagram(at("::1", port), bytes("six"));
        assertThat(next().peer()).isEqualTo("::1");
        Socket socket = connect(at("127.0.0.1", listeners.tcpAddresses().get(0).getPort()));
        send(socket, "stream\n");
        assertThat(next().peer()).isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void cutsLongDatagramsAndRefusesEmptyOnes(boolean epoll) throws Exception {
        Listeners listeners = started(epoll, "127.0.0.1");
        String fits = "x".repeat(LIMIT);
        sendDatagram(
                listeners.udpAddresses().get(0),
                bytes(fits),
                new byte[0],
                bytes(fits + "y"),
                bytes("z".repeat(60_000)),
                bytes("end"));
        assertThat(List.of(next().text(), next().text(), next().text(), next().text()))
                .containsExactly(fits, fits, "z".repeat(LIMIT), "end");
        assertThat(value(Metric.FRAMES, "transport", "udp")).isEqualTo(5);
        assertThat(value(Metric.FRAMES_TRUNCATED, "transport", "udp")).isEqualTo(2);
        assertThat(value(Metric.FRAMES_REFUSED, "reason", "empty")).isEqualTo(1);
        assertThat(value(Metric.FRAME_BYTES, "transport", "udp")).isEqualTo(3 * LIMIT + 3);
    }

    @Test
    void leavesOutAWordThatWasCutInTwo() throws Exception {
        Listeners listeners = started(false, "127.0.0.1");
        String most = "x".repeat(LIMIT - 12);
        sendDatagram(
                listeners.udpAddresses().get(0),
                bytes(most + " bytes=123456"),
                bytes(most + "y,a=1 b=2345"),
                bytes(most + "\"host\":\"a.workers.dev"));
        assertThat(List.of(next().text(), next().text(), next().text()))
                .containsExactly(most + " ", most + "y,a=1 b=2345", most + "\"host\":\"");
        Socket socket = connect(listeners.tcpAddresses().get(0));
        send(socket, most + "|bytes=123456\n");
        assertThat(next().text()).isEqualTo(most + "|");
        assertThat(value(Metric.FRAMES_TRUNCATED, "transport", "udp")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void takesStreamsInEitherFraming(boolean epoll) throws Exception {
        Listeners listeners = started(epoll, "127.0.0.1");
        Socket socket = connect(listeners.tcpAddresses().get(0));
        send(socket, "<13>line\n\n11 <13>counted\n<13>" + "x".repeat(LIMIT) + "\n<13>half");
        assertThat(List.of(next().text(), next().text(), next().text()))
                .containsExactly("<13>line", "<13>counted", "<13>" + "x".repeat(LIMIT - 4));
        send(socket, " and half\n<13>unfinished");
        Received half = next();
        assertThat(half.text()).isEqualTo("<13>half and half");
        assertThat(half.peer()).isEqualTo("127.0.0.1");
        assertThat(half.transport()).isEqualTo(Transport.TCP);
        socket.close();
        assertThat(next().text()).isEqualTo("<13>unfinished");
        assertThat(value(Metric.FRAMES, "transport", "tcp")).isEqualTo(6);
        assertThat(value(Metric.FRAMES_TRUNCATED, "transport", "tcp")).isEqualTo(1);
        assertThat(value(Metric.FRAMES_REFUSED, "reason", "empty")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesToShareAPortWithAnotherProcess(boolean epoll) throws Exception {
        Listeners first = started(epoll, "127.0.0.1");
        InetSocketAddress udp = first.udpAddresses().get(0);
        InetSocketAddress tcp = first.tcpAddresses().get(0);
        EventLoops others = loops(epoll);
        for (Settings settings : List.of(settings(udp, null, 1, 100_000), settings(null, tcp, 1, 100_000))) {
            try (Listeners second =
                    new Listeners(settings, others, Meters.unregistered(), Clock.systemUTC(), i -> f -> {})) {
                assertThatThrownBy(second::start)
                        .isInstanceOf(BindFailure.class)
                        .hasMessageContaining("127.0.0.1:")
                        .hasMessageContaining("ss -l");
            }
        }
        sendDatagram(udp, bytes("still ours"));
        assertThat(next().text()).isEqualTo("still ours");
    }

    @Test
    void bindsNothingWhenOneAddressFails() throws Exception {
        Listeners first = started(true, "127.0.0.1");
        InetSocketAddress taken = first.tcpAddresses().get(0);
        int port;
        try (DatagramSocket probe = new DatagramSocket(free("127.0.0.1"))) {
            port = probe.getLocalPort();
        }
        InetSocketAddress udp = at("127.0.0.1", port);
        Listeners second = listeners(loops(true), settings(udp, taken, 1, 100_000), this::receive);
        assertThatThrownBy(second::start).isInstanceOf(BindFailure.class).hasMessageContaining("listen.tcp");
        try (DatagramSocket again = new DatagramSocket(udp)) {
            assertThat(again.isBound()).isTrue();
        }
    }

    @Test
    void saysWhichAddressIsNotOurs() throws Exception {
        Listeners listeners = listeners(loops(true), settings(free("192.0.2.1"), null, 1, 100_000), this::receive);
        assertThatThrownBy(listeners::start)
                .isInstanceOf(BindFailure.class)
                .hasMessageContaining("192.0.2.1:0")
                .hasMessageContaining("ip address");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void closesConnectionsAboveTheLimitAtOnce(boolean epoll) throws Exception {
        Listeners listeners = listeners(loops(epoll), settings(null, free("127.0.0.1"), 2, 100_000), this::receive);
        listeners.start();
        InetSocketAddress address = listeners.tcpAddresses().get(0);
        Socket first = connect(address);
        send(first, "one\n");
        assertThat(next().text()).isEqualTo("one");
        Socket second = connect(address);
        send(second, "two\n");
        assertThat(next().text()).isEqualTo("two");
        Socket third = connect(address);
        third.setSoTimeout(10_000);
        assertThat(third.getInputStream().read()).isEqualTo(-1);
        assertThat(value(Metric.CONNECTIONS_OPENED, "transport", "tcp")).isEqualTo(2);
        assertThat(value(Metric.CONNECTIONS_REFUSED, "reason", "limit")).isEqualTo(1);
        assertThat(registry.get("beaconward_connections").gauge().value()).isEqualTo(2);

        send(first, "last words");
        first.close();
        assertThat(next().text()).isEqualTo("last words");
        listeners.close();
        assertThat(registry.get("beaconward_connections").gauge().value()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsOutOnCloseWhatWasSentBefore(boolean epoll) throws Exception {
        int datagrams = 500;
        CountDownLatch handling = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Listeners listeners =
                listeners(loops(epoll), settings(free("127.0.0.1"), free("127.0.0.1"), 100, 1 << 20), frame -> {
                    handling.countDown();
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    receive(frame);
                });
        listeners.start();
        // The first frame holds its loop; what follows waits in the kernel.
        sendDatagram(listeners.udpAddresses().get(0), bytes("first"));
        assertThat(handling.await(10, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < datagrams; i++)
            sendDatagram(listeners.udpAddresses().get(0), bytes("<13>datagram " + i));
        for (int i = 0; i < 4; i++) {
            send(connect(listeners.tcpAddresses().get(0)), "<13>line\n<13>".repeat(200) + "unfinished");
        }
        release.countDown();
        listeners.close();
        listeners.close();
        assertThat(received).hasSize(1 + datagrams + 4 * 201);
        assertThat(received.stream().filter(frame -> frame.text().equals("<13>unfinished")))
                .hasSize(4);
        assertThat(meters.total(Metric.FRAMES)).isEqualTo(received.size());
    }

    @Test
    void countsAFrameOnWhichTheHandlerFailsAndGoesOn() throws Exception {
        Listeners listeners =
                listeners(loops(true), settings(free("127.0.0.1"), free("127.0.0.1"), 10, 100_000), frame -> {
                    if (frame.to() - frame.from() == 3) throw new IllegalStateException("made up");
                    receive(frame);
                });
        listeners.start();
        sendDatagram(listeners.udpAddresses().get(0), bytes("bad"), bytes("good"));
        assertThat(next().text()).isEqualTo("good");
        send(connect(listeners.tcpAddresses().get(0)), "bad\nfine\n");
        assertThat(next().text()).isEqualTo("fine");
        assertThat(meters.total(Metric.UNEXPECTED)).isEqualTo(2);
        assertThat(value(Metric.FRAMES_REFUSED, "reason", "unexpected")).isEqualTo(2);
        assertThat(meters.total(Metric.FRAMES)).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void reportsAnErrorOfTheHandler(boolean epoll) throws Exception {
        Error error = new StackOverflowError("made up");
        Listeners listeners =
                listeners(loops(epoll), settings(free("127.0.0.1"), free("127.0.0.1"), 10, 100_000), frame -> {
                    throw error;
                });
        listeners.start();
        sendDatagram(listeners.udpAddresses().get(0), bytes("datagram"));
        assertThat(fatal.poll(10, TimeUnit.SECONDS)).isSameAs(error);
        send(connect(listeners.tcpAddresses().get(0)), "line\n");
        assertThat(fatal.poll(10, TimeUnit.SECONDS)).isSameAs(error);
    }

    @Test
    void showsWhatTheKernelDroppedAlsoAfterTheSocketIsClosed() throws Exception {
        CountDownLatch handling = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        int sent = 2000;
        Listeners listeners = listeners(loops(true), settings(free("127.0.0.1"), null, 1, 65_536), frame -> {
            handling.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        listeners.start();
        InetSocketAddress address = listeners.udpAddresses().get(0);
        try (DatagramSocket sender = new DatagramSocket()) {
            byte[] payload = bytes("x".repeat(500));
            sender.send(new DatagramPacket(payload, payload.length, address));
            assertThat(handling.await(10, TimeUnit.SECONDS)).isTrue();
            for (int i = 1; i < sent; i++) sender.send(new DatagramPacket(payload, payload.length, address));
        }
        release.countDown();
        listeners.close();
        assertThat(meters.total(Metric.SOCKET_DROPPED)).isPositive();
        assertThat(meters.total(Metric.SOCKET_DROPPED) + meters.total(Metric.FRAMES))
                .isEqualTo(sent);
        String label = "127.0.0.1:" + address.getPort() + "/1";
        assertThat(value(Metric.SOCKET_DROPPED, "socket", label)).isNotNegative();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void showsTheReceiveBufferThatWasGranted(boolean epoll) throws Exception {
        Listeners listeners = listeners(loops(epoll), settings(free("127.0.0.1"), null, 1, 100_000), this::receive);
        listeners.start();
        String label = "127.0.0.1:" + listeners.udpAddresses().get(0).getPort() + "/0";
        assertThat(registry.get("beaconward_socket_receive_buffer_bytes")
                        .tag("socket", label)
                        .gauge()
                        .value())
                .isEqualTo(100_000);
    }

    @Test
    void survivesAConnectionThatIsReset() throws Exception {
        Listeners listeners = started(true, "127.0.0.1");
        Socket socket = connect(listeners.tcpAddresses().get(0));
        send(socket, "before\nunfinished");
        assertThat(next().text()).isEqualTo("before");
        socket.setSoLinger(true, 0);
        socket.close();
        assertThat(next().text()).isEqualTo("unfinished");
        send(connect(listeners.tcpAddresses().get(0)), "after\n");
        assertThat(next().text()).isEqualTo("after");
    }
}
