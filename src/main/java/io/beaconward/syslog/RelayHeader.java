package io.beaconward.syslog;

import io.beaconward.bytes.Slice;

/** Keeps what a relay's header said of time and host while the header behind it is read. Owned by one pipeline. */
final class RelayHeader {
    private final Stamp time = new Stamp();
    private final Slice host = new Slice();

    /** Keeps the message's time and host, and takes the time away from it. */
    void keep(Message message) {
        time.set(message.headerTime());
        host.set(message.host());
        message.headerTime().clear();
    }

    /** Gives the message its host back, and its time unless it now has one that states its zone, which the relay's does not. */
    void restore(Message message) {
        boolean better = message.headerTime().isInstant() && !time.isInstant();
        if (time.isPresent() && !better) message.headerTime().set(time);
        if (!host.isEmpty()) message.host().set(host);
    }
}
