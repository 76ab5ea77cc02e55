package io.beaconward.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.bytes.Ascii;
import io.beaconward.config.CatalogueFile;
import io.beaconward.config.Settings;
import io.beaconward.counters.PairCounter;
import io.beaconward.counters.Pairs;
import io.beaconward.counters.RotationFile;
import io.beaconward.metrics.LossHours;
import io.beaconward.metrics.Meters;
import io.beaconward.watch.Catalogue;
import io.beaconward.watch.Contact;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Beacons that take turns among destinations, and campaigns: as the detector finds them. */
class CompanyTest {
    private static final long START = 1_772_352_000L; // a full hour
    private static final String CLIENT = "10.0.0.1";
    private static final List<String> NAMES =
            List.of("sync.acme.workers.dev", "push.example.workers.dev", "poll.other.workers.dev");
    private static final Settings.Alerts ALERTS = new Settings.Alerts(
            Duration.ofHours(24),
            Duration.ofHours(6),
            EnumSet.of(Settings.Alerts.Rule.RHYTHM, Settings.Alerts.Rule.ROTATION, Settings.Alerts.Rule.CAMPAIGN),
            List.of());

    @TempDir
    private Path directory;

    private final List<Finding> told = new ArrayList<>();
    private final Random random = new Random(11);
    private Catalogue catalogue;
    private Pairs pairs;
    private FindingMaker maker;
    private PairCounter counter;
    private OpenAlerts openAlerts;
    private Detector detector;
    private int written;

    @BeforeEach
    void start() throws Exception {
        pairs = new Pairs(
                new Settings.Data(directory, 100_000),
                new Settings.Window(24, Duration.ofMinutes(5), Duration.ZERO),
                Meters.unregistered());
        pairs.open(START * 1000);
        counter = pairs.counter();
        catalogue = new Catalogue(
                CatalogueFile.read(Optional.empty()),
                new Settings.Catalogue(Settings.Catalogue.Tier.EXTENDED, Optional.empty(), List.of()));
        maker = new FindingMaker(catalogue, pairs::sourcesOf, new LossHours());
        openAlerts = new OpenAlerts(pairs, maker, ALERTS, told::add, Meters.unregistered());
        detector = new Detector(maker, openAlerts, ALERTS, told::add, (finding, by) -> {});
    }

    /** Ends it, and begins again with what the data directory keeps. */
    private void restart(long seconds) throws Exception {
        new RotationFile(directory, maker.rotations()).write();
        pairs.close();
        start();
        new RotationFile(directory, maker.rotations()).read();
        KnownFindings ledger = new KnownFindings();
        told.forEach(ledger::write);
        openAlerts.resume(seconds * 1000, ledger);
    }

    @AfterEach
    void stop() {
        pairs.close();
    }

    private void contact(String source, String destination, long seconds) {
        Contact contact = new Contact();
        contact.source().parse(source);
        byte[] name = Ascii.bytes(destination);
        System.arraycopy(name, 0, contact.name(), 0, name.length);
        contact.nameLength(name.length);
        contact.provider(catalogue.match(name, 0, name.length).providerNumber());
        contact.tenant(destination.substring(destination.indexOf('.')).hashCode());
        contact.millis(seconds * 1000);
        contact.receivedMillis(seconds * 1000);
        contact.bytes(300, 900);
        counter.count(contact, detector);
        for (; written < told.size(); written++)
            openAlerts.written(told.get(written), told.get(written).state());
    }

    private long about(long seconds) {
        return seconds * 19 / 20 + random.nextLong(seconds / 10 + 1);
    }

    private List<String> rules(String id) {
        return told.stream()
                .filter(finding -> finding.judgement().added().contains(id))
                .map(finding -> finding.pair().destination())
                .toList();
    }

    @Test
    void findsOneSourceThatTakesTurnsAmongThreeTenantsBeforeAnyOfThemShowsARhythm() {
        long time = START;
        int beats = 0;
        while (told.isEmpty() && beats < 60) {
            contact(CLIENT, NAMES.get(beats++ % 3), time);
            time += about(300);
        }
        assertThat(beats).isLessThanOrEqualTo(15);
        Finding finding = told.get(0);
        assertThat(finding.rules()).containsExactly("rotation");
        List<String> others = new ArrayList<>(NAMES);
        others.remove(finding.pair().destination());
        assertThat(finding.judgement().others()).containsExactlyInAnyOrderElementsOf(others);
        assertThat(finding.judgement().confidence().parts()).contains(new Confidence.Part("rotation", 25));
        for (; beats < 200; beats++) {
            contact(CLIENT, NAMES.get(beats % 3), time);
            time += about(300);
        }
        assertThat(rules("rotation")).hasSize(1);
    }

    @Test
    void aRotationIsFoundAsSoonAndNamesTheOthersOverARestart() throws Exception {
        long time = START;
        int beats = 0;
        while (told.isEmpty() && beats < 60) {
            contact(CLIENT, NAMES.get(beats++ % 3), time);
            time += about(300);
            if (beats == 7) restart(time);
        }
        assertThat(beats).isLessThanOrEqualTo(15);
        restart(time);
        for (int more = 0; more < 300; more++) {
            contact(CLIENT, NAMES.get(beats++ % 3), time);
            time += about(300);
        }
        assertThat(rules("rotation")).hasSize(1);
        String speaker = told.get(0).pair().destination();
        assertThat(told)
                .filteredOn(finding -> finding.pair().destination().equals(speaker))
                .hasSizeGreaterThan(1)
                .allSatisfy(finding -> assertThat(finding.judgement().others()).hasSize(2));
    }

    @Test
    void aCampaignThatIsOpenNamesTheOthersAfterARestartAndNobodyElseSpeaksForIt() throws Exception {
        sources(4, 300);
        long time = START + 6 * 3600;
        restart(time);
        String speaker = "c0.acme.workers.dev";
        List<String> others = new ArrayList<>();
        pairs.forEach((key, pair) -> {
            if (!key.destination().equals(speaker)) return;
            Finding now = maker.snapshot(START, key.source(), speaker, pair);
            others.addAll(now.judgement().others());
        });
        assertThat(others).hasSizeBetween(2, 3);
        for (int i = 3; i >= 0; i--) contact("10.2.0." + (i + 1), "c" + i + ".acme.workers.dev", time + 300 - i);
        assertThat(rules("campaign")).containsExactly(speaker);
    }

    @Test
    void findsTurnsInAnyOrder() {
        long time = START;
        for (int beats = 0; beats < 40; beats++) {
            contact(CLIENT, NAMES.get(random.nextInt(3)), time);
            time += about(600);
        }
        assertThat(rules("rotation")).hasSize(1);
    }

    @Test
    void findsANameThatIsNewWithEachBeatOnce() {
        for (int i = 0; i < 200; i++) contact(CLIENT, "r" + i + ".acme.workers.dev", START + 300L * i);
        assertThat(rules("rotation")).hasSize(1);
        assertThat(told.get(0).judgement().others()).hasSizeBetween(5, 6);
    }

    @Test
    void whatOneDestinationDoesAloneIsNoRotation() {
        for (int i = 0; i < 100; i++) {
            contact(CLIENT, NAMES.get(0), START + 300L * i);
            if (random.nextInt(9) == 0) contact(CLIENT, NAMES.get(1 + i % 2), START + 300L * i + 77);
        }
        assertThat(rules("rhythm")).containsExactly(NAMES.get(0));
        assertThat(rules("rotation")).isEmpty();
    }

    @Test
    void whatPollsSeveralAtATimeIsNoRotation() {
        for (int i = 0; i < 100; i++) {
            int first = random.nextInt(3);
            for (int k = 0; k < 3; k++) contact(CLIENT, NAMES.get((first + k) % 3), START + 300L * i + k);
        }
        assertThat(rules("rhythm")).hasSize(3);
        assertThat(rules("rotation")).isEmpty();
    }

    @Test
    void providersAndSourcesAreEachOnTheirOwn() {
        List<String> names = List.of("a.workers.dev", "b.vercel.app", "c.netlify.app");
        for (int i = 0; i < 30; i++) contact(CLIENT, names.get(i % 3), START + 300L * i);
        for (int i = 0; i < 30; i++) contact("10.0.1." + i % 3, NAMES.get(i % 3), START + 300L * i);
        assertThat(rules("rotation")).isEmpty();
    }

    @Test
    void peopleWhoUseSeveralAreNoRotation() {
        for (int person = 0; person < 200; person++) {
            String source = "10.1." + person / 200 + "." + person;
            double time = START;
            for (int page = 0; page < 150; page++) {
                time += Math.exp(3.5 + 1.3 * random.nextGaussian());
                int connections = 1 + random.nextInt(6);
                for (int i = 0; i < connections; i++) {
                    contact(source, NAMES.get(random.nextInt(3)), (long) time + random.nextInt(4));
                }
            }
        }
        assertThat(rules("rotation")).isEmpty();
    }

    /** Beats of sources 10.2.0.1 and so on with one tenant; the first source has begun an hour earlier. */
    private void sources(int count, long... periods) {
        long[] next = new long[count];
        for (int i = 0; i < count; i++) next[i] = START + (i == 0 ? 0 : 3600) + 40L * i;
        for (long time = START; time < START + 6 * 3600; time++) {
            for (int i = 0; i < count; i++) {
                if (next[i] > time) continue;
                contact("10.2.0." + (i + 1), "c" + i + ".acme.workers.dev", time);
                next[i] = time + about(periods[i % periods.length]);
            }
        }
    }

    @Test
    void findsACampaignWithThePairThatHasTheMostBeats() {
        sources(4, 300);
        assertThat(rules("rhythm")).hasSize(4);
        assertThat(rules("campaign")).containsExactly("c0.acme.workers.dev");
        Finding found = told.stream()
                .filter(finding -> finding.judgement().added().contains("campaign"))
                .findFirst()
                .orElseThrow();
        assertThat(found.state()).isEqualTo(Finding.State.UPDATED);
        assertThat(found.rules()).containsExactly("rhythm", "campaign");
        assertThat(found.judgement().others()).hasSizeBetween(2, 3).allMatch(other -> other.startsWith("10.2.0."));
        assertThat(found.judgement().others()).doesNotContain("10.2.0.1");
        assertThat(found.judgement().confidence().parts()).contains(new Confidence.Part("campaign", 10));
    }

    @Test
    void twoSourcesOrThreePeriodsAreNoCampaign() {
        sources(2, 300);
        sources(3, 300, 450, 700);
        assertThat(rules("campaign")).isEmpty();
    }

    @Test
    void keepsNoRuleThatIsSwitchedOff() {
        detector.renew(new Settings.Alerts(
                Duration.ofHours(24), Duration.ofHours(6), Set.of(Settings.Alerts.Rule.RHYTHM), List.of()));
        for (int i = 0; i < 30; i++) contact(CLIENT, NAMES.get(i % 3), START + 300L * i);
        sources(4, 300);
        assertThat(told).allMatch(finding -> finding.rules().equals(List.of("rhythm")));
    }
}
