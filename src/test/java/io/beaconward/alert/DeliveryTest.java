package io.beaconward.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.config.Settings;
import io.beaconward.detect.Finding;
import io.beaconward.metrics.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a letter is tried, and what becomes of it. */
class DeliveryTest {
    private static final Settings.Ledger LEDGER = new Settings.Ledger(1000, 5, Duration.ofDays(7));

    @TempDir
    private Path directory;

    private final MovableClock clock = new MovableClock();
    private final Exchange exchange = new Exchange();
    private Desk desk;

    @BeforeEach
    void start() throws Exception {
        desk = new Desk(directory, LEDGER, exchange, clock);
    }

    @AfterEach
    void stop() {
        desk.close();
    }

    private static Finding updated(int hours) {
        return at(Finding.State.UPDATED, hours);
    }

    private static Finding at(Finding.State state, int hours) {
        Finding open = Findings.open();
        Instant time = open.time().plus(Duration.ofHours(hours));
        Finding closed = open.closed(time);
        if (state == Finding.State.CLOSED) return closed;
        return StoredFinding.read(StoredFinding.write(closed).replace("\"closed\"", "\"updated\""));
    }

    private void after(Duration pause) throws LedgerException {
        clock.move(pause);
        desk.delivery.next();
    }

    @Test
    void aLetterThatArrivedLeavesTheOutbox() throws Exception {
        desk.write(Findings.open());
        desk.delivery.next();
        assertThat(exchange.keys()).containsExactly(Alert.of(Findings.open()).id() + "-open");
        assertThat(desk.waiting()).isZero();
        after(Duration.ofDays(1));
        assertThat(exchange.sent).hasSize(1);
    }

    @Test
    void aFailureIsTriedAgainAfterPausesThatGrow() throws Exception {
        exchange.answer(500)
                .fail(new IOException("reset"))
                .answer(503)
                .answer(429)
                .answer(408);
        desk.write(Findings.open());
        desk.delivery.next();
        int seconds = 1;
        for (int attempts = 1; attempts <= 5; attempts++) {
            assertThat(exchange.sent).hasSize(attempts);
            after(Duration.ofMillis(800L * seconds - 1));
            assertThat(exchange.sent).as("too early").hasSize(attempts);
            after(Duration.ofMillis(400L * seconds + 1));
            seconds *= 2;
        }
        assertThat(exchange.keys()).hasSize(6).containsOnly(exchange.keys().get(0));
        assertThat(exchange.sent).containsOnly(exchange.sent.get(0));
        assertThat(desk.waiting()).isZero();
    }

    @Test
    void waitsAsLongAsTheReceiverAsksUpToABound() throws Exception {
        exchange.answer(new Answer(429, Optional.of(Duration.ofSeconds(100)), ""))
                .answer(new Answer(503, Optional.of(Duration.ofDays(365)), ""));
        desk.write(Findings.open());
        desk.delivery.next();
        after(Duration.ofMillis(99_999));
        assertThat(exchange.sent).hasSize(1);
        after(Duration.ofMillis(1));
        assertThat(exchange.sent).hasSize(2);
        after(Duration.ofMinutes(15).minusMillis(1));
        assertThat(exchange.sent).hasSize(2);
        after(Duration.ofMillis(1));
        assertThat(desk.waiting()).isZero();
    }

    @Test
    void aReceiverThatAsksForNoPauseIsGivenOneAllTheSame() throws Exception {
        exchange.answer(new Answer(429, Optional.of(Duration.ZERO), ""));
        desk.write(Findings.open());
        desk.delivery.next();
        desk.delivery.next();
        assertThat(exchange.sent).hasSize(1);
    }

    @Test
    void aReceiverThatFailsIsLeftAloneWithAllItsLetters() throws Exception {
        exchange.answer(500);
        desk.write(Findings.open());
        desk.write(Findings.to("y.run.app"));
        desk.delivery.next();
        desk.delivery.next();
        assertThat(exchange.sent).hasSize(1);
        after(Duration.ofSeconds(2));
        assertThat(exchange.sent).hasSize(3);
    }

    @Test
    void oneLetterThatFailsAgainAndAgainHoldsUpNoOtherAlert() throws Exception {
        exchange.answer(500).answer(500).answer(200).answer(500);
        desk.write(Findings.open());
        desk.delivery.next();
        desk.write(Findings.to("y.run.app"));
        after(Duration.ofMillis(1200)); // the first one again
        after(Duration.ofMillis(2400)); // whichever: the receiver's pause is over for both
        String other = Alert.of(Findings.to("y.run.app")).notificationKey();
        assertThat(exchange.keys()).contains(other);
    }

    @Test
    void anUpdateNeverOvertakesTheOpening() throws Exception {
        exchange.answer(500).answer(500);
        desk.write(Findings.open());
        desk.delivery.next();
        desk.write(updated(24));
        desk.write(at(Finding.State.CLOSED, 30));
        for (int i = 0; i < 10; i++) after(Duration.ofMinutes(1));
        assertThat(exchange.keys().stream().map(key -> key.split("-", -1)[1]).toList())
                .containsExactly("open", "open", "open", "updated", "closed");
    }

    @Test
    void aRejectedLetterIsDeadAndHoldsUpNothing() throws Exception {
        exchange.answer(400);
        desk.write(Findings.open());
        desk.write(updated(24));
        desk.delivery.next();
        assertThat(exchange.sent).hasSize(2);
        assertThat(desk.waiting()).isZero();
        assertThat(desk.ledger.outbox().dead()).isEqualTo(1);
        after(Duration.ofDays(1));
        assertThat(exchange.sent).hasSize(2);
    }

    @Test
    void deadLettersMakeWayForNewerOnes() throws Exception {
        for (int i = 0; i < 8; i++) {
            exchange.answer(400);
            desk.write(Findings.to(i + ".run.app"));
            after(Duration.ofSeconds(1));
        }
        assertThat(desk.ledger.outbox().dead()).isEqualTo(5);
        assertThat(desk.meters.total(Metric.LEDGER_FORGOTTEN)).isEqualTo(3);
    }

    @Test
    void whatCouldNotBeDeliveredForLongIsGivenUp() throws Exception {
        exchange.answer(500).hang();
        desk.write(Findings.open());
        desk.delivery.next();
        clock.move(Duration.ofDays(7));
        desk.expire();
        assertThat(desk.waiting()).isEqualTo(1);
        clock.move(Duration.ofMillis(1));
        desk.expire();
        assertThat(desk.waiting()).isZero();
        assertThat(desk.meters.total(Metric.NOTIFICATIONS)).isEqualTo(1);
    }

    @Test
    void whatFindsNoRoomIsCounted() throws Exception {
        for (int i = 0; i < 7; i++) {
            assertThat(desk.write(Findings.to(i + ".run.app"))).isEqualTo(Ledger.Entry.NEW);
        }
        assertThat(desk.waiting()).isEqualTo(5);
        assertThat(desk.meters.total(Metric.NOTIFICATIONS)).isEqualTo(2);
    }

    @Test
    void aLetterThatCannotBeReadIsDead() throws Exception {
        desk.write(Findings.open());
        try (LedgerFile file = new LedgerFile(directory)) {
            file.openExisting();
            file.note(c -> c.createStatement().executeUpdate("UPDATE outbox SET finding = '{}'"));
        }
        desk.delivery.next();
        assertThat(exchange.sent).isEmpty();
        assertThat(desk.ledger.outbox().dead()).isEqualTo(1);
    }

    @Test
    void lettersOfAReceiverThatIsNotNamedAnyMoreWait() throws Exception {
        desk.write(Findings.open());
        desk.close();
        try (Ledger other = new Ledger(directory, LEDGER, java.util.List.of(), clock)) {
            other.open();
            assertThat(other.outbox().levels().get("siem").waiting()).isEqualTo(1);
        }
        start();
        desk.delivery.next();
        assertThat(exchange.sent).hasSize(1);
    }
}
