package io.beaconward.config;

import io.beaconward.bytes.Cidr;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All settings, checked. */
public record Settings(
        Listen listen,
        Tls tls,
        Admission admission,
        Limits limits,
        Http http,
        Data data,
        Window window,
        Senders senders,
        Names names,
        Catalogue catalogue,
        List<Dialect> dialects,
        Alerts alerts,
        Ledger ledger,
        List<Webhook> webhooks,
        Log log) {

    /**
     * @param udp addresses for datagrams; port 0 takes a free one
     * @param tcp addresses for streams
     * @param tls addresses for streams over TLS
     * @param unix a socket of this machine for streams
     * @param unixDatagram a socket of this machine for datagrams
     * @param proxies that connections of {@code tcp} and {@code tls} come through, with a header of the PROXY protocol;
     *     empty: they come from the senders themselves
     * @param receiveBuffer bytes asked of the kernel for each UDP socket
     * @param threads event loops
     */
    public record Listen(
            List<InetSocketAddress> udp,
            List<InetSocketAddress> tcp,
            List<InetSocketAddress> tls,
            Optional<Path> unix,
            Optional<Path> unixDatagram,
            List<Cidr> proxies,
            int receiveBuffer,
            int threads) {}

    /**
     * @param certificate there wherever TLS is listened for, as is {@code key}
     * @param clientCa the authorities of senders' certificates
     * @param permittedPeers names and fingerprints in lower case, of which one has to be the sender's; empty: any
     */
    public record Tls(
            Optional<Path> certificate,
            Optional<Path> key,
            Optional<Path> clientCa,
            ClientAuth clientAuth,
            List<String> permittedPeers,
            Duration handshakeTimeout) {
        /** What an entry of the permitted peers begins with that is a fingerprint: 64 hexadecimal digits follow. */
        public static final String FINGERPRINT = Values.FINGERPRINT;

        public enum ClientAuth {
            NONE,
            OPTIONAL,
            REQUIRED
        }
    }

    /**
     * Who may send.
     *
     * @param allow empty: all
     * @param deny goes before {@code allow}
     */
    public record Admission(List<Cidr> allow, List<Cidr> deny) {}

    /**
     * @param datagram longest datagram kept, bytes; longer ones are cut
     * @param frame longest frame of a stream kept, bytes; longer ones are cut
     * @param connections syslog connections open at once, over all listeners
     * @param connectionsPerSender of one address; 0: no limit of its own
     * @param idle a connection without data for so long is closed; zero: never
     * @param senders senders remembered by each event loop
     * @param unfinished bytes of unfinished frames held, all connections together
     */
    public record Limits(
            int datagram,
            int frame,
            int connections,
            int connectionsPerSender,
            Duration idle,
            int senders,
            int unfinished) {}

    /**
     * @param token what a client must show to read anything but its health; a secret, so it is never shown
     * @param tls what is shown; empty: HTTP is plain
     */
    public record Http(InetSocketAddress listen, Optional<String> token, Optional<Tls> tls) {
        @Override
        public String toString() {
            return listen + (token.isPresent() ? " with a token" : "") + (tls.isPresent() ? " over TLS" : "");
        }
    }

    /** @param pairs pairs held at most before the least valuable makes way */
    public record Data(Path directory, int pairs) {}

    /**
     * @param hours the current UTC clock hour and those before it
     * @param maxClockSkew how far ahead of the receive time an event time may be
     * @param duplicates how far apart the times of two senders may be that tell of one session; zero: each counts
     */
    public record Window(int hours, Duration maxClockSkew, Duration duplicates) {}

    /**
     * @param zones which senders' wall clocks show which zone; the first that fits holds, UTC where none does
     * @param relays peers that forward for others: behind these, the header's host name tells the sender
     * @param autoZone whether wall clocks that are constantly off by a multiple of 15 minutes are corrected
     * @param silentAfter how long a sender may be silent, whatever its habit; zero: nobody is judged
     */
    public record Senders(List<Zone> zones, List<Cidr> relays, boolean autoZone, Duration silentAfter) {
        /** Minds no silence. */
        public Senders(List<Zone> zones, List<Cidr> relays, boolean autoZone) {
            this(zones, relays, autoZone, Duration.ZERO);
        }

        /** Corrects no clock. */
        public Senders(List<Zone> zones, List<Cidr> relays) {
            this(zones, relays, false);
        }

        public record Zone(Cidr address, ZoneId zone) {}
    }

    /**
     * @param keep how long a name that was learned for an address is used
     * @param entries names held at most; 0: none are learned
     */
    public record Names(Duration keep, int entries) {}

    /**
     * @param tier which of the catalogue's tiers count
     * @param file a catalogue to take instead of the embedded one
     * @param patterns the user's own, beside the catalogue
     */
    public record Catalogue(Tier tier, Optional<Path> file, List<String> patterns) {
        public enum Tier {
            SEED,
            EXTENDED
        }
    }

    /**
     * A dialect of the user's own.
     *
     * @param separator between the columns of CSV
     * @param tag what the header's tag must be; empty: anything
     * @param when fields that must be there, each with the values it may have, {@code *} for any
     * @param fields of each meaning the fields that may hold it, the preferred first
     * @param starts fields and the values by which a session has only begun
     * @param goesOn fields and the values by which another record counts the session
     */
    public record Dialect(
            String name,
            Grammar grammar,
            String separator,
            String tag,
            Map<String, List<String>> when,
            Map<String, List<String>> fields,
            Map<String, List<String>> starts,
            Map<String, List<String>> goesOn) {
        /** Any value. */
        public static final String ANY = "*";

        /** The last column of CSV that can be named. */
        public static final int MAX_COLUMN = 256;

        /** The meanings that tell a destination. */
        public static final Set<String> DESTINATIONS = Set.of("host", "url", "request", "destination", "query");

        /** What a field can mean. */
        public static final Set<String> MEANINGS = Set.of(
                "time",
                "date",
                "source",
                "user",
                "destination",
                "source-port",
                "destination-port",
                "host",
                "url",
                "request",
                "sent",
                "received",
                "total",
                "seconds",
                "milliseconds",
                "action",
                "query",
                "answers",
                "event");

        public enum Grammar {
            KEY_VALUE,
            CEF,
            LEEF,
            JSON,
            W3C,
            CSV
        }
    }

    /**
     * @param repeatAfter an alert that stays open is sent again after this
     * @param quietAfter an alert closes when its pair had no contact for this
     * @param rules by which pairs are judged
     * @param tuning which findings lead to no alert
     * @param observeFor from the first use of the data directory on most findings lead to no alert for so long
     */
    public record Alerts(
            Duration repeatAfter, Duration quietAfter, Set<Rule> rules, List<Tuning> tuning, Duration observeFor) {
        /** The rules by name; {@code io.beaconward.detect.Rule} says what they are. */
        public enum Rule {
            BASELINE,
            RHYTHM,
            FAST_BEAT,
            ROTATION,
            TASKING,
            LONG_SESSION,
            STROBE,
            SIZE_LOCK,
            CAMPAIGN
        }

        /** Observes nothing. */
        public Alerts(Duration repeatAfter, Duration quietAfter, Set<Rule> rules, List<Tuning> tuning) {
            this(repeatAfter, quietAfter, rules, tuning, Duration.ZERO);
        }

        /** With all rules, and no tuning. */
        public Alerts(Duration repeatAfter, Duration quietAfter) {
            this(repeatAfter, quietAfter, EnumSet.allOf(Rule.class), List.of());
        }
    }

    /**
     * An entry of the tuning.
     *
     * @param kind what it does
     * @param match which pairs it is for; all that is named must match
     * @param behaviour of a suppression: it holds only while the pair behaves so
     * @param thresholds of an override: an alert is opened only beyond them
     * @param why for whoever reads it later
     * @param by who decided it; empty where that is not said
     * @param until the day from which on it no longer holds
     * @param place file and line
     */
    public record Tuning(
            Kind kind,
            Match match,
            Behaviour behaviour,
            Thresholds thresholds,
            String why,
            String by,
            Optional<LocalDate> until,
            String place) {
        /** What an entry does. */
        public enum Kind {
            /** The pair never leads to an alert. */
            ALLOW,
            /** The pair leads to no alert while it behaves as it did. */
            SUPPRESS,
            /** Other thresholds hold for the pair. */
            OVERRIDE
        }

        /** The least confidence. */
        public enum Level {
            LOW,
            MEDIUM,
            HIGH
        }

        /**
         * @param destination a pattern or a whole name
         * @param tenant as alerts show it
         * @param provider as alerts show it
         * @param source the client's address
         * @param user as alerts show it, in any case
         */
        public record Match(
                Optional<String> destination,
                Optional<String> tenant,
                Optional<String> provider,
                Optional<Cidr> source,
                Optional<String> user) {
            boolean isAnything() {
                return destination.isEmpty()
                        && tenant.isEmpty()
                        && provider.isEmpty()
                        && source.isEmpty()
                        && user.isEmpty();
            }
        }

        /**
         * @param interval the median of the latest intervals between beats
         * @param tolerance by how much it may differ
         * @param sentBelow bytes that each connection sends, on average and the latest
         */
        public record Behaviour(Optional<Duration> interval, Duration tolerance, Optional<Integer> sentBelow) {}

        /**
         * @param connections in the window, at least
         * @param confidence at least
         * @param rules those that count; empty: all
         */
        public record Thresholds(int connections, Optional<Level> confidence, Set<Alerts.Rule> rules) {
            boolean isNothing() {
                return connections == 0 && confidence.isEmpty() && rules.isEmpty();
            }
        }
    }

    /**
     * @param alerts remembered at most
     * @param outbox notifications that wait at most, for each receiver
     * @param keep how long it is tried to deliver a notification
     */
    public record Ledger(int alerts, int outbox, Duration keep) {}

    /**
     * @param url where to post; holds secrets with some services, so it is never shown whole
     * @param timeout for each attempt
     * @param notices whether operational notices are sent to it as well
     * @param alertsPerHour alerts opened or updated that it is told of within an hour, at most; 0: no bound
     */
    public record Webhook(String name, URI url, Format format, Duration timeout, boolean notices, int alertsPerHour) {
        /** Has no bound. */
        public Webhook(String name, URI url, Format format, Duration timeout, boolean notices) {
            this(name, url, format, timeout, notices, 0);
        }

        /** Asks for no notices. */
        public Webhook(String name, URI url, Format format, Duration timeout) {
            this(name, url, format, timeout, false);
        }

        public enum Format {
            GENERIC,
            SLACK
        }

        /** Without the URL's user info, path and query, which hold secrets. */
        @Override
        public String toString() {
            String port = url.getPort() < 0 ? "" : ":" + url.getPort();
            return Values.word(format) + " at " + url.getScheme() + "://" + url.getHost() + port + "/…";
        }
    }

    public record Log(Format format, Level level) {
        public enum Format {
            CONSOLE,
            JSON
        }

        public enum Level {
            ERROR,
            WARN,
            INFO,
            DEBUG
        }
    }
}
