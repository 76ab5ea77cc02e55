package io.beaconward;

import io.beaconward.advice.SilenceWatch;
import io.beaconward.alert.AlertDesk;
import io.beaconward.config.Settings;
import io.beaconward.detect.FindingMaker;
import io.beaconward.detect.OpenAlerts;
import io.beaconward.names.NameTable;
import io.beaconward.net.EventLoops;
import io.beaconward.net.Listeners;
import io.beaconward.ops.HttpEndpoint;
import io.beaconward.ops.Logging;
import io.beaconward.tls.TlsFailure;
import io.beaconward.watch.Catalogue;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands new instructions to the parts that can take them while they run, each on its own thread: a pipeline between two
 * frames, the receivers between two letters. All that can fail is done before the first part takes anything.
 *
 * @param pipelines in the order of the loops
 */
record Renewal(
        EventLoops loops,
        List<Pipeline> pipelines,
        NameTable names,
        FindingMaker maker,
        OpenAlerts openAlerts,
        HeldBackRoute heldBackRoute,
        FirstDay firstDay,
        SilenceWatch silences,
        AlertDesk desk,
        Listeners listeners,
        HttpEndpoint http) {
    private static final Logger LOG = LoggerFactory.getLogger(Renewal.class);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    /**
     * Readies it all; nothing changes yet.
     *
     * @return has all parts take it
     * @throws TlsFailure where the files of TLS cannot be used
     */
    Runnable of(Instructions now) throws TlsFailure {
        Settings settings = now.settings();
        Catalogue catalogue = now.catalogue();
        Runnable sockets = listeners.renewed(settings);
        Runnable page = http.renewed(settings.http());
        List<Runnable> swaps = pipelines.stream()
                .map(pipeline -> pipeline.renewed(settings, catalogue))
                .toList();
        return () -> {
            Logging.level(settings.log());
            sockets.run();
            page.run();
            names.keep(settings.names().keep());
            maker.renew(catalogue);
            openAlerts.renew(settings.alerts());
            heldBackRoute.renew(settings.alerts());
            firstDay.renew(settings.alerts().observeFor());
            silences.renew(settings.senders().silentAfter());
            if (!desk.renew(settings.webhooks(), settings.ledger(), ANSWER))
                LOG.warn("the alert thread is busy; it takes the new settings as soon as it is not");
            swap(swaps);
        };
    }

    private void swap(List<Runnable> swaps) {
        boolean answered = loops.ask(
                        loop -> {
                            swaps.get(loop).run();
                            return loop;
                        },
                        ANSWER)
                .isPresent();
        if (!answered) LOG.warn("an event loop does not answer; it takes the new settings as soon as it does");
    }
}
