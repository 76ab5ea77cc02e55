package io.beaconward.alert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;

/**
 * The SQLite file {@code alerts.db}, in write-ahead mode: several processes may use it at once, and who reads blocks nobody
 * who writes. A write waits up to five seconds for that of another process.
 *
 * <p>Its {@code user_version} is the number of steps of {@link LedgerSchema} that were taken. One connection, made anew
 * after a failure. Thread-safe: one call at a time.
 */
final class LedgerFile implements AutoCloseable {
    /** What is done with the connection. */
    @FunctionalInterface
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    static final String NAME = "alerts.db";

    private static final Logger LOG = LoggerFactory.getLogger(LedgerFile.class);
    private static final int BUSY_MILLIS = 5000;
    private static final int PRIMARY_CODE = 0xff;
    private static final int CORRUPT = 11; // SQLITE_CORRUPT
    private static final int NO_DATABASE = 26; // SQLITE_NOTADB

    private final Path directory;
    private final Path path;
    private final List<String> steps;
    private @Nullable Connection connection;

    LedgerFile(Path directory) {
        this(directory, LedgerSchema.STEPS);
    }

    /** @param steps what makes the file of version i into one of version i + 1, statements separated by semicolons */
    LedgerFile(Path directory, List<String> steps) {
        this.directory = directory;
        this.path = directory.resolve(NAME);
        this.steps = steps;
    }

    Path path() {
        return path;
    }

    /**
     * Opens the file, for the process that owns the directory: made where it is missing, brought to the newest version
     * where it is older, set aside and begun anew where it is damaged.
     */
    synchronized void open() throws LedgerException {
        SqliteLibrary.load(directory);
        try {
            try {
                bringUpToDate();
            } catch (SQLException e) {
                if (!isDamage(e)) throw e;
                disconnect();
                setAside(e);
                bringUpToDate();
            }
        } catch (LedgerException e) {
            disconnect();
            throw e;
        } catch (SQLException | IOException e) {
            disconnect();
            throw failure(e);
        }
    }

    /** Opens the file, for others than its owner: it must be there, and of the newest version. */
    synchronized void openExisting() throws LedgerException {
        if (!Files.isRegularFile(path)) {
            throw new LedgerException("there is no ledger of alerts in " + directory.toAbsolutePath()
                    + ": name the appliance's data directory with --data, or its settings with --config");
        }
        SqliteLibrary.load(directory);
        try {
            int version = version(connected());
            refuseNewer(version);
            if (version < steps.size()) {
                throw new LedgerException(path.toAbsolutePath()
                        + " is of an earlier version: start the appliance once, it takes it over");
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private void bringUpToDate() throws SQLException, LedgerException {
        Connection c = connected();
        int version = version(c);
        refuseNewer(version);
        try (Statement statement = c.createStatement();
                ResultSet check = statement.executeQuery("PRAGMA quick_check(1)")) {
            String found = check.next() ? check.getString(1) : "nothing";
            if (!found.equals("ok")) throw new SQLException(found, "", CORRUPT);
        }
        for (int step = version; step < steps.size(); step++) migrate(c, step);
    }

    private void migrate(Connection c, int step) throws SQLException {
        transaction(c, work -> {
            try (Statement statement = work.createStatement()) {
                for (String sql : steps.get(step).split(";", -1)) {
                    if (!sql.isBlank()) statement.execute(sql);
                }
                statement.execute("PRAGMA user_version = " + (step + 1));
            }
            return step;
        });
        LOG.info("ledger of alerts {} brought to version {}", path.toAbsolutePath(), step + 1);
    }

    private void refuseNewer(int version) throws LedgerException {
        if (version <= steps.size()) return;
        throw new LedgerException("the ledger of alerts " + path.toAbsolutePath() + " is of version " + version
                + ", which a newer Beaconward wrote; this one knows up to " + steps.size()
                + ": start the newer one, or move the file away to begin anew");
    }

    private static int version(Connection c) throws SQLException {
        try (Statement statement = c.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            return row.next() ? row.getInt(1) : 0;
        }
    }

    private void setAside(SQLException damage) throws IOException {
        Path aside = path.resolveSibling(NAME + ".set-aside");
        for (int i = 2; Files.exists(aside); i++) aside = path.resolveSibling(NAME + ".set-aside-" + i);
        Files.move(path, aside);
        for (String part : List.of("-wal", "-shm")) { // else they would be taken for the new file's
            Path beside = path.resolveSibling(NAME + part);
            if (Files.exists(beside)) Files.move(beside, aside.resolveSibling(aside.getFileName() + part));
        }
        LOG.warn(
                "the ledger of alerts {} is damaged ({}): set aside as {}, begun anew; open alerts are sent again",
                path.toAbsolutePath(),
                damage.getMessage(),
                aside.getFileName());
    }

    /** Reads. */
    synchronized <T> T read(Work<T> work) throws LedgerException {
        try {
            return work.run(connected());
        } catch (SQLException e) {
            disconnect();
            throw failure(e);
        }
    }

    /** Writes, all or nothing; what it wrote is on the disk when it returns. */
    synchronized <T> T write(Work<T> work) throws LedgerException {
        return write("FULL", work);
    }

    /** Writes, all or nothing; a machine that dies at once may forget it, a killed process does not. */
    synchronized <T> T note(Work<T> work) throws LedgerException {
        return write("NORMAL", work);
    }

    private <T> T write(String synchronous, Work<T> work) throws LedgerException {
        try {
            Connection c = connected();
            execute(c, "PRAGMA synchronous = " + synchronous);
            return transaction(c, work);
        } catch (SQLException e) {
            disconnect(); // which rolls back
            throw failure(e);
        }
    }

    private static <T> T transaction(Connection c, Work<T> work) throws SQLException {
        execute(c, "BEGIN IMMEDIATE");
        T result = work.run(c);
        execute(c, "COMMIT");
        return result;
    }

    private static void execute(Connection c, String sql) throws SQLException {
        try (Statement statement = c.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connected() throws SQLException {
        Connection c = connection;
        if (c == null) {
            SQLiteConfig config = new SQLiteConfig();
            config.setBusyTimeout(BUSY_MILLIS);
            config.setJournalMode(SQLiteConfig.JournalMode.WAL);
            config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
            c = config.createConnection("jdbc:sqlite:" + path.toAbsolutePath());
            connection = c;
        }
        return c;
    }

    private void disconnect() {
        Connection c = connection;
        connection = null;
        if (c == null) return;
        try {
            c.close();
        } catch (SQLException e) {
            LOG.debug("{} could not be closed in order", path, e);
        }
    }

    private static boolean isDamage(SQLException e) {
        int code = e.getErrorCode() & PRIMARY_CODE;
        return code == CORRUPT || code == NO_DATABASE;
    }

    private LedgerException failure(Exception e) {
        return new LedgerException(
                "the ledger of alerts " + path.toAbsolutePath() + " cannot be used (" + e.getMessage()
                        + "): is there space on its disk, and may its owner write it?",
                e);
    }

    @Override
    public synchronized void close() {
        disconnect();
    }
}
