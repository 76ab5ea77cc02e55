package io.beaconward.alert;

import io.beaconward.detect.Finding;
import io.beaconward.detect.Judgement;
import io.beaconward.detect.Rule;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sources whose alerts are of one tenant and opened within a day of the first: a crowd, as after a program was rolled out. The
 * first {@link #ALONE} sources are told of each by itself. Every further one is told of by an update of the first one's alert,
 * its leader's, which names some and counts all: at once for the first that joins so, then whenever the crowd has doubled. The ledger
 * keeps each alert.
 *
 * <p>What joined so is {@code quiet}: nothing is sent of it until it looks as if it were tasked, which no rolled out program is, or it
 * is updated after the leader's alert was closed; then it is an alert as any other. Its closing is not sent before. A crowd ends with its
 * leader's alert, or takes nobody any more after a day.
 *
 * <p>Runs within the transactions of its ledger. Bounded by the alerts there.
 */
final class Crowds {
    /** So many sources of one tenant are told of each by itself. */
    static final int ALONE = 3;

    /** So many of the others an alert names. */
    static final int NAMED = 10;

    static final long DAY = 86_400_000;

    private static final String MORE = " more sources";

    private Crowds() {}

    /**
     * Notes a new alert.
     *
     * @return whether it is told of by itself
     */
    static boolean join(Connection c, Alert alert, long nowMillis) throws SQLException {
        Finding finding = alert.finding();
        if (finding.tenant().isEmpty()) return true;
        Optional<String> leader = leader(c, finding.tenant(), nowMillis);
        if (leader.isEmpty()) {
            insert(c, alert, alert.id(), false, nowMillis);
            return true;
        }
        if (has(c, leader.get(), finding.pair().sourceIp())) return true;
        boolean quiet = sources(c, leader.get()) >= ALONE;
        insert(c, alert, leader.get(), quiet, nowMillis);
        return !quiet;
    }

    private static Optional<String> leader(Connection c, String tenant, long nowMillis) throws SQLException {
        try (PreparedStatement select = c.prepareStatement("""
                SELECT alert FROM crowd JOIN alert ON alert.id = crowd.alert
                WHERE crowd.tenant = ? AND crowd.leader = crowd.alert AND joined > ? AND joined <= ? AND state <> 'closed'
                ORDER BY joined DESC LIMIT 1""")) {
            select.setString(1, tenant);
            select.setLong(2, nowMillis - DAY);
            select.setLong(3, nowMillis); // somebody set the clock back
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    private static void insert(Connection c, Alert alert, String leader, boolean quiet, long nowMillis)
            throws SQLException {
        try (PreparedStatement insert = c.prepareStatement(
                "INSERT OR REPLACE INTO crowd (alert, leader, tenant, source, quiet, joined) VALUES (?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, alert.id());
            insert.setString(2, leader);
            insert.setString(3, alert.finding().tenant());
            insert.setString(4, alert.finding().pair().sourceIp());
            insert.setInt(5, quiet ? 1 : 0);
            insert.setLong(6, nowMillis);
            insert.executeUpdate();
        }
    }

    private static boolean has(Connection c, String leader, String source) throws SQLException {
        try (PreparedStatement select =
                c.prepareStatement("SELECT 1 FROM crowd WHERE leader = ? AND source = ? LIMIT 1")) {
            select.setString(1, leader);
            select.setString(2, source);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    private static int sources(Connection c, String leader) throws SQLException {
        try (PreparedStatement select = c.prepareStatement("SELECT count(*) FROM crowd WHERE leader = ?")) {
            select.setString(1, leader);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getInt(1) : 0;
            }
        }
    }

    /** The update of the leader's alert that the quiet alert asks for by joining; empty where the crowd has not doubled. */
    static Optional<Ledger.Notification> growth(Connection c, Alert joined) throws SQLException {
        String leader = leaderOf(c, joined.id());
        int sources = sources(c, leader);
        if (sources != ALONE + 1 && Integer.bitCount(sources) != 1) return Optional.empty();
        Optional<Finding> last = finding(c, leader);
        if (last.isEmpty()) return Optional.empty();
        Finding update = last.get().updated(joined.finding().time(), withOthers(c, leader, last.get()));
        return Optional.of(Ledger.Notification.of(update));
    }

    private static String leaderOf(Connection c, String alert) throws SQLException {
        try (PreparedStatement select = c.prepareStatement("SELECT leader FROM crowd WHERE alert = ?")) {
            select.setString(1, alert);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : alert;
            }
        }
    }

    private static Optional<Finding> finding(Connection c, String alert) throws SQLException {
        try (PreparedStatement select =
                c.prepareStatement("SELECT finding FROM alert WHERE id = ? AND state <> 'closed'")) {
            select.setString(1, alert);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(StoredFinding.read(row.getString(1))) : Optional.empty();
            }
        }
    }

    /** The same notification; of a crowd's leader with the others of its crowd. */
    static Ledger.Notification withCrowd(Connection c, Ledger.Notification notification) throws SQLException {
        Finding finding = notification.alert().finding();
        String id = notification.alert().id();
        if (finding.state() == Finding.State.OPEN || sources(c, id) <= ALONE) return notification;
        return Ledger.Notification.of(finding.judged(withOthers(c, id, finding)));
    }

    private static Judgement withOthers(Connection c, String leader, Finding finding) throws SQLException {
        Set<String> others = new LinkedHashSet<>(finding.judgement().others());
        others.removeIf(other -> other.endsWith(MORE)); // of an earlier growth
        int named = 0;
        int more = 0;
        try (PreparedStatement select =
                c.prepareStatement("SELECT source FROM crowd WHERE leader = ? AND alert <> leader ORDER BY rowid")) {
            select.setString(1, leader);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    if (named++ < NAMED) others.add(rows.getString(1));
                    else if (!others.contains(rows.getString(1))) more++;
                }
            }
        }
        if (more > 0) others.add(more + MORE);
        return finding.judgement().with(List.copyOf(others));
    }

    /** Whether nothing is to be sent of the alert, which was told of by its leader's; what is news ends that. */
    static boolean staysQuiet(Connection c, Alert alert) throws SQLException {
        String leader = leaderOf(c, alert.id());
        if (leader.equals(alert.id()) || !isQuiet(c, alert.id())) return false;
        if (alert.finding().state() == Finding.State.CLOSED) return true;
        boolean tasked = alert.finding().rules().contains(Rule.TASKING.id());
        if (!tasked && finding(c, leader).isPresent()) return true;
        try (PreparedStatement update = c.prepareStatement("UPDATE crowd SET quiet = 0 WHERE alert = ?")) {
            update.setString(1, alert.id());
            update.executeUpdate();
        }
        return false;
    }

    private static boolean isQuiet(Connection c, String alert) throws SQLException {
        try (PreparedStatement select = c.prepareStatement("SELECT quiet FROM crowd WHERE alert = ?")) {
            select.setString(1, alert);
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getInt(1) == 1;
            }
        }
    }

    /** Forgets alerts that the ledger has forgotten. */
    static void tidy(Connection c) throws SQLException {
        try (PreparedStatement delete =
                c.prepareStatement("DELETE FROM crowd WHERE alert NOT IN (SELECT id FROM alert)")) {
            delete.executeUpdate();
        }
    }
}
