package io.beaconward.cli;

import io.beaconward.config.CatalogueFile;
import io.beaconward.config.ConfigException;
import io.beaconward.config.Configuration;
import io.beaconward.config.Settings;
import io.beaconward.tls.TlsFailure;
import io.beaconward.tls.TlsFiles;
import io.beaconward.watch.Catalogue;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Reads the configuration as {@code run} would, and says what is wrong; opens and creates nothing. With a sample of a log it says
 * what is understood of that, instead.
 */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Checks the configuration and prints the settings in effect, or what is understood of a stored log;"
                        + " creates nothing.")
public final class CheckCommand implements Callable<Integer> {
    @Option(names = "--config", paramLabel = "FILE", description = "The settings; none: the embedded ones.")
    private @Nullable Path config;

    @Option(
            names = "--sample",
            paramLabel = "FILE",
            description =
                    "A stored log, plain or gzip, - for standard input; may be given again. For each sender: what is"
                            + " read, what is missing in it, what is not understood.")
    private List<String> samples = List.of();

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;

    public CheckCommand() {
        this(System.in, System.out, System.err);
    }

    CheckCommand(InputStream in, PrintStream out, PrintStream err) {
        this.in = in;
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        try {
            Configuration configuration = Configuration.read(Optional.ofNullable(config), System.getenv());
            Settings.Catalogue wanted = configuration.settings().catalogue();
            Catalogue catalogue = new Catalogue(CatalogueFile.read(wanted.file()), wanted);
            if (!samples.isEmpty()) return sample(configuration.settings());
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

    private int sample(Settings settings) {
        Sample sample = new Sample(settings);
        Lines lines = new Lines(in, InstantSource.system(), bytes -> {});
        for (String file : samples) {
            sample.begin();
            try {
                lines.read(file, frame -> sample.line(file, frame));
            } catch (IOException e) {
                return Failure.unreadable(err, file, e);
            }
        }
        new SampleReport(out).print(sample.lines(), sample.views());
        return Failure.FINE;
    }
}
