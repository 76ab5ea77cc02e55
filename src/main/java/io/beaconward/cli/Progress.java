package io.beaconward.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;

/** Shows on a terminal how much of large inputs was read; elsewhere, and for small ones, it shows nothing. */
final class Progress implements LongConsumer {
    private static final long LARGE = 32L << 20;
    private static final long STEP_NANOS = 200_000_000L;
    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

    private final PrintStream out;
    private final long total;
    private final boolean shown;
    private long read;
    private long nextNanos = System.nanoTime() + STEP_NANOS;
    private boolean written;

    Progress(PrintStream out, List<String> files) {
        this.out = out;
        this.total = files.stream().mapToLong(Progress::size).sum();
        this.shown = total >= LARGE && onTerminal();
    }

    private static long size(String file) {
        try {
            return file.equals("-") ? 0 : Files.size(Path.of(file));
        } catch (IOException e) {
            return 0; // reading it will say what is wrong
        }
    }

    private static boolean onTerminal() {
        try {
            String target = Files.readSymbolicLink(STANDARD_ERROR).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    @Override
    public void accept(long bytes) {
        read += bytes;
        if (!shown || System.nanoTime() - nextNanos < 0) return;
        nextNanos = System.nanoTime() + STEP_NANOS;
        out.printf("\r%3d %% of %,d MiB", Math.min(100, read * 100 / total), total >> 20);
        written = true;
    }

    /** Wipes the line. */
    void end() {
        if (written) out.print("\r                              \r");
    }
}
