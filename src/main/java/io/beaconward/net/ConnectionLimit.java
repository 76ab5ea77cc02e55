package io.beaconward.net;

import io.beaconward.bytes.Address;
import io.beaconward.config.Settings;
import io.beaconward.metrics.Meters;
import io.beaconward.metrics.Metric;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the connections open over all listeners, and those of each sender; at the limits no more are let in. Senders of
 * IPv6 count as one where they share the first 64 bits: any host of such a network has all its addresses (RFC 4291, section
 * 2.5.1). It holds an entry for each sender with a connection, so at most as many as connections. Thread-safe.
 */
final class ConnectionLimit {
    private volatile int most;
    private volatile int mostOfSender;
    private final AtomicInteger open = new AtomicInteger();
    private final Map<Transport, AtomicInteger> openByTransport = new EnumMap<>(Transport.class);
    private final Map<Key, Integer> bySender = new HashMap<>();

    /** @param low zero for IPv6 */
    private record Key(long high, long low) {
        static Key of(Address address) {
            return new Key(address.high(), address.isV4() ? address.low() : 0);
        }
    }

    /** @param transports those that are listened for */
    ConnectionLimit(Settings.Limits limits, Set<Transport> transports, Meters meters) {
        renew(limits);
        for (Transport transport : transports) {
            if (!transport.isStream()) continue;
            AtomicInteger ofIt = new AtomicInteger();
            openByTransport.put(transport, ofIt);
            meters.gauge(Metric.CONNECTIONS, ofIt::get, transport.label());
        }
    }

    /** Goes by other limits from now on; where more are open already, they stay. */
    void renew(Settings.Limits limits) {
        most = limits.connections();
        mostOfSender = limits.connectionsPerSender() == 0 ? limits.connections() : limits.connectionsPerSender();
    }

    private AtomicInteger of(Transport transport) {
        return Objects.requireNonNull(openByTransport.get(transport));
    }

    /** Whether one more is let in; it has to tell when it is {@link #closed} then. */
    boolean tryOpen(Transport transport) {
        if (open.incrementAndGet() > most) {
            open.decrementAndGet();
            return false;
        }
        of(transport).incrementAndGet();
        return true;
    }

    void closed(Transport transport) {
        of(transport).decrementAndGet();
        open.decrementAndGet();
    }

    /** Whether the sender is let in once more; it has to tell when it {@link #leave}s then. */
    synchronized boolean tryJoin(Address sender) {
        Key key = Key.of(sender);
        int now = bySender.getOrDefault(key, 0);
        if (now >= mostOfSender) return false;
        bySender.put(key, now + 1);
        return true;
    }

    synchronized void leave(Address sender) {
        Key key = Key.of(sender);
        int now = bySender.getOrDefault(key, 0);
        if (now > 1) bySender.put(key, now - 1);
        else bySender.remove(key);
    }
}
