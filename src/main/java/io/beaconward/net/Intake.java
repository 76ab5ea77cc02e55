package io.beaconward.net;

import io.beaconward.bytes.Address;
import io.beaconward.config.Settings;
import io.beaconward.metrics.Meters;
import io.beaconward.metrics.Metric;
import io.beaconward.metrics.Tally;
import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What comes in on one event loop: counts each frame, refuses the empty ones, and gives the others to the loop's handler.
 * Used by the loop's thread only.
 */
final class Intake {
    /** The most that is taken from a stream's buffer at once. */
    private static final int MIN_SCRATCH = 1 << 16;

    /** What moves for each transport. */
    private record Tallies(Tally frames, Tally bytes, Tally truncated) {
        static Tallies of(Meters meters, Transport transport) {
            return new Tallies(
                    meters.tally(Metric.FRAMES, transport.label()),
                    meters.tally(Metric.FRAME_BYTES, transport.label()),
                    meters.tally(Metric.FRAMES_TRUNCATED, transport.label()));
        }
    }

    private final FrameHandler handler;
    private final Warnings warnings;
    private final Clock clock;
    private final int datagramLimit;
    private final Tallies udp;
    private final Tallies tcp;
    private final Tally empty;
    private final Tally refusedUnexpected;
    private final Tally unexpected;
    private final Tally connectionsOpened;
    private final Tally connectionsRefused;
    private final Tally connectionsCut;
    private final long mostHeld;

    private final Frame frame = new Frame();
    private final byte[] scratch;
    private final Set<Connection> connections = new HashSet<>();
    private long reads;
    private long held;

    /**
     * Makes the intake of a loop.
     *
     * @param loops how many there are, which share limits.unfinished
     */
    Intake(Settings.Limits limits, int loops, Meters meters, Warnings warnings, Clock clock, FrameHandler handler) {
        this.handler = handler;
        this.warnings = warnings;
        this.clock = clock;
        this.datagramLimit = limits.datagram();
        this.scratch = new byte[Math.max(MIN_SCRATCH, limits.datagram() + 1)];
        this.udp = Tallies.of(meters, Transport.UDP);
        this.tcp = Tallies.of(meters, Transport.TCP);
        this.empty = meters.tally(Metric.FRAMES_REFUSED, "empty");
        this.refusedUnexpected = meters.tally(Metric.FRAMES_REFUSED, "unexpected");
        this.unexpected = meters.tally(Metric.UNEXPECTED);
        this.connectionsOpened = meters.tally(Metric.CONNECTIONS_OPENED, Transport.TCP.label());
        this.connectionsRefused = meters.tally(Metric.CONNECTIONS_REFUSED, Transport.TCP.label());
        this.connectionsCut = meters.tally(Metric.CONNECTIONS_CUT, Transport.TCP.label());
        this.mostHeld = limits.unfinished() / loops;
    }

    /** The time that frames read now are said to be received at. */
    long now() {
        return clock.millis();
    }

    /** Something was read. */
    void read() {
        reads++;
    }

    /** Grows with everything that is read on the loop. */
    long reads() {
        return reads;
    }

    /** For a stream's bytes on their way to its framer. */
    byte[] scratch() {
        return scratch;
    }

    /** A datagram, of at most one byte more than the limit. */
    void datagram(ByteBuf content, InetAddress peer, long receivedMillis) {
        int length = content.readableBytes();
        boolean cut = length > datagramLimit;
        int kept = cut ? datagramLimit : length;
        content.getBytes(content.readerIndex(), scratch, 0, kept);
        frame.peer().set(peer.getAddress());
        frame.set(scratch, 0, kept, Transport.UDP, receivedMillis);
        take(udp, cut);
    }

    /** A frame of a stream. */
    void streamFrame(byte[] array, int from, int to, boolean cut, Address peer, long receivedMillis) {
        frame.peer().set(peer);
        frame.set(array, from, to, Transport.TCP, receivedMillis);
        take(tcp, cut);
    }

    private void take(Tallies tallies, boolean cut) {
        int length = frame.to() - frame.from();
        tallies.frames.increment();
        tallies.bytes.add(length);
        if (cut) {
            tallies.truncated.increment();
            warnings.truncated(frame.transport());
        }
        if (length == 0) {
            empty.increment();
            return;
        }
        try {
            handler.frame(frame);
        } catch (RuntimeException e) {
            refusedUnexpected.increment();
            unexpected.increment();
            warnings.unexpected(e);
        }
    }

    /** Our own code failed on a stream before it could make a frame: what there was counts as one. */
    void brokenStream(RuntimeException cause) {
        tcp.frames.increment();
        refusedUnexpected.increment();
        unexpected.increment();
        warnings.unexpected(cause);
    }

    void opened(Connection connection) {
        connections.add(connection);
        connectionsOpened.increment();
    }

    void refused() {
        connectionsRefused.increment();
    }

    /**
     * Notes that a connection holds so many bytes more, or less, for a frame that is not finished.
     *
     * @return whether that is within the limit; else the connection is to be closed
     */
    boolean hold(int more) {
        held += more;
        if (more <= 0 || held <= mostHeld) return true;
        connectionsCut.increment();
        warnings.tooMuchUnfinished();
        return false;
    }

    void closed(Connection connection) {
        connections.remove(connection);
    }

    /** Ends all connections of the loop; the frames that they left unfinished are handled before the return. */
    void closeConnections() {
        for (Connection connection : List.copyOf(connections)) connection.close();
    }
}
