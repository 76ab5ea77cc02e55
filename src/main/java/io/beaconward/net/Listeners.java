package io.beaconward.net;

import io.beaconward.config.Settings;
import io.beaconward.metrics.Meters;
import io.beaconward.tls.Certificates;
import io.beaconward.tls.TlsFailure;
import io.beaconward.tls.TlsFiles;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The syslog sockets: all that the settings name, over the event loops. Every loop has one handler, which gets the frames
 * of all sockets of the loop.
 */
public final class Listeners implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    /** What each step of {@link #close} may take: twice reading out, twice closing. */
    private static final long DRAIN_MILLIS = 900;

    /** What {@link #close} may take beside that, while connections are known to have brought more. */
    private static final long REST_MILLIS = 2500;

    private static final long CLOSE_MILLIS = 500;

    private final Settings settings;
    private final EventLoops loops;
    private final Meters meters;
    private final Admission admission;
    private final ConnectionLimit connections;
    private final Warnings warnings;
    private final Map<Transport, StreamStages> stages = new EnumMap<>(Transport.class);
    private final List<Intake> intakes = new ArrayList<>();
    private final List<UdpListener> udp = new ArrayList<>();
    private final List<StreamListener> streams = new ArrayList<>();
    private final List<UnixListener> unix = new ArrayList<>();
    private final @Nullable TlsStage tls;
    private final KernelQueues queues = new KernelQueues();
    private List<InetSocketAddress> udpAddresses = List.of();
    private List<InetSocketAddress> tcpAddresses = List.of();
    private List<InetSocketAddress> tlsAddresses = List.of();
    private boolean closed;

    /**
     * @param clock tells the receive times
     * @param handlers makes the handler of the loop with the number given; called once for each
     */
    public Listeners(
            Settings settings, EventLoops loops, Meters meters, Clock clock, IntFunction<FrameHandler> handlers) {
        this.settings = settings;
        this.loops = loops;
        this.meters = meters;
        Settings.Limits limits = settings.limits();
        warnings = new Warnings(LOG, limits);
        admission = new Admission(settings);
        for (int i = 0; i < loops.all().size(); i++) {
            intakes.add(new Intake(
                    settings,
                    admission,
                    loops.all().size(),
                    loops.rests().get(i),
                    meters,
                    warnings,
                    clock,
                    handlers.apply(i)));
        }
        Settings.Listen listen = settings.listen();
        for (InetSocketAddress address : listen.udp()) udp.add(new UdpListener(address, settings, loops, intakes));
        connections = new ConnectionLimit(limits, Transport.of(listen), meters);
        tls = listen.tls().isEmpty() ? null : tls(meters, warnings, clock);
        for (Transport transport : Transport.of(listen)) {
            if (transport.isStream()) stages.put(transport, stages(transport));
        }
        addStreams(Transport.TCP, listen.tcp());
        addStreams(Transport.TLS, listen.tls());
        listen.unix()
                .ifPresent(path -> unix.add(UnixListener.ofConnections(
                        path, loops, loop -> new Acceptor(intakeOf(loop), warnings, loops), stagesOf(Transport.UNIX))));
        listen.unixDatagram()
                .ifPresent(path -> unix.add(UnixListener.ofDatagrams(path, loops, intakes.get(0), limits.datagram())));
    }

    private TlsStage tls(Meters meters, Warnings warnings, Clock clock) {
        Certificates certificates = new Certificates(TlsFiles.SYSLOG, settings.tls(), meters, clock);
        return new TlsStage(certificates, settings.tls().handshakeTimeout(), meters, warnings);
    }

    private StreamStages stages(Transport transport) {
        return new StreamStages(
                transport,
                settings.limits(),
                loops,
                this::intakeOf,
                admission,
                connections,
                transport == Transport.TLS ? tls : null);
    }

    private StreamStages stagesOf(Transport transport) {
        return Objects.requireNonNull(stages.get(transport));
    }

    private void addStreams(Transport transport, List<InetSocketAddress> addresses) {
        for (InetSocketAddress address : addresses) {
            streams.add(new StreamListener(
                    transport,
                    address,
                    loops,
                    loop -> new Acceptor(intakeOf(loop), warnings, loops),
                    stagesOf(transport)));
        }
    }

    private Intake intakeOf(EventLoop loop) {
        return intakes.get(loops.all().indexOf(loop));
    }

    /** Reads the certificates and binds all sockets, or none. */
    public synchronized void start() throws BindFailure, TlsFailure {
        try {
            if (tls != null) tls.certificates().start();
            for (UdpListener listener : udp) listener.bind(meters);
            for (StreamListener listener : streams) listener.bind();
            for (UnixListener listener : unix) listener.bind();
        } catch (BindFailure | TlsFailure e) {
            close();
            throw e;
        }
        udpAddresses = udp.stream().map(UdpListener::boundAddress).toList();
        tcpAddresses = addresses(Transport.TCP);
        tlsAddresses = addresses(Transport.TLS);
        warnOfSmallBuffers();
    }

    private List<InetSocketAddress> addresses(Transport transport) {
        return streams.stream()
                .filter(listener -> listener.transport() == transport)
                .map(StreamListener::boundAddress)
                .toList();
    }

    /** Takes the files of TLS if they have changed; to be called every so often, from a thread that may wait for a disk. */
    public void refreshCertificates() {
        if (tls != null) tls.certificates().refresh();
    }

    /**
     * Readies what of other settings can be taken while the sockets are open: who may send, limits of connections, and what TLS
     * shows and asks for. Connections go on by what they began with.
     *
     * @return has them hold from then on
     * @throws TlsFailure where the files of TLS cannot be used; then all stays as it is
     */
    public Runnable renewed(Settings now) throws TlsFailure {
        Runnable certificates = tls == null ? () -> {} : tls.certificates().renewed(now.tls());
        return () -> {
            certificates.run();
            if (tls != null) tls.handshakeTimeout(now.tls().handshakeTimeout());
            admission.renew(now);
            connections.renew(now.limits());
            warnings.renew(now.limits());
            for (StreamStages some : stages.values()) some.renew(now.limits());
        };
    }

    private void warnOfSmallBuffers() {
        int wanted = settings.listen().receiveBuffer();
        int granted = udp.stream()
                .flatMap(listener -> listener.sockets().stream())
                .mapToInt(UdpSocket::receiveBuffer)
                .min()
                .orElse(wanted);
        if (granted >= wanted) return;
        LOG.warn(
                "The kernel grants UDP sockets a receive buffer of {} bytes where listen.receive-buffer asks for {}; bursts"
                        + " may be dropped. What to do: sysctl -w net.core.rmem_max={}",
                granted,
                wanted,
                wanted);
    }

    /** Where datagrams are taken, in the order of the settings, with the port that was found for port 0. */
    public synchronized List<InetSocketAddress> udpAddresses() {
        return udpAddresses;
    }

    /** As {@link #udpAddresses}, for connections. */
    public synchronized List<InetSocketAddress> tcpAddresses() {
        return tcpAddresses;
    }

    /** As {@link #udpAddresses}, for connections over TLS. */
    public synchronized List<InetSocketAddress> tlsAddresses() {
        return tlsAddresses;
    }

    /**
     * Closes all sockets after the frames that the kernel had received by then were handled: within 3 seconds, or 6 where it
     * holds more for connections. Not to be called from an event loop, nor after the loops are closed.
     */
    @Override
    public synchronized void close() {
        if (closed) return;
        closed = true;
        // First with the listeners still open: connections that wait to be accepted may have brought frames.
        drain(DRAIN_MILLIS);
        List<Future<?>> accepting = new ArrayList<>();
        for (StreamListener listener : streams) accepting.add(listener.close());
        for (UnixListener listener : unix) {
            if (listener.transport().isStream()) accepting.add(listener.close());
        }
        await(accepting, CLOSE_MILLIS);
        drain(DRAIN_MILLIS);
        drainRest();
        List<Future<?>> ends = new ArrayList<>();
        for (UdpListener listener : udp) {
            for (UdpSocket socket : listener.sockets()) ends.add(socket.close());
        }
        for (UnixListener listener : unix) ends.add(listener.close());
        for (int i = 0; i < intakes.size(); i++) ends.add(loops.all().get(i).submit(intakes.get(i)::closeConnections));
        await(ends, CLOSE_MILLIS);
        if (tls != null) tls.close();
    }

    /** Reads until nothing comes any more. */
    private void drain(long millis) {
        long deadlineNanos = System.nanoTime() + millis * 1_000_000;
        List<Future<?>> quiet = new ArrayList<>();
        for (int i = 0; i < intakes.size(); i++) {
            EventLoop loop = loops.all().get(i);
            quiet.add(new Drain(loops, loop, intakes.get(i), deadlineNanos, System::nanoTime).start());
        }
        await(quiet, millis);
    }

    /** Goes on to read while the kernel says that it holds something for a connection. */
    private void drainRest() {
        Set<Integer> ports = Stream.concat(tcpAddresses.stream(), tlsAddresses.stream())
                .map(InetSocketAddress::getPort)
                .collect(Collectors.toSet());
        long startNanos = System.nanoTime();
        for (long left = REST_MILLIS; left > 0 && queues.holdFor(ports); ) {
            drain(Math.min(left, DRAIN_MILLIS));
            left = REST_MILLIS - (System.nanoTime() - startNanos) / 1_000_000;
        }
    }

    private static void await(List<Future<?>> futures, long millis) {
        long deadlineNanos = System.nanoTime() + millis * 1_000_000;
        for (Future<?> future : futures) {
            long left = Math.max(0, (deadlineNanos - System.nanoTime()) / 1_000_000);
            future.awaitUninterruptibly(left);
        }
    }
}
