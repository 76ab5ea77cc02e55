package io.beaconward.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.config.Settings;
import io.beaconward.detect.Confidence;
import io.beaconward.detect.Finding;
import io.beaconward.detect.Judgement;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bound on alerts an hour, on a ledger with a clock that is moved. */
class AllowanceTest {
    private static final Settings.Ledger LEDGER = new Settings.Ledger(1000, 1000, Duration.ofDays(7));
    private static final int BOUND = 8; // two of them for high confidence
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    private Path directory;

    private final MovableClock clock = new MovableClock();
    private Ledger ledger;

    @BeforeEach
    void start() throws Exception {
        ledger = new Ledger(directory, LEDGER, List.of(chat(BOUND), siem()), clock);
        ledger.open();
    }

    @AfterEach
    void stop() {
        ledger.close();
    }

    private static Settings.Webhook chat(int alertsPerHour) {
        return new Settings.Webhook(
                "chat",
                URI.create("http://127.0.0.1/"),
                Settings.Webhook.Format.GENERIC,
                Duration.ofSeconds(1),
                false,
                alertsPerHour);
    }

    private static Settings.Webhook siem() {
        return new Settings.Webhook(
                "siem", URI.create("http://127.0.0.1/"), Settings.Webhook.Format.GENERIC, Duration.ofSeconds(1));
    }

    private static Finding finding(Finding.State state, int number, int score) {
        Finding like = Findings.of(state, Findings.pair("10.0.0." + number, "x" + number + ".run.app"), 1, 0);
        return new Finding(
                like.state(),
                like.openedMillis(),
                like.time(),
                like.rules(),
                like.provider(),
                "tenant" + number % 10, // three sources of one are no crowd
                like.pair(),
                1,
                0,
                0,
                0,
                "",
                like.hourlyCounts(),
                new Judgement(
                        List.of("baseline"),
                        false,
                        new Confidence(score, List.of()),
                        like.judgement().rhythm(),
                        List.of()));
    }

    private static String id(int number) {
        return Alert.of(finding(Finding.State.OPEN, number, 50)).id();
    }

    private Ledger.Written write(Finding... findings) throws LedgerException {
        return ledger.write(Stream.of(findings).map(Ledger.Notification::of).toList());
    }

    private void open(int from, int to) throws LedgerException {
        for (int i = from; i <= to; i++) write(finding(Finding.State.OPEN, i, 50));
    }

    /** What waits for the receiver, which is taken away. */
    private List<Told> letters(String receiver) throws LedgerException {
        List<Told> letters = new ArrayList<>();
        while (true) {
            Optional<Letter> next = ledger.outbox().next(receiver, clock.millis());
            if (next.isEmpty()) return letters;
            letters.add(Told.read(next.get().finding()));
            ledger.outbox().arrived(next.get());
        }
    }

    @Test
    void holdsBackWhatIsBeyondItAndKeepsItInTheLedger() throws Exception {
        open(1, 5);
        Ledger.Written written = write(
                finding(Finding.State.OPEN, 6, 50),
                finding(Finding.State.OPEN, 7, 50),
                finding(Finding.State.OPEN, 8, 50));

        assertThat(written.entries()).containsOnly(Ledger.Entry.NEW);
        assertThat(written.heldBack()).containsOnly(Map.entry("chat", 2));
        assertThat(written.dropped()).isEmpty();
        assertThat(letters("chat")).hasSize(6);
        assertThat(letters("siem")).as("without a bound").hasSize(8);
        List<Finding> all = new ArrayList<>();
        ledger.forEachOpen(all::add);
        assertThat(all).hasSize(8);
    }

    @Test
    void aQuarterIsLeftToHighConfidenceAndEndsAsWell() throws Exception {
        open(1, 20);
        for (int i = 21; i <= 24; i++) write(finding(Finding.State.OPEN, i, 90));
        List<Told> letters = letters("chat");
        assertThat(letters).hasSize(BOUND);
        assertThat(letters.subList(6, 8)).extracting(Told::id).containsExactly(id(21), id(22));
    }

    @Test
    void oneSummaryAtTheEndOfTheHourTellsOfWhatWasHeldBack() throws Exception {
        open(1, 20);
        letters("chat");
        clock.move(HOUR.minusMillis(1));
        assertThat(ledger.endHours().summaries()).isEmpty();
        clock.move(Duration.ofMillis(1));

        assertThat(ledger.endHours().summaries()).hasSize(1);
        assertThat(ledger.endHours().summaries()).isEmpty();
        List<Told> letters = letters("chat");
        assertThat(letters).hasSize(1);
        Summary summary = (Summary) letters.get(0);
        assertThat(summary.count()).isEqualTo(14);
        assertThat(summary.tenants())
                .hasSize(10)
                .startsWith(new Summary.Share("tenant0", 2), new Summary.Share("tenant7", 2))
                .endsWith(new Summary.Share("tenant6", 1));
        assertThat(summary.sources()).hasSize(Summary.MOST).contains(new Summary.Share("10.0.0.10", 1));
        assertThat(summary.summary()).isEqualTo("14 alerts since 11:49 UTC not sent to chat");
        assertThat(summary.evidence())
                .startsWith(
                        "More than alerts-per-hour (8) allows. Of the alerts 0 of high confidence, 14 still open. "
                                + "Most are of tenant tenant0 (2), tenant7 (2), tenant8 (2), tenant9 (2), tenant1 (1). The most frequent sources are ")
                .endsWith("`beaconward alerts list` has them all; they are not sent later, unless they are updated.");
        assertThat(letters("siem")).hasSize(20);
    }

    @Test
    void theNextHourHasAnAllowanceOfItsOwn() throws Exception {
        open(1, 20);
        clock.move(HOUR);
        ledger.endHours();
        letters("chat");
        open(21, 30);
        assertThat(letters("chat")).hasSize(6);
        clock.move(HOUR);
        assertThat(ledger.endHours().summaries()).extracting(Summary::count).containsExactly(4L);
    }

    @Test
    void anHourInWhichNothingWasHeldBackHasNoSummary() throws Exception {
        open(1, 6);
        clock.move(HOUR);
        assertThat(ledger.endHours().summaries()).isEmpty();
        assertThat(letters("chat")).hasSize(6);
    }

    @Test
    void closingsAreSentOfWhatWasToldOnlyAndCountToNothing() throws Exception {
        open(1, 7);
        letters("chat");
        write(finding(Finding.State.CLOSED, 1, 50), finding(Finding.State.CLOSED, 7, 50));
        assertThat(letters("chat")).extracting(Told::id).containsExactly(id(1));
        clock.move(HOUR);
        assertThat(ledger.endHours().summaries())
                .extracting(Summary::evidence)
                .first()
                .asString()
                .contains("0 still open");
    }

    @Test
    void theUpdateOfAnAlertThatWasHeldBackIsItsFirstWordAndItsClosingFollows() throws Exception {
        open(1, 7);
        letters("chat");
        write(finding(Finding.State.UPDATED, 7, 50));
        assertThat(letters("chat")).isEmpty();
        write(finding(Finding.State.UPDATED, 7, 90));
        assertThat(letters("chat")).extracting(Told::id).containsExactly(id(7));
        write(finding(Finding.State.CLOSED, 7, 90));
        assertThat(letters("chat")).extracting(Told::state).containsExactly("closed");
    }

    @Test
    void updatesCountAsWellAndTheSummarySaysHowManyWereHeldBack() throws Exception {
        open(1, 6);
        for (int i = 1; i <= 4; i++) write(finding(Finding.State.UPDATED, i, 50));
        assertThat(letters("chat")).hasSize(6);
        clock.move(HOUR);
        assertThat(ledger.endHours().summaries())
                .extracting(Summary::summary)
                .containsExactly("0 alerts and 4 updates since 11:49 UTC not sent to chat");
    }

    @Test
    void aRestartGrantsNoMoreAndForgetsNothing() throws Exception {
        open(1, 8);
        letters("chat");
        stop();
        start();
        open(9, 10);
        write(finding(Finding.State.CLOSED, 8, 50));
        assertThat(letters("chat")).isEmpty();
        clock.move(HOUR);
        assertThat(ledger.endHours().summaries()).extracting(Summary::count).containsExactly(4L);
    }

    @Test
    void aReloadChangesTheBoundAtOnce() throws Exception {
        open(1, 8);
        ledger.renew(LEDGER, List.of(chat(0), siem()));
        open(9, 10);
        assertThat(letters("chat")).hasSize(8);
        ledger.renew(LEDGER, List.of(chat(4), siem()));
        open(11, 12);
        assertThat(letters("chat")).isEmpty();
    }

    @Test
    void peopleCloseWhatWasHeldBackWithoutAWordAndSendItWhereTheyWish() throws Exception {
        open(1, 8);
        letters("chat");
        letters("siem");
        try (AlertBook book = AlertBook.open(directory, clock)) {
            book.close(id(7));
            assertThat(letters("chat")).isEmpty();
            assertThat(letters("siem")).hasSize(1);
            book.resend(id(8));
            assertThat(letters("chat")).extracting(Told::id).containsExactly(id(8));
            book.close(id(8));
            assertThat(letters("chat")).extracting(Told::state).containsExactly("closed");
        }
    }

    @Test
    void aClockThatIsSetBackEndsTheHour() throws Exception {
        open(1, 8);
        clock.move(HOUR.multipliedBy(-5));
        assertThat(ledger.endHours().summaries()).hasSize(1);
    }
}
