package io.beaconward.config;

import io.beaconward.bytes.Cidr;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The settings in effect and where each comes from: the defaults, then the file, then the environment. Immutable. */
public final class Configuration {
    private static final String RESOURCE = "config/beaconward.yaml";
    private static final int LEAST_TOKEN = 16;

    private final Settings settings;
    private final Map<String, Given> values;
    private final List<Map<String, Given>> webhooks;
    private final Map<String, Held> held;

    /**
     * What a setting holds.
     *
     * @param value with what the file that it names holds, if it is read here; may be a secret
     * @param line for people; without secrets
     */
    private record Held(Object value, String line) {}

    private Configuration(
            Settings settings, Map<String, Given> values, List<Map<String, Given>> webhooks, Map<String, Held> held) {
        this.settings = settings;
        this.values = values;
        this.webhooks = webhooks;
        this.held = held;
    }

    /**
     * Reads the file, or the embedded one where none is given, and the environment's variables that begin with
     * {@code BEACONWARD_}.
     *
     * @throws ConfigException with all that is wrong, not just the first
     */
    public static Configuration read(Optional<Path> file, Map<String, String> environment) throws ConfigException {
        List<Problem> problems = new ArrayList<>();
        String source = YamlFile.name(file, RESOURCE);
        GivenFile given = new GivenFile(source, YamlFile.read(file, RESOURCE, problems), problems);
        GivenEnvironment variables = new GivenEnvironment(environment, given, problems);
        return of(variables.values(), variables.webhooks(), problems);
    }

    private static Configuration of(
            Map<String, Given> values, List<Map<String, Given>> webhooks, List<Problem> problems)
            throws ConfigException {
        Configuration configuration = new Reader(values, problems).configuration(webhooks);
        if (!problems.isEmpty()) throw new ConfigException(problems);
        return configuration;
    }

    /** All settings. */
    public Settings settings() {
        return settings;
    }

    /** A line for each setting, for people; without secrets. */
    public List<String> effective() {
        return held.values().stream().map(Held::line).toList();
    }

    /** The lines of {@link #effective}. */
    @Override
    public String toString() {
        return String.join("\n", effective());
    }

    /**
     * Reads anew what a process runs by that was started by this one. What a reload does not take keeps its value.
     *
     * @throws ConfigException with all that is wrong; then nothing is taken
     */
    public Reread reread(Optional<Path> file, Map<String, String> environment) throws ConfigException {
        Configuration wanted = read(file, environment);
        Set<String> waiting = wanted.waitsForRestart(this);
        Configuration now = waiting.isEmpty() ? wanted : wanted.keeping(this, waiting);
        List<String> gone = held.keySet().stream()
                .filter(name -> !now.held.containsKey(name))
                .toList();
        List<String> taken = now.changedFrom(this).stream()
                .map(name -> Objects.requireNonNull(now.held.get(name)).line())
                .toList();
        return new Reread(now, taken, gone, List.copyOf(waiting));
    }

    private Set<String> changedFrom(Configuration before) {
        Set<String> changed = new LinkedHashSet<>();
        held.forEach((name, now) -> {
            Held old = before.held.get(name);
            if (old == null || !old.value().equals(now.value())) changed.add(name);
        });
        return changed;
    }

    private Set<String> waitsForRestart(Configuration running) {
        Set<String> changed = changedFrom(running);
        Set<String> waiting = new LinkedHashSet<>();
        for (Key<?> key : Keys.ALL) {
            boolean waits = key.effect() == Effect.RESTART
                    || changed.contains(key.effect().company());
            if (waits && changed.contains(key.name())) waiting.add(key.name());
        }
        return waiting;
    }

    /** This, with some values of another; checked anew, for they have to fit together. */
    private Configuration keeping(Configuration running, Set<String> names) throws ConfigException {
        Map<String, Given> mixed = new LinkedHashMap<>(values);
        for (String name : names) {
            Given old = running.values.get(name);
            if (old == null) mixed.remove(name);
            else mixed.put(name, old);
        }
        return of(mixed, webhooks, new ArrayList<>());
    }

    /** Brings texts to values; what does not fit becomes a problem, and the key's default takes its place until then. */
    private static final class Reader {
        private final Map<String, Given> values;
        private final List<Problem> problems;
        private final Map<String, Held> held = new LinkedHashMap<>();

        Reader(Map<String, Given> values, List<Problem> problems) {
            this.values = values;
            this.problems = problems;
        }

        Configuration configuration(List<Map<String, Given>> webhooks) {
            Settings settings = new Settings(
                    listen(),
                    tls(),
                    new Settings.Admission(many(NetKeys.SENDERS_ALLOW), many(NetKeys.SENDERS_DENY)),
                    new Settings.Limits(
                            one(NetKeys.DATAGRAM),
                            one(NetKeys.FRAME),
                            one(NetKeys.CONNECTIONS),
                            one(NetKeys.CONNECTIONS_PER_SENDER),
                            one(NetKeys.IDLE),
                            one(NetKeys.SENDERS),
                            one(NetKeys.UNFINISHED)),
                    http(),
                    new Settings.Data(one(Keys.DATA_DIRECTORY), one(Keys.PAIRS)),
                    new Settings.Window(one(Keys.WINDOW), one(Keys.MAX_CLOCK_SKEW), one(Keys.DUPLICATES)),
                    new Settings.Senders(
                            many(Keys.TIME_ZONES), many(Keys.RELAYS), one(Keys.AUTO_ZONE), one(Keys.SILENT_AFTER)),
                    new Settings.Names(one(Keys.NAMES_KEEP), one(Keys.NAMES_ENTRIES)),
                    new Settings.Catalogue(one(Keys.TIER), optional(Keys.CATALOGUE_FILE), many(Keys.PATTERNS)),
                    DialectFile.read(optional(Keys.DIALECTS_FILE), problems),
                    new Settings.Alerts(
                            one(Keys.REPEAT_AFTER),
                            one(Keys.QUIET_AFTER),
                            Set.copyOf(many(Keys.RULES)),
                            TuningFile.read(optional(Keys.TUNING_FILE), problems),
                            one(Keys.OBSERVE_FOR)),
                    new Settings.Ledger(one(Keys.LEDGER_ALERTS), one(Keys.LEDGER_OUTBOX), one(Keys.LEDGER_KEEP)),
                    webhooks(webhooks),
                    new Settings.Log(one(Keys.LOG_FORMAT), one(Keys.LOG_LEVEL)));
            checkTls(settings.listen(), settings.tls());
            with(Keys.HTTP_TOKEN_FILE, settings.http().token());
            with(Keys.DIALECTS_FILE, settings.dialects());
            with(Keys.TUNING_FILE, settings.alerts().tuning());
            return new Configuration(settings, values, webhooks, held);
        }

        private Settings.Listen listen() {
            List<InetSocketAddress> udp = many(NetKeys.LISTEN_UDP);
            List<InetSocketAddress> tcp = many(NetKeys.LISTEN_TCP);
            List<InetSocketAddress> tls = many(NetKeys.LISTEN_TLS);
            Optional<Path> unix = optional(NetKeys.LISTEN_UNIX);
            Optional<Path> unixDatagram = optional(NetKeys.LISTEN_UNIX_DATAGRAM);
            if (udp.isEmpty() && tcp.isEmpty() && tls.isEmpty() && unix.isEmpty() && unixDatagram.isEmpty()) {
                problem(NetKeys.LISTEN_UDP, "nothing to listen on, here and in the other lists of listen");
            }
            boolean proxied = one(NetKeys.PROXY_PROTOCOL);
            List<Cidr> proxies = many(NetKeys.PROXIES);
            if (proxied && proxies.isEmpty()) problem(NetKeys.PROXIES, "is missing: listen.proxy-protocol takes it");
            if (!proxied && !proxies.isEmpty())
                problem(NetKeys.PROXIES, "has no effect unless listen.proxy-protocol is true");
            return new Settings.Listen(
                    udp,
                    tcp,
                    tls,
                    unix,
                    unixDatagram,
                    proxies,
                    one(NetKeys.RECEIVE_BUFFER),
                    threads(one(NetKeys.THREADS)));
        }

        private Settings.Tls tls() {
            return new Settings.Tls(
                    optional(NetKeys.TLS_CERTIFICATE),
                    optional(NetKeys.TLS_KEY),
                    optional(NetKeys.TLS_CLIENT_CA),
                    one(NetKeys.TLS_CLIENT_AUTH),
                    many(NetKeys.TLS_PERMITTED_PEERS),
                    one(NetKeys.TLS_HANDSHAKE_TIMEOUT));
        }

        /** What would leave the listener without a certificate, or its user without the check that he thinks is made. */
        private void checkTls(Settings.Listen listen, Settings.Tls tls) {
            if (!listen.tls().isEmpty() && tls.certificate().isEmpty())
                problem(NetKeys.TLS_CERTIFICATE, "is missing: listen.tls takes it");
            if (!listen.tls().isEmpty() && tls.key().isEmpty())
                problem(NetKeys.TLS_KEY, "is missing: listen.tls takes it");
            if (tls.clientAuth() == Settings.Tls.ClientAuth.NONE) {
                if (tls.clientCa().isPresent())
                    problem(NetKeys.TLS_CLIENT_CA, "has no effect while tls.client-auth is none");
                if (!tls.permittedPeers().isEmpty())
                    problem(NetKeys.TLS_PERMITTED_PEERS, "has no effect while tls.client-auth is none");
                return;
            }
            boolean onlyFingerprints = !tls.permittedPeers().isEmpty()
                    && tls.permittedPeers().stream().allMatch(peer -> peer.startsWith(Settings.Tls.FINGERPRINT));
            if (tls.clientCa().isEmpty() && !onlyFingerprints) {
                problem(
                        NetKeys.TLS_CLIENT_AUTH,
                        "takes tls.client-ca, unless all of tls.permitted-peers are fingerprints");
            }
        }

        private void problem(Key<?> key, String message) {
            problems.add(new Problem(place(key), key.name(), message));
        }

        private static int threads(int wanted) {
            return wanted > 0 ? wanted : Runtime.getRuntime().availableProcessors();
        }

        private String place(Key<?> key) {
            Given given = values.get(key.name());
            return given == null ? "default" : given.place();
        }

        private Given given(Key<?> key) {
            Given given = values.get(key.name());
            if (given == null) given = new Given(fallback(key), "default");
            return given;
        }

        private <T> T hold(Key<?> key, Given given, T value) {
            String line = key.name() + " = " + String.join(", ", given.texts()) + " (" + given.place() + ")";
            held.put(key.name(), new Held(value, line));
            return value;
        }

        /** Adds what the file holds that the setting names. */
        private void with(Key<?> key, Object content) {
            held.computeIfPresent(key.name(), (name, named) -> new Held(List.of(named.value(), content), named.line()));
        }

        private static List<String> fallback(Key<?> key) {
            return key.fallback().isEmpty() ? List.of() : List.of(key.fallback().split(","));
        }

        private <T> T one(Key<T> key) {
            Given given = given(key);
            return hold(
                    key, given, read(key, given.texts().get(0), given.place()).orElseGet(() -> fallbackOf(key)));
        }

        private <T> Optional<T> optional(Key<T> key) {
            Given given = given(key);
            Optional<T> value = given.texts().isEmpty()
                    ? Optional.empty()
                    : read(key, given.texts().get(0), given.place());
            return hold(key, given, value);
        }

        private <T> List<T> many(Key<T> key) {
            Given given = given(key);
            List<T> all = new ArrayList<>();
            for (String text : given.texts()) read(key, text, given.place()).ifPresent(all::add);
            return hold(key, given, List.copyOf(all));
        }

        private <T> Optional<T> read(Key<T> key, String text, String place) {
            try {
                return Optional.of(key.reader().read(text));
            } catch (BadValue e) {
                problems.add(new Problem(place, key.name(), e.said()));
                return Optional.empty();
            }
        }

        private static <T> T fallbackOf(Key<T> key) {
            try {
                return key.reader().read(key.fallback());
            } catch (BadValue e) {
                throw new IllegalStateException(key.name() + " has a default that it does not take", e);
            }
        }

        private List<Settings.Webhook> webhooks(List<Map<String, Given>> all) {
            Map<String, Settings.Webhook> webhooks = new LinkedHashMap<>();
            for (Map<String, Given> given : all) {
                String place =
                        given.getOrDefault("", new Given(List.of(), "webhooks")).place();
                Settings.Webhook webhook = webhook(given, place);
                if (webhook == null) continue;
                if (webhooks.put(webhook.name(), webhook) != null) {
                    problems.add(new Problem(place, "webhooks", "there are two of the name " + webhook.name()));
                }
                String key = "webhooks." + webhook.name();
                held.put(key, new Held(webhook, key + " = " + webhook + " (" + place + ")"));
            }
            return List.copyOf(webhooks.values());
        }

        private Settings.@Nullable Webhook webhook(Map<String, Given> given, String place) {
            Optional<String> name = field(given, Keys.WEBHOOK_NAME);
            if (!given.containsKey("name")) problems.add(new Problem(place, "webhooks.name", "is missing"));
            Optional<java.net.URI> url = field(given, Keys.WEBHOOK_URL);
            Optional<Path> file = field(given, Keys.WEBHOOK_URL_FILE);
            if (given.containsKey("url") == given.containsKey("url-file")) {
                problems.add(new Problem(place, "webhooks.url", "exactly one of url and url-file is required"));
            }
            if (file.isPresent()) {
                url = secret(file.get(), "webhooks.url-file", place)
                        .flatMap(text -> read(Keys.WEBHOOK_URL, text, place));
            }
            Optional<Settings.Webhook.Format> format = field(given, Keys.WEBHOOK_FORMAT);
            Optional<java.time.Duration> timeout = field(given, Keys.WEBHOOK_TIMEOUT);
            Optional<Boolean> notices = field(given, Keys.WEBHOOK_NOTICES);
            Optional<Integer> perHour = field(given, Keys.WEBHOOK_ALERTS_PER_HOUR);
            if (name.isEmpty() || url.isEmpty() || format.isEmpty()) return null;
            if (timeout.isEmpty() || notices.isEmpty() || perHour.isEmpty()) return null;
            return new Settings.Webhook(
                    name.get(), url.get(), format.get(), timeout.get(), notices.get(), perHour.get());
        }

        /** The field's value, or its default; empty where there is neither, or where it is wrong. */
        private <T> Optional<T> field(Map<String, Given> given, Key<T> key) {
            Given value = given.get(key.name());
            if (value != null)
                return read(key, value.texts().isEmpty() ? "" : value.texts().get(0), value.place());
            return key.fallback().isEmpty() ? Optional.empty() : Optional.of(fallbackOf(key));
        }

        private Settings.Http http() {
            Settings.Http http = new Settings.Http(
                    one(Keys.HTTP_LISTEN),
                    optional(Keys.HTTP_TOKEN_FILE).flatMap(file -> token(file, place(Keys.HTTP_TOKEN_FILE))));
            boolean open = !http.listen().getAddress().isLoopbackAddress()
                    && http.token().isEmpty();
            if (open) {
                problems.add(new Problem(
                        place(Keys.HTTP_LISTEN),
                        Keys.HTTP_LISTEN.name(),
                        "others than this machine could read who talks to whom: http.token-file is required"));
            }
            return http;
        }

        private Optional<String> token(Path file, String place) {
            Optional<String> token = secret(file, Keys.HTTP_TOKEN_FILE.name(), place);
            if (token.isEmpty() || token.get().length() >= LEAST_TOKEN) return token;
            problems.add(new Problem(
                    place, Keys.HTTP_TOKEN_FILE.name(), file + " holds fewer than " + LEAST_TOKEN + " characters"));
            return Optional.empty();
        }

        /** What the file holds; a file that others may write or read keeps no secret, so it is refused. */
        private Optional<String> secret(Path file, String key, String place) {
            try {
                Set<PosixFilePermission> open = Files.getPosixFilePermissions(file);
                if (open.contains(PosixFilePermission.OTHERS_READ) || open.contains(PosixFilePermission.OTHERS_WRITE)) {
                    problems.add(new Problem(place, key, file + " may be read by everybody; chmod o= " + file));
                    return Optional.empty();
                }
                return Optional.of(
                        Files.readString(file, StandardCharsets.UTF_8).strip());
            } catch (IOException | UnsupportedOperationException e) {
                problems.add(new Problem(place, key, file + " cannot be read"));
                return Optional.empty();
            }
        }
    }
}
