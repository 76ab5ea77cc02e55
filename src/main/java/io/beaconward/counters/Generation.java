package io.beaconward.counters;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiPredicate;
import net.openhft.chronicle.core.io.Closeable;
import net.openhft.chronicle.hash.ChronicleHashCorruption;
import net.openhft.chronicle.hash.serialization.SizeMarshaller;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ChronicleMapBuilder;
import net.openhft.chronicle.map.ExternalMapQueryContext;
import net.openhft.chronicle.map.MapEntry;
import net.openhft.chronicle.map.MapSegmentContext;

/**
 * One file of pairs: a Chronicle Map of fixed room. Counting goes on in the newest generation; older ones are only read.
 * Thread-safe; a pair is locked while it is looked at.
 *
 * <p>An entry whose pair {@link Pair#isEmpty} is as good as absent: locking a pair makes one, and it is filled or left.
 */
final class Generation implements AutoCloseable {
    /*
     * Entry checksums are off: a process killed in the middle of an update leaves a wrong checksum, and recovery then
     * drops the whole pair (seen in 4 of 7 kills; without checksums in none of 6). Pair's own layout makes each update
     * safe instead. A quarter of spare entries lets the segments fill unevenly; the bloat that Chronicle offers for that
     * is not used, since a map that leaned on it loses entries in recovery (OpenHFT/Chronicle-Map#251).
     */
    private static final double SPARE = 1.25;
    private static final double EXPECTED_KEY = PairKey.ADDRESS + 48;
    private static final int HEADER_SEARCHED = 4096;
    private static final String HEADER_MARK = "net.openhft.chronicle.map.VanillaChronicleMap";

    static {
        // Chronicle reports its use to a third party and prints a banner unless told not to, before its first class
        // loads.
        System.setProperty("chronicle.analytics.disable", "true");
        System.setProperty("chronicle.announcer.disable", "true");
    }

    private final Path file;
    private final PairLayout layout;
    private final long room;
    private final ChronicleMap<PairKey, Pair> map;
    private final AtomicLong size;

    private Generation(Path file, PairLayout layout, long room, ChronicleMap<PairKey, Pair> map) {
        this.file = file;
        this.layout = layout;
        this.room = room;
        this.map = map;
        this.size = new AtomicLong(map.longSize());
    }

    /** Makes a small map in memory, uses it and drops it, so that the classes of the map are loaded. */
    static void preload() {
        PairLayout layout = new PairLayout(1);
        try (ChronicleMap<PairKey, Pair> map = builder(layout, 1).create();
                Closeable lock = map.acquireContext(new PairKey(), new Pair(layout))) {
            lock.isClosed();
        }
    }

    /** A new, empty generation. */
    static Generation create(Path file, PairLayout layout, long room) throws IOException {
        return new Generation(file, layout, room, builder(layout, room).createPersistedTo(file.toFile()));
    }

    /** Opens a generation that was closed in order. */
    static Generation open(Path file, PairLayout layout, long room) throws IOException {
        refuseForeign(file);
        return new Generation(file, layout, room, builder(layout, room).createPersistedTo(file.toFile()));
    }

    /** Opens a generation whose process was killed. Nobody else may have it open. */
    static Generation recover(Path file, PairLayout layout, long room, ChronicleHashCorruption.Listener lost)
            throws IOException {
        refuseForeign(file);
        return new Generation(file, layout, room, builder(layout, room).recoverPersistedTo(file.toFile(), true, lost));
    }

    private static ChronicleMapBuilder<PairKey, Pair> builder(PairLayout layout, long room) {
        PairKeyMarshaller keys = new PairKeyMarshaller();
        return ChronicleMapBuilder.of(PairKey.class, Pair.class)
                .name("pairs")
                .keyMarshallers(keys, keys)
                .averageKeySize(EXPECTED_KEY)
                .valueSizeMarshaller(SizeMarshaller.constant(layout.size))
                .entryAndValueOffsetAlignment(Long.BYTES)
                .entries((long) (room * SPARE) + 64)
                .checksumEntries(false)
                .skipCloseOnExitHook(true);
    }

    /** Chronicle waits long for the header of a file that never was one of its own; so look first. */
    private static void refuseForeign(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            java.nio.ByteBuffer start = java.nio.ByteBuffer.allocate(HEADER_SEARCHED);
            channel.read(start, 0);
            String text = new String(start.array(), 0, start.position(), StandardCharsets.ISO_8859_1);
            if (!text.contains(HEADER_MARK)) throw new IOException(file + " is no map file");
        }
    }

    Path file() {
        return file;
    }

    PairLayout layout() {
        return layout;
    }

    /** Pairs it was sized for. */
    long room() {
        return room;
    }

    /** Pairs in it. */
    long size() {
        return size.get();
    }

    /** Notes that an entry was filled that was empty. */
    void filledOne() {
        size.incrementAndGet();
    }

    /** Length of the file, bytes; it never shrinks. */
    long fileLength() throws IOException {
        return Files.size(file);
    }

    /**
     * Binds {@code pair} to the key's pair and locks it until the returned lock is closed; an absent pair is made, empty.
     *
     * @throws IllegalStateException where there is no room
     */
    Closeable lock(PairKey key, Pair pair) {
        return map.acquireContext(key, pair);
    }

    /** Copies the key's pair to {@code target}, which is bound in another generation; false where there is none. */
    boolean copyTo(PairKey key, Pair bound, Pair target) {
        try (ExternalMapQueryContext<PairKey, Pair, ?> context = map.queryContext(key)) {
            context.readLock().lock();
            MapEntry<PairKey, Pair> entry = context.entry();
            if (entry == null) return false;
            entry.value().getUsing(bound);
            if (bound.isEmpty()) return false;
            target.copyFrom(bound);
            return true;
        }
    }

    /** Lets {@code visitor} look at the key's pair; false where there is none. */
    boolean visit(PairKey key, Pair bound, PairVisitor visitor) {
        try (ExternalMapQueryContext<PairKey, Pair, ?> context = map.queryContext(key)) {
            context.updateLock().lock();
            MapEntry<PairKey, Pair> entry = context.entry();
            if (entry == null) return false;
            entry.value().getUsing(bound);
            if (bound.isEmpty()) return false;
            visitor.visit(key, bound);
            return true;
        }
    }

    boolean contains(PairKey key) {
        return map.containsKey(key);
    }

    /** Removes the key's pair if it is worth {@code worth} still. */
    boolean remove(PairKey key, Pair bound, long worth) {
        try (ExternalMapQueryContext<PairKey, Pair, ?> context = map.queryContext(key)) {
            context.updateLock().lock();
            MapEntry<PairKey, Pair> entry = context.entry();
            if (entry == null) return false;
            entry.value().getUsing(bound);
            if (bound.worth() != worth) return false;
            context.remove(entry);
            size.decrementAndGet();
            return true;
        }
    }

    /** Removes the key's pair, if it is there. */
    void remove(PairKey key) {
        try (ExternalMapQueryContext<PairKey, Pair, ?> context = map.queryContext(key)) {
            context.updateLock().lock();
            MapEntry<PairKey, Pair> entry = context.entry();
            if (entry == null) return;
            context.remove(entry);
            size.decrementAndGet();
        }
    }

    int segments() {
        return map.segments();
    }

    /** Shows {@code visitor} the pairs of one segment, which is locked meanwhile. */
    void forEach(int segment, PairKey key, Pair bound, PairVisitor visitor) {
        try (MapSegmentContext<PairKey, Pair, ?> context = map.segmentContext(segment)) {
            context.forEachSegmentEntry(entry -> {
                entry.value().getUsing(bound);
                if (bound.isEmpty()) return;
                entry.key().getUsing(key);
                visitor.visit(key, bound);
            });
        }
    }

    /** The keys of one segment's pairs that {@code wanted} keeps. */
    List<byte[]> keys(int segment, Pair bound, BiPredicate<PairKey, Pair> wanted) {
        List<byte[]> keys = new ArrayList<>();
        forEach(segment, new PairKey(), bound, (key, pair) -> {
            if (wanted.test(key, pair)) keys.add(key.copy());
        });
        return keys;
    }

    /** Counts again what {@link #size} says, leaving out empty entries. */
    void recount() {
        long[] count = {0};
        Pair bound = new Pair(layout);
        PairKey key = new PairKey();
        for (int segment = 0; segment < segments(); segment++) forEach(segment, key, bound, (k, p) -> count[0]++);
        size.set(count[0]);
    }

    /** Brings all of the file to the disk. */
    void sync() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    @Override
    public void close() {
        map.close();
    }
}
