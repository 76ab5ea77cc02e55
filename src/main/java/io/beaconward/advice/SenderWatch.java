package io.beaconward.advice;

import io.beaconward.dialect.Flow;
import io.beaconward.dialect.Reading;
import io.beaconward.syslog.Blindness;
import io.beaconward.syslog.Message;
import io.beaconward.syslog.Numbering;
import io.beaconward.syslog.Sender;
import io.beaconward.syslog.SenderFigures;
import io.beaconward.syslog.Senders;
import io.beaconward.syslog.Stamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * Counts each message to its sender, and notices what an operator is to be told. A few plain additions a message; it allocates
 * only where there is something new to tell. One instance a pipeline, used on its event loop.
 */
public final class SenderWatch {
    private final Senders senders;
    private final IntFunction<String> dialectNames;
    private final Notices notices;

    /**
     * Watches the senders of one event loop.
     *
     * @param dialectNames the name of the dialect with a number
     * @param notices where things are told; shared by all event loops
     */
    public SenderWatch(Senders senders, IntFunction<String> dialectNames, Notices notices) {
        this.senders = senders;
        this.dialectNames = dialectNames;
        this.notices = notices;
    }

    /**
     * Takes a message that was run to its end: its flow has the name it was given, if any.
     *
     * @param dialect the number of the one that read it, if one did
     */
    public void passed(Message message, Reading reading, Flow flow, int dialect) {
        Sender sender = message.sender();
        sender.heard(message.receivedMillis());
        number(sender, message.numbering(), message.number(), message);
        if (reading == Reading.FOREIGN) {
            senders.unknown(message);
            return;
        }
        number(sender, flow.numbering(), flow.number(), message);
        SenderFigures figures = sender.figures();
        figures.read(dialect);
        if (reading == Reading.NO_FLOW) return;
        Stamp stated = flow.statedTime(message);
        long now = message.receivedMillis();
        if (stated.isPresent() && sender.clockChanged(stated, now)) notices.clock(sender, Instant.ofEpochMilli(now));
        count(message, flow, figures);
        if (!flow.isDns() && senders.blindnessChanged(sender, now)) notices.blindness(sender, mainDialect(figures));
    }

    private void number(Sender sender, Numbering numbering, long number, Message message) {
        if (numbering == Numbering.NONE) return;
        if (sender.attendance().number(numbering, number, message.receivedMillis()) > 0) {
            notices.missing(sender, numbering);
        }
    }

    /** Counts what the flow of a message says and what it leaves out. */
    public static void count(Message message, Flow flow, SenderFigures figures) {
        if (flow.isDns()) {
            figures.dns();
            return;
        }
        boolean hasSource = flow.source().isPresent();
        boolean hasBytes = flow.bytesSent() >= 0 || flow.bytesReceived() >= 0 || flow.bytesTotal() >= 0;
        boolean hasTime = flow.statedTime(message).isPresent();
        figures.flow(hasSource, hasBytes, hasTime, flow.action() == Flow.Action.BLOCKED);
        boolean named = !flow.host().isEmpty() || flow.nameSource() == Flow.NameSource.UNWATCHED;
        if (hasSource && named) figures.named(flow.nameSource() != Flow.NameSource.LOGGED);
    }

    private String mainDialect(SenderFigures figures) {
        int main = 0;
        for (int i = 1; i < figures.dialectsSpoken(); i++) {
            if (figures.spoken(i) > figures.spoken(main)) main = i;
        }
        return dialectNames.apply(figures.dialect(main));
    }

    /** The names of the senders that there is something to tell of, {@link SendersReport#MOST} of each kind; to be called on the event loop. */
    public Set<String> telling() {
        Set<String> names = new HashSet<>();
        addMost(s -> s.figures().unknownMessages() > 0, s -> s.figures().unknownMessages(), names);
        addMost(s -> s.figures().blindness() != Blindness.NONE, s -> s.figures().flows(), names);
        addMost(s -> s.attendance().missing() > 0, s -> s.attendance().missing(), names);
        addMost(s -> ClockView.isOff(s), s -> s.figures().messages(), names);
        return names;
    }

    private void addMost(Predicate<Sender> wanted, ToLongFunction<Sender> rank, Set<String> names) {
        PriorityQueue<Sender> most = new PriorityQueue<>(Comparator.comparingLong(rank));
        for (Sender sender : senders.all()) {
            if (!wanted.test(sender)) continue;
            most.add(sender);
            if (most.size() > SendersReport.MOST) most.remove();
        }
        most.forEach(sender -> names.add(sender.name()));
    }

    /** The senders of these names, as far as they are of this event loop, which it is to be called on. */
    public List<SenderView> views(Set<String> names, Instant now) {
        List<SenderView> views = new ArrayList<>();
        for (Sender sender : senders.all()) {
            if (names.contains(sender.name())) views.add(SenderView.of(sender, dialectNames, now));
        }
        return views;
    }
}
