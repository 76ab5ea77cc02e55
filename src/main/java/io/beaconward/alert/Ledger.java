package io.beaconward.alert;

import io.beaconward.config.Settings;
import io.beaconward.detect.Finding;
import io.beaconward.detect.KnownAlerts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The alerts and what is still to be sent of them, on disk. An alert counts as raised when its row and a letter for every
 * receiver are committed, both in one transaction; from then on a killed process, or a machine that dies, forgets neither.
 *
 * <p>At most as many alerts are remembered as the settings say; beyond that the closed ones that changed longest ago are
 * forgotten, then the open ones. Thread-safe.
 */
public final class Ledger implements KnownAlerts, AutoCloseable {
    /** What became of a finding that was written. */
    enum Entry {
        /** It was news: whoever is to be told will be. */
        NEW,
        /** It was written before. */
        KNOWN,
        /** Somebody has acknowledged the alert: nobody is told that it goes on. */
        QUIET,
        /** The alert is closed: nobody is told. */
        OVER
    }

    /** @param stored the finding as it is written */
    record Notification(Alert alert, String stored) {
        static Notification of(Finding finding) {
            return new Notification(Alert.of(finding), StoredFinding.write(finding));
        }
    }

    /**
     * @param entries one for each notification, in order
     * @param dropped letters that found no room, by receiver
     * @param heldBack letters beyond the receiver's allowance, by receiver
     * @param crowded alerts that are told of as part of another from now on
     * @param forgotten alerts that made way
     */
    record Written(
            List<Entry> entries,
            Map<String, Integer> dropped,
            Map<String, Integer> heldBack,
            int crowded,
            int forgotten) {}

    /**
     * @param summaries of hours that are over
     * @param dropped letters that found no room, by receiver
     */
    record Ended(List<Summary> summaries, Map<String, Integer> dropped) {}

    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
    private static final String CLOSED = StoredFinding.word(Finding.State.CLOSED);

    private final LedgerFile file;
    private final Outbox outbox;
    private final OpenNotices notices;
    private final Allowance allowance;
    private volatile List<String> receivers;
    private volatile int room;
    private volatile boolean receiversNoted;
    private final InstantSource clock;

    public Ledger(Path directory, Settings.Ledger settings, List<Settings.Webhook> webhooks, InstantSource clock) {
        this.file = new LedgerFile(directory);
        this.outbox = new Outbox(file, settings.outbox());
        this.receivers = names(webhooks);
        this.notices = new OpenNotices(file, outbox, webhooks, clock);
        this.allowance = new Allowance(webhooks);
        this.room = settings.alerts();
        this.clock = clock;
    }

    private static List<String> names(List<Settings.Webhook> webhooks) {
        return webhooks.stream().map(Settings.Webhook::name).toList();
    }

    /** Whether the file is there, of this run or an earlier one. */
    public boolean exists() {
        return Files.exists(file.path());
    }

    /** Opens the file; the directory must be there, and be ours. */
    public void open() throws LedgerException {
        file.open();
        noteReceivers();
        long waiting = outbox.levels().values().stream()
                .mapToLong(Outbox.Level::waiting)
                .sum();
        LOG.info(
                "{} alerts held in {}, {} notifications still to be delivered",
                file.read(Ledger::count),
                file.path().toAbsolutePath(),
                waiting);
    }

    /** Writes down whom the settings name, for those who use the file by hand; does nothing where that is done. */
    void noteReceivers() throws LedgerException {
        if (receiversNoted) return;
        List<String> named = receivers;
        file.note(c -> {
            try (PreparedStatement delete = c.prepareStatement("DELETE FROM receiver");
                    PreparedStatement insert = c.prepareStatement("INSERT INTO receiver (name) VALUES (?)")) {
                delete.executeUpdate();
                for (String receiver : named) {
                    insert.setString(1, receiver);
                    insert.executeUpdate();
                }
                return named.size();
            }
        });
        receiversNoted = true;
    }

    /** Goes by other settings from now on; {@link #noteReceivers} is to follow. On the thread that writes. */
    void renew(Settings.Ledger settings, List<Settings.Webhook> webhooks) {
        room = settings.alerts();
        outbox.room(settings.outbox());
        notices.renew(webhooks);
        allowance.renew(webhooks);
        receivers = names(webhooks);
        receiversNoted = false;
    }

    Outbox outbox() {
        return outbox;
    }

    OpenNotices notices() {
        return notices;
    }

    /** The notices that an earlier run left open. */
    public List<Notice> openNotices() throws LedgerException {
        return notices.all();
    }

    /** Writes notifications, and a letter for each receiver that is to be told; all or nothing. */
    Written write(List<Notification> notifications) throws LedgerException {
        return file.write(c -> {
            List<Entry> entries = new ArrayList<>();
            Map<String, Integer> dropped = new HashMap<>();
            Map<String, Integer> heldBack = new HashMap<>();
            int crowded = 0;
            for (Notification notification : notifications) {
                Notification whole = Crowds.withCrowd(c, notification);
                Entry entry = write(c, whole);
                entries.add(entry);
                if (entry != Entry.NEW) continue;
                List<Notification> told = told(c, whole);
                for (Notification one : told) send(c, one, dropped, heldBack);
                crowded += crowded(whole, told);
            }
            return new Written(entries, dropped, heldBack, crowded, makeRoom(c));
        });
    }

    /** Ends the hours of the receivers' allowances that are over, and sums up what was held back in them. */
    Ended endHours() throws LedgerException {
        long now = clock.millis();
        if (!file.read(c -> Allowance.isDue(c, now))) return new Ended(List.of(), Map.of());
        return file.write(c -> {
            Map<String, Summary> due = HeldBackSummary.due(c, now, allowance);
            due.keySet().retainAll(receivers);
            Map<String, Integer> dropped = new HashMap<>();
            for (Map.Entry<String, Summary> one : due.entrySet()) {
                String stored = StoredSummary.write(one.getValue());
                if (!outbox.add(c, one.getKey(), one.getValue(), stored, now)) dropped.put(one.getKey(), 1);
            }
            Allowance.endHours(c, now);
            return new Ended(List.copyOf(due.values()), dropped);
        });
    }

    /** What receivers are told of it: itself, or how its crowd has grown, or nothing. */
    private List<Notification> told(Connection c, Notification notification) throws SQLException {
        Alert alert = notification.alert();
        if (alert.finding().state() == Finding.State.OPEN) return Crowds.join(c, notification, clock.millis());
        return Crowds.staysQuiet(c, alert) ? List.of() : List.of(Crowds.withCrowd(c, notification));
    }

    /** How many alerts became part of another: those that are closed as such, and one that was opened and is not told of. */
    private static int crowded(Notification written, List<Notification> told) {
        boolean opened = written.alert().finding().state() == Finding.State.OPEN;
        int crowded = opened && !told.contains(written) ? 1 : 0;
        for (Notification one : told) {
            if (!one.alert().finding().judgement().partOf().isEmpty()) crowded++;
        }
        return crowded;
    }

    private static Entry write(Connection c, Notification notification) throws SQLException {
        Alert alert = notification.alert();
        Finding.State state = alert.finding().state();
        try (PreparedStatement select = c.prepareStatement("SELECT state, acked FROM alert WHERE id = ?")) {
            select.setString(1, alert.id());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    insert(c, notification);
                    return Entry.NEW;
                }
                if (row.getString(1).equals(CLOSED)) return Entry.OVER;
                if (state == Finding.State.OPEN) return Entry.KNOWN;
                boolean acked = row.getLong(2) > 0;
                update(c, notification);
                return acked && state == Finding.State.UPDATED ? Entry.QUIET : Entry.NEW;
            }
        }
    }

    private static void insert(Connection c, Notification notification) throws SQLException {
        Finding finding = notification.alert().finding();
        try (PreparedStatement insert =
                c.prepareStatement("INSERT INTO alert (id, state, opened, changed, finding) VALUES (?, ?, ?, ?, ?)")) {
            insert.setString(1, notification.alert().id());
            insert.setString(2, notification.alert().state());
            insert.setLong(3, finding.openedMillis());
            insert.setLong(4, finding.time().toEpochMilli());
            insert.setString(5, notification.stored());
            insert.executeUpdate();
        }
    }

    static void update(Connection c, Notification notification) throws SQLException {
        try (PreparedStatement update =
                c.prepareStatement("UPDATE alert SET state = ?, changed = ?, finding = ? WHERE id = ?")) {
            update.setString(1, notification.alert().state());
            update.setLong(2, notification.alert().finding().time().toEpochMilli());
            update.setString(3, notification.stored());
            update.setString(4, notification.alert().id());
            update.executeUpdate();
        }
    }

    private void send(
            Connection c, Notification notification, Map<String, Integer> dropped, Map<String, Integer> heldBack)
            throws SQLException {
        for (String receiver : receivers) {
            if (!allowance.admits(c, receiver, notification.alert(), clock.millis())) {
                heldBack.merge(receiver, 1, Integer::sum);
                continue;
            }
            boolean added = outbox.add(c, receiver, notification.alert(), notification.stored(), clock.millis());
            if (!added) dropped.merge(receiver, 1, Integer::sum);
        }
    }

    private int makeRoom(Connection c) throws SQLException {
        int tooMany = (int) (count(c) - room);
        if (tooMany <= 0) return 0;
        try (PreparedStatement delete = c.prepareStatement("""
                DELETE FROM alert WHERE rowid IN (
                    SELECT rowid FROM alert ORDER BY state <> 'closed', changed LIMIT ?)""")) {
            delete.setInt(1, tooMany);
            int forgotten = delete.executeUpdate();
            Crowds.tidy(c);
            return forgotten;
        }
    }

    private static long count(Connection c) throws SQLException {
        try (PreparedStatement select = c.prepareStatement("SELECT count(*) FROM alert");
                ResultSet row = select.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    @Override
    public Optional<Finding> last(String source, String destination, long openedMillis) throws LedgerException {
        String id = Alert.id(source, destination, openedMillis);
        return file.read(c -> {
            try (PreparedStatement select = c.prepareStatement("SELECT finding FROM alert WHERE id = ?")) {
                select.setString(1, id);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(StoredFinding.read(row.getString(1))) : Optional.empty();
                }
            }
        });
    }

    @Override
    public void forEachOpen(Consumer<Finding> visitor) throws LedgerException {
        file.read(c -> {
            try (PreparedStatement select = c.prepareStatement("SELECT finding FROM alert WHERE state <> 'closed'");
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) visitor.accept(StoredFinding.read(rows.getString(1)));
            }
            return true;
        });
    }

    @Override
    public void close() {
        file.close();
    }
}
