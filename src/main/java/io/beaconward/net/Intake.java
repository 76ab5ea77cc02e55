package io.beaconward.net;

import io.beaconward.bytes.Address;
import io.beaconward.config.Settings;
import io.beaconward.metrics.Meters;
import io.beaconward.metrics.Metric;
import io.beaconward.metrics.Tally;
import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.time.Clock;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What comes in on one event loop: counts each frame, refuses the empty ones and those of senders that are not let in, and
 * gives the others to the loop's handler.
 * Used by the loop's thread only.
 */
final class Intake {
    /** The most that is taken from a stream's buffer at once. */
    private static final int MIN_SCRATCH = 1 << 16;

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    /** What moves with the frames of a transport. */
    private record Tallies(Tally frames, Tally bytes, Tally truncated) {
        static Tallies of(Meters meters, Transport transport) {
            return new Tallies(
                    meters.tally(Metric.FRAMES, transport.label()),
                    meters.tally(Metric.FRAME_BYTES, transport.label()),
                    meters.tally(Metric.FRAMES_TRUNCATED, transport.label()));
        }
    }

    /** What moves with the connections of a transport. */
    private record StreamTallies(Tally opened, Map<Refusal, Tally> refused, Map<Cut, Tally> cut) {
        static StreamTallies of(Meters meters, Transport transport) {
            Map<Refusal, Tally> refused = new EnumMap<>(Refusal.class);
            for (Refusal why : Refusal.values())
                refused.put(why, meters.tally(Metric.CONNECTIONS_REFUSED, transport.label(), why.label()));
            Map<Cut, Tally> cut = new EnumMap<>(Cut.class);
            for (Cut why : Cut.values())
                cut.put(why, meters.tally(Metric.CONNECTIONS_CUT, transport.label(), why.label()));
            return new StreamTallies(meters.tally(Metric.CONNECTIONS_OPENED, transport.label()), refused, cut);
        }
    }

    private final Rest rest;
    private final FrameHandler handler;
    private final Warnings warnings;
    private final Clock clock;
    private final int datagramLimit;
    private final Admission admission;
    private final Map<Transport, Tallies> tallies = new EnumMap<>(Transport.class);
    private final Map<Transport, StreamTallies> streams = new EnumMap<>(Transport.class);
    private final Tally datagramsRefused;
    private final Tally empty;
    private final Tally refusedUnexpected;
    private final Tally unexpected;
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
     * @param rest of the loop
     */
    Intake(
            Settings settings,
            Admission admission,
            int loops,
            Rest rest,
            Meters meters,
            Warnings warnings,
            Clock clock,
            FrameHandler handler) {
        this.admission = admission;
        this.rest = rest;
        this.handler = handler;
        this.warnings = warnings;
        this.clock = clock;
        this.datagramLimit = settings.limits().datagram();
        this.scratch = new byte[Math.max(MIN_SCRATCH, datagramLimit + 1)];
        for (Transport transport : Transport.of(settings.listen())) {
            tallies.put(transport, Tallies.of(meters, transport));
            if (transport.isStream()) streams.put(transport, StreamTallies.of(meters, transport));
        }
        this.datagramsRefused = meters.tally(Metric.DATAGRAMS_REFUSED);
        this.empty = meters.tally(Metric.FRAMES_REFUSED, "empty");
        this.refusedUnexpected = meters.tally(Metric.FRAMES_REFUSED, "unexpected");
        this.unexpected = meters.tally(Metric.UNEXPECTED);
        this.mostHeld = settings.limits().unfinished() / loops;
    }

    /** The time that frames read now are said to be received at. */
    long now() {
        return clock.millis();
    }

    /** Something was read. */
    void read() {
        reads++;
        rest.read();
    }

    /** Grows with everything that is read on the loop. */
    long reads() {
        return reads;
    }

    /** For a stream's bytes on their way to its framer. */
    byte[] scratch() {
        return scratch;
    }

    /** A datagram over the network, of at most one byte more than the limit. */
    void datagram(ByteBuf content, InetAddress peer, long receivedMillis) {
        frame.peer().set(peer.getAddress());
        if (admission.admits(frame.peer())) {
            datagram(content, Transport.UDP, receivedMillis);
            return;
        }
        datagramsRefused.increment();
        warnings.datagramRefused(frame.peer());
    }

    /** A datagram of this machine, as long as the others. */
    void localDatagram(ByteBuf content, long receivedMillis) {
        frame.peer().set(LOOPBACK);
        datagram(content, Transport.UNIX_DATAGRAM, receivedMillis);
    }

    private void datagram(ByteBuf content, Transport transport, long receivedMillis) {
        int length = content.readableBytes();
        boolean cut = length > datagramLimit;
        int kept = cut ? datagramLimit : length;
        content.getBytes(content.readerIndex(), scratch, 0, kept);
        frame.set(scratch, 0, kept, transport, receivedMillis);
        take(cut);
    }

    /** A frame of a stream. */
    void streamFrame(
            byte[] array, int from, int to, boolean cut, Transport transport, Address peer, long receivedMillis) {
        frame.peer().set(peer);
        frame.set(array, from, to, transport, receivedMillis);
        take(cut);
    }

    private void take(boolean cut) {
        int length = frame.to() - frame.from();
        Tallies moved = tallies(frame.transport());
        moved.frames.increment();
        moved.bytes.add(length);
        if (cut) {
            moved.truncated.increment();
            warnings.truncated(frame.transport());
            frame.leaveOutLastWord();
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

    private Tallies tallies(Transport transport) {
        return Objects.requireNonNull(tallies.get(transport));
    }

    private StreamTallies streams(Transport transport) {
        return Objects.requireNonNull(streams.get(transport));
    }

    /** Our own code failed on a stream before it could make a frame: what there was counts as one. */
    void brokenStream(Transport transport, RuntimeException cause) {
        tallies(transport).frames.increment();
        refusedUnexpected.increment();
        unexpected.increment();
        warnings.unexpected(cause);
    }

    void opened(Transport transport, Connection connection) {
        connections.add(connection);
        streams(transport).opened.increment();
    }

    void refused(Transport transport, Refusal why, Address peer) {
        Objects.requireNonNull(streams(transport).refused.get(why)).increment();
        warnings.refused(why, peer);
    }

    /** We close an open connection. */
    void cut(Transport transport, Cut why) {
        Objects.requireNonNull(streams(transport).cut.get(why)).increment();
    }

    /**
     * Notes that a connection holds so many bytes more, or less, for a frame that is not finished.
     *
     * @return whether that is within the limit; else the connection is to be closed
     */
    boolean hold(Transport transport, int more) {
        held += more;
        if (more <= 0 || held <= mostHeld) return true;
        cut(transport, Cut.UNFINISHED);
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
