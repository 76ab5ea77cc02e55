package io.beaconward.counters;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory that holds the pairs, locked for one process. It names new generation files, sets aside those that
 * cannot be read, and deletes those that are over.
 */
final class DataDirectory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DataDirectory.class);
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    private static final String PREFIX = "pairs-";
    private static final String SUFFIX = ".map";

    private final Path path;
    private @Nullable FileChannel lockChannel;
    private long newest;

    DataDirectory(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /** Creates the directory where it is missing, and locks it. */
    void open() throws StoreException {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new StoreException("data directory " + path.toAbsolutePath()
                    + " is a file: set data.directory to another place, or move the file away");
        }
        try {
            Files.createDirectories(path);
            FileChannel channel =
                    FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lockChannel = channel;
            if (!locked(channel)) {
                close();
                throw new StoreException("data directory " + path.toAbsolutePath()
                        + " is in use by another process: stop that one, or set data.directory to another place");
            }
            for (Path file : files()) newest = Math.max(newest, number(file));
        } catch (IOException e) {
            close();
            throw new StoreException(
                    "data directory " + path.toAbsolutePath() + " cannot be written (" + reason(e)
                            + "): give its owner write permission, or set data.directory to another place",
                    e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    static String reason(Exception e) {
        String message = e.getMessage();
        return e.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }

    /** A file for a new generation; its number is above all there were. */
    Path newFile() {
        newest++;
        return path.resolve(String.format("%s%06d%s", PREFIX, newest, SUFFIX));
    }

    Path resolve(Manifest.Part part) {
        return path.resolve(part.file());
    }

    /** Renames a file that cannot be used, so that nothing of it is lost, and says so. */
    static void setAside(Path file, String why) {
        Path aside = file.resolveSibling(file.getFileName() + ".set-aside");
        for (int i = 2; Files.exists(aside); i++) aside = file.resolveSibling(file.getFileName() + ".set-aside-" + i);
        try {
            Files.move(file, aside);
            LOG.warn("{} cannot be used ({}): set aside as {}; delete it when you don't need it", file, why, aside);
        } catch (NoSuchFileException e) {
            LOG.warn("{} is missing ({})", file, why);
        } catch (IOException e) {
            LOG.warn("{} cannot be used ({}), nor set aside ({})", file, why, reason(e));
        }
    }

    /** Sets aside every generation file that {@code manifest} does not name: nobody knows what they are. */
    void setAsideStrangers(Optional<Manifest> manifest) throws IOException {
        List<Path> known = new ArrayList<>();
        manifest.ifPresent(m -> Stream.of(Optional.of(m.current()), m.moving(), m.sealed())
                .flatMap(Optional::stream)
                .forEach(part -> known.add(resolve(part))));
        for (Path file : files()) {
            if (!known.contains(file)) setAside(file, "the manifest does not name it");
        }
    }

    void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} is not needed any more but cannot be deleted ({})", file, reason(e));
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(path)) {
            return all.filter(file -> number(file) > 0).toList();
        }
    }

    /** The number in a generation file's name; 0 for other files. */
    private static long number(Path file) {
        String name = file.getFileName().toString();
        if (!name.startsWith(PREFIX) || !name.endsWith(SUFFIX)) return 0;
        String digits = name.substring(PREFIX.length(), name.length() - SUFFIX.length());
        return digits.matches("\\d{1,12}") ? Long.parseLong(digits) : 0;
    }

    /** What tells this boot of the machine from others; where the system does not say, every boot looks the same. */
    static String boot() {
        try {
            return Files.readString(BOOT_ID).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }

    @Override
    public void close() {
        FileChannel channel = lockChannel;
        lockChannel = null;
        if (channel == null) return;
        try {
            channel.close();
        } catch (IOException e) {
            LOG.warn("the lock of {} cannot be given back ({})", path, reason(e));
        }
    }
}
