package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Decimal;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.StampParser;

/**
 * Reads the text of a field into a flow. What it cannot read leaves the flow as it was: a wrong number is absent, never 0.
 * Owned by one pipeline.
 */
final class FieldReader {
    private static final byte[] SCHEME_END = Ascii.bytes("://");
    private static final long MAX_SECONDS = Integer.MAX_VALUE;

    private final HostName hostName = new HostName();
    private final Slice kept = new Slice();

    /**
     * Reads {@code text} as a field of that meaning.
     *
     * @return whether it said anything
     */
    boolean read(Field field, Slice text, Flow flow) {
        if (text.isEmpty()) return false;
        return switch (field) {
            case TIME -> StampParser.any(text.array(), text.from(), text.to(), flow.time());
            case SOURCE -> source(text, flow);
            case USER -> UserName.read(text, flow);
            case DESTINATION -> destination(text, flow);
            case DESTINATION_PORT -> port(Decimal.parse(text), flow);
            case HOST -> host(text.array(), text.from(), text.to(), flow);
            case URL -> url(text, flow);
            case REQUEST -> request(text, flow);
            case SENT -> sent(Decimal.parse(text), flow);
            case RECEIVED -> received(Decimal.parse(text), flow);
            case TOTAL -> total(Decimal.parse(text), flow);
            case SECONDS -> duration(Durations.seconds(text), flow);
            case MILLISECONDS -> duration(Decimal.parse(text), flow);
            case ACTION -> action(Verdicts.of(text), flow);
            case QUERY -> DnsNames.query(text, flow);
            case ANSWERS -> answers(text, flow);
            case EVENT -> event(text, flow);
            case SOURCE_PORT -> sourcePort(Decimal.parse(text), flow);
        };
    }

    private static boolean source(Slice text, Flow flow) {
        int port = Endpoint.read(text, flow.source());
        if (port >= 0) flow.sourcePort(port);
        return port != Endpoint.NONE;
    }

    private static boolean sourcePort(long port, Flow flow) {
        flow.sourcePort(port);
        return flow.sourcePort() >= 0;
    }

    private boolean destination(Slice text, Flow flow) {
        int port = Endpoint.read(text, flow.destination());
        if (port == Endpoint.NONE) {
            host(text.array(), text.from(), text.to(), flow);
            return false; // a later field may have the address
        }
        if (port >= 0 && flow.destinationPort() < 0) flow.destinationPort(port);
        return true;
    }

    /** Takes the name; address and port that have fields of their own stay. */
    private boolean host(byte[] text, int from, int to, Flow flow) {
        int port = flow.destinationPort();
        boolean addressed = flow.destination().isPresent();
        if (addressed ? !hostName.readName(text, from, to, flow) : !hostName.read(text, from, to, flow)) return false;
        if (port >= 0) flow.destinationPort(port);
        return !flow.host().isEmpty();
    }

    private boolean url(Slice text, Flow flow) {
        boolean schemed = Ascii.indexOf(text.array(), text.from(), text.to(), SCHEME_END) > 0;
        return (schemed || isAuthority(text)) && further(text.array(), text.from(), text.to(), flow);
    }

    /** Whether it is {@code name:port}, as CONNECT asks for: a path alone ends in no port. */
    private static boolean isAuthority(Slice text) {
        int i = text.to() - 1;
        while (i > text.from() && Ascii.isDigit(text.array()[i])) i--;
        boolean port = i > text.from() && i < text.to() - 1 && text.array()[i] == ':';
        return port && Ascii.indexOf(text.array(), text.from(), text.to(), '/') < 0;
    }

    private boolean request(Slice text, Flow flow) {
        int method = Ascii.indexOf(text.array(), text.from(), text.to(), ' ');
        int from = method < 0 ? text.from() : Ascii.skipBlanks(text.array(), method, text.to());
        int end = Ascii.indexOf(text.array(), from, text.to(), ' ');
        return further(text.array(), from, end < 0 ? text.to() : end, flow);
    }

    /** As {@link #host}, but of a flow that has a host only the port is taken. */
    private boolean further(byte[] text, int from, int to, Flow flow) {
        if (flow.host().isEmpty()) return host(text, from, to, flow);
        kept.set(flow.host());
        host(text, from, to, flow);
        flow.host().set(kept);
        return false;
    }

    private static boolean port(long port, Flow flow) {
        flow.destinationPort(port);
        return flow.destinationPort() >= 0;
    }

    private static boolean sent(long bytes, Flow flow) {
        flow.bytesSent(bytes);
        return bytes >= 0;
    }

    private static boolean received(long bytes, Flow flow) {
        flow.bytesReceived(bytes);
        return bytes >= 0;
    }

    private static boolean total(long bytes, Flow flow) {
        flow.bytesTotal(bytes);
        return bytes >= 0;
    }

    private static boolean duration(long millis, Flow flow) {
        if (millis < 0 || millis > MAX_SECONDS * 1000) return false;
        flow.durationMillis(millis);
        return true;
    }

    private static boolean action(Flow.Action action, Flow flow) {
        flow.action(action);
        return action != Flow.Action.UNDECIDED;
    }

    /** Takes what is an address between quotes, brackets, commas, semicolons and blanks. */
    private static boolean answers(Slice text, Flow flow) {
        byte[] bytes = text.array();
        int from = text.from();
        for (int i = text.from(); i <= text.to(); i++) {
            if (i < text.to() && !separates(bytes[i])) continue;
            if (i - from > 2) flow.answers().add(bytes, from, i);
            from = i + 1;
        }
        return flow.answers().size() > 0;
    }

    private static boolean separates(byte b) {
        return switch (b) {
            case '"', ',', ';', '[', ']', '{', '}', '|', ' ', '\t' -> true;
            default -> false;
        };
    }

    private static boolean event(Slice text, Flow flow) {
        flow.eventName().set(text);
        return true;
    }
}
