package io.beaconward.net;

import io.beaconward.config.Settings;
import java.util.EnumSet;
import java.util.Set;

/** How a frame came. The label is the metrics' one. */
public enum Transport {
    UDP("udp"),
    TCP("tcp"),
    TLS("tls"),
    /** A connection over a UNIX socket. */
    UNIX("unix"),
    UNIX_DATAGRAM("unix-datagram");

    private final String label;

    Transport(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** The setting that says where it is listened for. */
    String setting() {
        return "listen." + label;
    }

    boolean isStream() {
        return this == TCP || this == TLS || this == UNIX;
    }

    /** Whether the other end is always this machine, and the socket's file says who may send. */
    boolean isLocal() {
        return this == UNIX || this == UNIX_DATAGRAM;
    }

    /** Those that the settings listen for. */
    static Set<Transport> of(Settings.Listen listen) {
        Set<Transport> all = EnumSet.noneOf(Transport.class);
        if (!listen.udp().isEmpty()) all.add(UDP);
        if (!listen.tcp().isEmpty()) all.add(TCP);
        if (!listen.tls().isEmpty()) all.add(TLS);
        if (listen.unix().isPresent()) all.add(UNIX);
        if (listen.unixDatagram().isPresent()) all.add(UNIX_DATAGRAM);
        return all;
    }
}
