package io.beaconward;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps over restarts when the data directory was first used, and how far its first day is: one line in the file {@code
 * first-day} there. What cannot be read is taken for a day that is over, so that alerts go out; what cannot be written is
 * held in memory, with a WARN.
 */
final class FirstDayFile {
    /** How far the first day is. */
    enum Stage {
        /** Nothing was observed so far. */
        NEW,
        /** Findings are held back. */
        OBSERVING,
        /** The summary is told, or there never is one. */
        OVER
    }

    /** @param since when the directory was first used */
    record Day(Instant since, Stage stage) {}

    private static final Logger LOG = LoggerFactory.getLogger(FirstDayFile.class);
    private static final long MOST_BYTES = 100;

    private final Path path;

    FirstDayFile(Path directory) {
        this.path = directory.resolve("first-day");
    }

    /**
     * What the file says; where there is none, the day begins in a directory of no earlier use.
     *
     * @param used whether the directory was used before
     */
    Day read(boolean used, Instant now) {
        if (!Files.exists(path)) return new Day(now, used ? Stage.OVER : Stage.NEW);
        try {
            if (Files.size(path) > MOST_BYTES) throw new IOException("it is too long");
            String[] words = Files.readString(path).strip().split(" ", -1);
            if (words.length != 2) throw new IOException("it is no time and stage");
            return new Day(Instant.parse(words[0]), Stage.valueOf(words[1].toUpperCase(Locale.ROOT)));
        } catch (IOException | DateTimeParseException | IllegalArgumentException e) {
            LOG.warn("{} cannot be read, so the first day is taken to be over: {}", path, e.toString());
            return new Day(now, Stage.OVER);
        }
    }

    void write(Day day) {
        try {
            Path next = path.resolveSibling("first-day.new");
            Files.writeString(next, day.since() + " " + day.stage().name().toLowerCase(Locale.ROOT) + "\n");
            Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.warn("{} cannot be written, so a restart may observe once more: {}", path, e.toString());
        }
    }
}
