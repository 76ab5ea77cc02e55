package io.beaconward.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.bytes.Ascii;
import io.beaconward.config.CatalogueFile;
import io.beaconward.config.Settings;
import io.beaconward.counters.PairCounter;
import io.beaconward.counters.Pairs;
import io.beaconward.counters.Totals;
import io.beaconward.metrics.Meters;
import io.beaconward.watch.Catalogue;
import io.beaconward.watch.Contact;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From the contact that completes the evidence to the closed alert, over real pairs. */
class AlertLifeTest {
    private static final long MINUTE = 60_000L;
    private static final long HOUR = 60 * MINUTE;
    private static final long START = 500_000 * HOUR;
    private static final Settings.Alerts ALERTS = new Settings.Alerts(Duration.ofHours(24), Duration.ofHours(6));

    @TempDir
    private Path directory;

    private final List<Finding> findings = new ArrayList<>();
    private boolean room = true;
    private Pairs pairs;
    private OpenAlerts open;
    private Detector detector;
    private PairCounter counter;

    @BeforeEach
    void start() throws Exception {
        start(START);
    }

    private void start(long now) throws Exception {
        pairs = new Pairs(
                new Settings.Data(directory, 1000),
                new Settings.Window(24, Duration.ofMinutes(5)),
                Meters.unregistered());
        pairs.open(now);
        Settings.Catalogue wanted = new Settings.Catalogue(Settings.Catalogue.Tier.SEED, Optional.empty(), List.of());
        FindingMaker maker = new FindingMaker(new Catalogue(CatalogueFile.read(Optional.empty()), wanted));
        FindingSink sink = finding -> room && findings.add(finding);
        open = new OpenAlerts(pairs, maker, ALERTS, sink, Meters.unregistered());
        detector = new Detector(maker, open, ALERTS, sink);
        counter = pairs.counter();
    }

    @AfterEach
    void stop() {
        pairs.close();
    }

    private void contact(long millis) {
        Contact contact = new Contact();
        contact.source().parse("10.0.0.1");
        byte[] name = Ascii.bytes("c2.acct.workers.dev");
        System.arraycopy(name, 0, contact.name(), 0, name.length);
        contact.nameLength(name.length);
        contact.millis(millis);
        contact.receivedMillis(millis);
        contact.bytes(300, 900);
        counter.count(contact, detector);
    }

    /** Contacts every ten minutes, from and until so many minutes behind the start. */
    private void beacon(int from, int until) {
        for (int minute = from; minute < until; minute += 10) contact(START + minute * MINUTE);
    }

    private void allArrived() {
        findings.forEach(open::raised);
    }

    private List<Finding.State> states() {
        return findings.stream().map(Finding::state).toList();
    }

    @Test
    void isOpenedByTheContactThatCompletesTheEvidenceAndByNoOther() {
        beacon(0, 120);
        assertThat(findings).as("twelve connections but only two hours").isEmpty();
        contact(START + 120 * MINUTE);
        beacon(130, 300);
        assertThat(states()).containsExactly(Finding.State.OPEN);
        Finding finding = findings.get(0);
        assertThat(finding.pair().connectionCount()).isEqualTo(13);
        assertThat(finding.pair().hourlyBuckets()).isEqualTo(3);
        assertThat(finding.openedMillis()).isEqualTo(START + 120 * MINUTE);
        assertThat(finding.provider()).isEqualTo("Cloudflare Workers");
        assertThat(finding.tenant()).isEqualTo("acct.workers.dev");
        assertThat(finding.hourlyCounts()).hasSize(24).endsWith(6, 6, 1);
        assertThat(finding.bytesKnownShare()).isEqualTo(1);
    }

    @Test
    void isSentAgainAfterADayWhileContactsGoOn() {
        beacon(0, 300);
        allArrived();
        beacon(300, 2 * 1440);
        assertThat(states()).containsExactly(Finding.State.OPEN, Finding.State.UPDATED);
        assertThat(findings.get(1).openedMillis()).isEqualTo(findings.get(0).openedMillis());
        assertThat(findings.get(1).time()).isEqualTo(findings.get(0).time().plus(Duration.ofHours(24)));
    }

    @Test
    void isClosedWhenThePairFallsSilentAndAReturnOpensANewOne() {
        beacon(0, 300);
        allArrived();
        long last = START + 290 * MINUTE;
        open.closeQuiet(last + 6 * HOUR - 1);
        assertThat(states()).containsExactly(Finding.State.OPEN);
        open.closeQuiet(last + 6 * HOUR + MINUTE);
        open.closeQuiet(last + 7 * HOUR);
        assertThat(states()).containsExactly(Finding.State.OPEN, Finding.State.CLOSED);
        assertThat(findings.get(1).time().toEpochMilli()).isEqualTo(last + 6 * HOUR);
        contact(last + 8 * HOUR);
        assertThat(states()).containsExactly(Finding.State.OPEN, Finding.State.CLOSED, Finding.State.OPEN);
        assertThat(findings.get(2).openedMillis()).isNotEqualTo(findings.get(0).openedMillis());
    }

    @Test
    void isClosedByTheReturnItselfWhereNobodyDidBefore() {
        beacon(0, 300);
        allArrived();
        contact(START + 12 * HOUR);
        assertThat(states()).containsExactly(Finding.State.OPEN, Finding.State.CLOSED, Finding.State.OPEN);
        assertThat(findings.get(1).pair().connectionCount())
                .as("as it was before the return")
                .isEqualTo(30);
        assertThat(findings.get(1).time().toEpochMilli()).isEqualTo(START + 290 * MINUTE + 6 * HOUR);
    }

    @Test
    void isFoundAgainByTheNextContactWhereThereWasNoRoom() {
        beacon(0, 120);
        room = false;
        contact(START + 120 * MINUTE);
        room = true;
        assertThat(findings).isEmpty();
        contact(START + 130 * MINUTE);
        assertThat(states()).containsExactly(Finding.State.OPEN);
    }

    @Test
    void isNotRaisedAgainAfterARestartOnceItArrived() throws Exception {
        beacon(0, 200);
        allArrived();
        pairs.close();
        start(START + 200 * MINUTE);
        open.resume(START + 200 * MINUTE);
        beacon(200, 300);
        assertThat(states()).containsExactly(Finding.State.OPEN);
    }

    @Test
    void isRaisedAgainUnderTheSameIdentityAfterARestartIfItHadNotArrived() throws Exception {
        beacon(0, 200);
        pairs.close();
        start(START + 200 * MINUTE);
        open.resume(START + 200 * MINUTE);
        assertThat(states()).containsExactly(Finding.State.OPEN, Finding.State.OPEN);
        assertThat(findings.get(1).openedMillis()).isEqualTo(findings.get(0).openedMillis());
    }

    @Test
    void contactsOlderThanTheWindowAreForgotten() {
        beacon(0, 60);
        for (int day = 1; day < 4; day++) beacon(day * 1440, day * 1440 + 60);
        assertThat(findings).as("six connections in one hour of each day").isEmpty();
    }

    /** The rule's edges: connections, hours, bytes sent, bytes received. */
    @ParameterizedTest
    @CsvSource({
        "12, 3, 0, 0, true",
        "11, 3, 0, 0, false",
        "12, 2, 0, 0, false",
        "12, 6, 0, 0, true",
        "13, 7, 0, 0, false",
        "14, 7, 0, 0, true",
        "12, 3, 49151, 0, true",
        "12, 3, 49152, 0, false",
        "12, 3, 0, 196607, true",
        "12, 3, 0, 196608, false",
    })
    void theBaselineRuleIsExact(long connections, int hours, long sent, long received, boolean holds) {
        Totals totals = new Totals();
        totals.set(connections, hours, sent, received, 0, 0, 0, 0);
        assertThat(BaselineRule.holds(totals)).isEqualTo(holds);
    }
}
