package io.beaconward.cli;

import io.beaconward.bytes.Ascii;
import io.beaconward.net.Frame;
import io.beaconward.net.FrameHandler;
import io.beaconward.net.Transport;
import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;

/**
 * Stored logs as frames, a line each: plain files, gzip (told by its first bytes), or {@code -} for standard input. A
 * frame's receive time is the file's modification time, so that dates without a year are the ones nearest to it; for
 * standard input it is now. Lines are cut at 1 MiB.
 */
final class Lines {
    private static final int MAX_LINE = 1 << 20;
    private static final int GZIP_MAGIC_0 = 0x1f;
    private static final int GZIP_MAGIC_1 = 0x8b;

    private final Frame frame = new Frame();
    private final InputStream standardInput;
    private final InstantSource clock;
    private final LongConsumer progress;

    /**
     * Reads for a command.
     *
     * @param progress told how many bytes of the files were read, now and then
     */
    Lines(InputStream standardInput, InstantSource clock, LongConsumer progress) {
        this.standardInput = standardInput;
        this.clock = clock;
        this.progress = progress;
    }

    /** Hands every line of the file to {@code handler}, empty ones too. */
    void read(String file, FrameHandler handler) throws IOException {
        if (file.equals("-")) {
            frames(standardInput, clock.millis(), handler);
            return;
        }
        Path path = Path.of(file);
        if (Files.isDirectory(path)) throw new IOException(file + " is a directory");
        long modified = Files.getLastModifiedTime(path).toMillis();
        try (InputStream raw = new Counted(new FileInputStream(path.toFile()));
                InputStream in = unpacked(raw)) {
            frames(in, modified, handler);
        }
    }

    private static InputStream unpacked(InputStream raw) throws IOException {
        InputStream in = new BufferedInputStream(raw, 1 << 16);
        in.mark(2);
        boolean gzip = in.read() == GZIP_MAGIC_0 && in.read() == GZIP_MAGIC_1;
        in.reset();
        return gzip ? new GZIPInputStream(in, 1 << 16) : in;
    }

    private void frames(InputStream in, long received, FrameHandler handler) throws IOException {
        byte[] buffer = new byte[1 << 16];
        int filled = 0;
        boolean skipping = false; // the rest of a line that was cut
        while (true) {
            int read = in.read(buffer, filled, buffer.length - filled);
            if (read < 0) break;
            int start = 0;
            int end = filled + read;
            int search = filled;
            for (int lf = find(buffer, search, end); lf >= 0; lf = find(buffer, search, end)) {
                if (!skipping) hand(buffer, start, lf, received, handler);
                skipping = false;
                start = lf + 1;
                search = start;
            }
            filled = end - start;
            System.arraycopy(buffer, start, buffer, 0, filled);
            if (skipping) filled = 0;
            if (filled == MAX_LINE) {
                hand(buffer, 0, filled, received, handler);
                skipping = true;
                filled = 0;
            } else if (filled == buffer.length) {
                buffer = Arrays.copyOf(buffer, Math.min(MAX_LINE, buffer.length * 2));
            }
        }
        if (filled > 0 && !skipping) hand(buffer, 0, filled, received, handler);
    }

    private static int find(byte[] buffer, int from, int to) {
        return Ascii.indexOf(buffer, from, to, '\n');
    }

    private void hand(byte[] buffer, int from, int to, long received, FrameHandler handler) {
        int end = to > from && buffer[to - 1] == '\r' ? to - 1 : to;
        frame.peer().clear();
        frame.set(buffer, from, end, Transport.TCP, received);
        handler.frame(frame);
    }

    /** Reports the bytes read. */
    private final class Counted extends FilterInputStream {
        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            if (read > 0) progress.accept(read);
            return read;
        }
    }
}
