package io.beaconward.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beaconward.config.Settings;
import io.beaconward.detect.Finding;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    private static final Settings.Webhook SIEM = new Settings.Webhook(
            "siem", URI.create("http://127.0.0.1/"), Settings.Webhook.Format.GENERIC, Duration.ofSeconds(1));

    @TempDir
    private Path directory;

    private final MovableClock clock = new MovableClock();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable one : open) one.close();
    }

    private Ledger ledger(int alerts) throws LedgerException {
        Ledger ledger =
                new Ledger(directory, new Settings.Ledger(alerts, 1000, Duration.ofDays(7)), List.of(SIEM), clock);
        open.add(ledger);
        ledger.open();
        return ledger;
    }

    private static Ledger.Written write(Ledger ledger, Finding... findings) throws LedgerException {
        return ledger.write(Stream.of(findings).map(Ledger.Notification::of).toList());
    }

    private static Optional<Finding> last(Ledger ledger, Finding of) throws LedgerException {
        return ledger.last(of.pair().sourceIp(), of.pair().destination(), of.openedMillis());
    }

    private static List<Finding> openOnes(Ledger ledger) throws LedgerException {
        List<Finding> all = new ArrayList<>();
        ledger.forEachOpen(all::add);
        return all;
    }

    private static Finding updated() {
        return Findings.of(Finding.State.UPDATED, Findings.PAIR, 1, 0);
    }

    private static Finding closed() {
        return Findings.of(Finding.State.CLOSED, Findings.PAIR, 1, 0);
    }

    @Test
    void remembersAlertsOverRestarts() throws Exception {
        Ledger ledger = ledger(100);
        write(ledger, Findings.open(), Findings.to("y.run.app"), closed());
        ledger.close();

        Ledger again = ledger(100);
        assertThat(last(again, Findings.open())).contains(closed());
        assertThat(openOnes(again)).containsExactly(Findings.to("y.run.app"));
        assertThat(last(again, Findings.to("never.run.app"))).isEmpty();
        assertThat(again.outbox().levels().get("siem").waiting()).isEqualTo(3);
    }

    @Test
    void tellsNewsFromWhatItHas() throws Exception {
        Ledger ledger = ledger(100);
        assertThat(write(ledger, Findings.open(), Findings.open(), updated(), closed(), closed(), updated())
                        .entries())
                .containsExactly(
                        Ledger.Entry.NEW,
                        Ledger.Entry.KNOWN,
                        Ledger.Entry.NEW,
                        Ledger.Entry.NEW,
                        Ledger.Entry.OVER,
                        Ledger.Entry.OVER);
        assertThat(ledger.outbox().levels().get("siem").waiting()).isEqualTo(3);
    }

    @Test
    void takesUpAnAlertWhoseOpeningItNeverSaw() throws Exception {
        Ledger ledger = ledger(100);
        assertThat(write(ledger, updated()).entries()).containsExactly(Ledger.Entry.NEW);
        assertThat(openOnes(ledger)).containsExactly(updated());
    }

    @Test
    void forgetsClosedAlertsFirstWhenThereAreTooMany() throws Exception {
        Ledger ledger = ledger(3);
        write(ledger, Findings.open(), Findings.to("a.run.app"), Findings.to("b.run.app"), closed());
        Ledger.Written written = write(ledger, Findings.to("c.run.app"));
        assertThat(written.forgotten()).isEqualTo(1);
        assertThat(last(ledger, Findings.open())).isEmpty();
        assertThat(write(ledger, Findings.to("d.run.app")).forgotten()).isEqualTo(1);
        assertThat(openOnes(ledger)).hasSize(3);
    }

    @Test
    void bringsAnEarlierVersionUpToDateAndKeepsWhatItHolds() throws Exception {
        Ledger ledger = ledger(100);
        write(ledger, Findings.open());
        ledger.close();
        List<String> steps = new ArrayList<>(LedgerSchema.STEPS);
        steps.add(
                "ALTER TABLE alert ADD COLUMN colour TEXT NOT NULL DEFAULT 'red'; CREATE INDEX by_colour ON alert (colour)");
        LedgerFile newer = new LedgerFile(directory, steps);
        open.add(newer);
        newer.open();
        String colour = newer.read(c -> {
            try (Statement statement = c.createStatement();
                    ResultSet row = statement.executeQuery("SELECT colour FROM alert")) {
                row.next();
                return row.getString(1);
            }
        });
        assertThat(colour).isEqualTo("red");
    }

    @Test
    void refusesANewerVersion() throws Exception {
        LedgerFile newer = new LedgerFile(
                directory,
                Stream.concat(LedgerSchema.STEPS.stream(), Stream.of("CREATE TABLE more (n INTEGER)"))
                        .toList());
        newer.open();
        newer.close();
        assertThatThrownBy(() -> ledger(100))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("version " + (LedgerSchema.STEPS.size() + 1))
                .hasMessageContaining("a newer Beaconward")
                .hasMessageContaining(directory.toString());
        assertThat(directory.resolve("alerts.db.set-aside")).doesNotExist();
    }

    @Test
    void setsADamagedFileAsideAndBeginsAnew() throws Exception {
        for (String name : List.of("alerts.db.set-aside", "alerts.db.set-aside-2")) {
            Files.writeString(directory.resolve("alerts.db"), "no database at all, this is not ".repeat(200));
            Files.writeString(directory.resolve("alerts.db-wal"), "left over");
            Ledger ledger = ledger(100);
            assertThat(directory.resolve(name)).content(StandardCharsets.UTF_8).startsWith("no database");
            assertThat(write(ledger, Findings.open()).entries()).containsExactly(Ledger.Entry.NEW);
            ledger.close();
        }
    }

    @Test
    void setsAFileWithATornPageAside() throws Exception {
        Ledger ledger = ledger(1000);
        for (int i = 0; i < 200; i++) write(ledger, Findings.to(i + ".run.app"));
        ledger.close();
        Path path = directory.resolve("alerts.db");
        byte[] bytes = Files.readAllBytes(path);
        for (int i = bytes.length / 2; i < bytes.length; i++) bytes[i] = 0x55;
        Files.write(path, bytes);
        assertThat(openOnes(ledger(1000))).isEmpty();
        assertThat(directory.resolve("alerts.db.set-aside")).exists();
    }

    @Test
    void leavesNoLibraryBehind() throws Exception {
        ledger(100);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsOnly("alerts.db", "alerts.db-wal", "alerts.db-shm");
        }
    }

    @Test
    void saysSoWhereItCannotBeWrittenAndGoesOnWhenItCan() throws Exception {
        Ledger ledger = ledger(100);
        ledger.close();
        Files.move(directory.resolve("alerts.db"), directory.resolve("away"));
        Files.createDirectory(directory.resolve("alerts.db"));
        assertThatThrownBy(() -> write(ledger, Findings.open()))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("is there space on its disk");
        Files.delete(directory.resolve("alerts.db"));
        Files.move(directory.resolve("away"), directory.resolve("alerts.db"));
        assertThat(write(ledger, Findings.open()).entries()).containsExactly(Ledger.Entry.NEW);
    }
}
