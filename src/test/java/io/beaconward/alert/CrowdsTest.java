package io.beaconward.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.bytes.Ascii;
import io.beaconward.config.CatalogueFile;
import io.beaconward.config.Settings;
import io.beaconward.counters.PairCounter;
import io.beaconward.counters.Pairs;
import io.beaconward.detect.Detector;
import io.beaconward.detect.Finding;
import io.beaconward.detect.FindingMaker;
import io.beaconward.detect.OpenAlerts;
import io.beaconward.metrics.LossHours;
import io.beaconward.metrics.Meters;
import io.beaconward.watch.Catalogue;
import io.beaconward.watch.Contact;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many sources of one tenant, from their contacts to the letters of a receiver. */
class CrowdsTest {
    private static final Settings.Alerts ALERTS = new Settings.Alerts(
            Duration.ofHours(24), Duration.ofHours(6), EnumSet.allOf(Settings.Alerts.Rule.class), List.of());

    @TempDir
    private Path directory;

    private final MovableClock clock = new MovableClock();
    private final List<Finding> found = new ArrayList<>();
    private final Random random = new Random(7);
    private Catalogue catalogue;
    private Pairs pairs;
    private PairCounter counter;
    private OpenAlerts openAlerts;
    private Detector detector;
    private Ledger ledger;
    private int crowded;

    @BeforeEach
    void start() throws Exception {
        Files.createDirectories(directory.resolve("pairs"));
        pairs = new Pairs(
                new Settings.Data(directory.resolve("pairs"), 10_000),
                new Settings.Window(24, Duration.ofMinutes(5), Duration.ZERO),
                Meters.unregistered());
        pairs.open(clock.millis());
        counter = pairs.counter();
        catalogue = new Catalogue(
                CatalogueFile.read(Optional.empty()),
                new Settings.Catalogue(Settings.Catalogue.Tier.EXTENDED, Optional.empty(), List.of()));
        FindingMaker maker = new FindingMaker(catalogue, pairs::sourcesOf, new LossHours());
        openAlerts = new OpenAlerts(pairs, maker, ALERTS, found::add, Meters.unregistered());
        detector = new Detector(maker, openAlerts, ALERTS, found::add, (finding, by) -> {});
        openLedger();
    }

    private void openLedger() throws Exception {
        ledger = new Ledger(
                directory,
                new Settings.Ledger(1000, 10_000, Duration.ofDays(7)),
                List.of(new Settings.Webhook(
                        "chat",
                        URI.create("http://127.0.0.1/"),
                        Settings.Webhook.Format.GENERIC,
                        Duration.ofSeconds(1))),
                clock);
        ledger.open();
    }

    @AfterEach
    void stop() {
        ledger.close();
        pairs.close();
    }

    private void contact(int source, String destination, long sent) throws Exception {
        Contact contact = new Contact();
        contact.source().parse("10.0." + source / 250 + "." + (1 + source % 250));
        byte[] name = Ascii.bytes(destination);
        System.arraycopy(name, 0, contact.name(), 0, name.length);
        contact.nameLength(name.length);
        contact.provider(catalogue.match(name, 0, name.length).providerNumber());
        contact.tenant(destination.substring(destination.indexOf('.')).hashCode());
        contact.millis(clock.millis());
        contact.receivedMillis(clock.millis());
        contact.bytes(sent, 900);
        counter.count(contact, detector);
        keep();
    }

    /** What was found goes to the ledger, and word of that to the pairs. */
    private void keep() throws Exception {
        List<Finding> now = List.copyOf(found);
        found.clear();
        crowded +=
                ledger.write(now.stream().map(Ledger.Notification::of).toList()).crowded();
        for (Finding finding : now) openAlerts.written(finding, finding.state());
    }

    /** So many sources poll every five minutes, each at its own second, for so many hours. */
    private void poll(int sources, String destination, int hours) throws Exception {
        for (int turn = 0; turn < hours * 12; turn++) {
            for (int source = 0; source < sources; source++) {
                clock.move(Duration.ofMillis(300_000 / sources));
                contact(source, destination, 300);
            }
        }
    }

    private List<Alert> letters() throws Exception {
        List<Alert> letters = new ArrayList<>();
        while (true) {
            Optional<Letter> next = ledger.outbox().next("chat", clock.millis());
            if (next.isEmpty()) return letters;
            if (Told.read(next.get().finding()) instanceof Alert alert) letters.add(alert);
            ledger.outbox().arrived(next.get());
        }
    }

    private static long count(List<Alert> letters, Finding.State state) {
        return letters.stream()
                .filter(alert -> alert.finding().state() == state)
                .count();
    }

    /** The ids of the alerts that are open as far as the receiver knows. */
    private static Set<String> openAt(List<Alert> letters) {
        Set<String> open = new LinkedHashSet<>();
        for (Alert alert : letters) {
            if (alert.finding().state() == Finding.State.CLOSED) open.remove(alert.id());
            else open.add(alert.id());
        }
        return open;
    }

    private int kept() throws Exception {
        List<Finding> all = new ArrayList<>();
        ledger.forEachOpen(all::add);
        return all.size();
    }

    @Test
    void twoHundredHostsThatBeginToPollOneTenantAreOneAlertThatGrows() throws Exception {
        poll(200, "sync.acme.workers.dev", 4);
        List<Alert> letters = letters();
        assertThat(kept()).isEqualTo(200);
        assertThat(count(letters, Finding.State.OPEN)).isEqualTo(Crowds.ALONE);
        assertThat(count(letters, Finding.State.CLOSED)).isEqualTo(Crowds.ALONE - 1);
        assertThat(letters).hasSizeLessThan(40);
        assertThat(crowded).isEqualTo(199);
        String leader = letters.get(0).id();
        assertThat(openAt(letters)).containsExactly(leader);
        assertThat(letters)
                .filteredOn(alert -> alert.finding().state() == Finding.State.CLOSED)
                .allSatisfy(alert -> {
                    assertThat(alert.finding().judgement().partOf()).isEqualTo(leader);
                    assertThat(alert.evidence()).contains("alert " + leader + " tells of this one, too");
                });
        Finding last = letters.stream()
                .filter(alert -> alert.id().equals(leader))
                .reduce((a, b) -> b)
                .orElseThrow()
                .finding();
        assertThat(last.judgement().others()).hasSize(Crowds.NAMED + 1).contains("10.0.0.2");
        assertThat(last.judgement().others().get(Crowds.NAMED)).matches("1\\d\\d more sources");
        assertThat(Alert.of(last).evidence()).contains("Beside it: ", " more sources");
    }

    @Test
    void whatGrowsWithinASecondIsToldToTheEnd() throws Exception {
        for (int beat = 0; beat < 15; beat++) {
            clock.move(Duration.ofMinutes(5));
            for (int source = 0; source < 32; source++) contact(source, "sync.acme.workers.dev", 300);
        }
        List<Alert> letters = letters();
        String leader = letters.get(0).id();
        assertThat(letters)
                .filteredOn(alert -> alert.id().equals(leader))
                .extracting(alert -> alert.finding().judgement().others().size())
                .startsWith(0, Crowds.ALONE, 7, Crowds.NAMED + 1, Crowds.NAMED + 1);
    }

    @Test
    void threeHostsOfATenantAreThreeAlertsAndOtherTenantsAreNoneOfIt() throws Exception {
        poll(3, "sync.acme.workers.dev", 4);
        for (int i = 0; i < 20; i++) poll(1, "sync.t" + random.nextInt(1_000_000) + ".workers.dev", 4);
        List<Alert> letters = letters();
        assertThat(count(letters, Finding.State.OPEN)).isEqualTo(23);
        assertThat(letters)
                .allSatisfy(alert -> assertThat(alert.finding().judgement().others())
                        .as("no more than a campaign")
                        .hasSizeLessThan(3));
    }

    @Test
    void aRestartKeepsTheCrowdAndWhatIsNewsOfAHostIsTold() throws Exception {
        poll(20, "sync.acme.workers.dev", 4);
        letters();
        ledger.close();
        openLedger();
        poll(21, "sync.acme.workers.dev", 4);
        assertThat(count(letters(), Finding.State.OPEN)).isZero();
        assertThat(kept()).isEqualTo(21);
        contact(15, "sync.acme.workers.dev", 1_000_000);
        List<Alert> letters = letters();
        assertThat(letters).hasSize(1);
        assertThat(letters.get(0).finding().judgement().added()).containsExactly("tasking");
        assertThat(letters.get(0).finding().pair().sourceIp()).isEqualTo("10.0.0.16");
    }

    @Test
    void furtherNamesOfTheTenantAreToldOfByTheSameAlert() throws Exception {
        poll(20, "sync.acme.workers.dev", 4);
        letters();
        poll(20, "push.acme.workers.dev", 4);
        List<Alert> letters = letters();
        assertThat(count(letters, Finding.State.OPEN)).isZero();
        assertThat(openAt(letters)).hasSizeLessThanOrEqualTo(1);
        assertThat(kept()).isEqualTo(40);
        assertThat(crowded).isEqualTo(39);
    }

    @Test
    void aHostThatIsPartOfItAndIsTaskedIsToldOfUntilItsEnd() throws Exception {
        poll(8, "sync.acme.workers.dev", 4);
        List<Alert> before = letters();
        contact(1, "sync.acme.workers.dev", 1_000_000);
        List<Alert> letters = letters();
        assertThat(letters).hasSize(1);
        assertThat(letters.get(0).finding().pair().sourceIp()).isEqualTo("10.0.0.2");
        assertThat(letters.get(0).finding().judgement().partOf()).isEmpty();
        clock.move(Duration.ofHours(7));
        openAlerts.closeQuiet(clock.millis());
        keep();
        List<Alert> end = letters();
        assertThat(end).hasSize(2).extracting(Alert::id).contains(letters.get(0).id());
        assertThat(end)
                .extracting(Alert::notificationKey)
                .doesNotContainAnyElementsOf(
                        before.stream().map(Alert::notificationKey).toList());
    }

    @Test
    void whereTheFirstOnesAlertIsOverAnotherLeads() throws Exception {
        poll(12, "sync.acme.workers.dev", 4);
        List<Alert> letters = letters();
        String first = letters.get(0).id();
        for (int turn = 0; turn < 30 * 12; turn++) {
            clock.move(Duration.ofMinutes(5));
            for (int source = 1; source < 12; source++) contact(source, "sync.acme.workers.dev", 300);
            openAlerts.closeQuiet(clock.millis());
            keep();
        }
        letters = letters();
        assertThat(openAt(letters)).hasSize(1).doesNotContain(first);
        Finding now = letters.get(letters.size() - 1).finding();
        assertThat(now.judgement().others()).contains("10.0.0.3").hasSizeGreaterThanOrEqualTo(10);
        assertThat(count(letters, Finding.State.CLOSED)).isEqualTo(1);
    }

    @Test
    void closingIsToldOfThoseAloneThatAreToldOf() throws Exception {
        poll(8, "sync.acme.workers.dev", 4);
        letters();
        clock.move(Duration.ofHours(7));
        openAlerts.closeQuiet(clock.millis());
        keep();
        List<Alert> letters = letters();
        assertThat(count(letters, Finding.State.CLOSED)).isEqualTo(1);
        assertThat(kept()).isZero();
    }
}
