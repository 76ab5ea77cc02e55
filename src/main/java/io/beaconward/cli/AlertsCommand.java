package io.beaconward.cli;

import io.beaconward.alert.AlertBook;
import io.beaconward.alert.LedgerRow;
import io.beaconward.config.ConfigException;
import io.beaconward.config.Configuration;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Looks alerts up and decides on them, whether or not the appliance runs. */
@Command(
        name = "alerts",
        mixinStandardHelpOptions = true,
        description = "Lists alerts, acknowledges, closes and resends them, whether or not the appliance runs.")
public final class AlertsCommand implements Callable<Integer> {
    private static final int MOST = 100_000;

    /** What is done with the ledger. */
    private interface Action {
        int run(AlertBook book, AlertsFormat format) throws IOException;
    }

    /** What is done with one alert. */
    private interface AlertAction {
        int run(AlertBook book, LedgerRow alert, AlertsFormat format) throws IOException;
    }

    @Option(
            names = "--data",
            paramLabel = "DIRECTORY",
            scope = ScopeType.INHERIT,
            description = "The appliance's data directory; none: as the settings say.")
    private @Nullable Path data;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "The appliance's settings; none: the embedded ones.")
    private @Nullable Path config;

    @Option(
            names = "--format",
            paramLabel = "table|json",
            scope = ScopeType.INHERIT,
            description = "How the answer is printed (default: table).")
    private String format = "table";

    @Spec
    private @Nullable CommandSpec spec;

    private final InstantSource clock;
    private final PrintStream out;
    private final PrintStream err;

    public AlertsCommand() {
        this(InstantSource.system(), System.out, System.err);
    }

    AlertsCommand(InstantSource clock, PrintStream out, PrintStream err) {
        this.clock = clock;
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        if (spec == null) throw new IllegalStateException("picocli fills it in");
        throw new ParameterException(spec.commandLine(), "one of list, show, ack, close, resend and dead is required");
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists the alerts that are open, those that changed last first.")
    int list(
            @Option(names = "--all", description = "Closed ones as well.") boolean all,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "1000",
                            description = "As many at most (default: ${DEFAULT-VALUE}).")
                    int limit) {
        return withBook((book, as) -> {
            as.alerts(book.alerts(all, within(limit)), out);
            return Failure.FINE;
        });
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows one alert, its evidence, and what is not delivered of it.")
    int show(@Parameters(paramLabel = "ID", description = "Its id, or how it begins.") String id) {
        return withAlert(id, (book, row, as) -> {
            as.alert(row, book.letters(row.alert().id()), out);
            return Failure.FINE;
        });
    }

    @Command(
            name = "ack",
            mixinStandardHelpOptions = true,
            description =
                    "Acknowledges an alert: receivers are not told any more that it goes on, only that it is closed.")
    int ack(@Parameters(paramLabel = "ID", description = "Its id, or how it begins.") String id) {
        return withAlert(id, (book, row, as) -> {
            if (!book.acknowledge(row.alert().id())) return refuse(row, "is closed");
            return done("acknowledged", book, row, as);
        });
    }

    @Command(
            name = "close",
            mixinStandardHelpOptions = true,
            description = "Closes an alert and tells the receivers. Its pair opens another one when it returns after"
                    + " quiet-after, or if it still goes on after repeat-after.")
    int close(@Parameters(paramLabel = "ID", description = "Its id, or how it begins.") String id) {
        return withAlert(id, (book, row, as) -> {
            if (!book.close(row.alert().id())) return refuse(row, "is closed already");
            return done("closed", book, row, as);
        });
    }

    @Command(
            name = "resend",
            mixinStandardHelpOptions = true,
            description = "Sends to all receivers what was told last of an alert, and what they rejected of it.")
    int resend(@Parameters(paramLabel = "ID", description = "Its id, or how it begins.") String id) {
        return withAlert(id, (book, row, as) -> {
            if (book.resend(row.alert().id()) == 0)
                return refuse(row, "has no receivers: the settings name no webhooks");
            return done("to be sent again:", book, row, as);
        });
    }

    @Command(
            name = "dead",
            mixinStandardHelpOptions = true,
            description = "Lists the notifications that a receiver rejected, the newest first.")
    int dead(
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "1000",
                            description = "As many at most (default: ${DEFAULT-VALUE}).")
                    int limit) {
        return withBook((book, as) -> {
            as.letters(book.dead(within(limit)), out);
            return Failure.FINE;
        });
    }

    private static int within(int limit) {
        return Math.max(0, Math.min(limit, MOST));
    }

    private int done(String what, AlertBook book, LedgerRow row, AlertsFormat as) throws IOException {
        as.done(what, book.find(row.alert().id()).get(0), out);
        return Failure.FINE;
    }

    private int refuse(LedgerRow row, String why) {
        err.println("beaconward: alert " + row.alert().id() + " " + why);
        return Failure.FAILED;
    }

    private int withAlert(String id, AlertAction action) {
        if (!id.matches("[0-9a-f]{4,32}")) {
            err.println("beaconward: an id is 4 to 32 of the digits 0-9a-f, as alerts list prints them, not " + id);
            return Failure.WRONG;
        }
        return withBook((book, as) -> {
            List<LedgerRow> found = book.find(id);
            if (found.size() == 1) return action.run(book, found.get(0), as);
            err.println(
                    found.isEmpty()
                            ? "beaconward: the ledger has no alert " + id
                            : "beaconward: more than one alert begins with " + id + ", give more of it");
            return Failure.FAILED;
        });
    }

    private int withBook(Action action) {
        Optional<AlertsFormat> as = Choice.of(AlertsFormat.values(), format);
        if (as.isEmpty()) return Choice.refuse(err, "--format", format, AlertsFormat.values());
        try (AlertBook book = AlertBook.open(directory(), clock)) {
            return action.run(book, as.get());
        } catch (ConfigException e) {
            return Failure.configuration(err, e);
        } catch (IOException e) {
            err.println("beaconward: " + e.getMessage());
            return Failure.FAILED;
        } finally {
            out.flush();
        }
    }

    private Path directory() throws ConfigException {
        if (data != null) return data;
        return Configuration.read(Optional.ofNullable(config), System.getenv())
                .settings()
                .data()
                .directory();
    }
}
