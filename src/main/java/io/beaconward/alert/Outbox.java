package io.beaconward.alert;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The notifications that wait for their receivers, in the ledger, so that they outlive the process. Of one alert a receiver
 * is given them in order; those of different alerts do not wait for each other. What a receiver rejected for good is kept
 * as a dead letter. As thread-safe as its file.
 */
final class Outbox {
    /**
     * What waits for one receiver.
     *
     * @param waiting how many
     * @param oldestMillis when the oldest was written, milliseconds since 1970
     */
    record Level(long waiting, long oldestMillis) {}

    private final LedgerFile file;
    private volatile int room;

    /** @param room letters that wait at most, for each receiver; as many dead letters are kept */
    Outbox(LedgerFile file, int room) {
        this.file = file;
        this.room = room;
    }

    /** Has so many letters wait at most from now on; those that wait already stay. */
    void room(int now) {
        room = now;
    }

    /** Makes all that wait for a receiver due. */
    void hasten(String receiver, long nowMillis) throws LedgerException {
        file.note(c -> {
            try (PreparedStatement update = c.prepareStatement(
                    "UPDATE outbox SET due = ?1 WHERE receiver = ?2 AND died IS NULL AND due > ?1")) {
                update.setLong(1, nowMillis);
                update.setString(2, receiver);
                return update.executeUpdate();
            }
        });
    }

    /**
     * Adds a letter within the caller's transaction; one that is there already, dead or not, starts anew.
     *
     * @return false where too many wait for the receiver
     */
    boolean add(Connection c, String receiver, Told told, String stored, long nowMillis) throws SQLException {
        if (waiting(c, receiver) >= room) return false;
        try (PreparedStatement insert = c.prepareStatement("""
                INSERT INTO outbox (receiver, alert, notification, finding, written, due) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (receiver, notification) DO UPDATE
                SET written = excluded.written, due = excluded.due, attempts = 0, died = NULL, reason = ''""")) {
            insert.setString(1, receiver);
            insert.setString(2, told.id());
            insert.setString(3, told.notificationKey());
            insert.setString(4, stored);
            insert.setLong(5, nowMillis);
            insert.setLong(6, nowMillis);
            insert.executeUpdate();
        }
        return true;
    }

    private static long waiting(Connection c, String receiver) throws SQLException {
        try (PreparedStatement count =
                c.prepareStatement("SELECT count(*) FROM outbox WHERE receiver = ? AND died IS NULL")) {
            count.setString(1, receiver);
            try (ResultSet row = count.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /** The letter to try next, if one is due: the first of its alert. */
    Optional<Letter> next(String receiver, long nowMillis) throws LedgerException {
        return file.read(c -> {
            try (PreparedStatement select = c.prepareStatement("""
                    SELECT number, alert, finding, attempts FROM outbox o
                    WHERE receiver = ? AND died IS NULL AND due <= ? AND NOT EXISTS (
                        SELECT 1 FROM outbox e
                        WHERE e.alert = o.alert AND e.receiver = o.receiver AND e.number < o.number AND e.died IS NULL)
                    ORDER BY number LIMIT 1""")) {
                select.setString(1, receiver);
                select.setLong(2, nowMillis);
                try (ResultSet row = select.executeQuery()) {
                    if (!row.next()) return Optional.empty();
                    return Optional.of(new Letter(row.getLong(1), row.getString(2), row.getString(3), row.getInt(4)));
                }
            }
        });
    }

    /** The letter has arrived. */
    void arrived(Letter letter) throws LedgerException {
        file.note(c -> {
            try (PreparedStatement delete = c.prepareStatement("DELETE FROM outbox WHERE number = ?")) {
                delete.setLong(1, letter.number());
                return delete.executeUpdate();
            }
        });
    }

    /** The letter did not arrive, and is to be tried again. */
    void putOff(Letter letter, long dueMillis, String reason) throws LedgerException {
        file.note(c -> {
            try (PreparedStatement update = c.prepareStatement(
                    "UPDATE outbox SET due = ?, reason = ?, attempts = attempts + 1 WHERE number = ?")) {
                update.setLong(1, dueMillis);
                update.setString(2, reason);
                update.setLong(3, letter.number());
                return update.executeUpdate();
            }
        });
    }

    /**
     * The receiver rejected the letter for good.
     *
     * @return how many dead letters made way for it
     */
    int died(Letter letter, long nowMillis, String reason) throws LedgerException {
        return file.note(c -> {
            try (PreparedStatement update = c.prepareStatement(
                    "UPDATE outbox SET died = ?, reason = ?, attempts = attempts + 1 WHERE number = ?")) {
                update.setLong(1, nowMillis);
                update.setString(2, reason);
                update.setLong(3, letter.number());
                update.executeUpdate();
            }
            try (PreparedStatement delete = c.prepareStatement("""
                    DELETE FROM outbox WHERE number IN (
                        SELECT number FROM outbox WHERE died IS NOT NULL ORDER BY died DESC LIMIT -1 OFFSET ?)""")) {
                delete.setInt(1, room);
                return delete.executeUpdate();
            }
        });
    }

    /**
     * Forgets the letters written, and the dead ones that died, before a moment.
     *
     * @return how many of those that waited, by receiver
     */
    Map<String, Integer> expire(long beforeMillis) throws LedgerException {
        return file.note(c -> {
            Map<String, Integer> expired = new HashMap<>();
            try (PreparedStatement select = c.prepareStatement(
                    "SELECT receiver, count(*) FROM outbox WHERE died IS NULL AND written < ? GROUP BY receiver")) {
                select.setLong(1, beforeMillis);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) expired.put(rows.getString(1), rows.getInt(2));
                }
            }
            try (PreparedStatement delete =
                    c.prepareStatement("DELETE FROM outbox WHERE coalesce(died, written) < ?")) {
                delete.setLong(1, beforeMillis);
                delete.executeUpdate();
            }
            return expired;
        });
    }

    /** What waits now, by receiver; those that the settings do not name any more included. */
    Map<String, Level> levels() throws LedgerException {
        return file.read(c -> {
            Map<String, Level> levels = new HashMap<>();
            try (PreparedStatement select = c.prepareStatement(
                            "SELECT receiver, count(*), min(written) FROM outbox WHERE died IS NULL GROUP BY receiver");
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) levels.put(rows.getString(1), new Level(rows.getLong(2), rows.getLong(3)));
            }
            return levels;
        });
    }

    /** Dead letters kept. */
    long dead() throws LedgerException {
        return file.read(c -> {
            try (PreparedStatement count = c.prepareStatement("SELECT count(*) FROM outbox WHERE died IS NOT NULL");
                    ResultSet row = count.executeQuery()) {
                return row.next() ? row.getLong(1) : 0L;
            }
        });
    }
}
