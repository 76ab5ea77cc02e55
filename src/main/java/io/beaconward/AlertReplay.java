package io.beaconward;

import io.beaconward.advice.Notices;
import io.beaconward.alert.Alert;
import io.beaconward.cli.Replay;
import io.beaconward.config.Settings;
import io.beaconward.counters.PairKey;
import io.beaconward.counters.Pairs;
import io.beaconward.counters.StoreException;
import io.beaconward.detect.Detector;
import io.beaconward.detect.Finding;
import io.beaconward.detect.FindingMaker;
import io.beaconward.detect.HeldBack;
import io.beaconward.detect.OpenAlerts;
import io.beaconward.metrics.LossHours;
import io.beaconward.metrics.Meters;
import io.beaconward.names.NameTable;
import io.beaconward.net.Frame;
import io.beaconward.syslog.Roster;
import io.beaconward.watch.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The appliance's own pipeline over stored logs: its pairs in a temporary directory, its clock the log's. */
final class AlertReplay implements Replay {
    private static final long MINUTE = 60_000;

    private final Path directory;
    private final Consumer<Alert> alerts;
    private final Pairs pairs;
    private final FindingMaker maker;
    private final OpenAlerts openAlerts;
    private final Pipeline pipeline;
    private final ReplayClock clock = new ReplayClock();
    private final List<Finding> findings = new ArrayList<>();
    private long nextCheckMillis = Long.MIN_VALUE;

    private AlertReplay(
            Settings settings,
            Catalogue catalogue,
            Consumer<Alert> alerts,
            HeldBack heldBack,
            Path directory,
            Pairs pairs) {
        Meters meters = Meters.unregistered();
        maker = new FindingMaker(catalogue, pairs::sourcesOf, new LossHours());
        this.directory = directory;
        this.alerts = alerts;
        this.pairs = pairs;
        this.openAlerts = new OpenAlerts(pairs, maker, settings.alerts(), findings::add, meters);
        Detector detector = new Detector(maker, openAlerts, settings.alerts(), findings::add, heldBack);
        NameTable names = new NameTable(settings.names(), meters);
        this.pipeline =
                new Pipeline(settings, names, catalogue, pairs, detector, clock, new Notices(), Roster.alone(), meters);
    }

    static Replay create(Settings settings, Catalogue catalogue, Consumer<Alert> alerts, HeldBack heldBack)
            throws IOException {
        Path directory = Files.createTempDirectory("beaconward-hunt");
        Pairs pairs = new Pairs(
                new Settings.Data(directory, settings.data().pairs()), settings.window(), Meters.unregistered());
        try {
            pairs.open(0);
        } catch (StoreException e) {
            delete(directory);
            throw new IOException(e.getMessage(), e);
        }
        return new AlertReplay(settings, catalogue, alerts, heldBack, directory, pairs);
    }

    @Override
    public void frame(Frame frame) {
        if (frame.from() == frame.to()) return;
        pipeline.frame(frame);
        if (clock.now() >= nextCheckMillis) {
            pairs.tend(clock.now());
            openAlerts.closeQuiet(clock.now());
            nextCheckMillis = clock.now() + MINUTE;
        }
        if (findings.isEmpty()) return;
        findings.sort(Comparator.comparing(Finding::time));
        for (Finding finding : findings) {
            alerts.accept(Alert.of(finding));
            openAlerts.written(finding, finding.state());
        }
        findings.clear();
    }

    @Override
    public Optional<Finding> pair(String source, String destination) {
        PairKey key = new PairKey();
        key.set(source, destination);
        List<Finding> found = new ArrayList<>();
        pairs.visit(key, (k, pair) -> found.add(maker.snapshot(clock.now(), source, destination, pair)));
        return found.stream().findFirst();
    }

    @Override
    public void close() throws IOException {
        pairs.close();
        delete(directory);
    }

    private static void delete(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.toList();
        }
        for (Path file : files) Files.delete(file);
        Files.delete(directory);
    }
}
