package io.beaconward.detect;

import io.beaconward.counters.Totals;
import java.time.Instant;
import java.util.Comparator;

/**
 * The nine fields of the baseline rule for one pair, in their order.
 *
 * @param sourceIp text of RFC 5952
 * @param destination lower-case name
 * @param hourlyBuckets distinct UTC clock hours with a connection
 * @param avgConnPerHour connections per such hour
 * @param avgBytesSent bytes a connection, client to server; a connection whose bytes are unknown adds 0
 * @param avgBytesRecv bytes a connection, server to client
 */
public record PairFigures(
        Instant firstSeen,
        Instant lastSeen,
        String sourceIp,
        String destination,
        long connectionCount,
        int hourlyBuckets,
        double avgConnPerHour,
        double avgBytesSent,
        double avgBytesRecv) {

    /** Most connections first; ties by source, then destination, as text. */
    public static final Comparator<PairFigures> RANKING = Comparator.comparingLong(PairFigures::connectionCount)
            .reversed()
            .thenComparing(PairFigures::sourceIp)
            .thenComparing(PairFigures::destination);

    /** The figures of a pair that has at least one connection. */
    public static PairFigures of(String sourceIp, String destination, Totals totals) {
        double connections = totals.connections();
        return new PairFigures(
                Instant.ofEpochMilli(totals.firstMillis()),
                Instant.ofEpochMilli(totals.lastMillis()),
                sourceIp,
                destination,
                totals.connections(),
                totals.hours(),
                connections / totals.hours(),
                totals.bytesSent() / connections,
                totals.bytesReceived() / connections);
    }
}
