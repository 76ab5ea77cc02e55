package io.beaconward.dialect;

import io.beaconward.config.Settings;
import io.beaconward.metrics.Meters;
import io.beaconward.net.Frame;
import io.beaconward.net.Transport;
import io.beaconward.syslog.Message;
import io.beaconward.syslog.Senders;
import io.beaconward.syslog.SyslogParser;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * Frames of one sender, whose clock shows UTC, to messages; and flows to text that shows all that is known but the client's port,
 * and nothing else.
 */
final class Lines {
    static final long NOW = Instant.parse("2026-11-24T12:00:00Z").toEpochMilli();

    private final SyslogParser parser =
            new SyslogParser(new Senders(new Settings.Senders(List.of(), List.of()), 100, Meters.unregistered()));
    private final Frame frame = new Frame();
    private final Message message = new Message();
    private final Flow flow = new Flow();

    Lines() {
        frame.peer().parse("192.0.2.1");
    }

    /** Lets {@code peer} send the lines from now on. */
    void from(String peer) {
        frame.peer().parse(peer);
    }

    Message message(byte[] bytes, int to) {
        frame.set(bytes, 0, to, Transport.UDP, NOW);
        parser.parse(frame, message);
        return message;
    }

    Message message(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return message(bytes, bytes.length);
    }

    Flow flow() {
        return flow;
    }

    /** What the dialect makes of the line: {@link #show} of a flow, else the name of the reading. */
    String read(Dialect dialect, String line) {
        flow.clear();
        Reading reading = dialect.read(message(line), flow);
        return reading == Reading.FLOW ? show() : reading.name();
    }

    /** The name of the dialect that read the line, and the source it found; the sender's memory is kept from line to line. */
    String read(Dialects dialects, String line) {
        Reading reading = dialects.read(message(line), flow);
        if (reading == Reading.FOREIGN) return reading.name();
        return dialects.name(dialects.last()) + " " + (reading == Reading.FLOW ? flow.source() : reading);
    }

    String show() {
        StringBuilder text = new StringBuilder();
        if (flow.source().isPresent()) text.append(" src=").append(flow.source());
        if (!flow.user().isEmpty()) text.append(" user=").append(flow.user());
        if (!flow.host().isEmpty()) text.append(" host=").append(flow.host());
        if (flow.destination().isPresent()) text.append(" dst=").append(flow.destination());
        number(text, "port", flow.destinationPort());
        number(text, "sent", flow.bytesSent());
        number(text, "received", flow.bytesReceived());
        number(text, "total", flow.bytesTotal());
        number(text, "millis", flow.durationMillis());
        if (!flow.dnsQuery().isEmpty()) text.append(" query=").append(flow.dnsQuery());
        for (int i = 0; i < flow.answers().size(); i++) {
            text.append(i == 0 ? " answers=" : ",").append(flow.answers().get(i));
        }
        if (!flow.eventName().isEmpty()) text.append(" event=").append(flow.eventName());
        if (flow.action() != Flow.Action.UNDECIDED) text.append(' ').append(flow.action());
        if (flow.phase() != Flow.Phase.END) text.append(' ').append(flow.phase());
        if (flow.time().isPresent()) {
            text.append(" at ").append(Instant.ofEpochMilli(flow.time().toMillis(message.sender(), NOW)));
        }
        return text.toString().strip();
    }

    private static void number(StringBuilder text, String name, long value) {
        if (value != Flow.UNKNOWN) text.append(' ').append(name).append('=').append(value);
    }
}
