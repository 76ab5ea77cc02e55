package io.beaconward.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.beaconward.config.Settings;
import io.beaconward.detect.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * What is written is delivered at least once, in order, under one key, whatever the receiver does and whenever the process
 * is killed: after the commit, with the letter on its way, or with the answer on its way back.
 */
class AtLeastOnceTest {
    private static final Settings.Ledger LEDGER = new Settings.Ledger(1000, 1000, Duration.ofDays(90));

    enum Step {
        RAISE,
        UPDATE,
        DELIVER,
        DELIVER_IN_VAIN,
        DELIVER_AND_LOSE_THE_ANSWER,
        SEND_AND_BE_KILLED,
        KILL,
        WAIT
    }

    @Provide
    Arbitrary<List<Step>> schedules() {
        return Arbitraries.of(Step.values()).list().ofMinSize(1).ofMaxSize(40);
    }

    @Property(tries = 60)
    void everythingWrittenIsDelivered(@ForAll("schedules") List<Step> schedule) throws Exception {
        Path directory = Files.createTempDirectory("at-least-once");
        try {
            World world = new World(directory);
            for (Step step : schedule) world.take(step);
            world.settle();
            assertThat(new LinkedHashSet<>(world.exchange.keys())).isEqualTo(world.written);
            assertThat(world.firstArrivals()).isEqualTo(world.inOrder());
        } finally {
            delete(directory);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private static final class World {
        final Exchange exchange = new Exchange();
        final Set<String> written = new LinkedHashSet<>();
        private final MovableClock clock = new MovableClock();
        private final List<Finding> alerts = new ArrayList<>();
        private final Path directory;
        private Desk desk;

        World(Path directory) throws LedgerException {
            this.directory = directory;
            this.desk = new Desk(directory, LEDGER, exchange, clock);
        }

        void take(Step step) throws LedgerException {
            switch (step) {
                case RAISE -> {
                    Finding finding = Findings.to(alerts.size() + ".run.app");
                    alerts.add(finding);
                    write(finding);
                }
                case UPDATE -> {
                    if (alerts.isEmpty()) return;
                    clock.move(Duration.ofSeconds(1));
                    Finding last = alerts.get(alerts.size() / 2);
                    write(StoredFinding.read(
                            StoredFinding.write(last.closed(clock.instant())).replace("\"closed\"", "\"updated\"")));
                }
                case DELIVER -> desk.delivery.next();
                case DELIVER_IN_VAIN -> {
                    exchange.answer(500);
                    desk.delivery.next();
                }
                case DELIVER_AND_LOSE_THE_ANSWER -> {
                    exchange.fail(new IOException("reset"));
                    desk.delivery.next();
                }
                case SEND_AND_BE_KILLED -> {
                    exchange.hang();
                    desk.delivery.next();
                    kill();
                }
                case KILL -> kill();
                case WAIT -> clock.move(Duration.ofMinutes(1));
            }
        }

        private void write(Finding finding) throws LedgerException {
            assertThat(desk.write(finding)).isEqualTo(Ledger.Entry.NEW);
            written.add(Alert.of(finding).notificationKey());
        }

        /** What was raised but not known to be is raised again, as pairs are at a start. */
        private void kill() throws LedgerException {
            desk.close();
            desk = new Desk(directory, LEDGER, exchange, clock);
            if (alerts.isEmpty()) return;
            assertThat(desk.write(alerts.get(alerts.size() - 1))).isEqualTo(Ledger.Entry.KNOWN);
        }

        void settle() throws LedgerException {
            kill();
            exchange.forget();
            while (desk.waiting() > 0) {
                clock.move(Duration.ofMinutes(10));
                desk.delivery.next();
            }
            desk.close();
        }

        Map<String, List<String>> firstArrivals() {
            return byAlert(new LinkedHashSet<>(exchange.keys()));
        }

        Map<String, List<String>> inOrder() {
            return byAlert(written);
        }

        private static Map<String, List<String>> byAlert(Set<String> keys) {
            Map<String, List<String>> byAlert = new HashMap<>();
            for (String key : keys)
                byAlert.computeIfAbsent(key.split("-", -1)[0], id -> new ArrayList<>())
                        .add(key);
            return byAlert;
        }
    }
}
