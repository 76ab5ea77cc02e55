package io.beaconward.alert;

import java.util.List;

/**
 * The tables of the ledger. Times are milliseconds since 1970; a finding is the JSON of {@link StoredFinding}.
 *
 * <p>{@code alert}: one row an alert, with its last finding. {@code outbox}: one row for each notification and receiver
 * that is not done with; those with {@code died} are dead letters, which are not tried again by themselves. Of one alert a
 * receiver is sent the rows in the order of their numbers. {@code receiver}: whom the settings name, as of the last start.
 * {@code notice}: the notices that are open, as {@link StoredNotice} writes them; their letters are in the outbox as well.
 * {@code allowance} and {@code unheard}: see {@link Allowance}. {@code crowd}: see {@link Crowds}.
 */
final class LedgerSchema {
    /** What makes the file of version i into one of version i + 1. A step that was released is never changed. */
    static final List<String> STEPS = List.of("""
            CREATE TABLE alert (
                id TEXT NOT NULL PRIMARY KEY,
                state TEXT NOT NULL,
                opened INTEGER NOT NULL,
                changed INTEGER NOT NULL,
                acked INTEGER,
                finding TEXT NOT NULL
            ) STRICT;
            CREATE INDEX alert_age ON alert (state <> 'closed', changed);
            CREATE TABLE outbox (
                number INTEGER PRIMARY KEY AUTOINCREMENT,
                receiver TEXT NOT NULL,
                alert TEXT NOT NULL,
                notification TEXT NOT NULL,
                finding TEXT NOT NULL,
                written INTEGER NOT NULL,
                due INTEGER NOT NULL,
                attempts INTEGER NOT NULL DEFAULT 0,
                died INTEGER,
                reason TEXT NOT NULL DEFAULT '',
                UNIQUE (receiver, notification)
            ) STRICT;
            CREATE INDEX outbox_waiting ON outbox (receiver, number, due) WHERE died IS NULL;
            CREATE INDEX outbox_order ON outbox (alert, receiver, number);
            CREATE INDEX outbox_dead ON outbox (died) WHERE died IS NOT NULL;
            CREATE TABLE receiver (
                name TEXT NOT NULL PRIMARY KEY
            ) STRICT
            """, """
            CREATE TABLE notice (
                id TEXT NOT NULL PRIMARY KEY,
                notice TEXT NOT NULL
            ) STRICT
            """, """
            CREATE TABLE allowance (
                receiver TEXT NOT NULL PRIMARY KEY,
                began INTEGER NOT NULL,
                told INTEGER NOT NULL,
                updates INTEGER NOT NULL
            ) STRICT;
            CREATE TABLE unheard (
                receiver TEXT NOT NULL,
                alert TEXT NOT NULL,
                tenant TEXT NOT NULL,
                source TEXT NOT NULL,
                high INTEGER NOT NULL,
                held INTEGER NOT NULL,
                over INTEGER NOT NULL DEFAULT 0,
                PRIMARY KEY (receiver, alert)
            ) STRICT
            """, """
            CREATE TABLE crowd (
                alert TEXT NOT NULL PRIMARY KEY,
                leader TEXT NOT NULL,
                tenant TEXT NOT NULL,
                source TEXT NOT NULL,
                quiet INTEGER NOT NULL,
                joined INTEGER NOT NULL
            ) STRICT;
            CREATE INDEX crowd_leader ON crowd (leader, source);
            CREATE INDEX crowd_tenant ON crowd (tenant, joined)
            """);

    private LedgerSchema() {}
}
