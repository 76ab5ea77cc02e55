package io.beaconward.cli;

import java.time.Instant;

/** A made-up request, to be written as a device would log it. */
record SimulatedFlow(Instant time, String source, String host, int bytesSent, int bytesReceived, int number) {
    /** An address from the range for documentation (RFC 5737) that stands for the host. */
    String hostAddress() {
        return "203.0.113." + (1 + Math.floorMod(host.hashCode(), 250));
    }

    /** A source port that changes from request to request. */
    int sourcePort() {
        return 40_000 + number % 20_000;
    }
}
