package io.beaconward;

import io.beaconward.advice.Notices;
import io.beaconward.advice.SenderWatch;
import io.beaconward.advice.Silence;
import io.beaconward.advice.SilenceWatch;
import io.beaconward.alert.AlertDesk;
import io.beaconward.alert.Ledger;
import io.beaconward.alert.Notice;
import io.beaconward.config.Settings;
import io.beaconward.counters.Pairs;
import io.beaconward.counters.RotationFile;
import io.beaconward.counters.StoreException;
import io.beaconward.detect.Detector;
import io.beaconward.detect.Finding;
import io.beaconward.detect.FindingMaker;
import io.beaconward.detect.HeldBack;
import io.beaconward.detect.Observation;
import io.beaconward.detect.OpenAlerts;
import io.beaconward.metrics.LossHours;
import io.beaconward.metrics.Meters;
import io.beaconward.metrics.Metric;
import io.beaconward.metrics.Scrape;
import io.beaconward.names.NameTable;
import io.beaconward.net.BindFailure;
import io.beaconward.net.EventLoops;
import io.beaconward.net.Listeners;
import io.beaconward.ops.Health;
import io.beaconward.ops.HttpBindFailure;
import io.beaconward.ops.HttpEndpoint;
import io.beaconward.ops.Request;
import io.beaconward.ops.Response;
import io.beaconward.ops.ServiceManager;
import io.beaconward.syslog.Roster;
import io.beaconward.tls.TlsFailure;
import io.beaconward.watch.Catalogue;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wires the parts in the order in which the data flows, starts them, and closes them in reverse. A part that fails while
 * it closes does not keep the others from closing.
 */
final class Appliance implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Appliance.class);
    private static final Duration LOOPS_ANSWER = Duration.ofSeconds(10);
    private static final Duration LOOPS_ANSWER_QUESTION = Duration.ofSeconds(1);
    private static final long GROWTH = 100; // meanwhile no flood fills what room is left when pairs begin to be crowded
    private static final long SECOND = 1000;
    private static final long MINUTE = 60 * SECOND;

    private final Clock clock = Clock.systemUTC();
    private final Scrape scrape = new Scrape(Version.number());
    private final Meters meters = scrape.meters();
    private final Health health = new Health();
    private final Health readiness = new Health();
    private final LossHours losses = new LossHours();
    private final LossWatch lossWatch = new LossWatch(meters, losses, clock.millis());
    private final LossFile lossFile;
    private final RotationFile rotationFile;
    private final FirstDay firstDay;
    private final Pairs pairs;
    private final Ledger ledger;
    private final AlertDesk desk;
    private final OpenAlerts openAlerts;
    private final EventLoops loops;
    private final List<Pipeline> pipelines = new ArrayList<>(); // in the order of the loops; not changed once they run
    private final Listeners listeners;
    private final Housekeeping housekeeping;
    private final Reload reload;
    private final HttpEndpoint http;
    private final ServiceManager serviceManager;
    private volatile boolean ready;
    private boolean closed;

    /**
     * Wires; opens nothing.
     *
     * @param onFatal ends the process
     */
    Appliance(Instructions instructions, Consumer<Throwable> onFatal) {
        Settings settings = instructions.settings();
        Catalogue catalogue = instructions.catalogue();
        pairs = new Pairs(settings.data(), settings.window(), meters);
        lossFile = new LossFile(settings.data().directory(), losses);
        FindingMaker maker = new FindingMaker(catalogue, pairs::sourcesOf, losses);
        rotationFile = new RotationFile(settings.data().directory(), maker.rotations());
        ledger = new Ledger(settings.data().directory(), settings.ledger(), settings.webhooks(), clock);
        desk = new AlertDesk(settings.webhooks(), settings.ledger(), ledger, meters, this::written, clock);
        HeldBack heldBack = new HeldBackCounter(meters);
        openAlerts = new OpenAlerts(pairs, maker, settings.alerts(), desk::offer, heldBack, meters);
        NameTable names = new NameTable(settings.names(), meters);
        loops = new EventLoops(settings.listen().threads(), onFatal);
        Observation observation = new Observation();
        HeldBackRoute heldBackRoute = new HeldBackRoute(pairs, maker, settings.alerts(), observation, clock);
        firstDay = new FirstDay(
                settings.data().directory(),
                settings.alerts().observeFor(),
                observation,
                day -> heldBackRoute.firstDay(day.since()),
                desk::offer,
                meters);
        Notices notices = new Notices();
        Roster roster = new Roster(meters, losses);
        listeners = new Listeners(settings, loops, meters, clock, loop -> {
            Detector detector = new Detector(maker, openAlerts, settings.alerts(), desk::offer, heldBack, observation);
            pipelines.add(new Pipeline(
                    settings, names, catalogue, pairs, detector, EventClock.LIVE, notices, roster, meters));
            return pipelines.get(loop);
        });
        SilenceWatch silences = new SilenceWatch(roster, settings.senders().silentAfter(), this::tell, meters);
        housekeeping = new Housekeeping(onFatal);
        housekeeping.every(GROWTH, () -> pairs.tend(clock.millis()));
        housekeeping.every(SECOND, () -> lossWatch.look(clock.millis()));
        housekeeping.every(SECOND, () -> firstDay.look(clock.instant()));
        housekeeping.every(MINUTE, lossFile::write);
        housekeeping.every(10 * MINUTE, rotationFile::write);
        housekeeping.every(MINUTE, () -> silences.look(clock.millis()));
        housekeeping.every(MINUTE, () -> openAlerts.closeQuiet(clock.millis()));
        housekeeping.every(MINUTE, listeners::refreshCertificates);
        health.check("event loops", () -> problem(loopsAnswer(), "a loop does not answer"));
        health.check("rollover", () -> problem(!pairs.isBehind(), "the last one failed, see the log"));
        health.check("alerts", desk::problem);
        readiness.check("start", () -> problem(ready, "not all parts are started, or the stop has begun"));
        http = new HttpEndpoint(
                settings.http(),
                Map.of(
                        "/metrics",
                        this::metrics,
                        "/healthz",
                        health,
                        "/readyz",
                        readiness,
                        "/api/v1/pairs",
                        new PairsRoute(pairs, clock),
                        "/api/v1/held-back",
                        heldBackRoute,
                        "/unparsed",
                        new UnparsedRoute(this::askLoops, silences::silent, clock)),
                meters,
                clock);
        housekeeping.every(MINUTE, http::refreshCertificates);
        serviceManager = new ServiceManager(System.getenv(), this::loopsAnswer);
        Renewal renewal = new Renewal(
                loops, pipelines, names, maker, openAlerts, heldBackRoute, firstDay, silences, desk, listeners, http);
        reload = new Reload(instructions, renewal, serviceManager, this::status, clock, meters, onFatal);
    }

    private static Optional<String> problem(boolean fine, String otherwise) {
        return fine ? Optional.empty() : Optional.of(otherwise);
    }

    private <T> Optional<List<T>> askLoops(Function<SenderWatch, T> question) {
        return loops.ask(loop -> question.apply(pipelines.get(loop).senders()), LOOPS_ANSWER_QUESTION);
    }

    private boolean loopsAnswer() {
        return loops.allAnswered(LOOPS_ANSWER);
    }

    private Response metrics(Request request) {
        Scrape.Page page = scrape.page(request.accept());
        return new Response(Response.OK, page.contentType(), page.body());
    }

    private boolean tell(Silence silence) {
        return desk.offer(SilenceNotice.of(silence));
    }

    private void written(Finding finding, Finding.State now) {
        openAlerts.written(finding, now);
    }

    /** Opens the pairs and the ledger, then all sockets. A stop that comes meanwhile waits for the end of it. */
    synchronized void start() throws StartFailure {
        if (closed) return;
        long start = System.nanoTime();
        try {
            pairs.open(clock.millis());
            lossFile.read();
            rotationFile.read();
            boolean used = ledger.exists();
            ledger.open();
            openAlerts.resume(clock.millis(), ledger);
            for (Notice notice : ledger.openNotices()) desk.offer(SilenceNotice.forgotten(notice, clock.instant()));
            desk.start();
            firstDay.open(used, clock.instant());
            loops.start();
            serviceManager.start();
            http.start();
            listeners.start();
            housekeeping.start();
        } catch (StoreException | BindFailure | TlsFailure | HttpBindFailure | IOException e) {
            throw new StartFailure(e);
        }
        ready = true;
        LOG.info(
                "ready: udp {}, tcp {}, tls {}, http {}, after {} ms",
                text(listeners.udpAddresses()),
                text(listeners.tcpAddresses()),
                text(listeners.tlsAddresses()),
                text(http.address()),
                (System.nanoTime() - start) / 1_000_000);
        serviceManager.ready(status());
    }

    private String status() {
        return "listening on " + text(listeners.udpAddresses()) + ", " + pairs.size() + " pairs held";
    }

    /** Has all files read anew, soon; any thread, once it is started. After the end it does nothing. */
    void reload() {
        reload.request();
    }

    private static String text(List<InetSocketAddress> addresses) {
        return addresses.stream().map(Appliance::text).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String text(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    /** Reads out what was received, then closes all parts; idempotent. */
    @Override
    public synchronized void close() {
        if (closed) return;
        closed = true;
        boolean started = ready;
        ready = false;
        closePart("reload", reload);
        serviceManager.stopping();
        closePart("listeners", listeners);
        closePart("alerts", desk);
        closePart("ledger", ledger);
        if (started) closePart("losses", this::keepLosses);
        if (started) closePart("rotations", rotationFile::write);
        closePart("pairs", pairs);
        closePart("housekeeping", housekeeping);
        closePart("http", http);
        closePart("event loops", loops);
        closePart("service manager", serviceManager);
        if (started) {
            LOG.info(
                    "stopped: {} frames received, {} contacts counted, {} alerts raised since the start",
                    meters.total(Metric.FRAMES),
                    meters.total(Metric.CONTACTS),
                    meters.total(Metric.ALERTS));
        }
        closePart("meters", scrape);
    }

    private void keepLosses() {
        lossWatch.look(clock.millis());
        lossFile.write();
    }

    private static void closePart(String name, AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.warn("{} could not be closed in order", name, e);
        }
    }
}
