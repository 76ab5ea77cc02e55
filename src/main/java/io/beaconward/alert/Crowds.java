package io.beaconward.alert;

import io.beaconward.detect.Finding;
import io.beaconward.detect.Judgement;
import io.beaconward.detect.Rule;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sources whose alerts are of one tenant and opened within a day of the first: a crowd, as after a program was rolled out. The
 * first {@link #ALONE} sources are told of each by itself. With the next one the crowd is one alert: the first one's, its leader's, is
 * updated, and names some and counts all; those of the others that were told of are closed as part of it, and further ones are not told of by
 * themselves. The leader's is updated again whenever the crowd has doubled. The ledger keeps each alert.
 *
 * <p>What is part of another is {@code quiet}: nothing is sent of it until it looks as if it were tasked, which no rolled out program is; then
 * it is an alert as any other. Its closing is not sent before. Where the leader's alert was closed, the first of the others that is updated
 * leads from then on. A crowd takes nobody any more a day after it began.
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
     * @return what is to be told: the alert itself; or, where it is part of a crowd, how that has grown and who else is part of it
     *     from now on, or nothing
     */
    static List<Ledger.Notification> join(Connection c, Ledger.Notification opened, long nowMillis)
            throws SQLException {
        Finding finding = opened.alert().finding();
        if (finding.tenant().isEmpty()) return List.of(opened);
        Optional<String> leader = leader(c, finding.tenant(), nowMillis);
        if (leader.isEmpty()) {
            insert(c, opened.alert(), opened.alert().id(), false, nowMillis);
            return List.of(opened);
        }
        boolean known = has(c, leader.get(), finding.pair().sourceIp());
        int sources = sources(c, leader.get()) + (known ? 0 : 1);
        insert(c, opened.alert(), leader.get(), sources > ALONE, nowMillis);
        if (sources <= ALONE) return List.of(opened);
        if (known || (sources != ALONE + 1 && Integer.bitCount(sources) != 1)) return List.of();
        List<Ledger.Notification> told = new ArrayList<>();
        growth(c, leader.get(), finding.time()).ifPresent(told::add);
        told.addAll(parts(c, leader.get(), finding.time()));
        return told;
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
        try (PreparedStatement select =
                c.prepareStatement("SELECT count(DISTINCT source) FROM crowd WHERE leader = ?")) {
            select.setString(1, leader);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getInt(1) : 0;
            }
        }
    }

    /** The update of the leader's alert that says how many there are now. */
    private static Optional<Ledger.Notification> growth(Connection c, String leader, Instant now) throws SQLException {
        Optional<Finding> last = finding(c, leader);
        if (last.isEmpty()) return Optional.empty();
        Ledger.Notification update = Ledger.Notification.of(last.get().updated(now, withOthers(c, leader, last.get())));
        Ledger.update(c, update);
        return Optional.of(update);
    }

    /** Closes, for receivers only, what was told of by itself so far, unless somebody seems to be at work there. */
    private static List<Ledger.Notification> parts(Connection c, String leader, Instant now) throws SQLException {
        List<Ledger.Notification> parts = new ArrayList<>();
        try (PreparedStatement select = c.prepareStatement("""
                SELECT finding FROM crowd JOIN alert ON alert.id = crowd.alert
                WHERE leader = ? AND alert <> leader AND quiet = 0 AND state <> 'closed' ORDER BY crowd.rowid""")) {
            select.setString(1, leader);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Finding part = StoredFinding.read(rows.getString(1));
                    if (part.rules().contains(Rule.TASKING.id())) continue;
                    Finding closed = part.closed(now);
                    parts.add(Ledger.Notification.of(
                            closed.judged(closed.judgement().partOf(leader))));
                }
            }
        }
        for (Ledger.Notification part : parts) quiet(c, part.alert().id(), true);
        return parts;
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
        if (finding.state() == Finding.State.OPEN || !leads(c, id)) return notification;
        return Ledger.Notification.of(finding.judged(withOthers(c, id, finding)));
    }

    private static Judgement withOthers(Connection c, String leader, Finding finding) throws SQLException {
        Set<String> others = new LinkedHashSet<>(finding.judgement().others());
        others.removeIf(other -> other.endsWith(MORE)); // of an earlier growth
        int named = 0;
        int more = 0;
        try (PreparedStatement select = c.prepareStatement("""
                SELECT source FROM crowd WHERE leader = ? AND source <> ? GROUP BY source ORDER BY min(rowid)""")) {
            select.setString(1, leader);
            select.setString(2, finding.pair().sourceIp());
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

    /** Whether others are part of the alert. */
    private static boolean leads(Connection c, String alert) throws SQLException {
        try (PreparedStatement select =
                c.prepareStatement("SELECT 1 FROM crowd WHERE leader = ? AND quiet = 1 LIMIT 1")) {
            select.setString(1, alert);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    /** Whether nothing is to be sent of the alert, which was told of by its leader's; what is news ends that. */
    static boolean staysQuiet(Connection c, Alert alert) throws SQLException {
        String leader = leaderOf(c, alert.id());
        if (leader.equals(alert.id()) || !isQuiet(c, alert.id())) return false;
        if (alert.finding().state() == Finding.State.CLOSED) return true;
        boolean tasked = alert.finding().rules().contains(Rule.TASKING.id());
        boolean led = finding(c, leader).isPresent();
        if (!tasked && led) return true;
        quiet(c, alert.id(), false);
        if (!led) succeed(c, leader, alert.id());
        return false;
    }

    /** Has the alert lead those that are open of a crowd whose leader's alert was closed; the crowd is as old as before. */
    private static void succeed(Connection c, String before, String alert) throws SQLException {
        try (PreparedStatement update = c.prepareStatement("""
                UPDATE crowd SET joined = (SELECT joined FROM crowd WHERE alert = ?1) WHERE alert = ?2""")) {
            update.setString(1, before);
            update.setString(2, alert);
            update.executeUpdate();
        }
        try (PreparedStatement update = c.prepareStatement("""
                UPDATE crowd SET leader = ?2
                WHERE leader = ?1 AND alert IN (SELECT id FROM alert WHERE state <> 'closed')""")) {
            update.setString(1, before);
            update.setString(2, alert);
            update.executeUpdate();
        }
    }

    private static void quiet(Connection c, String alert, boolean quiet) throws SQLException {
        try (PreparedStatement update = c.prepareStatement("UPDATE crowd SET quiet = ? WHERE alert = ?")) {
            update.setInt(1, quiet ? 1 : 0);
            update.setString(2, alert);
            update.executeUpdate();
        }
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
