package io.beaconward.cli;

import io.beaconward.config.CatalogueFile;
import io.beaconward.config.ConfigException;
import io.beaconward.config.Configuration;
import io.beaconward.config.Settings;
import io.beaconward.net.TlsFailure;
import io.beaconward.net.TlsFiles;
import io.beaconward.watch.Catalogue;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Reads the configuration as {@code run} would, and says what is wrong; opens and creates nothing. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Checks the configuration and prints the settings in effect; opens and creates nothing.")
public final class CheckCommand implements Callable<Integer> {
    @Option(names = "--config", paramLabel = "FILE", description = "The settings; none: the embedded ones.")
    private @Nullable Path config;

    private final PrintStream out;
    private final PrintStream err;

    public CheckCommand() {
        this(System.out, System.err);
    }

    CheckCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        try {
            Configuration configuration = Configuration.read(Optional.ofNullable(config), System.getenv());
            Settings.Catalogue wanted = configuration.settings().catalogue();
            Catalogue catalogue = new Catalogue(CatalogueFile.read(wanted.file()), wanted);
            TlsFiles.check(configuration.settings());
            configuration.effective().forEach(out::println);
            out.println("configuration is fine, " + catalogue.size() + " patterns are watched");
            return Failure.FINE;
        } catch (ConfigException e) {
            return Failure.configuration(err, e);
        } catch (TlsFailure e) {
            err.println("beaconward: " + e.getMessage());
            return Failure.WRONG;
        }
    }
}
