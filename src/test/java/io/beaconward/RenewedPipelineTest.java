package io.beaconward;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.advice.Notices;
import io.beaconward.config.Settings;
import io.beaconward.counters.Pairs;
import io.beaconward.detect.Detector;
import io.beaconward.detect.Finding;
import io.beaconward.detect.FindingMaker;
import io.beaconward.detect.OpenAlerts;
import io.beaconward.metrics.LossHours;
import io.beaconward.metrics.Meters;
import io.beaconward.metrics.Metric;
import io.beaconward.names.NameTable;
import io.beaconward.net.Frame;
import io.beaconward.net.Transport;
import io.beaconward.syslog.Roster;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pipeline that takes other settings between two frames. */
class RenewedPipelineTest {
    private static final Instant NOW = Instant.parse("2026-05-20T10:30:00Z");

    @TempDir
    private Path directory;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Meters meters = new Meters(registry);
    private final List<Finding> findings = new ArrayList<>();
    private final Frame frame = new Frame();
    private final List<AutoCloseable> open = new ArrayList<>();
    private Pipeline pipeline;
    private Instructions instructions;

    @BeforeEach
    void start() throws Exception {
        write("");
        instructions =
                Instructions.read(Optional.of(file()), Map.of("BEACONWARD_DATA_DIRECTORY", directory.toString()));
        Settings settings = instructions.settings();
        Pairs pairs = new Pairs(settings.data(), settings.window(), meters);
        open.add(pairs);
        pairs.open(NOW.toEpochMilli());
        FindingMaker maker = new FindingMaker(instructions.catalogue(), pairs::sourcesOf, new LossHours());
        OpenAlerts openAlerts = new OpenAlerts(pairs, maker, settings.alerts(), findings::add, meters);
        Detector detector = new Detector(maker, openAlerts, settings.alerts(), findings::add, (finding, by) -> {});
        NameTable names = new NameTable(settings.names(), meters);
        pipeline = new Pipeline(
                settings,
                names,
                instructions.catalogue(),
                pairs,
                detector,
                EventClock.LIVE,
                new Notices(),
                Roster.alone(),
                meters);
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable part : open) part.close();
    }

    private Path file() {
        return directory.resolve("b.yaml");
    }

    private void write(String yaml) throws Exception {
        Files.writeString(file(), yaml);
    }

    private Instructions.Change renew(String yaml) throws Exception {
        write(yaml);
        Instructions.Change change = instructions.reread();
        instructions = change.now();
        pipeline.renewed(instructions.settings(), instructions.catalogue()).run();
        return change;
    }

    private void receive(String line) {
        receive("192.0.2.1", line);
    }

    private void receive(String peer, String line) {
        byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
        frame.peer().parse(peer);
        frame.set(bytes, 0, bytes.length, Transport.UDP, NOW.toEpochMilli());
        pipeline.frame(frame);
    }

    private long read(String dialect) {
        FunctionCounter counter =
                registry.find("beaconward_messages").tag("dialect", dialect).functionCounter();
        return counter == null ? -1 : (long) counter.count();
    }

    private long contacts() {
        return meters.total(Metric.CONTACTS);
    }

    @Test
    void countsByTheNewCatalogueFromTheNextFrameOn() throws Exception {
        receive("src=10.0.0.1 host=a.functions.example.net");
        assertThat(contacts()).isZero();
        Instructions.Change change = renew("catalogue:\n  patterns: [\"*.functions.example.net\"]\n");
        assertThat(change.changes()).hasSize(1);
        receive("src=10.0.0.1 host=a.functions.example.net");
        receive("src=10.0.0.1 host=a.workers.dev");
        assertThat(contacts()).isEqualTo(2);
        Path own = Files.writeString(directory.resolve("own.yaml"), """
                providers:
                  - {name: Own, tier: seed, patterns: ["*.own.example.net"], tenant: 1}
                """);
        renew("catalogue:\n  file: " + own + "\n");
        receive("src=10.0.0.1 host=a.workers.dev");
        receive("src=10.0.0.1 host=b.own.example.net");
        assertThat(contacts()).isEqualTo(3);
        Files.writeString(own, Files.readString(own).replace("own.example.net", "other.example.net"));
        assertThat(renew("catalogue:\n  file: " + own + "\n").changes())
                .containsExactly("catalogue: watching 1 patterns");
        receive("src=10.0.0.1 host=b.own.example.net");
        assertThat(contacts()).isEqualTo(3);
    }

    @Test
    void readsByTheNewDialectsAlsoWhatASenderSpokeBefore() throws Exception {
        String squid = "1779273000.123 45 10.0.0.3 TCP_MISS/200 900 CONNECT a.workers.dev:443 - HIER_NONE/- -";
        String json = "{\"product\":\"acme\",\"from\":\"10.0.0.1\",\"to\":\"a.workers.dev\"}";
        receive(squid);
        receive("198.51.100.1", json);
        assertThat(read("squid-native")).isEqualTo(1);
        Path dialects = Files.writeString(directory.resolve("dialects.yaml"), """
                dialects:
                  - name: acme
                    grammar: json
                    when: {product: [acme]}
                    fields: {source: [from], host: [to]}
                """);
        renew("dialects:\n  file: " + dialects + "\n");
        receive("198.51.100.1", json);
        receive(squid);
        assertThat(read("acme")).isEqualTo(1);
        assertThat(read("squid-native")).isEqualTo(2);
        renew("");
        receive("198.51.100.1", json);
        receive(squid);
        assertThat(read("acme")).as("goes on being shown").isEqualTo(1);
        assertThat(read("squid-native")).isEqualTo(3);
        renew("dialects:\n  file: " + dialects + "\n");
        receive("198.51.100.1", json);
        assertThat(read("acme")).isEqualTo(2);
        assertThat(pipeline.senders().views(Set.of("198.51.100.1"), NOW))
                .singleElement()
                .satisfies(view -> assertThat(view.dialects()).containsEntry("acme", 2L));
    }

    @Test
    void goesByTheNewClockSkewAndZones() throws Exception {
        String ahead = "<134>1 " + NOW.plusSeconds(600) + " fw1 proxy - - - src=10.0.0.1 host=a.workers.dev";
        receive(ahead);
        assertThat(meters.total(Metric.TIMES_REPLACED)).isEqualTo(1);
        renew("max-clock-skew: 15m\n");
        receive(ahead);
        assertThat(meters.total(Metric.TIMES_REPLACED)).isEqualTo(1);
        String wallClock = "<134>May 20 12:30:00 fw1 src=10.0.0.1 host=a.workers.dev";
        receive(wallClock);
        assertThat(meters.total(Metric.TIMES_REPLACED)).isEqualTo(2);
        renew("time-zones:\n  - {senders: 192.0.2.0/24, zone: Europe/Berlin}\n");
        receive(wallClock);
        assertThat(meters.total(Metric.TIMES_REPLACED)).isEqualTo(2);
        assertThat(contacts()).isEqualTo(4);
    }

    @Test
    void countsWhatTwoSendersTellOfOneSessionByTheNewSetting() throws Exception {
        for (String peer : List.of("192.0.2.1", "192.0.2.2")) receive(peer, line(0));
        assertThat(contacts()).isEqualTo(1);
        renew("duplicates: 0s\n");
        for (String peer : List.of("192.0.2.1", "192.0.2.2")) receive(peer, line(1));
        assertThat(contacts()).isEqualTo(3);
        renew("duplicates: 1m\n");
        receive("192.0.2.1", line(2));
        receive("192.0.2.2", line(2).replace(":00Z", ":55Z"));
        assertThat(contacts()).isEqualTo(4);
    }

    @Test
    void raisesNoAlertAnewAndForgetsNothingThatWasCounted() throws Exception {
        for (int i = 0; i < 11; i++) receive(line(i));
        renew("quiet-after: 2h\n");
        receive(line(11));
        assertThat(findings).extracting(Finding::state).containsExactly(Finding.State.OPEN);
        renew("");
        receive(line(12));
        assertThat(findings).hasSize(1);
    }

    private static String line(int number) {
        return "<134>1 " + NOW.minusSeconds(3600L * (number % 3)) + " fw1 proxy - - - src=10.0.0.1 host=a.workers.dev"
                + " bytes_sent=200 bytes_received=900";
    }
}
