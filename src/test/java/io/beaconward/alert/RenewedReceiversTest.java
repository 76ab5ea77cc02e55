package io.beaconward.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.config.Settings;
import io.beaconward.metrics.Meters;
import io.beaconward.metrics.Metric;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The receivers when the settings are read anew. */
class RenewedReceiversTest {
    private static final Settings.Ledger LEDGER = new Settings.Ledger(1000, 100, Duration.ofDays(7));
    private static final Duration LONG = Duration.ofSeconds(20);

    /** What is put off once is not tried again within the life of a test. */
    private static final Pauses ENDLESS = new Pauses(Duration.ofHours(1), Duration.ofHours(2), Duration.ofMillis(1));

    private final Path directory;
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Receiver first = new Receiver();
    private final Receiver second = new Receiver();
    private final AlertDesk desk;
    private final Ledger ledger;

    RenewedReceiversTest(@TempDir Path directory) throws Exception {
        this.directory = directory;
        ledger = new Ledger(directory, LEDGER, List.of(webhook("siem", first)), Clock.systemUTC());
        desk = new AlertDesk(
                List.of(webhook("siem", first)),
                LEDGER,
                ledger,
                new Meters(registry),
                (finding, state) -> {},
                Clock.systemUTC(),
                ENDLESS,
                LONG);
    }

    @BeforeEach
    void start() throws Exception {
        ledger.open();
        desk.start();
    }

    @AfterEach
    void stop() {
        desk.close();
        ledger.close();
        first.close();
        second.close();
    }

    private static Settings.Webhook webhook(String name, Receiver receiver) {
        return new Settings.Webhook(name, receiver.url("/" + name), Settings.Webhook.Format.GENERIC, LONG);
    }

    private void renew(Settings.Webhook... webhooks) {
        assertThat(desk.renew(List.of(webhooks), LEDGER, LONG)).isTrue();
    }

    private double gauge(Metric metric, String receiver) {
        return registry.get(metric.prometheusName())
                .tag("receiver", receiver)
                .gauge()
                .value();
    }

    private void awaitGauge(Metric metric, String receiver, double value) {
        long deadline = System.nanoTime() + LONG.toNanos();
        while (gauge(metric, receiver) != value) {
            assertThat(System.nanoTime()).as(metric + " of " + receiver).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Test
    void aNewReceiverIsToldOfWhatIsRaisedFromThenOn() {
        desk.offer(Findings.to("a.workers.dev"));
        assertThat(first.next().body()).contains("a.workers.dev");
        renew(webhook("siem", first), webhook("chat", second));
        desk.offer(Findings.to("b.workers.dev"));
        assertThat(first.next().body()).contains("b.workers.dev");
        assertThat(second.next().body()).contains("b.workers.dev");
        assertThat(second.requestsNotTaken()).isZero();
    }

    @Test
    void aReceiverWithAnotherAddressIsSentThereWhatWaitsForItAtOnce() {
        first.reply(503, "");
        desk.offer(Findings.to("a.workers.dev"));
        first.next();
        awaitGauge(Metric.OUTBOX, "siem", 1);
        renew(webhook("siem", second));
        assertThat(second.next().body()).contains("a.workers.dev");
        awaitGauge(Metric.OUTBOX, "siem", 0);
        assertThat(first.requestsNotTaken()).isZero();
    }

    @Test
    void aReceiverThatStaysAsItIsKeepsItsPauses() {
        first.reply(503, "");
        desk.offer(Findings.to("a.workers.dev"));
        first.next();
        awaitGauge(Metric.OUTBOX, "siem", 1);
        renew(webhook("siem", first), webhook("chat", second));
        desk.offer(Findings.to("b.workers.dev"));
        assertThat(second.next().body()).contains("b.workers.dev");
        awaitGauge(Metric.OUTBOX, "siem", 2);
        assertThat(first.requestsNotTaken()).isZero();
    }

    @Test
    void whatWaitsForAReceiverThatIsNamedNoMoreWaitsUntilItIsNamedAgain() {
        first.reply(503, "");
        desk.offer(Findings.to("a.workers.dev"));
        first.next();
        awaitGauge(Metric.OUTBOX, "siem", 1);
        renew(webhook("chat", second));
        desk.offer(Findings.to("b.workers.dev"));
        second.next();
        awaitGauge(Metric.OUTBOX, "chat", 0);
        assertThat(gauge(Metric.OUTBOX, "siem")).isEqualTo(1);
        renew(webhook("siem", first));
        assertThat(first.next().body()).contains("a.workers.dev");
        awaitGauge(Metric.OUTBOX, "siem", 0);
        assertThat(first.requestsNotTaken()).as("what was raised meanwhile").isZero();
    }

    @Test
    void aReceiverThatWasGoneIsTriedAgain() {
        first.reply(410, "");
        desk.offer(Findings.to("a.workers.dev"));
        first.next();
        awaitGauge(Metric.RECEIVER_DISABLED, "siem", 1);
        renew(webhook("siem", first));
        assertThat(first.next().body()).contains("a.workers.dev");
        awaitGauge(Metric.OUTBOX, "siem", 0);
        assertThat(gauge(Metric.RECEIVER_DISABLED, "siem")).isZero();
    }

    @Test
    void anAttemptOnItsWayEndsBeforeTheNewAddressIsTried() {
        Pause pause = new Pause();
        first.reply(exchange -> {
            pause.await();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        desk.offer(Findings.to("a.workers.dev"));
        first.next();
        renew(webhook("siem", second));
        desk.offer(Findings.to("b.workers.dev"));
        pause.end();
        assertThat(second.next().body()).contains("b.workers.dev");
        awaitGauge(Metric.OUTBOX, "siem", 0);
        assertThat(second.requestsNotTaken()).as("what the old one took").isZero();
    }

    /** Somebody waits until it ends. */
    private static final class Pause {
        private final CountDownLatch over = new CountDownLatch(1);

        void await() {
            try {
                over.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        void end() {
            over.countDown();
        }
    }

    @Test
    void thoseWhoUseTheLedgerByHandReachTheReceiversOfTheMoment() throws Exception {
        desk.offer(Findings.to("a.workers.dev"));
        first.next();
        renew(webhook("chat", second));
        desk.offer(Findings.to("b.workers.dev")); // written after the change was noted
        second.next();
        try (AlertBook book = AlertBook.open(directory, Clock.systemUTC())) {
            assertThat(book.resend(Alert.of(Findings.to("a.workers.dev")).id())).isEqualTo(1);
        }
        assertThat(second.next().body()).contains("a.workers.dev");
    }
}
