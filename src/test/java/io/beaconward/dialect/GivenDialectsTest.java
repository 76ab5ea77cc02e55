package io.beaconward.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.config.ConfigException;
import io.beaconward.config.Configuration;
import io.beaconward.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GivenDialectsTest {
    private static final String FILE = """
            dialects:
              - name: acme-proxy
                grammar: key-value
                tag: acmeproxyd
                when:
                  type: [access, tunnel]
                fields:
                  source: [realclient, client]
                  user: account
                  host: [sni, target]
                  destination: serverip
                  sent: up
                  received: down
                  milliseconds: took
                  action: verdict
                  date: [day, clock]
                starts:
                  state: open
                goes-on:
                  state: [update, alive]
              - name: acme-firewall
                grammar: csv
                separator: ";"
                when:
                  "1": ACMEFW
                  "3": "*"
                fields: {time: "2", source: "3", destination: "4", destination-port: "5", host: "9", sent: "6", action: "8"}
              - name: acme-json
                grammar: json
                when: {meta.product: acme}
                fields: {source: client.address, host: request.host, received: bytes.down, query: dns.name, answers: dns.ips}
              - name: acme-cef
                grammar: cef
                when: {deviceVendor: Acme}
                fields: {source: cs1, host: cs2}
              - name: acme-leef
                grammar: leef
                when: {deviceVendor: Acme}
                fields: {source: who, url: what}
              - name: acme-w3c
                grammar: w3c
                when: {x-acme: "*"}
                fields: {source: c-ip, host: x-acme, date: [date, time]}
            """;

    @TempDir
    private Path directory;

    private final Lines lines = new Lines();

    private Dialects dialects() throws IOException, ConfigException {
        Path file = Files.writeString(directory.resolve("dialects.yaml"), FILE);
        return Dialects.with(Configuration.read(Optional.empty(), Map.of("BEACONWARD_DIALECTS_FILE", file.toString()))
                .settings()
                .dialects());
    }

    private String read(Dialects dialects, String line) {
        String read = lines.read(dialects, line);
        return read.equals("FOREIGN") ? read : dialects.name(dialects.last()) + " " + lines.show();
    }

    @Test
    void readsKeyValueByTheGivenTable() throws Exception {
        Dialects dialects = dialects();
        String line =
                "<13>Nov 24 10:00:00 px acmeproxyd: type=access day=2026-11-24 clock=10:00:00 client=10.0.0.1:5 account=anna"
                        + " target=x.workers.dev:443 serverip=192.0.2.7 up=5 down=6 took=70 verdict=denied";
        assertThat(read(dialects, line))
                .isEqualTo(
                        "acme-proxy src=10.0.0.1 user=anna host=x.workers.dev dst=192.0.2.7 port=443 sent=5 received=6"
                                + " millis=70 BLOCKED at 2026-11-24T10:00:00Z");
        assertThat(read(dialects, line + " realclient=10.0.0.9 sni=y.workers.dev state=alive"))
                .startsWith("acme-proxy src=10.0.0.9 user=anna host=y.workers.dev dst=")
                .contains(" INTERIM ");
        assertThat(read(dialects, line + " state=open")).contains(" START ");
    }

    @Test
    void leavesLinesWithoutTheSignsToTheOthers() throws Exception {
        Dialects dialects = dialects();
        assertThat(read(dialects, "<13>Nov 24 10:00:00 px otherd: type=access client=10.0.0.1 src=10.0.0.2 host=x"))
                .isEqualTo("generic-kv src=10.0.0.2 host=x");
        assertThat(read(dialects, "<13>Nov 24 10:00:00 px acmeproxyd: type=admin client=10.0.0.1"))
                .isEqualTo("FOREIGN");
        assertThat(read(dialects, "OTHERFW;x;10.0.0.1;192.0.2.7")).isEqualTo("FOREIGN");
    }

    @Test
    void readsColumnsByTheirNumbers() throws Exception {
        assertThat(read(dialects(), "ACMEFW;1795514400;10.0.0.1;192.0.2.7;443;5;6;permit;\"x.workers.dev\";z"))
                .isEqualTo("acme-firewall src=10.0.0.1 host=x.workers.dev dst=192.0.2.7 port=443 sent=5 ALLOWED"
                        + " at 2026-11-24T10:00:00Z");
    }

    @Test
    void readsTheOtherGrammars() throws Exception {
        Dialects dialects = dialects();
        assertThat(
                        read(
                                dialects,
                                "{\"meta\":{\"product\":\"Acme\"},\"client\":{\"address\":\"10.0.0.1\"},\"request\":{\"host\":\"x.dev\"},"
                                        + "\"bytes\":{\"down\":7},\"dns\":{\"name\":\"y.dev.\",\"ips\":[\"192.0.2.7\",\"192.0.2.8\"]}}"))
                .isEqualTo("acme-json src=10.0.0.1 host=x.dev received=7 query=y.dev answers=192.0.2.7,192.0.2.8");
        assertThat(read(dialects, "CEF:0|Acme|P|1|2|n|3|src=10.9.9.9 cs1=10.0.0.1 cs2=x.dev"))
                .isEqualTo("acme-cef src=10.0.0.1 host=x.dev");
        assertThat(read(dialects, "LEEF:1.0|Acme|P|1|2|who=10.0.0.1\twhat=https://x.dev/y"))
                .isEqualTo("acme-leef src=10.0.0.1 host=x.dev");
        read(dialects, "#Fields: date time c-ip x-acme");
        assertThat(read(dialects, "2026-11-24 10:00:00 10.0.0.1 x.dev"))
                .isEqualTo("acme-w3c src=10.0.0.1 host=x.dev at 2026-11-24T10:00:00Z");
    }

    @Test
    void knowsAllMeaningsThatTheFileMayName() {
        assertThat(Arrays.stream(Field.values())
                        .map(field -> field.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .collect(Collectors.toSet()))
                .isEqualTo(Settings.Dialect.MEANINGS.stream()
                        .filter(meaning -> !meaning.equals("date"))
                        .collect(Collectors.toSet()));
    }

    @Test
    void shipsAFileWithoutDialects() throws ConfigException {
        assertThat(Configuration.read(Optional.empty(), Map.of()).settings().dialects())
                .isEqualTo(List.of());
    }

    private static Settings.Dialect json(String name, String product) {
        return new Settings.Dialect(
                name,
                Settings.Dialect.Grammar.JSON,
                ",",
                "",
                Map.of("product", List.of(product)),
                Map.of("source", List.of("from"), "host", List.of("to")),
                Map.of(),
                Map.of());
    }

    @Test
    void othersTakeTheirPlaceAndWhatSendersAnnouncedIsKept() {
        Lines lines = new Lines();
        Dialects before = Dialects.with(List.of(json("acme-one", "one")));
        lines.from("192.0.2.7");
        assertThat(lines.read(before, "#Fields: date time c-ip cs-host")).isEqualTo("w3c NO_FLOW");
        lines.from("192.0.2.8");
        lines.read(
                before,
                "<166>%ASA-6-302013: Built outbound TCP connection 7 for o:192.0.2.9/443 to i:10.0.0.9/5 (alice)");
        assertThat(lines.read(before, "{\"product\":\"one\",\"from\":\"10.0.0.1\",\"to\":\"x.workers.dev\"}"))
                .isEqualTo("acme-one 10.0.0.1");

        Dialects after = before.renewed(List.of(json("acme-two", "two")));
        assertThat(lines.read(after, "{\"product\":\"two\",\"from\":\"10.0.0.2\",\"to\":\"x.workers.dev\"}"))
                .isEqualTo("acme-two 10.0.0.2");
        assertThat(lines.read(after, "{\"product\":\"one\",\"from\":\"10.0.0.1\",\"to\":\"x.workers.dev\"}"))
                .doesNotStartWith("acme-one");
        lines.from("192.0.2.7");
        assertThat(lines.read(after, "2026-11-24 10:00:00 10.0.0.3 x.workers.dev"))
                .isEqualTo("proxysg 10.0.0.3");
        lines.from("192.0.2.8");
        assertThat(lines.read(
                        after,
                        "<166>%ASA-6-302014: Teardown TCP connection 7 for o:192.0.2.9/443 to i:10.0.0.9/5 duration 0:00:01"
                                + " bytes 900 TCP FINs"))
                .isEqualTo("cisco-asa 10.0.0.9");
        for (int i = 0; i < before.size(); i++) assertThat(after.name(i)).isEqualTo(before.name(i));
        assertThat(after.size()).isEqualTo(before.size() + 1);
    }
}
