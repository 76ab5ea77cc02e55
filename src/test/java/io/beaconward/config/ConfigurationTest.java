package io.beaconward.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
    @TempDir
    private Path directory;

    private Configuration read(String yaml, Map<String, String> environment) throws Exception {
        Path file = Files.writeString(directory.resolve("b.yaml"), yaml);
        return Configuration.read(Optional.of(file), environment);
    }

    private List<String> problems(String yaml, Map<String, String> environment) throws Exception {
        try {
            read(yaml, environment);
            return List.of();
        } catch (ConfigException e) {
            return e.problems().stream()
                    .map(p -> p.toString().replace(directory.resolve("b.yaml").toString(), "b.yaml"))
                    .toList();
        }
    }

    @Test
    void theEmbeddedFileGivesTheDefaults() throws Exception {
        Settings settings = Configuration.read(Optional.empty(), Map.of()).settings();
        assertThat(settings.listen().udp()).hasToString("[/127.0.0.1:5514]");
        assertThat(settings.window().hours()).isEqualTo(24);
        assertThat(settings.window().maxClockSkew()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.data().pairs()).isGreaterThanOrEqualTo(200_000);
        assertThat(settings.listen().threads()).isPositive();
        assertThat(settings.webhooks()).isEmpty();
    }

    @Test
    void everythingCanBeSet() throws Exception {
        Settings settings = read("""
                        listen:
                          udp: ["[::]:514", 0.0.0.0:5514]
                          tcp: localhost:0
                          receive-buffer: 1MiB
                        window: 12h
                        max-clock-skew: 30s
                        time-zones:
                          - senders: 10.0.0.0/8
                            zone: Europe/Berlin
                        relays: [10.0.0.9]
                        catalogue:
                          tier: seed
                          patterns: ["*.fn.example.net"]
                        webhooks:
                          - name: chat
                            url: https://user:pw@hooks.example.com/secret?token=1
                            format: slack
                          - name: tickets
                            url: http://127.0.0.1:9/x
                        """, Map.of()).settings();
        assertThat(settings.listen().udp()).hasSize(2);
        assertThat(settings.listen().receiveBuffer()).isEqualTo(1 << 20);
        assertThat(settings.window().hours()).isEqualTo(12);
        assertThat(settings.senders().zones().get(0).zone().getId()).isEqualTo("Europe/Berlin");
        assertThat(settings.senders().relays()).hasSize(1);
        assertThat(settings.catalogue().patterns()).containsExactly("*.fn.example.net");
        assertThat(settings.webhooks()).extracting(Settings.Webhook::name).containsExactly("chat", "tickets");
        assertThat(settings.webhooks().get(0).format()).isEqualTo(Settings.Webhook.Format.SLACK);
    }

    @Test
    void secretsAreShownNowhere() throws Exception {
        Configuration configuration = read(
                "webhooks:\n  - {name: chat, url: 'https://user:pw@hooks.example.com/secret?t0ken=1'}\n", Map.of());
        assertThat(configuration.effective().toString())
                .contains("hooks.example.com")
                .doesNotContain("secret", "pw", "t0ken");
        assertThat(problems("webhooks:\n  - {name: chat, url: 'ftp://x/secret'}\n", Map.of())
                        .toString())
                .doesNotContain("secret");
    }

    @Test
    void allProblemsAreReportedAtOnceWithTheirLines() throws Exception {
        assertThat(problems("""
                        window: 2h
                        listn:
                          udp: []
                        listen:
                          upd: 127.0.0.1:514
                          tcp: ["*:514"]
                        http:
                          listen: 127.0.0.1:99999
                        webhooks:
                          - name: chat
                          - url: http://x/
                            frmat: slack
                        """, Map.of("BEACONWARD_WINDOWS", "1h")))
                .containsExactlyInAnyOrder(
                        "b.yaml:1: window: \"2h\" is below the minimum of 4h",
                        "b.yaml:3: listn: is no setting",
                        "b.yaml:5: listen.upd: is no setting; did you mean listen.udp?",
                        "b.yaml:6: listen.tcp: \"*:514\" names no address; all of them are [::]:514",
                        "b.yaml:8: http.listen: \"99999\" is above the maximum of 65535",
                        "b.yaml:10: webhooks.url: exactly one of url and url-file is required",
                        "b.yaml:12: webhooks.frmat: is no setting of a webhook; did you mean format?",
                        "b.yaml:11: webhooks.name: is missing",
                        "BEACONWARD_WINDOWS: is no setting; did you mean BEACONWARD_WINDOW?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "window: 90m                     | b.yaml:1: window: \"90m\" is below the minimum of 4h",
                "window: 5h30m                   | b.yaml:1: window: \"5h30m\" is no duration; write it as 30s, 5m, 24h or 1d",
                "window: 330m                    | b.yaml:1: window: \"330m\" is not whole hours",
                "window: [24h]                   | b.yaml:1: window: takes whole hours, 4h to 48h",
                "window:                         | b.yaml:1: window: has no value; it takes whole hours, 4h to 48h",
                "listen: 514                     | b.yaml:1: listen: takes keys below it, not a value",
                "data: {pairs: -5}               | b.yaml:1: data.pairs: \"-5\" is no whole number",
                "data: {pairs: 5}                | b.yaml:1: data.pairs: \"5\" is below the minimum of 16",
                "listen: {udp: 'fw.example:514'} | b.yaml:1: listen.udp: \"fw.example\" is no IP address (names are not looked up)",
                "listen: {udp: '::1:514'}        | b.yaml:1: listen.udp: \"::1:514\": write IPv6 addresses in brackets",
                "relays: 10.0.0.0/40             | b.yaml:1: relays: \"10.0.0.0/40\" is no address block; write it as 10.0.0.0/8 or 2001:db8::1",
                "catalogue: {patterns: '*.com'}  | b.yaml:1: catalogue.patterns: \"*.com\" is no pattern; it takes lower-case labels, where * stands for one or more and the last two are fixed: *.example.net",
                "log: {level: loud}              | b.yaml:1: log.level: \"loud\" is none of error, warn, info, debug",
                "time-zones: [{senders: 10.0.0.1}] | b.yaml:1: time-zones: each entry has the keys senders and zone, no others",
            })
    void aWrongValueIsNamed(String yaml, String problem) throws Exception {
        assertThat(problems(yaml, Map.of())).containsExactly(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "listen: {tls: '[::]:6514'}                              | default: tls.certificate: is missing: listen.tls takes it; default: tls.key: is missing: listen.tls takes it",
                "tls: {client-auth: required}                            | b.yaml:1: tls.client-auth: takes tls.client-ca, unless all of tls.permitted-peers are fingerprints",
                "tls: {client-auth: optional, permitted-peers: fw1}      | b.yaml:1: tls.client-auth: takes tls.client-ca, unless all of tls.permitted-peers are fingerprints",
                "tls: {client-ca: /ca.pem}                               | b.yaml:1: tls.client-ca: has no effect while tls.client-auth is none",
                "tls: {permitted-peers: ['*.example.net']}               | b.yaml:1: tls.permitted-peers: has no effect while tls.client-auth is none",
                "tls: {client-auth: required, client-ca: /c, permitted-peers: ['a.*.net']} | b.yaml:1: tls.permitted-peers: \"a.*.net\" is no name; * stands for the first label only, as in *.example.net",
                "tls: {client-auth: required, client-ca: /c, permitted-peers: ['sha256:ab']} | b.yaml:1: tls.permitted-peers: \"sha256:ab\" is no fingerprint; write sha256: and 64 hexadecimal digits",
                "http: {certificate: /c.pem}                             | default: http.key: is missing: http.certificate takes it",
                "http: {key: /k.pem}                                     | default: http.certificate: is missing: http.key takes it",
                "listen: {proxy-protocol: true}                          | default: listen.proxies: is missing: listen.proxy-protocol takes it",
                "listen: {proxies: 192.0.2.1}                            | b.yaml:1: listen.proxies: has no effect unless listen.proxy-protocol is true",
                "listen: {proxy-protocol: on}                            | b.yaml:1: listen.proxy-protocol: \"on\" is neither true nor false",
                "senders: {deny: fw1}                                    | b.yaml:1: senders.deny: \"fw1\" is no address block; write it as 10.0.0.0/8 or 2001:db8::1",
                "listen: {udp: [], tcp: []}                              | b.yaml:1: listen.udp: nothing to listen on, here and in the other lists of listen",
            })
    void settingsThatDoNotGoTogetherAreNamed(String yaml, String said) throws Exception {
        assertThat(String.join("; ", problems(yaml, Map.of()))).isEqualTo(said);
    }

    @Test
    void aPathTooLongForASocketIsNamed() throws Exception {
        assertThat(problems("listen: {unix: /run/" + "x".repeat(110) + "}", Map.of())
                        .toString())
                .contains("listen.unix: ", "is longer than the 107 bytes of a socket's path");
    }

    @Test
    void fingerprintsAloneNeedNoAuthority() throws Exception {
        String yaml = "tls: {client-auth: required, permitted-peers: ['SHA256:" + "AB:".repeat(31) + "AB']}";
        assertThat(read(yaml, Map.of()).settings().tls().permittedPeers()).containsExactly("sha256:" + "ab".repeat(32));
    }

    @Test
    void brokenYamlIsOneProblemWithItsLine() throws Exception {
        assertThat(problems("window: 24h\nlisten: [a\n", Map.of()))
                .singleElement()
                .asString()
                .startsWith("b.yaml:")
                .contains("is not valid YAML");
        assertThat(problems("window: 24h\nwindow: 12h\n", Map.of()))
                .singleElement()
                .asString()
                .startsWith("b.yaml:2: window");
        assertThat(problems("- a\n", Map.of())).containsExactly("b.yaml:1: must be a mapping of keys to values");
        assertThat(problems("a: &x 1\nwindow: *x\n", Map.of()).toString()).contains("aliases are not taken");
        assertThatThrownBy(() -> Configuration.read(Optional.of(directory.resolve("none.yaml")), Map.of()))
                .hasMessageContaining("there is no such file");
    }

    @Test
    void theEnvironmentGoesBeforeTheFile() throws Exception {
        Map<String, String> environment = new HashMap<>();
        environment.put("BEACONWARD_WINDOW", "8h");
        environment.put("BEACONWARD_LISTEN_UDP", "127.0.0.1:0, [::1]:0");
        environment.put("BEACONWARD_LISTEN_TCP", "");
        environment.put("BEACONWARD_TIME_ZONES", "10.0.0.0/8=America/New_York");
        environment.put("BEACONWARD_WEBHOOKS", "tickets");
        environment.put("BEACONWARD_WEBHOOKS_CHAT_URL", "https://hooks.example.com/a");
        environment.put("BEACONWARD_WEBHOOKS_TICKETS_URL", "https://tickets.example.com/b");
        environment.put("BEACONWARD_WEBHOOKS_TICKETS_FORMAT", "slack");
        environment.put("UNRELATED", "x");
        Configuration configuration =
                read("window: 12h\nwebhooks:\n  - {name: chat, url: 'http://old/'}\n", environment);
        Settings settings = configuration.settings();
        assertThat(settings.window().hours()).isEqualTo(8);
        assertThat(settings.listen().udp()).hasSize(2);
        assertThat(settings.listen().tcp()).isEmpty();
        assertThat(settings.senders().zones()).hasSize(1);
        assertThat(settings.webhooks())
                .extracting(w -> w.name() + " " + w.url())
                .containsExactly("chat https://hooks.example.com/a", "tickets https://tickets.example.com/b");
        assertThat(configuration.effective()).contains("window = 8h (BEACONWARD_WINDOW)");
    }

    private Path token() throws IOException {
        Path token = Files.writeString(directory.resolve("a-token"), "0123456789abcdef");
        return Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void everyKeyCanBeSetByTheEnvironment() throws Exception {
        for (Key<?> key : Keys.ALL) {
            String text = key.fallback().isEmpty() ? "" : key.fallback();
            if (key.fallback().isEmpty() && !key.list()) text = "/somewhere";
            if (key.equals(Keys.DIALECTS_FILE)) text = "config/dialects.yaml";
            if (key.equals(Keys.TUNING_FILE)) text = "config/tuning.yaml";
            if (key.equals(Keys.HTTP_TOKEN_FILE)) text = token().toString();
            Configuration configuration = read(company(key), Map.of(key.variable(), text));
            assertThat(configuration.effective())
                    .anyMatch(line -> line.startsWith(key.name() + " = ") && line.endsWith(key.variable() + ")"));
        }
    }

    /** What else has to be set. */
    private static String company(Key<?> key) {
        if (key.equals(NetKeys.TLS_CLIENT_CA)) return "tls: {client-auth: required}";
        if (key.equals(Keys.HTTP_CERTIFICATE)) return "http: {key: /somewhere}";
        return key.equals(Keys.HTTP_KEY) ? "http: {certificate: /somewhere}" : "";
    }

    @Test
    void theHttpEndpointIsNotOpenedToOthersWithoutAToken() throws Exception {
        assertThat(problems("http: {listen: '0.0.0.0:9514'}\n", Map.of()).toString())
                .contains("http.token-file is required");
        Path token = Files.writeString(directory.resolve("token"), "0123456789abcdef\n");
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r-----"));
        String yaml = "http: {listen: '0.0.0.0:9514', token-file: " + token + "}\n";
        Configuration configuration = read(yaml, Map.of());
        assertThat(configuration.settings().http().token()).contains("0123456789abcdef");
        assertThat(configuration.toString()).doesNotContain("0123456789abcdef");
        Files.writeString(token, "short");
        assertThat(problems(yaml, Map.of()).toString()).contains("holds fewer than 16 characters");
    }

    @Test
    void aSecretFileThatEverybodyMayReadIsRefused() throws Exception {
        Path secret = Files.writeString(directory.resolve("url"), "https://hooks.example.com/secret\n");
        String yaml = "webhooks:\n  - {name: chat, url-file: " + secret + "}\n";
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(problems(yaml, Map.of()).toString()).contains("may be read by everybody");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(read(yaml, Map.of()).settings().webhooks().get(0).url().getPath())
                .isEqualTo("/secret");
    }

    @Test
    void aCatalogueIsCheckedAsStrictly() throws Exception {
        Path file = Files.writeString(directory.resolve("c.yaml"), """
                providers:
                  - name: A
                    tier: sead
                    patterns: ["*.a.example", "*.a.example", "*"]
                    tenant: 9
                    tenent: 1
                """);
        assertThatThrownBy(() -> CatalogueFile.read(Optional.of(file)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("\"sead\" is none of seed, extended")
                .hasMessageContaining("c.yaml:4: patterns: *.a.example stands in line 4 already")
                .hasMessageContaining("\"*\" is no pattern")
                .hasMessageContaining("\"9\" is above the maximum of 5")
                .hasMessageContaining("tenent: is no key of a provider; did you mean tenant?");
    }
}
