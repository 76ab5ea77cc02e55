package io.beaconward.counters;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the {@link Rotations} over a restart, in the file {@code rotations} of the data directory: version, size of a group, seed, number of
 * groups, the groups, and a CRC-32 of all that. It is replaced as a whole; 3.6 MB at most. A kill forgets what came since it was written last; a
 * file that is damaged, or of another version, is set aside and named in the log. Thread-safe.
 */
public final class RotationFile {
    private static final Logger LOG = LoggerFactory.getLogger(RotationFile.class);
    private static final int VERSION = 0x6277_7201; // "bwr", 1
    private static final long MOST_BYTES = 8 << 20;

    private final Path path;
    private final Rotations rotations;
    private boolean failing;

    public RotationFile(Path directory, Rotations rotations) {
        this.path = directory.resolve("rotations");
        this.rotations = rotations;
    }

    /** Takes over what the file holds, before anything is heard; the directory must be ours. */
    public synchronized void read() {
        if (!Files.exists(path)) return;
        try {
            if (Files.size(path) > MOST_BYTES) throw new IOException("it is too long");
            read(Files.readAllBytes(path));
        } catch (IOException e) {
            DataDirectory.setAside(path, DataDirectory.reason(e));
        }
    }

    private void read(byte[] file) throws IOException {
        int end = file.length - Long.BYTES;
        if (end < 0) throw new IOException("it was cut short");
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(file))) {
            if (in.readInt() != VERSION || in.readInt() != Rotations.SIZE) throw new IOException("of another version");
            DataInputStream sum = new DataInputStream(new ByteArrayInputStream(file, end, Long.BYTES));
            if (sum.readLong() != checksum(file, end)) throw new IOException("its checksum is another one");
            rotations.seed(in.readLong());
            byte[] group = new byte[Rotations.SIZE];
            for (int left = in.readInt(); left > 0; left--) {
                long key = in.readLong();
                int heard = in.readInt();
                in.readFully(group);
                rotations.restore(key, heard, group);
            }
        }
    }

    private static long checksum(byte[] bytes, int length) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes, 0, length);
        return checksum.getValue();
    }

    /** Writes the file anew. */
    public synchronized void write() {
        try {
            Path next = path.resolveSibling("rotations.new");
            Files.write(next, bytes());
            Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
            failing = false;
        } catch (IOException e) {
            if (!failing) LOG.warn("{} cannot be written, it is tried again: {}", path, e.toString());
            failing = true;
        }
    }

    private byte[] bytes() throws IOException {
        ByteArrayOutputStream groups = new ByteArrayOutputStream();
        DataOutputStream each = new DataOutputStream(groups);
        int[] count = {0};
        rotations.forEach((key, heard, group) -> {
            each.writeLong(key);
            each.writeInt(heard);
            each.write(group);
            count[0]++;
        });
        ByteArrayOutputStream all = new ByteArrayOutputStream(groups.size() + 64);
        DataOutputStream out = new DataOutputStream(all);
        out.writeInt(VERSION);
        out.writeInt(Rotations.SIZE);
        out.writeLong(rotations.seed());
        out.writeInt(count[0]);
        groups.writeTo(out);
        byte[] unsealed = all.toByteArray();
        byte[] file = Arrays.copyOf(unsealed, unsealed.length + Long.BYTES);
        long checksum = checksum(unsealed, unsealed.length);
        for (int i = 0; i < Long.BYTES; i++) file[file.length - 1 - i] = (byte) (checksum >>> (Byte.SIZE * i));
        return file;
    }
}
