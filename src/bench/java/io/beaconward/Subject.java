package io.beaconward;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** An appliance seen from outside: its counters, its processor time, its memory. Linux only. */
final class Subject {
    private static final double TICKS = 100; // a second, on all Linux
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RunningAppliance appliance;

    Subject(RunningAppliance appliance) {
        this.appliance = appliance;
    }

    /** What was counted at a moment; seconds of a clock of this process. */
    record Mark(double seconds, double frames, double cpu, double allocated, double paused) {}

    InetSocketAddress udp() {
        return appliance.udp();
    }

    Mark mark() throws Exception {
        double frames = appliance.metric("beaconward_messages_total");
        return new Mark(
                System.nanoTime() / 1e9,
                frames,
                cpuSeconds(),
                appliance.metric("jvm_gc_memory_allocated_bytes_total"),
                appliance.metric("jvm_gc_pause_seconds_sum"));
    }

    /** Waits until so many messages are done with. */
    void awaitFrames(double wanted) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (appliance.metric("beaconward_messages_total") < wanted) {
            if (System.nanoTime() > deadline) throw new IOException("messages of a stream were lost");
        }
    }

    /** Waits until nothing comes any more. */
    void settle() throws Exception {
        double before = -1;
        for (double now = 0; now != before; ) {
            before = now;
            for (int looks = 0; looks < 5; looks++) now = appliance.metric("beaconward_messages_total");
        }
    }

    private double cpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc/" + appliance.pid() + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
    }

    double peakMiB() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + appliance.pid() + "/status"))) {
            if (line.startsWith("VmHWM:")) return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
        }
        return Double.NaN;
    }
}
