package io.beaconward.counters;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Properties;

/**
 * Which files of the data directory hold the pairs: a small text file, replaced as a whole and brought to the disk before
 * it counts, so that it is right at every moment at which the process or the machine may die.
 *
 * @param current the generation that is counted in
 * @param moving the generation before it, from which pairs still move over
 * @param sealed the newest generation that is closed and on the disk
 * @param boot the machine's boot in which {@code current} was opened; another one now means that its file may be torn
 * @param clean whether {@code current} was closed in order
 */
record Manifest(Part current, Optional<Part> moving, Optional<Part> sealed, String boot, boolean clean) {
    static final String FILE = "pairs.manifest";
    private static final int VERSION = 2;

    /**
     * A generation's file and the sizes it was made with.
     *
     * @param length the file's length in bytes when it was made; a shorter one was truncated
     * @param format of the pairs in it; version 1 of the manifest knew one only, and does not state it
     */
    record Part(String file, long room, int window, long length, int format) {
        static Part of(Generation generation) throws IOException {
            return new Part(
                    generation.file().getFileName().toString(),
                    generation.room(),
                    generation.layout().window,
                    generation.fileLength(),
                    generation.layout().format);
        }

        private String text() {
            return file + " " + room + " " + window + " " + length + " " + format;
        }

        private static Part parse(String text) throws IOException {
            String[] words = text.split(" ", -1);
            if (words.length < 4 || words.length > 5 || !words[0].matches("pairs-\\d{1,12}\\.map"))
                throw new IOException("cannot read " + text);
            try {
                int format = words.length == 4 ? 1 : Integer.parseInt(words[4]);
                if (format < 1 || format > PairLayout.NEWEST_FORMAT)
                    throw new IOException(
                            "pairs of format " + format + ", this program reads up to " + PairLayout.NEWEST_FORMAT);
                return new Part(
                        words[0],
                        Long.parseLong(words[1]),
                        Integer.parseInt(words[2]),
                        Long.parseLong(words[3]),
                        format);
            } catch (NumberFormatException e) {
                throw new IOException("cannot read " + text, e);
            }
        }
    }

    /** Reads the directory's manifest; empty where there is none. */
    static Optional<Manifest> read(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) return Optional.empty();
        Properties lines = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            lines.load(reader);
        } catch (IllegalArgumentException e) {
            throw new IOException("cannot read " + file, e);
        }
        String version = lines.getProperty("version", "none");
        if (!version.equals(Integer.toString(VERSION)) && !version.equals("1")) {
            throw new IOException(file + " is of version " + version + ", this program reads 1 and " + VERSION);
        }
        String current = lines.getProperty("current");
        if (current == null) throw new IOException(file + " names no current generation");
        return Optional.of(new Manifest(
                Part.parse(current),
                part(lines, "moving"),
                part(lines, "sealed"),
                lines.getProperty("boot", ""),
                Boolean.parseBoolean(lines.getProperty("clean"))));
    }

    private static Optional<Part> part(Properties lines, String key) throws IOException {
        String text = lines.getProperty(key);
        return text == null ? Optional.empty() : Optional.of(Part.parse(text));
    }

    /** Replaces the directory's manifest by this one, on the disk when this returns. */
    void write(Path directory) throws IOException {
        StringWriter text = new StringWriter();
        text.append("version=").append(Integer.toString(VERSION)).append('\n');
        text.append("current=").append(current.text()).append('\n');
        moving.ifPresent(part -> text.append("moving=").append(part.text()).append('\n'));
        sealed.ifPresent(part -> text.append("sealed=").append(part.text()).append('\n'));
        text.append("boot=").append(boot).append('\n');
        text.append("clean=").append(Boolean.toString(clean)).append('\n');
        Path fresh = directory.resolve(FILE + ".new");
        Files.writeString(fresh, text.toString());
        sync(fresh, StandardOpenOption.WRITE);
        Files.move(fresh, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(directory, StandardOpenOption.READ);
    }

    private static void sync(Path path, StandardOpenOption option) throws IOException {
        try (FileChannel channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }
}
