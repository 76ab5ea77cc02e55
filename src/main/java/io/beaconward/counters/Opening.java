package io.beaconward.counters;

import io.beaconward.counters.Manifest.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the pairs again at start: after an orderly stop, after a killed process, after a machine that died, and past files
 * that were damaged meanwhile. What cannot be used is set aside, and the newest generation that can be takes its place.
 */
final class Opening {
    private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

    /**
     * What was found.
     *
     * @param current the newest; null where there is none
     * @param previous to move pairs from
     * @param sealed the closed copy to fall back to, if the manifest names one that is neither of these
     */
    record Found(@Nullable Generation current, @Nullable Generation previous, Optional<Part> sealed) {}

    private final DataDirectory directory;

    Opening(DataDirectory directory) {
        this.directory = directory;
    }

    Found find() throws StoreException {
        Optional<Manifest> manifest;
        try {
            manifest = Manifest.read(directory.path());
            directory.setAsideStrangers(manifest);
        } catch (IOException e) {
            throw new StoreException(
                    "the pairs in " + directory.path().toAbsolutePath() + " cannot be taken over ("
                            + DataDirectory.reason(e) + "): move the directory away to begin anew, or start the program"
                            + " that wrote it",
                    e);
        }
        return manifest.map(this::from).orElse(new Found(null, null, Optional.empty()));
    }

    private Found from(Manifest manifest) {
        boolean torn = !manifest.clean() && !manifest.boot().equals(DataDirectory.boot());
        if (torn) {
            LOG.warn(
                    "the machine went down while pairs were counted: the files of that hour may be torn, going back to the"
                            + " generation sealed before");
            DataDirectory.setAside(directory.resolve(manifest.current()), "the machine went down");
            manifest.moving()
                    .ifPresent(part -> DataDirectory.setAside(directory.resolve(part), "the machine went down"));
            return fallBack(manifest);
        }
        Generation current = open(manifest.current(), manifest.clean());
        Generation previous =
                manifest.moving().map(part -> open(part, manifest.clean())).orElse(null);
        if (current == null && previous == null) return fallBack(manifest);
        return new Found(current, previous, manifest.sealed());
    }

    private Found fallBack(Manifest manifest) {
        Generation sealed = manifest.sealed().map(part -> open(part, true)).orElse(null);
        if (sealed == null) LOG.warn("no earlier generation of pairs is left: counting begins anew");
        return new Found(null, sealed, Optional.empty());
    }

    private @Nullable Generation open(Part part, boolean clean) {
        Path file = directory.resolve(part);
        try {
            if (!Files.exists(file)) throw new IOException("it is missing");
            if (Files.size(file) < part.length()) throw new IOException("it was cut short");
            Generation generation = clean ? openClosed(file, part) : recover(file, part);
            generation.recount();
            return generation;
        } catch (IOException | RuntimeException e) {
            // Chronicle throws many kinds of unchecked exceptions on a damaged file; each means the same to us.
            DataDirectory.setAside(file, DataDirectory.reason(e));
            return null;
        }
    }

    private static Generation openClosed(Path file, Part part) throws IOException {
        return Generation.open(file, new PairLayout(part.window(), part.format()), part.room());
    }

    private static Generation recover(Path file, Part part) throws IOException {
        AtomicInteger corruptions = new AtomicInteger();
        Generation generation = Generation.recover(
                file,
                new PairLayout(part.window(), part.format()),
                part.room(),
                corruption -> corruptions.incrementAndGet());
        LOG.info(
                "the process was killed while pairs were counted: {} pairs recovered from {}, {} repairs",
                generation.size(),
                file,
                corruptions.get());
        return generation;
    }
}
