package io.beaconward.config;

import io.beaconward.bytes.Cidr;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Every setting there is, those of {@link NetKeys} first. The reference page and the shipped file are printed from here. */
final class Keys {
    static final Key<InetSocketAddress> HTTP_LISTEN = Key.one(
            "http.listen",
            Effect.RESTART,
            "127.0.0.1:9514",
            Values::endpoint,
            "address:port; port 0 takes a free one",
            "Where /metrics, /healthz, /readyz, /unparsed and /api/v1/pairs are served. Beyond loopback http.token-file is"
                    + " required.");
    static final Key<Path> HTTP_TOKEN_FILE = Key.one(
            "http.token-file",
            Effect.WITH_HTTP_LISTEN,
            "",
            Values::path,
            "path of a file that only this user may read, with 16 characters or more; none: no token is asked for",
            "Clients must show its content, as a bearer token or as the password of basic authentication; all but"
                    + " /healthz and /readyz.");
    static final Key<Path> HTTP_CERTIFICATE = Key.one(
            "http.certificate",
            Effect.RESTART,
            "",
            Values::path,
            "path of a PEM file",
            "What is shown to clients of http.listen, which is over TLS 1.2 or 1.3 then: as tls.certificate, and read anew as"
                    + " that is. It takes http.key.");
    static final Key<Path> HTTP_KEY = Key.one(
            "http.key",
            Effect.RESTART,
            "",
            Values::path,
            "path of a PEM file (PKCS #8, not encrypted) that only its owner and group may read",
            "The private key of http.certificate.");
    static final Key<Path> DATA_DIRECTORY = Key.one(
            "data.directory",
            Effect.RESTART,
            "data",
            Values::path,
            "path, made if missing",
            "Where the pairs and the ledger of alerts are kept; one process at a time.");
    static final Key<Integer> PAIRS = Key.one(
            "data.pairs",
            Effect.RESTART,
            "1000000",
            text -> Values.number(text, 16, 4_000_000),
            "number, 16 to 4000000",
            "Pairs held at most; beyond it the least valuable makes way. About 2 KB each on disk, up to three times that"
                    + " during a rollover.");
    static final Key<Integer> WINDOW = Key.one(
            "window",
            Effect.RESTART,
            "24h",
            text -> Values.hours(text, "4h", "48h"),
            "whole hours, 4h to 48h",
            "The current UTC clock hour and those before it, over which pairs are judged.");
    static final Key<Duration> MAX_CLOCK_SKEW = Key.one(
            "max-clock-skew",
            Effect.RELOAD,
            "5m",
            text -> Values.duration(text, "0s", "1h"),
            "duration, 0s to 1h",
            "How far ahead of the receive time an event's time may be; beyond it the receive time is taken, and counted.");
    static final Key<Duration> DUPLICATES = Key.one(
            "duplicates",
            Effect.RELOAD,
            "5s",
            text -> Values.duration(text, "0s", "1m"),
            "duration, 0s to 1m; 0s: every line counts",
            "What two senders tell of one session, with times at most this far apart, counts once: a firewall and a proxy,"
                    + " both members of a pair of firewalls, two relays. What one sender repeats counts each time.");
    static final Key<Cidr> RELAYS = Key.many(
            "relays",
            Effect.RELOAD,
            "",
            Values::cidr,
            "list of addresses or blocks (CIDR)",
            "Peers that forward for others: behind them the header's host name tells the sender.");
    static final Key<Settings.Senders.Zone> TIME_ZONES = Key.many(
            "time-zones",
            Effect.RELOAD,
            "",
            Keys::zone,
            "list of {senders: address or block, zone: IANA name}; in the environment ADDRESS=ZONE; UTC where none fits",
            "Which senders' wall clocks show which zone; the first that fits holds.");
    static final Key<Boolean> AUTO_ZONE = Key.one(
            "auto-zone",
            Effect.RELOAD,
            "false",
            Values::flag,
            "true or false",
            "Whether times without a zone are corrected where a sender's are constantly off by the same multiple of 15 minutes, as"
                    + " a wrong zone makes them; such a sender is named in the log and at /unparsed in any case.");
    static final Key<Duration> SILENT_AFTER = Key.one(
            "silent-after",
            Effect.RELOAD,
            "30m",
            text -> Values.duration(text, "0s", "7d"),
            "duration, 0s to 7d; 0s: nobody is judged",
            "A sender that steadily sends at this hour is named in the log, at /unparsed and to webhooks with notices when it has"
                    + " been silent for this, or for three times its longest usual pause if that is longer.");
    static final Key<Duration> NAMES_KEEP = Key.one(
            "names.keep",
            Effect.RELOAD,
            "24h",
            text -> Values.duration(text, "1m", "30d"),
            "duration, 1m to 30d",
            "How long a name that DNS replies or other flows gave for an address is used for flows that state only the"
                    + " address; clients go on using what they have resolved for longer than its time to live.");
    static final Key<Integer> NAMES_ENTRIES = Key.one(
            "names.entries",
            Effect.RESTART,
            "65536",
            text -> Values.number(text, 0, 250_000),
            "number, 0 to 250000; 0: flows are never given a name",
            "Names of addresses held at most, one for each client and one for any; only of addresses that a watched name was"
                    + " told for. Beyond it the oldest of a few makes way. 300 bytes of memory each.");
    static final Key<Settings.Catalogue.Tier> TIER = Key.one(
            "catalogue.tier",
            Effect.RELOAD,
            "extended",
            text -> Values.choice(text, Settings.Catalogue.Tier.values()),
            "seed or extended",
            "Which platforms count: the thirteen patterns of the baseline rule, or all that are known.");
    static final Key<Path> CATALOGUE_FILE = Key.one(
            "catalogue.file",
            Effect.RELOAD,
            "",
            Values::path,
            "path of a file like config/serverless.yaml; none: the embedded one",
            "A catalogue of your own in place of the embedded one.");
    static final Key<String> PATTERNS = Key.many(
            "catalogue.patterns",
            Effect.RELOAD,
            "",
            Values::pattern,
            "list of patterns such as *.functions.example.net; * stands for one or more labels",
            "Destinations of your own that count beside the catalogue's.");
    static final Key<Path> DIALECTS_FILE = Key.one(
            "dialects.file",
            Effect.RELOAD,
            "",
            Values::path,
            "path of a file like config/dialects.yaml; none: the embedded one, which is empty",
            "Dialects of your own, for devices that are not known.");
    static final Key<Settings.Alerts.Rule> RULES = Key.many(
            "rules",
            Effect.RELOAD,
            "baseline,rhythm,fast-beat,rotation,tasking,long-session,strobe,size-lock,campaign",
            text -> Values.choice(text, Settings.Alerts.Rule.values()),
            "list of baseline, rhythm, fast-beat, rotation, tasking, long-session, strobe, size-lock, campaign",
            "The rules by which pairs are judged. Tasking, size-lock and campaign only add to an alert.");
    static final Key<Path> TUNING_FILE = Key.one(
            "tuning.file",
            Effect.RELOAD,
            "",
            Values::path,
            "path of a file like config/tuning.yaml; none: the embedded one, which is empty",
            "Which findings are expected and lead to no alert, and where other thresholds hold.");
    static final Key<Duration> OBSERVE_FOR = Key.one(
            "observe-for",
            Effect.RELOAD,
            "0s",
            text -> Values.duration(text, "0s", "30d"),
            "duration, 0s to 30d; 0s: alerts from the start",
            "From the first start on an empty data directory on, findings below high confidence are counted and listed for so"
                    + " long, and then told in one summary, before they lead to alerts.");
    static final Key<Duration> REPEAT_AFTER = Key.one(
            "repeat-after",
            Effect.RELOAD,
            "24h",
            text -> Values.duration(text, "1m", "30d"),
            "duration, 1m to 30d",
            "An alert that stays open is sent again, as an update, after this.");
    static final Key<Duration> QUIET_AFTER = Key.one(
            "quiet-after",
            Effect.RELOAD,
            "6h",
            text -> Values.duration(text, "1m", "30d"),
            "duration, 1m to 30d",
            "An alert is closed when its pair had no contact for this.");
    static final Key<Integer> LEDGER_ALERTS = Key.one(
            "ledger.alerts",
            Effect.RELOAD,
            "100000",
            text -> Values.number(text, 100, 10_000_000),
            "number, 100 to 10000000",
            "Alerts remembered at most; beyond it the closed ones that changed longest ago are forgotten. About 1.5 KiB each"
                    + " on disk.");
    static final Key<Integer> LEDGER_OUTBOX = Key.one(
            "ledger.outbox",
            Effect.RELOAD,
            "10000",
            text -> Values.number(text, 1, 1_000_000),
            "number, 1 to 1000000",
            "Notifications that wait for a receiver at most, for each; beyond it the newest is not sent, and is counted. As"
                    + " many dead letters are kept.");
    static final Key<Duration> LEDGER_KEEP = Key.one(
            "ledger.keep",
            Effect.RELOAD,
            "7d",
            text -> Values.duration(text, "1m", "90d"),
            "duration, 1m to 90d",
            "How long it is tried to deliver a notification, and how long dead letters are kept.");
    static final Key<Settings.Log.Format> LOG_FORMAT = Key.one(
            "log.format",
            Effect.RESTART,
            "console",
            text -> Values.choice(text, Settings.Log.Format.values()),
            "console or json",
            "How log lines are written, to standard error.");
    static final Key<Settings.Log.Level> LOG_LEVEL = Key.one(
            "log.level",
            Effect.RELOAD,
            "info",
            text -> Values.choice(text, Settings.Log.Level.values()),
            "error, warn, info or debug",
            "The least severe lines written.");

    /** The list of webhooks; each item is a mapping of {@link #WEBHOOK} keys. */
    static final String WEBHOOKS = "webhooks";

    static final Key<String> WEBHOOK_NAME = Key.one(
            "name",
            Effect.RELOAD,
            "",
            Values::name,
            "lower-case letters, digits and hyphens; required",
            "How logs and metrics call the receiver.");
    static final Key<URI> WEBHOOK_URL = Key.one(
            "url",
            Effect.RELOAD,
            "",
            Values::url,
            "http:// or https:// URL; this or url-file is required",
            "Where alerts are posted. Shown nowhere beyond its host, since path and query hold secrets with many services.");
    static final Key<Path> WEBHOOK_URL_FILE = Key.one(
            "url-file",
            Effect.RELOAD,
            "",
            Values::path,
            "path of a file that holds the URL and that only its owner and group may read",
            "In place of url, so that the secret stays out of this file.");
    static final Key<Settings.Webhook.Format> WEBHOOK_FORMAT = Key.one(
            "format",
            Effect.RELOAD,
            "generic",
            text -> Values.choice(text, Settings.Webhook.Format.values()),
            "generic or slack",
            "The body: all fields as JSON, or text for Slack and what is compatible with it.");
    static final Key<Duration> WEBHOOK_TIMEOUT = Key.one(
            "timeout",
            Effect.RELOAD,
            "10s",
            text -> Values.duration(text, "1s", "2m"),
            "duration, 1s to 2m",
            "For each attempt.");
    static final Key<Boolean> WEBHOOK_NOTICES = Key.one(
            "notices",
            Effect.RELOAD,
            "false",
            Values::flag,
            "true or false",
            "Whether notices about the running of the appliance, such as a silent sender, are posted as well.");
    static final Key<Integer> WEBHOOK_ALERTS_PER_HOUR = Key.one(
            "alerts-per-hour",
            Effect.RELOAD,
            "60",
            text -> Values.number(text, 0, 1_000_000),
            "number, 0 to 1000000; 0: no bound",
            "Alerts posted within an hour at most, those that are closed aside; a quarter is left to those of high confidence. One"
                    + " summary tells of the others; `beaconward alerts list` has them all.");
    private static final List<Key<?>> OTHERS = List.of(
            HTTP_LISTEN,
            HTTP_TOKEN_FILE,
            HTTP_CERTIFICATE,
            HTTP_KEY,
            DATA_DIRECTORY,
            PAIRS,
            WINDOW,
            MAX_CLOCK_SKEW,
            DUPLICATES,
            TIME_ZONES,
            AUTO_ZONE,
            RELAYS,
            SILENT_AFTER,
            NAMES_KEEP,
            NAMES_ENTRIES,
            TIER,
            CATALOGUE_FILE,
            PATTERNS,
            DIALECTS_FILE,
            RULES,
            TUNING_FILE,
            OBSERVE_FOR,
            REPEAT_AFTER,
            QUIET_AFTER,
            LEDGER_ALERTS,
            LEDGER_OUTBOX,
            LEDGER_KEEP,
            LOG_FORMAT,
            LOG_LEVEL);

    /** All but those of a webhook, in the order of the file. */
    static final List<Key<?>> ALL =
            Stream.concat(NetKeys.ALL.stream(), OTHERS.stream()).toList();

    /** The keys of one webhook. */
    static final List<Key<?>> WEBHOOK = List.of(
            WEBHOOK_NAME,
            WEBHOOK_URL,
            WEBHOOK_URL_FILE,
            WEBHOOK_FORMAT,
            WEBHOOK_TIMEOUT,
            WEBHOOK_NOTICES,
            WEBHOOK_ALERTS_PER_HOUR);

    private Keys() {}

    /** {@code 10.0.0.0/8=Europe/Berlin}, to which the file's mapping is brought as well. */
    private static Settings.Senders.Zone zone(String text) throws BadValue {
        int equals = text.indexOf('=');
        if (equals < 0) throw new BadValue("\"" + text + "\" is no pair of senders and zone");
        return new Settings.Senders.Zone(
                Values.cidr(text.substring(0, equals)), Values.zone(text.substring(equals + 1)));
    }
}
