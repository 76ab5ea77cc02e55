package io.beaconward.alert;

import io.beaconward.config.Settings;
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

/**
 * The notices that are open, in the ledger: a row each, which goes when it is closed. A notice and its letters, for the
 * receivers that ask for notices, are one transaction. Of a summary only the letters are written, for all receivers. As
 * thread-safe as its file.
 */
final class OpenNotices {
    private final LedgerFile file;
    private final Outbox outbox;
    private volatile List<String> receivers;
    private volatile List<String> everybody;
    private final InstantSource clock;

    OpenNotices(LedgerFile file, Outbox outbox, List<Settings.Webhook> webhooks, InstantSource clock) {
        this.file = file;
        this.outbox = outbox;
        this.receivers = asking(webhooks);
        this.everybody = names(webhooks);
        this.clock = clock;
    }

    private static List<String> names(List<Settings.Webhook> webhooks) {
        return webhooks.stream().map(Settings.Webhook::name).toList();
    }

    private static List<String> asking(List<Settings.Webhook> webhooks) {
        return webhooks.stream()
                .filter(Settings.Webhook::notices)
                .map(Settings.Webhook::name)
                .toList();
    }

    /** Goes by other receivers from now on. */
    void renew(List<Settings.Webhook> webhooks) {
        receivers = asking(webhooks);
        everybody = names(webhooks);
    }

    /** Writes a letter to each receiver; those that found no room, by receiver. */
    Map<String, Integer> write(Summary summary) throws LedgerException {
        String stored = StoredSummary.write(summary);
        return file.write(c -> {
            Map<String, Integer> dropped = new HashMap<>();
            for (String receiver : everybody) {
                if (!outbox.add(c, receiver, summary, stored, clock.millis())) dropped.put(receiver, 1);
            }
            return dropped;
        });
    }

    /** Letters that found no room, by receiver; empty where the notice was written before. */
    Optional<Map<String, Integer>> write(Notice notice) throws LedgerException {
        String stored = StoredNotice.write(notice);
        return file.write(c -> {
            boolean news = notice.open() ? insert(c, notice, stored) : delete(c, notice);
            if (!news) return Optional.empty();
            Map<String, Integer> dropped = new HashMap<>();
            for (String receiver : receivers) {
                if (!outbox.add(c, receiver, notice, stored, clock.millis())) dropped.put(receiver, 1);
            }
            return Optional.of(dropped);
        });
    }

    private static boolean insert(Connection c, Notice notice, String stored) throws SQLException {
        try (PreparedStatement insert =
                c.prepareStatement("INSERT INTO notice (id, notice) VALUES (?, ?) ON CONFLICT (id) DO NOTHING")) {
            insert.setString(1, notice.id());
            insert.setString(2, stored);
            return insert.executeUpdate() > 0;
        }
    }

    private static boolean delete(Connection c, Notice notice) throws SQLException {
        try (PreparedStatement delete = c.prepareStatement("DELETE FROM notice WHERE id = ?")) {
            delete.setString(1, notice.id());
            return delete.executeUpdate() > 0;
        }
    }

    List<Notice> all() throws LedgerException {
        return file.read(c -> {
            List<Notice> all = new ArrayList<>();
            try (PreparedStatement select = c.prepareStatement("SELECT notice FROM notice ORDER BY rowid");
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) all.add(StoredNotice.read(rows.getString(1)));
            }
            return all;
        });
    }
}
