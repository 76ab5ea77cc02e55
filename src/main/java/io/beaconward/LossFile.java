package io.beaconward;

import io.beaconward.metrics.LossHours;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the {@link LossHours} over a restart, in the file {@code losses} of the data directory: a line an hour, of hour, messages dropped
 * and messages missing. It is replaced as a whole where something changed. A machine that dies forgets the last minute of
 * it, and a file that cannot be read or written is left out, with a WARN: the marks only qualify findings. Thread-safe.
 */
final class LossFile {
    private static final Logger LOG = LoggerFactory.getLogger(LossFile.class);
    private static final Pattern LINE = Pattern.compile("(\\d{1,7}) (\\d{1,10}) (\\d{1,10})");
    private static final long MOST_BYTES = 4096; // 64 lines of 31 at most

    private final Path path;
    private final LossHours losses;
    private List<String> written = List.of();
    private boolean failing;

    LossFile(Path directory, LossHours losses) {
        this.path = directory.resolve("losses");
        this.losses = losses;
    }

    /** Takes over what the file holds; the directory must be ours. */
    synchronized void read() {
        if (!Files.exists(path)) return;
        try {
            if (Files.size(path) > MOST_BYTES) throw new IOException("it is too long");
            for (String line : Files.readAllLines(path)) {
                Matcher hour = LINE.matcher(line);
                if (!hour.matches()) throw new IOException("a line is no hour with its losses");
                losses.restore(
                        Integer.parseInt(hour.group(1)), Long.parseLong(hour.group(2)), Long.parseLong(hour.group(3)));
            }
            written = lines();
        } catch (IOException e) {
            LOG.warn("{} cannot be read, so losses before this start are not known: {}", path, e.toString());
        }
    }

    /** Writes the file anew, if something changed. */
    synchronized void write() {
        List<String> now = lines();
        if (now.equals(written)) return;
        try {
            Path next = path.resolveSibling("losses.new");
            Files.write(next, now);
            Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
            written = now;
            failing = false;
        } catch (IOException e) {
            if (!failing) LOG.warn("{} cannot be written, it is tried again each minute: {}", path, e.toString());
            failing = true;
        }
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        losses.forEach((hour, dropped, missing) -> lines.add(hour + " " + dropped + " " + missing));
        return lines;
    }
}
