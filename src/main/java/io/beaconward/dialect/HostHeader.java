package io.beaconward.dialect;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Slice;
import java.util.Arrays;

/**
 * The {@code Host:} header in the text of a request that a device logs whole: its line ends are as they were, or written out with
 * one backslash or two. A header that breaks off is none. Owned by one table or dialect.
 */
final class HostHeader {
    private static final byte[] HOST = Ascii.bytes("Host: ");

    private final HostName hostName = new HostName();
    private final Slice value = new Slice();

    /** Reads it from the requests that these fields hold. */
    static Finish of(Vocabulary vocabulary, String... names) {
        HostHeader header = new HostHeader();
        int[] requests = Arrays.stream(names).mapToInt(vocabulary::number).toArray();
        return (message, fields, flow) -> {
            for (int request : requests) {
                if (fields.has(request)) header.read(fields.get(request), flow);
            }
        };
    }

    /** Takes the name; the address and port that the flow already has stay. */
    void read(Slice request, Flow flow) {
        byte[] text = request.array();
        int to = request.to();
        int at = Ascii.indexOf(text, request.from(), to, HOST);
        while (at > request.from() && !endsLine(text[at - 1])) at = Ascii.indexOf(text, at + 1, to, HOST);
        if (at < 0) return;
        int from = at + HOST.length;
        int end = from;
        while (end < to && text[end] > ' ' && text[end] != '\\') end++;
        if (end < to) hostName.readBeside(value.set(text, from, end), flow);
    }

    /** Whether the byte is the end of a line, or of one that is written out. */
    private static boolean endsLine(byte b) {
        return b == '\n' || b == 'n';
    }
}
