package io.beaconward.alert;

import io.beaconward.alert.Summary.Share;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a receiver was not told of in an hour that is over, because of its {@link Allowance}. */
final class HeldBackSummary {
    static final String RULE = "alerts-held-back";

    private static final int LONGEST_NAME = 100;
    private static final int NAMED_IN_WORDS = 5;
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private record Hour(String receiver, long began, long updates) {}

    private HeldBackSummary() {}

    /** Those of the hours that are over in which something was held back, by receiver. */
    static Map<String, Summary> due(Connection c, long nowMillis, Allowance allowance) throws SQLException {
        Map<String, Summary> due = new LinkedHashMap<>();
        for (Hour hour : over(c, nowMillis)) {
            long alerts = count(c, hour, "");
            if (alerts + hour.updates() == 0) continue;
            due.put(hour.receiver(), summary(c, hour, alerts, nowMillis, allowance.limit(hour.receiver())));
        }
        return due;
    }

    private static List<Hour> over(Connection c, long nowMillis) throws SQLException {
        List<Hour> over = new ArrayList<>();
        try (PreparedStatement select = c.prepareStatement(
                "SELECT receiver, began, updates FROM allowance WHERE began <= ? OR began > ? ORDER BY receiver")) {
            select.setLong(1, nowMillis - Allowance.HOUR);
            select.setLong(2, nowMillis);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) over.add(new Hour(rows.getString(1), rows.getLong(2), rows.getLong(3)));
            }
        }
        return over;
    }

    private static Summary summary(Connection c, Hour hour, long alerts, long nowMillis, int limit)
            throws SQLException {
        List<Share> tenants = most(c, hour, "tenant");
        List<Share> sources = most(c, hour, "source");
        String updates = hour.updates() == 0 ? "" : " and " + words(hour.updates(), "update");
        String high = words(count(c, hour, " AND high = 1"), "of high confidence", "of high confidence");
        String open = words(count(c, hour, " AND over = 0"), "still open", "still open");
        return new Summary(
                Summary.id(RULE, hour.receiver(), hour.began()),
                RULE,
                Instant.ofEpochMilli(nowMillis),
                alerts + hour.updates(),
                tenants,
                sources,
                words(alerts, "alert") + updates + " since " + MINUTE.format(Instant.ofEpochMilli(hour.began()))
                        + " not sent to " + hour.receiver(),
                "More than alerts-per-hour (" + limit + ") allows. Of the alerts " + high + ", " + open + ". "
                        + named("Most are of tenant ", tenants) + named("The most frequent sources are ", sources)
                        + "`beaconward alerts list` has them all; they are not sent later, unless they are updated.",
                List.of());
    }

    private static long count(Connection c, Hour hour, String which) throws SQLException {
        try (PreparedStatement select =
                c.prepareStatement("SELECT count(*) FROM unheard WHERE receiver = ? AND held >= ?" + which)) {
            select.setString(1, hour.receiver());
            select.setLong(2, hour.began());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    private static List<Share> most(Connection c, Hour hour, String column) throws SQLException {
        List<Share> most = new ArrayList<>();
        try (PreparedStatement select = c.prepareStatement("SELECT " + column + ", count(*) AS n FROM unheard"
                + " WHERE receiver = ? AND held >= ? GROUP BY 1 ORDER BY n DESC, 1 LIMIT ?")) {
            select.setString(1, hour.receiver());
            select.setLong(2, hour.began());
            select.setInt(3, Summary.MOST);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) most.add(new Share(rows.getString(1), rows.getLong(2)));
            }
        }
        return List.copyOf(most);
    }

    private static String named(String before, List<Share> shares) {
        if (shares.isEmpty()) return "";
        return shares.stream()
                .limit(NAMED_IN_WORDS)
                .map(share -> Printable.of(share.name(), LONGEST_NAME) + " (" + share.count() + ")")
                .collect(Collectors.joining(", ", before, ". "));
    }

    private static String words(long count, String thing) {
        return words(count, thing, thing + "s");
    }

    private static String words(long count, String one, String more) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? one : more);
    }
}
