package io.beaconward.config;

import io.beaconward.bytes.Cidr;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads the settings of {@link NetKeys}, and whether they fit together. */
final class NetReader {
    private final ValueReader values;

    NetReader(ValueReader values) {
        this.values = values;
    }

    Settings.Listen listen() {
        List<InetSocketAddress> udp = values.many(NetKeys.LISTEN_UDP);
        List<InetSocketAddress> tcp = values.many(NetKeys.LISTEN_TCP);
        List<InetSocketAddress> tls = values.many(NetKeys.LISTEN_TLS);
        Optional<Path> unix = values.optional(NetKeys.LISTEN_UNIX);
        Optional<Path> unixDatagram = values.optional(NetKeys.LISTEN_UNIX_DATAGRAM);
        if (udp.isEmpty() && tcp.isEmpty() && tls.isEmpty() && unix.isEmpty() && unixDatagram.isEmpty()) {
            values.problem(NetKeys.LISTEN_UDP, "nothing to listen on, here and in the other lists of listen");
        }
        boolean proxied = values.one(NetKeys.PROXY_PROTOCOL);
        List<Cidr> proxies = values.many(NetKeys.PROXIES);
        if (proxied && proxies.isEmpty()) values.problem(NetKeys.PROXIES, "is missing: listen.proxy-protocol takes it");
        if (!proxied && !proxies.isEmpty())
            values.problem(NetKeys.PROXIES, "has no effect unless listen.proxy-protocol is true");
        return new Settings.Listen(
                udp,
                tcp,
                tls,
                unix,
                unixDatagram,
                proxies,
                values.one(NetKeys.RECEIVE_BUFFER),
                threads(values.one(NetKeys.THREADS)));
    }

    /** @param listen what it takes a certificate for */
    Settings.Tls tls(Settings.Listen listen) {
        Settings.Tls tls = new Settings.Tls(
                values.optional(NetKeys.TLS_CERTIFICATE),
                values.optional(NetKeys.TLS_KEY),
                values.optional(NetKeys.TLS_CLIENT_CA),
                values.one(NetKeys.TLS_CLIENT_AUTH),
                values.many(NetKeys.TLS_PERMITTED_PEERS),
                values.one(NetKeys.TLS_HANDSHAKE_TIMEOUT));
        checkTls(listen, tls);
        return tls;
    }

    /** What would leave the listener without a certificate, or its user without the check that he thinks is made. */
    private void checkTls(Settings.Listen listen, Settings.Tls tls) {
        if (!listen.tls().isEmpty() && tls.certificate().isEmpty())
            values.problem(NetKeys.TLS_CERTIFICATE, "is missing: listen.tls takes it");
        if (!listen.tls().isEmpty() && tls.key().isEmpty())
            values.problem(NetKeys.TLS_KEY, "is missing: listen.tls takes it");
        if (tls.clientAuth() == Settings.Tls.ClientAuth.NONE) {
            if (tls.clientCa().isPresent())
                values.problem(NetKeys.TLS_CLIENT_CA, "has no effect while tls.client-auth is none");
            if (!tls.permittedPeers().isEmpty())
                values.problem(NetKeys.TLS_PERMITTED_PEERS, "has no effect while tls.client-auth is none");
            return;
        }
        boolean onlyFingerprints = !tls.permittedPeers().isEmpty()
                && tls.permittedPeers().stream().allMatch(peer -> peer.startsWith(Settings.Tls.FINGERPRINT));
        if (tls.clientCa().isEmpty() && !onlyFingerprints) {
            values.problem(
                    NetKeys.TLS_CLIENT_AUTH, "takes tls.client-ca, unless all of tls.permitted-peers are fingerprints");
        }
    }

    Settings.Admission admission() {
        return new Settings.Admission(values.many(NetKeys.SENDERS_ALLOW), values.many(NetKeys.SENDERS_DENY));
    }

    Settings.Limits limits() {
        return new Settings.Limits(
                values.one(NetKeys.DATAGRAM),
                values.one(NetKeys.FRAME),
                values.one(NetKeys.CONNECTIONS),
                values.one(NetKeys.CONNECTIONS_PER_SENDER),
                values.one(NetKeys.IDLE),
                values.one(NetKeys.SENDERS),
                values.one(NetKeys.UNFINISHED));
    }

    private static int threads(int wanted) {
        return wanted > 0 ? wanted : Runtime.getRuntime().availableProcessors();
    }
}
