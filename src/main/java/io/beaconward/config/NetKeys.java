package io.beaconward.config;

import io.beaconward.bytes.Cidr;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The settings of how messages come in: where, from whom, how much, and what TLS shows and asks for. */
final class NetKeys {
    static final Key<InetSocketAddress> LISTEN_UDP = Key.many(
            "listen.udp",
            Effect.RESTART,
            "127.0.0.1:5514",
            Values::endpoint,
            "list of address:port; port 0 takes a free one; [] for none",
            "Where syslog datagrams are taken.");
    static final Key<InetSocketAddress> LISTEN_TCP = Key.many(
            "listen.tcp",
            Effect.RESTART,
            "127.0.0.1:5514",
            Values::endpoint,
            "list of address:port; port 0 takes a free one; [] for none",
            "Where syslog connections are taken.");
    static final Key<InetSocketAddress> LISTEN_TLS = Key.many(
            "listen.tls",
            Effect.RESTART,
            "",
            Values::endpoint,
            "list of address:port; port 0 takes a free one",
            "Where syslog connections over TLS 1.2 or 1.3 are taken (RFC 5425); the port meant for it is 6514. It takes"
                    + " tls.certificate and tls.key.");
    static final Key<Path> LISTEN_UNIX = Key.one(
            "listen.unix",
            Effect.RESTART,
            "",
            Values::socketPath,
            "path, 107 bytes at most",
            "A UNIX socket where syslog connections of this machine are taken, open to the owner and the group. Linux only.");
    static final Key<Path> LISTEN_UNIX_DATAGRAM = Key.one(
            "listen.unix-datagram",
            Effect.RESTART,
            "",
            Values::socketPath,
            "path, 107 bytes at most",
            "As listen.unix, for datagrams.");
    static final Key<Boolean> PROXY_PROTOCOL = Key.one(
            "listen.proxy-protocol",
            Effect.RELOAD,
            "false",
            Values::flag,
            "true or false",
            "Whether connections of listen.tcp and listen.tls come through the proxies of listen.proxies alone and begin with"
                    + " a header of the PROXY protocol, version 1 or 2, which says for whom.");
    static final Key<Cidr> PROXIES = Key.many(
            "listen.proxies",
            Effect.RELOAD,
            "",
            Values::cidr,
            "list of addresses or blocks (CIDR)",
            "The proxies whose headers are believed, with listen.proxy-protocol; connections of others are refused.");
    static final Key<Integer> RECEIVE_BUFFER = Key.one(
            "listen.receive-buffer",
            Effect.RESTART,
            "8MiB",
            text -> Values.size(text, "64KiB", "1GiB"),
            "size, 64KiB to 1GiB",
            "What the kernel is asked to hold for each UDP socket while we are busy; it grants at most net.core.rmem_max.");
    static final Key<Integer> THREADS = Key.one(
            "listen.threads",
            Effect.RESTART,
            "0",
            text -> Values.number(text, 0, 64),
            "number, 0 to 64; 0: one for each processor",
            "Event loops; each reads its share of the senders and judges what it reads.");
    static final Key<Path> TLS_CERTIFICATE = Key.one(
            "tls.certificate",
            Effect.WITH_LISTEN_TLS,
            "",
            Values::path,
            "path of a PEM file",
            "What listen.tls shows: our certificate, and behind it those that lead to its authority. Read anew within a"
                    + " minute of a change, as are the key and the authorities; what cannot be used then leaves the old ones in"
                    + " place.");
    static final Key<Path> TLS_KEY = Key.one(
            "tls.key",
            Effect.WITH_LISTEN_TLS,
            "",
            Values::path,
            "path of a PEM file (PKCS #8, not encrypted) that only its owner and group may read",
            "The certificate's private key.");
    static final Key<Path> TLS_CLIENT_CA = Key.one(
            "tls.client-ca",
            Effect.WITH_LISTEN_TLS,
            "",
            Values::path,
            "path of a PEM file",
            "The authorities whose certificates senders may show.");
    static final Key<Settings.Tls.ClientAuth> TLS_CLIENT_AUTH = Key.one(
            "tls.client-auth",
            Effect.WITH_LISTEN_TLS,
            "none",
            text -> Values.choice(text, Settings.Tls.ClientAuth.values()),
            "none, optional or required",
            "Whether senders are asked for a certificate; with optional one may show none, but not a wrong one.");
    static final Key<String> TLS_PERMITTED_PEERS = Key.many(
            "tls.permitted-peers",
            Effect.WITH_LISTEN_TLS,
            "",
            Values::peer,
            "list of names, *.example.net, or sha256: and the fingerprint in hexadecimal",
            "Senders' certificates that are let in: by a DNS name, address or common name in them, where * stands for one"
                    + " label; or by their own fingerprint, whoever signed them. None given: all of tls.client-ca.");
    static final Key<Duration> TLS_HANDSHAKE_TIMEOUT = Key.one(
            "tls.handshake-timeout",
            Effect.WITH_LISTEN_TLS,
            "10s",
            text -> Values.duration(text, "100ms", "2m"),
            "duration, 100ms to 2m",
            "How long a TLS handshake may take before the connection is closed.");
    static final Key<Cidr> SENDERS_ALLOW = Key.many(
            "senders.allow",
            Effect.RELOAD,
            "",
            Values::cidr,
            "list of addresses or blocks (CIDR); none: all",
            "Who may send, by UDP, TCP or TLS; what others send is left unread, and counted.");
    static final Key<Cidr> SENDERS_DENY = Key.many(
            "senders.deny",
            Effect.RELOAD,
            "",
            Values::cidr,
            "list of addresses or blocks (CIDR)",
            "Who may not send, also where senders.allow would let them.");
    static final Key<Integer> DATAGRAM = Key.one(
            "limits.datagram",
            Effect.RESTART,
            "16KiB",
            text -> Values.size(text, "480B", "65507B"),
            "size, 480B to 65507B",
            "Longest datagram kept; longer ones are cut, read all the same, and counted.");
    static final Key<Integer> FRAME = Key.one(
            "limits.frame",
            Effect.RELOAD,
            "64KiB",
            text -> Values.size(text, "480B", "1MiB"),
            "size, 480B to 1MiB",
            "Longest frame of a connection kept; longer ones are cut, read all the same, and counted.");
    static final Key<Integer> CONNECTIONS = Key.one(
            "limits.connections",
            Effect.RELOAD,
            "2000",
            text -> Values.number(text, 1, 100_000),
            "number, 1 to 100000",
            "Syslog connections open at once, over all addresses; further ones are closed at once.");
    static final Key<Integer> CONNECTIONS_PER_SENDER = Key.one(
            "limits.connections-per-sender",
            Effect.RELOAD,
            "64",
            text -> Values.number(text, 0, 100_000),
            "number, 0 to 100000; 0: as many as limits.connections",
            "Of these, those of one IPv4 address or one /64 of IPv6, of which a host may have every address; further ones are"
                    + " closed at once. Raise it for a relay that opens more, or for a /64 with more senders.");
    static final Key<Duration> IDLE = Key.one(
            "limits.idle",
            Effect.RELOAD,
            "0s",
            text -> Values.duration(text, "0s", "7d"),
            "duration, 0s to 7d; 0s: never",
            "A connection that brought nothing for so long is closed. Off, since quiet devices are no trouble and TCP keepalive"
                    + " finds the dead ones.");
    static final Key<Integer> SENDERS = Key.one(
            "limits.senders",
            Effect.RELOAD,
            "10000",
            text -> Values.number(text, 1, 1_000_000),
            "number, 1 to 1000000",
            "Senders that each event loop remembers; beyond it the one unheard of for longest is forgotten.");
    static final Key<Integer> UNFINISHED = Key.one(
            "limits.unfinished",
            Effect.RESTART,
            "32MiB",
            text -> Values.size(text, "1MiB", "1GiB"),
            "size, 1MiB to 1GiB",
            "Unfinished frames held, all connections together; the connection that goes beyond it is closed, what it had"
                    + " sent is read, and it is counted.");

    /** In the order of the file. */
    static final List<Key<?>> ALL = List.of(
            LISTEN_UDP,
            LISTEN_TCP,
            LISTEN_TLS,
            LISTEN_UNIX,
            LISTEN_UNIX_DATAGRAM,
            PROXY_PROTOCOL,
            PROXIES,
            RECEIVE_BUFFER,
            THREADS,
            TLS_CERTIFICATE,
            TLS_KEY,
            TLS_CLIENT_CA,
            TLS_CLIENT_AUTH,
            TLS_PERMITTED_PEERS,
            TLS_HANDSHAKE_TIMEOUT,
            SENDERS_ALLOW,
            SENDERS_DENY,
            DATAGRAM,
            FRAME,
            CONNECTIONS,
            CONNECTIONS_PER_SENDER,
            IDLE,
            SENDERS,
            UNFINISHED);

    private NetKeys() {}
}
