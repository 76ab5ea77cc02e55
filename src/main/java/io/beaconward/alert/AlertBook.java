package io.beaconward.alert;

import io.beaconward.detect.Finding;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The ledger in the hands of people: what they look up and decide, whether or not the appliance runs. The appliance finds
 * what they put into the outbox within a second, or at its next start.
 */
public final class AlertBook implements AutoCloseable {
    private static final String ROWS = """
            SELECT finding, opened, acked,
                (SELECT count(*) FROM outbox o WHERE o.alert = a.id AND o.died IS NULL),
                (SELECT count(*) FROM outbox o WHERE o.alert = a.id AND o.died IS NOT NULL)
            FROM alert a
            """;
    private static final String LETTERS =
            "SELECT alert, finding, receiver, written, attempts, due, died, reason FROM outbox ";
    private static final char PAST_HEX = 'g';

    private final LedgerFile file;
    private final InstantSource clock;

    private AlertBook(LedgerFile file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    /** Opens the ledger in a data directory. */
    public static AlertBook open(Path directory, InstantSource clock) throws LedgerException {
        LedgerFile file = new LedgerFile(directory);
        file.openExisting();
        return new AlertBook(file, clock);
    }

    /** The alerts that changed last, the newest first. */
    public List<LedgerRow> alerts(boolean closedToo, int limit) throws LedgerException {
        return file.read(c -> {
            String which = closedToo ? "" : "WHERE state <> 'closed' ";
            try (PreparedStatement select = c.prepareStatement(ROWS + which + "ORDER BY changed DESC, id LIMIT ?")) {
                select.setInt(1, limit);
                return rows(select);
            }
        });
    }

    /** The alerts whose ids begin so, two at most. */
    public List<LedgerRow> find(String beginning) throws LedgerException {
        return file.read(c -> {
            try (PreparedStatement select = c.prepareStatement(ROWS + "WHERE id >= ? AND id < ? LIMIT 2")) {
                select.setString(1, beginning);
                select.setString(2, beginning + PAST_HEX);
                return rows(select);
            }
        });
    }

    /** What waits or is dead of an alert's notifications, in order. */
    public List<OutboxRow> letters(String id) throws LedgerException {
        return file.read(c -> {
            try (PreparedStatement select = c.prepareStatement(LETTERS + "WHERE alert = ? ORDER BY number")) {
                select.setString(1, id);
                return letters(select);
            }
        });
    }

    /** The dead letters, the newest first. */
    public List<OutboxRow> dead(int limit) throws LedgerException {
        return file.read(c -> {
            try (PreparedStatement select =
                    c.prepareStatement(LETTERS + "WHERE died IS NOT NULL ORDER BY died DESC, number LIMIT ?")) {
                select.setInt(1, limit);
                return letters(select);
            }
        });
    }

    /** Acknowledges the alert: nobody is told any more that it goes on. False where it is closed. */
    public boolean acknowledge(String id) throws LedgerException {
        return file.write(c -> {
            try (PreparedStatement update = c.prepareStatement(
                    "UPDATE alert SET acked = coalesce(acked, ?) WHERE id = ? AND state <> 'closed'")) {
                update.setLong(1, clock.millis());
                update.setString(2, id);
                return update.executeUpdate() > 0;
            }
        });
    }

    /** Closes the alert and tells all receivers that ever heard of it. False where it is closed already. */
    public boolean close(String id) throws LedgerException {
        return file.write(c -> {
            Optional<Finding> last = last(c, id);
            if (last.isEmpty() || last.get().state() == Finding.State.CLOSED) return false;
            Ledger.Notification closed = Ledger.Notification.of(last.get().closed(clock.instant()));
            Ledger.update(c, closed);
            send(c, closed, true);
            return true;
        });
    }

    /**
     * Sends again, under the same key, what was told last of the alert, and what a receiver rejected of it.
     *
     * @return how many notifications of it wait now; 0 where there is no receiver
     */
    public int resend(String id) throws LedgerException {
        return file.write(c -> {
            try (PreparedStatement revive = c.prepareStatement("""
                    UPDATE outbox SET died = NULL, attempts = 0, reason = '', written = ?1, due = ?1
                    WHERE alert = ?2 AND died IS NOT NULL AND receiver IN (SELECT name FROM receiver)""")) {
                revive.setLong(1, clock.millis());
                revive.setString(2, id);
                revive.executeUpdate();
            }
            Optional<Finding> last = last(c, id);
            if (last.isPresent()) send(c, Ledger.Notification.of(last.get()), false);
            return waiting(c, id);
        });
    }

    private static int waiting(Connection c, String id) throws SQLException {
        try (PreparedStatement count =
                c.prepareStatement("SELECT count(*) FROM outbox WHERE alert = ? AND died IS NULL")) {
            count.setString(1, id);
            try (ResultSet row = count.executeQuery()) {
                return row.next() ? row.getInt(1) : 0;
            }
        }
    }

    /**
     * Beyond the bounds if need be: people send few.
     *
     * @param heardOnly leaves out receivers that the alert's opening was held back from
     */
    private void send(Connection c, Ledger.Notification notification, boolean heardOnly) throws SQLException {
        Outbox outbox = new Outbox(file, Integer.MAX_VALUE);
        List<String> receivers = new ArrayList<>();
        try (PreparedStatement select = c.prepareStatement("SELECT name FROM receiver");
                ResultSet names = select.executeQuery()) {
            while (names.next()) receivers.add(names.getString(1));
        }
        for (String receiver : receivers) {
            if (heardOnly
                    && Allowance.endsUnheard(c, receiver, notification.alert().id())) continue;
            Allowance.heard(c, receiver, notification.alert().id());
            outbox.add(c, receiver, notification.alert(), notification.stored(), clock.millis());
        }
    }

    private static Optional<Finding> last(Connection c, String id) throws SQLException {
        try (PreparedStatement select = c.prepareStatement("SELECT finding FROM alert WHERE id = ?")) {
            select.setString(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(StoredFinding.read(row.getString(1))) : Optional.empty();
            }
        }
    }

    private static List<LedgerRow> rows(PreparedStatement select) throws SQLException {
        List<LedgerRow> rows = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                rows.add(new LedgerRow(
                        Alert.of(StoredFinding.read(row.getString(1))),
                        Instant.ofEpochMilli(row.getLong(2)),
                        time(row, 3),
                        row.getLong(4),
                        row.getLong(5)));
            }
        }
        return rows;
    }

    private static List<OutboxRow> letters(PreparedStatement select) throws SQLException {
        List<OutboxRow> letters = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                letters.add(new OutboxRow(
                        row.getString(1),
                        Told.read(row.getString(2)).state(),
                        row.getString(3),
                        Instant.ofEpochMilli(row.getLong(4)),
                        row.getInt(5),
                        Instant.ofEpochMilli(row.getLong(6)),
                        time(row, 7),
                        row.getString(8)));
            }
        }
        return letters;
    }

    private static Optional<Instant> time(ResultSet row, int column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    @Override
    public void close() {
        file.close();
    }
}
