package io.beaconward.alert;

import io.beaconward.config.Settings;
import io.beaconward.detect.Finding;
import io.beaconward.detect.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many alerts each receiver may be told of within an hour, in the ledger, so that a restart grants no more. The ledger
 * keeps every alert; only notifications are bounded.
 *
 * <p>An hour begins with the first alert told of in it: a row of {@code allowance}. Opened and updated alerts count to it, the
 * last quarter of it only those of high confidence, so that a flood of others hides none of these. What is beyond is not
 * sent, then or later: at the end of the hour one summary says how many and of whom ({@link HeldBackSummary}). An alert whose
 * opening was not sent is {@code unheard}: its next update is sent as any other, as the first word of it, and its closing
 * is not sent unless that happened. Closings of the others are always sent, for whoever opened a ticket is to close it; there are
 * no more of them than were told before.
 *
 * <p>Runs within the transactions of its ledger.
 */
final class Allowance {
    static final long HOUR = 3_600_000;
    private static final int QUARTER = 4;

    private volatile Map<String, Integer> limits;

    Allowance(List<Settings.Webhook> webhooks) {
        this.limits = limits(webhooks);
    }

    private static Map<String, Integer> limits(List<Settings.Webhook> webhooks) {
        Map<String, Integer> limits = new HashMap<>();
        for (Settings.Webhook webhook : webhooks) limits.put(webhook.name(), webhook.alertsPerHour());
        return Map.copyOf(limits);
    }

    /** Goes by other bounds from now on, for the hours that have begun as well. */
    void renew(List<Settings.Webhook> webhooks) {
        limits = limits(webhooks);
    }

    /** The bound; 0 where there is none. */
    int limit(String receiver) {
        return limits.getOrDefault(receiver, 0);
    }

    /** Whether the receiver is to be told, which is noted in any case. */
    boolean admits(Connection c, String receiver, Alert alert, long nowMillis) throws SQLException {
        Finding finding = alert.finding();
        if (finding.state() == Finding.State.CLOSED) return !endsUnheard(c, receiver, alert.id());
        boolean high = finding.judgement().confidence().level() == Level.HIGH;
        int limit = limit(receiver);
        int room = high ? limit : limit - limit / QUARTER;
        if (limit == 0 || told(c, receiver) < room) {
            heard(c, receiver, alert.id());
            if (limit > 0) count(c, receiver, nowMillis, 1, 0);
            return true;
        }
        if (finding.state() == Finding.State.OPEN) holdBack(c, receiver, alert, high, nowMillis);
        else count(c, receiver, nowMillis, 0, 1);
        return false;
    }

    private static int told(Connection c, String receiver) throws SQLException {
        try (PreparedStatement select = c.prepareStatement("SELECT told FROM allowance WHERE receiver = ?")) {
            select.setString(1, receiver);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getInt(1) : 0;
            }
        }
    }

    private static void count(Connection c, String receiver, long nowMillis, int told, int updates)
            throws SQLException {
        try (PreparedStatement upsert = c.prepareStatement("""
                INSERT INTO allowance (receiver, began, told, updates) VALUES (?, ?, ?, ?)
                ON CONFLICT (receiver) DO UPDATE
                SET told = told + excluded.told, updates = updates + excluded.updates""")) {
            upsert.setString(1, receiver);
            upsert.setLong(2, nowMillis);
            upsert.setInt(3, told);
            upsert.setInt(4, updates);
            upsert.executeUpdate();
        }
    }

    private static void holdBack(Connection c, String receiver, Alert alert, boolean high, long nowMillis)
            throws SQLException {
        count(c, receiver, nowMillis, 0, 0);
        try (PreparedStatement insert = c.prepareStatement("""
                INSERT INTO unheard (receiver, alert, tenant, source, high, held) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING""")) {
            insert.setString(1, receiver);
            insert.setString(2, alert.id());
            insert.setString(3, alert.finding().tenant());
            insert.setString(4, alert.finding().pair().sourceIp());
            insert.setInt(5, high ? 1 : 0);
            insert.setLong(6, nowMillis);
            insert.executeUpdate();
        }
    }

    /** Notes that the receiver is told of the alert. */
    static void heard(Connection c, String receiver, String alert) throws SQLException {
        try (PreparedStatement delete = c.prepareStatement("DELETE FROM unheard WHERE receiver = ? AND alert = ?")) {
            delete.setString(1, receiver);
            delete.setString(2, alert);
            delete.executeUpdate();
        }
    }

    /** Where the alert is unheard, notes that it is over; whether it was unheard. */
    static boolean endsUnheard(Connection c, String receiver, String alert) throws SQLException {
        try (PreparedStatement update =
                c.prepareStatement("UPDATE unheard SET over = 1 WHERE receiver = ? AND alert = ?")) {
            update.setString(1, receiver);
            update.setString(2, alert);
            return update.executeUpdate() > 0;
        }
    }

    /** Whether an hour is over, so that {@link #endHours} has something to do. */
    static boolean isDue(Connection c, long nowMillis) throws SQLException {
        try (PreparedStatement select =
                c.prepareStatement("SELECT 1 FROM allowance WHERE began <= ? OR began > ? LIMIT 1")) {
            select.setLong(1, nowMillis - HOUR);
            select.setLong(2, nowMillis); // somebody set the clock back
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    /** Ends the hours that are over, and forgets what is of no more use. */
    static void endHours(Connection c, long nowMillis) throws SQLException {
        try (PreparedStatement delete = c.prepareStatement("DELETE FROM allowance WHERE began <= ? OR began > ?")) {
            delete.setLong(1, nowMillis - HOUR);
            delete.setLong(2, nowMillis);
            delete.executeUpdate();
        }
        try (PreparedStatement delete = c.prepareStatement("""
                DELETE FROM unheard WHERE alert NOT IN (SELECT id FROM alert)
                OR over = 1 AND receiver NOT IN (SELECT receiver FROM allowance)""")) {
            delete.executeUpdate();
        }
    }
}
