package io.beaconward.alert;

import io.beaconward.config.Settings;
import io.beaconward.detect.Finding;
import io.beaconward.metrics.Meters;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A ledger and the delivery to one receiver, on the test's own thread and clock; a process, as far as alerts go. */
final class Desk implements AutoCloseable {
    static final Pauses PAUSES = new Pauses(Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofSeconds(1));

    final Meters meters = Meters.unregistered();
    final Ledger ledger;
    final Delivery delivery;
    private final Settings.Ledger settings;
    private final MovableClock clock;

    Desk(Path directory, Settings.Ledger settings, Exchange exchange, MovableClock clock) throws LedgerException {
        Settings.Webhook webhook = new Settings.Webhook(
                "siem", URI.create("http://127.0.0.1/"), Settings.Webhook.Format.GENERIC, Duration.ofSeconds(1));
        this.settings = settings;
        this.clock = clock;
        ledger = new Ledger(directory, settings, List.of(webhook), clock);
        ledger.open();
        Endpoint endpoint = new Endpoint(
                webhook,
                "application/json",
                () -> {
                    throw new AssertionError("the exchange takes its place");
                },
                clock);
        delivery = new Delivery(
                "siem",
                endpoint,
                exchange,
                new GenericJson(),
                ledger.outbox(),
                PAUSES,
                clock,
                Runnable::run,
                failure -> {
                    throw new AssertionError(failure);
                },
                meters);
    }

    /** Writes a finding; what became of it. */
    Ledger.Entry write(Finding finding) throws LedgerException {
        Ledger.Written written = ledger.write(List.of(Ledger.Notification.of(finding)));
        written.dropped().values().forEach(delivery::dropped);
        return written.entries().get(0);
    }

    /** Letters that wait. */
    long waiting() throws LedgerException {
        Outbox.Level level = ledger.outbox().levels().get("siem");
        return level == null ? 0 : level.waiting();
    }

    /** Forgets what is older than the settings keep. */
    void expire() throws LedgerException {
        Integer expired = ledger.outbox()
                .expire(clock.millis() - settings.keep().toMillis())
                .get("siem");
        if (expired != null) delivery.expired(expired);
    }

    /** Ends it, with nothing more written. */
    @Override
    public void close() {
        delivery.abandon();
        ledger.close();
    }
}
