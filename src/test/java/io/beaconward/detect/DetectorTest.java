package io.beaconward.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.bytes.Ascii;
import io.beaconward.config.CatalogueFile;
import io.beaconward.config.ConfigException;
import io.beaconward.config.Settings;
import io.beaconward.config.TuningFile;
import io.beaconward.counters.PairCounter;
import io.beaconward.counters.Pairs;
import io.beaconward.metrics.LossHours;
import io.beaconward.metrics.Meters;
import io.beaconward.metrics.Metric;
import io.beaconward.watch.Catalogue;
import io.beaconward.watch.Contact;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of an alert: detector, open alerts and pairs together. */
class DetectorTest {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long START = 500_000 * HOUR;
    private static final long BEAT = 15 * MINUTE;
    private static final long COMPLETE = START + 11 * BEAT; // the twelfth beat, in the third hour
    private static final String SOURCE = "10.0.0.1";
    private static final String DESTINATION = "sync.acme.workers.dev";
    private static final Settings.Alerts ALERTS = new Settings.Alerts(
            Duration.ofHours(24), Duration.ofHours(6), EnumSet.of(Settings.Alerts.Rule.BASELINE), List.of());
    private static final Settings.Catalogue ALL =
            new Settings.Catalogue(Settings.Catalogue.Tier.EXTENDED, Optional.empty(), List.of());

    @TempDir
    private Path directory;

    private final List<Finding> told = new ArrayList<>();
    private final List<String> held = new ArrayList<>();
    private final KnownFindings ledger = new KnownFindings();
    private boolean room = true;
    private SimpleMeterRegistry registry;
    private Meters meters; // kept: the registry holds what it shows only weakly
    private Pairs pairs;
    private PairCounter counter;
    private OpenAlerts openAlerts;
    private Detector detector;
    private Observation observation;

    @BeforeEach
    void start() throws Exception {
        registry = new SimpleMeterRegistry();
        meters = new Meters(registry);
        pairs = new Pairs(
                new Settings.Data(directory, 1000),
                new Settings.Window(24, Duration.ofMinutes(5), Duration.ZERO),
                Meters.unregistered());
        pairs.open(START);
        counter = pairs.counter();
        FindingMaker maker = new FindingMaker(
                new Catalogue(CatalogueFile.read(Optional.empty()), ALL), pairs::sourcesOf, new LossHours());
        openAlerts = new OpenAlerts(pairs, maker, ALERTS, this::offer, heldBack(), meters);
        observation = new Observation();
        detector = new Detector(maker, openAlerts, ALERTS, this::offer, heldBack(), observation);
    }

    @AfterEach
    void stop() {
        pairs.close();
    }

    private boolean offer(Finding finding) {
        if (room) told.add(finding);
        return room;
    }

    private HeldBack heldBack() {
        return new HeldBack() {
            @Override
            public void heldBack(Finding finding, Settings.Tuning by) {
                held.add(by.place());
            }

            @Override
            public void observed(Finding finding) {
                held.add("observed " + finding.rules());
            }
        };
    }

    private void restart(long nowMillis) throws Exception {
        pairs.close();
        start();
        openAlerts.resume(nowMillis, ledger);
    }

    /** The ledger has the finding. */
    private void written(Finding finding) {
        ledger.write(finding);
        openAlerts.written(finding, finding.state());
    }

    private void contact(long millis) {
        contact(millis, millis);
    }

    private void contact(long millis, long received) {
        contact(millis, received, 300);
    }

    private void contact(long millis, long received, long sent) {
        Contact contact = new Contact();
        contact.source().parse(SOURCE);
        byte[] name = Ascii.bytes(DESTINATION);
        System.arraycopy(name, 0, contact.name(), 0, name.length);
        contact.nameLength(name.length);
        contact.millis(millis);
        contact.receivedMillis(received);
        contact.bytes(sent, 900);
        counter.count(contact, detector);
    }

    /** A contact every quarter of an hour, the last one at {@code last}. */
    private void beats(long first, long last) {
        for (long time = first; time <= last; time += BEAT) contact(time);
    }

    /** An open alert that has reached the receivers; its last contact completed it. */
    private void openAlert() {
        beats(START, COMPLETE);
        written(told.get(0));
    }

    private List<String> story() {
        return told.stream()
                .map(f -> f.state() + " " + (f.openedMillis() - START) / MINUTE)
                .toList();
    }

    private double openGauge() {
        return registry.get(Metric.ALERTS_OPEN.prometheusName()).gauge().value();
    }

    @Test
    void raisesAnAlertAtTheVeryContactThatCompletesTheRule() {
        beats(START, COMPLETE - BEAT);
        assertThat(told).isEmpty();
        contact(COMPLETE);
        assertThat(story()).containsExactly("OPEN 165");
        assertThat(openGauge()).isEqualTo(1);
    }

    @Test
    void raisesAnAlertWithTheThirdHourWhenThereWereContactsEnoughBefore() {
        for (long time = START; time < START + 2 * HOUR; time += MINUTE) contact(time);
        assertThat(told).isEmpty();
        contact(START + 2 * HOUR);
        assertThat(story()).containsExactly("OPEN 120");
    }

    @Test
    void raisesAnAlertWithinASecondWhenTheEvidenceIsBackDated() {
        long now = START + 3 * HOUR;
        for (int i = 0; i < 12; i++) contact(START + i * BEAT, now + i);
        assertThat(told).hasSize(1);
        assertThat(told.get(0).openedMillis()).isEqualTo(now + 11);
        assertThat(told.get(0).time()).isEqualTo(Instant.ofEpochMilli(now + 11));
        assertThat(told.get(0).pair().firstSeen()).isEqualTo(Instant.ofEpochMilli(START));
        assertThat(told.get(0).pair().lastSeen()).isEqualTo(Instant.ofEpochMilli(COMPLETE));
    }

    @Test
    void tellsWhatThePairAmountsTo() {
        beats(START, COMPLETE);
        Finding finding = told.get(0);
        assertThat(finding.pair())
                .isEqualTo(new PairFigures(
                        Instant.ofEpochMilli(START),
                        Instant.ofEpochMilli(COMPLETE),
                        SOURCE,
                        DESTINATION,
                        12,
                        3,
                        4,
                        300,
                        900));
        assertThat(finding.rules()).containsExactly("baseline");
        assertThat(finding.provider()).isEqualTo("Cloudflare Workers");
        assertThat(finding.tenant()).isEqualTo("acme.workers.dev");
        assertThat(finding.bytesKnownShare()).isEqualTo(1);
        assertThat(finding.blockedShare()).isZero();
        assertThat(finding.hourlyCounts()).hasSize(24).endsWith(0, 4, 4, 4);
    }

    @Test
    void raisesItOnceHoweverOftenThePairIsSeen() {
        beats(START, COMPLETE + 2 * HOUR);
        assertThat(told).as("while it is on its way").hasSize(1);
        written(told.get(0));
        beats(COMPLETE + 2 * HOUR + BEAT, COMPLETE + 24 * HOUR - BEAT);
        assertThat(told).as("when it has arrived").hasSize(1);
    }

    @Test
    void sendsAnUpdateAfterEveryRepeatUnderTheSameIdentity() {
        openAlert();
        beats(COMPLETE + BEAT, COMPLETE + 48 * HOUR);
        assertThat(story()).containsExactly("OPEN 165", "UPDATED 165", "UPDATED 165");
        assertThat(told.get(1).time()).isEqualTo(Instant.ofEpochMilli(COMPLETE + 24 * HOUR));
        assertThat(told.get(2).time()).isEqualTo(Instant.ofEpochMilli(COMPLETE + 48 * HOUR));
    }

    @Test
    void sendsNoUpdateOnceTheRuleHoldsNoLonger() {
        openAlert();
        for (long time = COMPLETE; time <= COMPLETE + 40 * HOUR; time += 5 * HOUR) contact(time);
        assertThat(told).hasSize(1);
    }

    @Test
    void closesTheAlertOfAPairThatFellSilent() {
        openAlert();
        openAlerts.closeQuiet(COMPLETE + 6 * HOUR - 1);
        assertThat(told).hasSize(1);
        openAlerts.closeQuiet(COMPLETE + 6 * HOUR);
        assertThat(story()).containsExactly("OPEN 165", "CLOSED 165");
        assertThat(told.get(1).time()).isEqualTo(Instant.ofEpochMilli(COMPLETE + 6 * HOUR));
        assertThat(openGauge()).isZero();
        openAlerts.closeQuiet(COMPLETE + 7 * HOUR);
        assertThat(told).hasSize(2);
    }

    @Test
    void closesTheAlertAtAReturnThatComesBeforeAnybodyLooked() {
        openAlert();
        contact(COMPLETE + 6 * HOUR);
        assertThat(story()).containsExactly("OPEN 165", "CLOSED 165", "OPEN 525");
        assertThat(told.get(1).pair().connectionCount())
                .as("as it was before the return")
                .isEqualTo(12);
        assertThat(told.get(1).time()).isEqualTo(Instant.ofEpochMilli(COMPLETE + 6 * HOUR));
    }

    @Test
    void opensAnotherAlertForAPairThatReturns() {
        openAlert();
        openAlerts.closeQuiet(COMPLETE + 6 * HOUR);
        contact(COMPLETE + 7 * HOUR);
        assertThat(story()).containsExactly("OPEN 165", "CLOSED 165", "OPEN 585");
        written(told.get(0)); // word of the first one must not pass for word of the second
        openAlerts.closeQuiet(COMPLETE + 30 * HOUR);
        assertThat(told).hasSize(3);
        written(told.get(2));
        openAlerts.closeQuiet(COMPLETE + 30 * HOUR);
        assertThat(story()).endsWith("CLOSED 585");
    }

    @Test
    void closesTheAlertOfAPairWhoseWindowIsOver() {
        openAlert();
        pairs.tend(COMPLETE + 40 * HOUR);
        openAlerts.closeQuiet(COMPLETE + 40 * HOUR);
        assertThat(story()).containsExactly("OPEN 165", "CLOSED 165");
        assertThat(told.get(1).pair().connectionCount())
                .as("as it was when it had been quiet for long enough")
                .isEqualTo(12);
        assertThat(told.get(1).pair().lastSeen()).isEqualTo(Instant.ofEpochMilli(COMPLETE));
        assertThat(told.get(1).hourlyCounts().stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(12);
    }

    @Test
    void waitsForWordOfTheAlertBeforeItIsClosed() {
        beats(START, COMPLETE);
        openAlerts.closeQuiet(COMPLETE + 7 * HOUR);
        assertThat(told).hasSize(1);
        written(told.get(0));
        openAlerts.closeQuiet(COMPLETE + 7 * HOUR);
        assertThat(story()).containsExactly("OPEN 165", "CLOSED 165");
    }

    @Test
    void triesAFullSinkAgainAtTheNextContact() {
        room = false;
        beats(START, COMPLETE);
        assertThat(openGauge()).isZero();
        room = true;
        contact(COMPLETE + BEAT);
        assertThat(story()).containsExactly("OPEN 180");
    }

    @Test
    void triesAFullSinkAgainWithAnUpdate() {
        openAlert();
        beats(COMPLETE + BEAT, COMPLETE + 24 * HOUR - BEAT);
        room = false;
        contact(COMPLETE + 24 * HOUR);
        room = true;
        contact(COMPLETE + 24 * HOUR + BEAT);
        contact(COMPLETE + 24 * HOUR + 2 * BEAT);
        assertThat(story()).containsExactly("OPEN 165", "UPDATED 165");
    }

    @Test
    void triesAFullSinkAgainWhenItClosesAnAlert() {
        openAlert();
        room = false;
        openAlerts.closeQuiet(COMPLETE + 6 * HOUR);
        room = true;
        openAlerts.closeQuiet(COMPLETE + 6 * HOUR + MINUTE);
        assertThat(story()).containsExactly("OPEN 165", "CLOSED 165");
    }

    @Test
    void goesOnWithAnAlertWhoseEndFoundTheSinkFull() {
        openAlert();
        room = false;
        contact(COMPLETE + 6 * HOUR);
        room = true;
        contact(COMPLETE + 6 * HOUR + BEAT);
        assertThat(told).hasSize(1);
        openAlerts.closeQuiet(COMPLETE + 12 * HOUR + BEAT);
        assertThat(story()).containsExactly("OPEN 165", "CLOSED 165");
    }

    @Test
    void raisesNothingAgainAfterARestart() throws Exception {
        openAlert();
        restart(COMPLETE + MINUTE);
        assertThat(openGauge()).isEqualTo(1);
        beats(COMPLETE + BEAT, COMPLETE + HOUR);
        assertThat(told).hasSize(1);
        openAlerts.closeQuiet(COMPLETE + 7 * HOUR);
        assertThat(story()).containsExactly("OPEN 165", "CLOSED 165");
    }

    @Test
    void raisesAnAlertThatHadNotArrivedAgainAfterARestart() throws Exception {
        beats(START, COMPLETE);
        restart(COMPLETE + MINUTE);
        assertThat(story()).containsExactly("OPEN 165", "OPEN 165");
        written(told.get(1));
        restart(COMPLETE + 2 * MINUTE);
        assertThat(told).hasSize(2);
    }

    @Test
    void raisesAnAlertThatTheLedgerLostAgain() throws Exception {
        openAlert();
        ledger.forget();
        restart(COMPLETE + MINUTE);
        assertThat(story()).containsExactly("OPEN 165", "OPEN 165");
        written(told.get(1));
        openAlerts.closeQuiet(COMPLETE + 7 * HOUR);
        assertThat(story()).endsWith("CLOSED 165");
    }

    @Test
    void closesAnAlertAgainWhoseEndNeverReachedTheLedger() throws Exception {
        openAlert();
        openAlerts.closeQuiet(COMPLETE + 6 * HOUR);
        restart(COMPLETE + 7 * HOUR);
        assertThat(openGauge()).isEqualTo(1);
        openAlerts.closeQuiet(COMPLETE + 7 * HOUR);
        assertThat(story()).containsExactly("OPEN 165", "CLOSED 165", "CLOSED 165");
        assertThat(told.get(2)).isEqualTo(told.get(1));
    }

    @Test
    void sendsAnUpdateAgainThatNeverReachedTheLedger() throws Exception {
        openAlert();
        beats(COMPLETE + BEAT, COMPLETE + 24 * HOUR);
        assertThat(story()).endsWith("UPDATED 165");
        restart(COMPLETE + 24 * HOUR + MINUTE);
        contact(COMPLETE + 24 * HOUR + BEAT);
        assertThat(story()).containsExactly("OPEN 165", "UPDATED 165", "UPDATED 165");
    }

    @Test
    void closesTheAlertOfAPairThatIsGone() throws Exception {
        openAlert();
        Finding lost = told.get(0);
        Finding elsewhere = KnownFindings.to("gone.workers.dev", lost);
        ledger.write(elsewhere);
        restart(COMPLETE + MINUTE);
        assertThat(told).hasSize(2);
        assertThat(told.get(1)).isEqualTo(elsewhere.closed(Instant.ofEpochMilli(COMPLETE + MINUTE)));
    }

    @Test
    void anAlertClosedByHandStaysSilentUntilItWouldBeSentAgain() throws Exception {
        openAlert();
        ledger.write(told.get(0).closed(Instant.ofEpochMilli(COMPLETE + MINUTE)));
        restart(COMPLETE + 2 * MINUTE);
        beats(COMPLETE + BEAT, COMPLETE + 24 * HOUR);
        assertThat(story()).containsExactly("OPEN 165", "UPDATED 165");
        openAlerts.written(told.get(1), Finding.State.CLOSED);
        contact(COMPLETE + 24 * HOUR + BEAT);
        assertThat(story()).endsWith("OPEN 1620");
    }

    @Test
    void triesAFullSinkAgainWithAnAlertFromBeforeTheRestart() throws Exception {
        beats(START, COMPLETE);
        room = false;
        restart(COMPLETE + MINUTE);
        openAlerts.closeQuiet(COMPLETE + 2 * MINUTE);
        room = true;
        openAlerts.closeQuiet(COMPLETE + 3 * MINUTE);
        openAlerts.closeQuiet(COMPLETE + 4 * MINUTE);
        assertThat(story()).containsExactly("OPEN 165", "OPEN 165");
    }

    @Test
    void countsContactsUpToTheWindowsFirstHour() {
        beats(START, COMPLETE - BEAT);
        contact(START + 23 * HOUR);
        assertThat(told).hasSize(1);
        assertThat(told.get(0).pair().connectionCount()).isEqualTo(12);
        assertThat(told.get(0).hourlyCounts()).startsWith(4, 4, 3).endsWith(1);
    }

    @Test
    void forgetsContactsThatTheWindowHasLeftBehind() {
        beats(START, COMPLETE - BEAT);
        contact(START + 24 * HOUR);
        contact(START + 24 * HOUR);
        contact(START + 24 * HOUR);
        assertThat(told)
                .as("7 contacts of the second and third hour, 3 new ones")
                .isEmpty();
        contact(START + 24 * HOUR);
        contact(START + 24 * HOUR);
        assertThat(told).hasSize(1);
        assertThat(told.get(0).pair().connectionCount()).isEqualTo(12);
        assertThat(told.get(0).pair().firstSeen()).isEqualTo(Instant.ofEpochMilli(START + HOUR));
    }

    @Test
    void otherTimesHoldForAlertsThatAreOpen() {
        openAlert();
        Settings.Alerts shorter =
                new Settings.Alerts(Duration.ofHours(1), Duration.ofHours(2), ALERTS.rules(), List.of());
        detector.renew(shorter);
        openAlerts.renew(shorter);
        beats(COMPLETE + BEAT, COMPLETE + HOUR);
        assertThat(story()).containsExactly("OPEN 165", "UPDATED 165");
        openAlerts.closeQuiet(COMPLETE + 3 * HOUR);
        assertThat(story()).containsExactly("OPEN 165", "UPDATED 165", "CLOSED 165");
    }

    @Test
    void otherRulesHoldFromTheNextContactOn() {
        detector.renew(new Settings.Alerts(ALERTS.repeatAfter(), ALERTS.quietAfter(), Set.of(), List.of()));
        beats(START, COMPLETE);
        assertThat(told).isEmpty();
        detector.renew(ALERTS);
        contact(COMPLETE + BEAT);
        assertThat(told).hasSize(1);
    }

    private static Settings.Alerts tuned(String... entries) {
        try {
            Path file = Files.createTempFile("tuning", ".yaml");
            Files.writeString(file, String.join("\n", entries) + "\n");
            List<Settings.Tuning> tuning = TuningFile.read(file);
            Files.delete(file);
            return new Settings.Alerts(ALERTS.repeatAfter(), ALERTS.quietAfter(), ALERTS.rules(), tuning);
        } catch (IOException | ConfigException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatIsAllowedLeadsToNoAlertAndIsToldOnce() {
        detector.renew(tuned("allow:", "  - {tenant: Acme.workers.dev, source: 10.0.0.0/8, why: ours}"));
        beats(START, COMPLETE + 20 * BEAT);
        assertThat(told).isEmpty();
        assertThat(held).hasSize(1).first().asString().endsWith(":2");
        detector.renew(ALERTS);
        contact(COMPLETE + 21 * BEAT);
        assertThat(told).hasSize(1);
    }

    @Test
    void aSuppressionEndsWhenMoreIsSentThanBefore() {
        detector.renew(tuned(
                "suppress:",
                "  - {destination: '*.acme.workers.dev', interval: 15m, tolerance: 10s, sent-below: 2KiB,",
                "     until: 2100-01-01, by: anna, why: updater}"));
        beats(START, COMPLETE + 4 * BEAT);
        assertThat(told).isEmpty();
        contact(COMPLETE + 5 * BEAT, COMPLETE + 5 * BEAT, 5000);
        assertThat(story()).containsExactly("OPEN " + (COMPLETE + 5 * BEAT - START) / MINUTE);
    }

    @Test
    void aSuppressionEndsWhenTheIntervalChanges() {
        detector.renew(tuned(
                "suppress:",
                "  - {source: 10.0.0.1, interval: 15m, tolerance: 1m, until: 2100-01-01, by: anna, why: updater}"));
        beats(START, COMPLETE + BEAT);
        assertThat(told).isEmpty();
        for (int i = 1; i <= 16 && told.isEmpty(); i++) contact(COMPLETE + BEAT + i * 5L * MINUTE);
        assertThat(told).hasSize(1);
    }

    @Test
    void aSuppressionEndsWithItsDay() {
        detector.renew(tuned(
                "suppress:", "  - {source: 10.0.0.1, sent-below: 1MiB, until: 2020-01-01, by: anna, why: updater}"));
        beats(START, COMPLETE);
        assertThat(told).hasSize(1);
        assertThat(held).isEmpty();
    }

    @Test
    void anOverrideAsksForMoreConnections() {
        detector.renew(tuned("override:", "  - {source: 10.0.0.1, connections: 20, why: many users}"));
        beats(START, START + 18 * BEAT);
        assertThat(told).isEmpty();
        contact(START + 19 * BEAT);
        assertThat(told).hasSize(1);
    }

    @Test
    void anOverrideAsksForOtherRules() {
        detector.renew(tuned("override:", "  - {source: 10.0.0.1, rules: [rhythm], why: many users}"));
        beats(START, COMPLETE + 4 * BEAT);
        assertThat(told).isEmpty();
        assertThat(held).hasSize(1);
    }

    @Test
    void aNewTuningClosesTheAlertsThatItHoldsBack() {
        openAlert();
        openAlerts.renew(tuned("allow:", "  - {user: nobody, why: test}"));
        openAlerts.closeQuiet(COMPLETE + MINUTE);
        assertThat(story()).containsExactly("OPEN 165");
        openAlerts.renew(tuned("allow:", "  - {provider: cloudflare workers, why: ours}"));
        openAlerts.closeQuiet(COMPLETE + 2 * MINUTE);
        assertThat(story()).containsExactly("OPEN 165", "CLOSED 165");
        assertThat(openGauge()).isZero();
        assertThat(held).hasSize(1);
    }

    @Test
    void theFirstDayHoldsFindingsBackAndThosePairsThatGoOnAlertAfterIt() {
        observation.begin();
        beats(START, COMPLETE + 4 * BEAT);
        assertThat(told).isEmpty();
        assertThat(held).containsExactly("observed [baseline]");
        observation.end();
        contact(COMPLETE + 5 * BEAT);
        assertThat(story()).containsExactly("OPEN " + (COMPLETE + 5 * BEAT - START) / MINUTE);
        assertThat(told.get(0).judgement().added()).containsExactly("baseline");
    }

    @Test
    void whatIsOfHighConfidenceAlertsOnTheFirstDayAllTheSame() {
        observation.begin();
        Settings.Alerts all = new Settings.Alerts(ALERTS.repeatAfter(), ALERTS.quietAfter());
        detector.renew(all);
        openAlerts.renew(all);
        beats(START, START + 40 * BEAT);
        assertThat(told.get(0).state()).isEqualTo(Finding.State.OPEN);
        assertThat(told.get(0).judgement().confidence().level()).isEqualTo(Level.HIGH);
    }

    @Test
    void theTuningIsNamedBeforeTheFirstDay() {
        observation.begin();
        detector.renew(tuned("allow:", "  - {tenant: acme.workers.dev, why: ours}"));
        beats(START, COMPLETE);
        assertThat(held).hasSize(1).first().asString().endsWith(":2");
    }
}
