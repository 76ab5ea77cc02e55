package io.beaconward.net;

import io.beaconward.config.Settings;
import io.beaconward.metrics.Meters;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
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

    private static final long CLOSE_MILLIS = 500;

    private final Settings settings;
    private final EventLoops loops;
    private final Meters meters;
    private final List<Intake> intakes = new ArrayList<>();
    private final List<UdpListener> udp = new ArrayList<>();
    private final List<TcpListener> tcp = new ArrayList<>();
    private List<InetSocketAddress> udpAddresses = List.of();
    private List<InetSocketAddress> tcpAddresses = List.of();
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
        Warnings warnings = new Warnings(LOG, limits);
        for (int i = 0; i < loops.all().size(); i++) {
            intakes.add(new Intake(limits, loops.all().size(), meters, warnings, clock, handlers.apply(i)));
        }
        for (InetSocketAddress address : settings.listen().udp()) {
            udp.add(new UdpListener(address, settings, loops, intakes));
        }
        ConnectionLimit connections = new ConnectionLimit(limits.connections(), meters, warnings);
        for (InetSocketAddress address : settings.listen().tcp()) {
            tcp.add(new TcpListener(
                    address,
                    loops,
                    loop -> new Acceptor(intakeOf(loop), warnings, loops),
                    loop -> new Connection(intakeOf(loop), connections, loops, limits.frame())));
        }
    }

    private Intake intakeOf(EventLoop loop) {
        return intakes.get(loops.all().indexOf(loop));
    }

    /** Binds all sockets, or none. */
    public synchronized void start() throws BindFailure {
        try {
            for (UdpListener listener : udp) listener.bind(meters);
            for (TcpListener listener : tcp) listener.bind();
        } catch (BindFailure e) {
            close();
            throw e;
        }
        udpAddresses = udp.stream().map(UdpListener::boundAddress).toList();
        tcpAddresses = tcp.stream().map(TcpListener::boundAddress).toList();
        warnOfSmallBuffers();
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

    /**
     * Closes all sockets, within 3 seconds, after the frames that the kernel had received by then were handled. Not to be
     * called from an event loop, nor after the loops are closed.
     */
    @Override
    public synchronized void close() {
        if (closed) return;
        closed = true;
        // First with the listeners still open: connections that wait to be accepted may have brought frames.
        drain();
        await(tcp.stream().<Future<?>>map(TcpListener::close).toList(), CLOSE_MILLIS);
        drain();
        List<Future<?>> ends = new ArrayList<>();
        for (UdpListener listener : udp) {
            for (UdpSocket socket : listener.sockets()) ends.add(socket.close());
        }
        for (int i = 0; i < intakes.size(); i++) ends.add(loops.all().get(i).submit(intakes.get(i)::closeConnections));
        await(ends, CLOSE_MILLIS);
    }

    private void drain() {
        long deadlineNanos = System.nanoTime() + DRAIN_MILLIS * 1_000_000;
        List<Future<?>> quiet = new ArrayList<>();
        for (int i = 0; i < intakes.size(); i++) {
            quiet.add(new Drain(loops, loops.all().get(i), intakes.get(i), deadlineNanos).start());
        }
        await(quiet, DRAIN_MILLIS);
    }

    private static void await(List<Future<?>> futures, long millis) {
        long deadlineNanos = System.nanoTime() + millis * 1_000_000;
        for (Future<?> future : futures) {
            long left = Math.max(0, (deadlineNanos - System.nanoTime()) / 1_000_000);
            future.awaitUninterruptibly(left);
        }
    }
}
