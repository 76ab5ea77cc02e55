package io.beaconward.detect;

import java.time.Instant;

/**
 * The nine fields of the baseline rule for one pair, in their order.
 *
 * @param sourceIp text of RFC 5952
 * @param destination lower-case name
 * @param hourlyBuckets distinct UTC clock hours with a connection
 * @param avgConnPerHour connections per such hour
 * @param avgBytesSent bytes a connection, client to server; a connection whose bytes are unknown adds 0
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
        double avgBytesRecv) {}
