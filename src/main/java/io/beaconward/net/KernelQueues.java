package io.beaconward.net;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the kernel holds of TCP connections, by {@code /proc/self/net/tcp} and {@code tcp6} (Linux, proc(5)): that we have not read,
 * or that a program of this machine has sent and we have not received. Of what other machines still hold it knows
 * nothing. It reads a line for each connection of the machine, so it is not for the message path.
 */
final class KernelQueues {
    private static final List<String> FILES = List.of("tcp", "tcp6");
    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int QUEUES = 4;
    private static final int HEX = 16;
    private static final String EMPTY = "00000000";

    /** How an IPv4 address looks in {@code tcp6}. */
    private static final String MAPPED = "0000000000000000FFFF0000";

    private final Path directory;

    KernelQueues() {
        this(Path.of("/proc/self/net"));
    }

    KernelQueues(Path directory) {
        this.directory = directory;
    }

    /** Whether something is on its way to one of our ports; false also where that cannot be told. */
    boolean holdFor(Set<Integer> ports) {
        Set<String> ours = new HashSet<>();
        Set<String> sending = new HashSet<>();
        for (String file : FILES) {
            try (BufferedReader lines = Files.newBufferedReader(directory.resolve(file), StandardCharsets.US_ASCII)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (isUnread(line.strip().split("\\s+"), ports, ours, sending)) return true;
                }
            } catch (IOException | RuntimeException e) {
                return false; // no Linux, or not as we know it: then only time tells
            }
        }
        return !Collections.disjoint(ours, sending);
    }

    /**
     * Whether the line is of one of our sockets with something to read or to accept. Else notes it where it is one of ours, by its
     * peer's end first; or where it has something to send to one.
     */
    private static boolean isUnread(String[] columns, Set<Integer> ports, Set<String> ours, Set<String> sending) {
        if (columns.length <= QUEUES || columns[LOCAL].indexOf(':') < 0) return false; // the title
        String local = address(columns[LOCAL]);
        String remote = address(columns[REMOTE]);
        String[] queues = columns[QUEUES].split(":", 2);
        if (ports.contains(port(local))) {
            if (!queues[1].equals(EMPTY)) return true;
            ours.add(remote + ' ' + local);
        }
        if (ports.contains(port(remote)) && !queues[0].equals(EMPTY)) sending.add(local + ' ' + remote);
        return false;
    }

    private static String address(String text) {
        return text.startsWith(MAPPED) ? text.substring(MAPPED.length()) : text;
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.indexOf(':') + 1), HEX);
    }
}
