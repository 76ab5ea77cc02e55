package io.beaconward;

import io.beaconward.config.CatalogueFile;
import io.beaconward.config.ConfigException;
import io.beaconward.config.Configuration;
import io.beaconward.config.Reread;
import io.beaconward.config.Settings;
import io.beaconward.watch.Catalogue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that the operator's files say: the settings with the dialects, and the catalogue. Read at the start and, by
 * {@link #reread}, at a reload. A further file is a part of this: read in both places, and handed on by {@link Renewal}. The
 * certificates are not, since only {@code net} may know them. Immutable.
 */
final class Instructions {
    /**
     * What came of reading anew.
     *
     * @param now what holds now
     * @param changes a line for each, for people; without secrets
     * @param waiting the settings whose changes take effect at a restart
     */
    record Change(Instructions now, List<String> changes, List<String> waiting) {}

    private final Optional<Path> file;
    private final Map<String, String> environment;
    private final Configuration configuration;
    private final CatalogueFile catalogueFile;
    private final Catalogue catalogue;

    private Instructions(
            Optional<Path> file,
            Map<String, String> environment,
            Configuration configuration,
            CatalogueFile catalogueFile) {
        this.file = file;
        this.environment = environment;
        this.configuration = configuration;
        this.catalogueFile = catalogueFile;
        this.catalogue = new Catalogue(catalogueFile, configuration.settings().catalogue());
    }

    /** Reads all, with the settings of the file, or the embedded ones, and of the environment. */
    static Instructions read(Optional<Path> file, Map<String, String> environment) throws ConfigException {
        Configuration configuration = Configuration.read(file, environment);
        return new Instructions(file, environment, configuration, catalogueFile(configuration));
    }

    private static CatalogueFile catalogueFile(Configuration configuration) throws ConfigException {
        return CatalogueFile.read(configuration.settings().catalogue().file());
    }

    /** Reads all anew, with the environment of the start, for a process that runs by this. */
    Change reread() throws ConfigException {
        Reread reread = configuration.reread(file, environment);
        Configuration settings = reread.configuration();
        Instructions now = new Instructions(file, environment, settings, catalogueFile(settings));
        List<String> changes = new ArrayList<>();
        for (String line : reread.taken()) changes.add("setting " + line);
        for (String name : reread.gone()) changes.add(name + " is named no more, what waits for it is kept");
        if (!now.catalogueFile.equals(catalogueFile))
            changes.add("catalogue: watching " + now.catalogue.size() + " patterns");
        return new Change(now, changes, reread.waiting());
    }

    Settings settings() {
        return configuration.settings();
    }

    Catalogue catalogue() {
        return catalogue;
    }

    /** A line for each setting, for people; without secrets. */
    List<String> effective() {
        return configuration.effective();
    }
}
