package io.beaconward.alert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.sqlite.SQLiteJDBCLoader;

/**
 * SQLite's native library, which the driver unpacks before it loads it. It goes into the data directory, where we may
 * write, rather than into a temporary one, from which many hardened machines run nothing; and it is deleted as soon as it
 * is loaded, so that a killed process leaves nothing behind.
 */
final class SqliteLibrary {
    private SqliteLibrary() {}

    /** Loads the library, unless this process has it already. */
    static void load(Path directory) throws LedgerException {
        try {
            Path unpacked = Files.createTempDirectory(directory.toAbsolutePath(), "native-");
            System.setProperty("org.sqlite.tmpdir", unpacked.toString());
            try {
                SQLiteJDBCLoader.initialize();
            } finally {
                delete(unpacked);
            }
        } catch (Exception e) { // so does the driver declare it
            throw new LedgerException(
                    "SQLite cannot be loaded from " + directory.toAbsolutePath() + " (" + e.getMessage()
                            + "): its owner needs write permission there, and it must not be mounted noexec",
                    e);
        }
    }

    private static void delete(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.toList();
        }
        for (Path file : files) Files.delete(file);
        Files.delete(directory);
    }
}
