package io.beaconward;

import io.beaconward.advice.Notices;
import io.beaconward.advice.SenderWatch;
import io.beaconward.config.Settings;
import io.beaconward.counters.PairCounter;
import io.beaconward.counters.Pairs;
import io.beaconward.detect.Detector;
import io.beaconward.dialect.Dialects;
import io.beaconward.dialect.Flow;
import io.beaconward.dialect.Reading;
import io.beaconward.metrics.Meters;
import io.beaconward.metrics.Metric;
import io.beaconward.metrics.Tally;
import io.beaconward.metrics.ThrottledLog;
import io.beaconward.names.NameTable;
import io.beaconward.names.Names;
import io.beaconward.net.Frame;
import io.beaconward.net.FrameHandler;
import io.beaconward.syslog.Message;
import io.beaconward.syslog.Roster;
import io.beaconward.syslog.Sender;
import io.beaconward.syslog.Senders;
import io.beaconward.syslog.Stamp;
import io.beaconward.syslog.SyslogParser;
import io.beaconward.watch.Catalogue;
import io.beaconward.watch.Contact;
import io.beaconward.watch.ContactFilter;
import io.beaconward.watch.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a frame to its end: header, dialect, name, catalogue, pair, verdict. This class is the whole policy of the appliance; the
 * stages only do their part. One instance an event loop; it allocates nothing per frame.
 *
 * <p>The time of a contact is the event's own, else the header's, else the receive time. One further ahead than {@code
 * max-clock-skew} is replaced by the receive time; one older than the window is late and does not count.
 */
final class Pipeline implements FrameHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final SyslogParser parser;
    private final SenderWatch senders;
    private final Senders heard;
    private final Names names;
    private final PairCounter counter;
    private final Detector detector;
    private final EventClock clock;
    private final int windowHours;

    private final Message message = new Message();
    private final Flow flow = new Flow();
    private final Contact contact = new Contact();

    private final Meters meters;

    private Dialects dialects;
    private Tally[] messages; // by the number of the dialect
    private ContactFilter filter;
    private long maxSkewMillis;

    private Renewed renewed; // of the thread that calls renewed()

    private final Tally unknown;
    private final Tally withoutFlow;
    private final Tally flows;
    private final Tally withoutSource;
    private final Tally hostsRefused;
    private final Tally matches;
    private final Tally contacts;
    private final Tally late;
    private final Tally session;
    private final Tally twice;
    private final Tally full;
    private final Tally flood;
    private final Tally timesReplaced;
    private final Tally timesShifted;
    private final Tally unexpected;
    private final Tally refused;
    private final ThrottledLog unexpectedLog = new ThrottledLog(LOG, Duration.ofMinutes(1));
    private final ThrottledLog lateLog = new ThrottledLog(LOG, Duration.ofMinutes(1));
    private final ThrottledLog aheadLog = new ThrottledLog(LOG, Duration.ofMinutes(1));
    private final ThrottledLog fullLog = new ThrottledLog(LOG, Duration.ofMinutes(1));

    Pipeline(
            Settings settings,
            NameTable names,
            Catalogue catalogue,
            Pairs pairs,
            Detector detector,
            EventClock clock,
            Notices notices,
            Roster roster,
            Meters meters) {
        this.meters = meters;
        this.heard = new Senders(settings.senders(), settings.limits().senders(), roster, meters);
        this.parser = new SyslogParser(heard);
        this.dialects = Dialects.with(settings.dialects());
        this.senders = new SenderWatch(heard, number -> dialects.name(number), notices);
        this.names = new Names(names, meters);
        this.filter = new ContactFilter(catalogue);
        this.counter = pairs.counter();
        this.detector = detector;
        this.clock = clock;
        this.maxSkewMillis = settings.window().maxClockSkew().toMillis();
        this.windowHours = settings.window().hours();
        this.renewed = new Renewed(settings.dialects(), dialects, tallies(dialects, List.of(), meters));
        this.messages = renewed.messages.toArray(Tally[]::new);
        this.unknown = meters.tally(Metric.MESSAGES, "unknown");
        this.withoutFlow = meters.tally(Metric.MESSAGES_WITHOUT_FLOW);
        this.flows = meters.tally(Metric.FLOWS);
        this.withoutSource = meters.tally(Metric.FLOWS_WITHOUT_SOURCE);
        this.hostsRefused = meters.tally(Metric.HOSTS_REFUSED);
        this.matches = meters.tally(Metric.MATCHES);
        this.contacts = meters.tally(Metric.CONTACTS);
        this.late = meters.tally(Metric.CONTACTS_LEFT_OUT, "late");
        this.session = meters.tally(Metric.CONTACTS_LEFT_OUT, "session");
        this.twice = meters.tally(Metric.CONTACTS_LEFT_OUT, "twice");
        this.flood = meters.tally(Metric.CONTACTS_LEFT_OUT, "flood");
        this.full = meters.tally(Metric.CONTACTS_LEFT_OUT, "full");
        this.timesReplaced = meters.tally(Metric.TIMES_REPLACED);
        this.timesShifted = meters.tally(Metric.TIMES_SHIFTED);
        this.unexpected = meters.tally(Metric.UNEXPECTED);
        this.refused = meters.tally(Metric.FRAMES_REFUSED, "unexpected");
    }

    /** Those there are, and one for each further dialect. */
    private static List<Tally> tallies(Dialects dialects, List<Tally> known, Meters meters) {
        List<Tally> all = new ArrayList<>(known);
        for (int i = known.size(); i < dialects.size(); i++) all.add(meters.tally(Metric.MESSAGES, dialects.name(i)));
        return List.copyOf(all);
    }

    /** What was readied last of what costs something to make. */
    private record Renewed(List<Settings.Dialect> given, Dialects dialects, List<Tally> messages) {}

    /**
     * Readies what it goes by under other settings; on one thread, which need not be its own.
     *
     * @return has them hold; to be run on the event loop, between two frames, in the order of the calls
     */
    Runnable renewed(Settings settings, Catalogue catalogue) {
        boolean others = !settings.dialects().equals(renewed.given);
        if (others) {
            Dialects next = renewed.dialects.renewed(settings.dialects());
            renewed = new Renewed(settings.dialects(), next, tallies(next, renewed.messages, meters));
        }
        Renewed now = renewed;
        Tally[] nextMessages = now.messages.toArray(Tally[]::new);
        ContactFilter nextFilter = new ContactFilter(catalogue);
        return () -> {
            dialects = now.dialects;
            messages = nextMessages;
            filter = nextFilter;
            maxSkewMillis = settings.window().maxClockSkew().toMillis();
            counter.duplicates(settings.window().duplicates());
            detector.renew(settings.alerts());
            heard.renew(settings.senders(), settings.limits().senders());
            if (others) heard.forgetDialects();
        };
    }

    @Override
    public void frame(Frame frame) {
        try {
            run(frame);
        } catch (RuntimeException e) {
            // Our bug, but a stranger chose the frame: it must not take anything else with it.
            unexpected.increment();
            refused.increment();
            unexpectedLog.warn("a frame could not be read because of a defect of this program; please report it", e);
        }
    }

    private void run(Frame frame) {
        parser.parse(frame, message);
        Reading reading = dialects.read(message, flow);
        clock.passed(message, flow);
        if (reading == Reading.FLOW) flow();
        senders.passed(message, reading, flow, dialects.last());
        switch (reading) {
            case FLOW -> {
                flows.increment();
                messages[dialects.last()].increment();
            }
            case NO_FLOW -> {
                withoutFlow.increment();
                messages[dialects.last()].increment();
            }
            case FOREIGN -> unknown.increment();
        }
    }

    private void flow() {
        long now = clock.now(message.receivedMillis(), Long.MIN_VALUE);
        Service service = filter.service(flow);
        names.learn(flow, !service.isNone(), now);
        if (flow.isHostRefused()) hostsRefused.increment();
        if (flow.isDns()) return;
        if (!flow.source().isPresent()) {
            withoutSource.increment();
            return;
        }
        if (service.isNone()) {
            if (!names.resolve(flow, now)) return;
            service = filter.service(flow);
        }
        if (!filter.match(flow, service, contact)) return;
        contact.millis(eventTime());
        contact.receivedMillis(clock.now(message.receivedMillis(), contact.millis()));
        Sender sender = message.sender();
        contact.told(sender.identity(), dialects.last());
        contact.grain(sender.grain());
        boolean tooLate = contact.millis() < oldestMillis();
        sender.contact(tooLate);
        if (tooLate) {
            tooLate(sender);
        } else if (flow.phase() == Flow.Phase.INTERIM) {
            session.increment();
        } else {
            count();
        }
        matches.increment();
    }

    private long eventTime() {
        long received = message.receivedMillis();
        long time = statedTime(received);
        if (time - clock.now(received, time) <= maxSkewMillis) return time;
        timesReplaced.increment();
        tooFarAhead(message.sender());
        return received;
    }

    private long statedTime(long received) {
        Stamp stated = flow.statedTime(message);
        if (!stated.isPresent()) return received;
        Sender sender = message.sender();
        long time = stated.toMillis(sender, received);
        if (sender.isCorrected() && time != stated.uncorrectedMillis(sender, received)) timesShifted.increment();
        return time;
    }

    private void tooFarAhead(Sender sender) {
        sender.ahead();
        if (sender.mostlyAheadForTheFirstTime()) {
            aheadLog.warn(
                    "most times that sender " + sender.name() + " states are further ahead than max-clock-skew, so that"
                            + " the receive time is taken: check its clock");
        }
    }

    /** What is known of the senders; to be asked on the event loop. */
    SenderWatch senders() {
        return senders;
    }

    /** The first moment of the window: the current clock hour and those before it. */
    private long oldestMillis() {
        long hour = Math.floorDiv(contact.receivedMillis(), HOUR);
        return (hour - windowHours + 1) * HOUR;
    }

    private void tooLate(Sender sender) {
        late.increment();
        if (sender.mostlyLateForTheFirstTime()) {
            lateLog.warn("most lines of sender " + sender.name()
                    + " are older than the window and do not count: check its" + " clock, and its zone in time-zones");
        }
    }

    private void count() {
        switch (counter.count(contact, detector)) {
            case COUNTED -> contacts.increment();
            case SESSION -> session.increment();
            case TWICE -> twice.increment();
            case LATE -> late.increment();
            case FLOOD -> flood.increment();
            case FULL -> {
                full.increment();
                fullLog.warn("no room for another pair, and none may make way: raise data.pairs");
            }
        }
    }
}
