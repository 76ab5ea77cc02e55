package io.beaconward.cli;

import io.beaconward.alert.Alert;
import io.beaconward.alert.GenericJson;
import io.beaconward.bytes.Address;
import io.beaconward.config.CatalogueFile;
import io.beaconward.config.ConfigException;
import io.beaconward.config.Configuration;
import io.beaconward.config.Settings;
import io.beaconward.detect.Finding;
import io.beaconward.detect.PairFigures;
import io.beaconward.metrics.Meters;
import io.beaconward.names.NameTable;
import io.beaconward.names.Names;
import io.beaconward.net.FrameHandler;
import io.beaconward.watch.Catalogue;
import io.beaconward.watch.ContactFilter;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Answers the baseline rule over stored logs. */
@Command(
        name = "hunt",
        mixinStandardHelpOptions = true,
        description = "Finds beacons in stored logs: the baseline rule over the time range that the input spans.")
public final class HuntCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..*",
            paramLabel = "FILE",
            description = "Logs, plain or gzip, those of name servers first; - or none: standard input.")
    private List<String> files = List.of();

    @Option(
            names = "--format",
            paramLabel = "table|csv|json",
            description = "How the pairs are printed (default: table).")
    private String format = "table";

    @Option(names = "--tier", paramLabel = "seed|extended", description = "Which of the catalogue's tiers count.")
    private @Nullable String tier;

    @Option(
            names = "--alerts",
            description = "Prints instead, as JSON lines, the alerts that the live appliance would have raised.")
    private boolean alerts;

    @Option(
            names = "--rule",
            paramLabel = "RULE",
            description =
                    "Prints instead the pairs that the live appliance would have raised an alert for that names the rule, with"
                            + " their rhythm and the parts of the score.")
    private @Nullable String rule;

    @Option(
            names = "--sort",
            paramLabel = "connections|score|last-seen",
            description = "With --rule: the order (default: connections).")
    private String sort = "connections";

    @Option(
            names = "--explain",
            paramLabel = "SOURCE,NAME",
            description =
                    "Prints instead why one pair is judged as it is: intervals, a plot of them, the parts of the score.")
    private @Nullable String explained;

    @Option(
            names = "--tuning",
            paramLabel = "FILE",
            description = "With --alerts: a tuning to try. What it holds back is told on standard error.")
    private @Nullable Path tuning;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings to take: zones, relays, own patterns, window.")
    private @Nullable Path config;

    private static final String TUNING = "BEACONWARD_TUNING_FILE";

    private final Replay.Factory replays;
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;

    public HuntCommand(Replay.Factory replays) {
        this(replays, System.in, new FileOutputStream(FileDescriptor.out), System.err);
    }

    HuntCommand(Replay.Factory replays, InputStream in, java.io.OutputStream out, PrintStream err) {
        this.replays = replays;
        this.in = in;
        this.out = new PrintStream(new BufferedOutputStream(out, 1 << 16), false, StandardCharsets.UTF_8);
        this.err = err;
    }

    @Override
    public Integer call() {
        Optional<FiguresFormat> figures = Choice.of(FiguresFormat.values(), format);
        if (figures.isEmpty()) return Choice.refuse(err, "--format", format, FiguresFormat.values());
        if (tuning != null && !alerts) {
            err.println("beaconward: --tuning goes with --alerts");
            return Failure.WRONG;
        }
        if (Stream.of(alerts, rule != null, explained != null).filter(on -> on).count() > 1) {
            err.println("beaconward: --alerts, --rule and --explain do not go together");
            return Failure.WRONG;
        }
        try {
            Settings settings = Configuration.read(Optional.ofNullable(config), environment())
                    .settings();
            Settings.Catalogue wanted = settings.catalogue();
            if (tier != null) {
                Optional<Settings.Catalogue.Tier> only = Choice.of(Settings.Catalogue.Tier.values(), tier);
                if (only.isEmpty()) return Choice.refuse(err, "--tier", tier, Settings.Catalogue.Tier.values());
                wanted = new Settings.Catalogue(only.get(), wanted.file(), wanted.patterns());
            }
            Catalogue catalogue = new Catalogue(CatalogueFile.read(wanted.file()), wanted);
            if (alerts) return replay(settings, catalogue);
            if (rule != null) return judged(settings, catalogue, rule);
            if (explained != null) return explain(settings, catalogue, explained);
            return hunt(settings, catalogue, figures.get());
        } catch (ConfigException e) {
            return Failure.configuration(err, e);
        } catch (IOException e) {
            err.println("beaconward: " + e.getMessage());
            return Failure.FAILED;
        } finally {
            out.flush();
        }
    }

    private int hunt(Settings settings, Catalogue catalogue, FiguresFormat figures) throws IOException {
        Meters meters = Meters.unregistered();
        Names names = new Names(new NameTable(settings.names(), meters), meters);
        Hunt hunt = new Hunt(new MessageReader(settings, meters), names, new ContactFilter(catalogue));
        int code = readAll(hunt);
        if (code != Failure.FINE) return code;
        figures.print(hunt.found(), out);
        err.println(hunt.summary());
        return Failure.FINE;
    }

    private int replay(Settings settings, Catalogue catalogue) throws IOException {
        try (Replay replay =
                replays.create(settings, catalogue, alert -> out.print(GenericJson.write(alert) + "\n"), this::tell)) {
            return readAll(replay);
        }
    }

    private int judged(Settings settings, Catalogue catalogue, String wanted) throws IOException {
        Optional<Settings.Alerts.Rule> known = Choice.of(Settings.Alerts.Rule.values(), wanted);
        if (known.isEmpty()) return Choice.refuse(err, "--rule", wanted, Settings.Alerts.Rule.values());
        Optional<JudgedOrder> order = Choice.of(JudgedOrder.values(), sort);
        if (order.isEmpty()) return Choice.refuse(err, "--sort", sort, JudgedOrder.values());
        JudgedFormat how = Choice.of(JudgedFormat.values(), format).orElseThrow();
        Map<String, Finding> found = new HashMap<>();
        try (Replay replay = replays.create(
                settings,
                catalogue,
                alert -> {
                    Finding finding = alert.finding();
                    boolean counts = finding.rules().contains(wanted) && finding.state() != Finding.State.CLOSED;
                    if (counts)
                        found.put(
                                finding.pair().sourceIp() + " " + finding.pair().destination(), finding);
                },
                this::tell)) {
            int code = readAll(replay);
            if (code != Failure.FINE) return code;
            found.replaceAll((pair, finding) -> latest(replay, finding));
        }
        how.print(found.values().stream().sorted(order.get().order()).toList(), out);
        return Failure.FINE;
    }

    /** As the pair stands at the end of the input, unless its window has left the best of it behind. */
    private static Finding latest(Replay replay, Finding finding) {
        PairFigures pair = finding.pair();
        return replay.pair(pair.sourceIp(), pair.destination())
                .filter(now -> now.pair().connectionCount() >= pair.connectionCount()
                        && now.rules().containsAll(finding.rules()))
                .orElse(finding);
    }

    private int explain(Settings settings, Catalogue catalogue, String pair) throws IOException {
        int comma = pair.indexOf(',');
        Address source = new Address();
        if (comma < 0 || !source.parse(pair.substring(0, comma))) {
            err.println("beaconward: --explain takes an address and a name: 10.1.2.3,a.example.workers.dev");
            return Failure.WRONG;
        }
        String name = pair.substring(comma + 1).toLowerCase(Locale.ROOT);
        List<Finding> last = new ArrayList<>();
        try (Replay replay = replays.create(
                settings,
                catalogue,
                alert -> {
                    PairFigures figures = alert.finding().pair();
                    if (figures.sourceIp().equals(source.toString())
                            && figures.destination().equals(name)) last.add(alert.finding());
                },
                this::tell)) {
            int code = readAll(replay);
            if (code != Failure.FINE) return code;
            Optional<Finding> now = replay.pair(source.toString(), name);
            if (now.isEmpty()) {
                err.println("beaconward: there is no such pair at the end of the input");
                return Failure.FAILED;
            }
            for (Finding finding : last) {
                out.println(finding.time() + "  " + finding.state().name().toLowerCase(Locale.ROOT) + "  "
                        + String.join(" ", finding.rules()));
            }
            PairExplanation.print(now.get(), out);
        }
        return Failure.FINE;
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        if (tuning != null) environment.put(TUNING, tuning.toString());
        return environment;
    }

    private void tell(Finding finding, Settings.Tuning by) {
        err.println("held back at " + finding.time() + " by " + by.place() + " (" + by.why() + "): "
                + Alert.of(finding).summary());
    }

    private int readAll(FrameHandler handler) {
        List<String> inputs = files.isEmpty() ? List.of("-") : files;
        Progress progress = new Progress(err, inputs);
        Lines lines = new Lines(in, InstantSource.system(), progress);
        for (String file : inputs) {
            try {
                lines.read(file, handler);
            } catch (IOException e) {
                return Failure.unreadable(err, file, e);
            } finally {
                progress.end();
            }
        }
        return Failure.FINE;
    }
}
