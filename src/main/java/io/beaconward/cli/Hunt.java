package io.beaconward.cli;

import io.beaconward.counters.Totals;
import io.beaconward.detect.BaselineRule;
import io.beaconward.detect.PairFigures;
import io.beaconward.dialect.Flow;
import io.beaconward.dialect.Reading;
import io.beaconward.names.Names;
import io.beaconward.net.Frame;
import io.beaconward.net.FrameHandler;
import io.beaconward.watch.Contact;
import io.beaconward.watch.ContactFilter;
import io.beaconward.watch.Service;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The baseline rule over stored logs, as one query over all that was read would answer it: by event time, without a
 * window, in any order of lines, save that names are learned as they come, so that DNS
 * logs go first. Its memory grows with the pairs found, not with the lines read.
 */
final class Hunt implements FrameHandler {
    private record Id(String source, String destination) {}

    private final MessageReader reader;
    private final Names names;
    private final ContactFilter filter;
    private final Contact contact = new Contact();
    private final Map<Id, HuntedPair> pairs = new HashMap<>();
    private long lines;
    private long unknown;
    private long contacts;

    Hunt(MessageReader reader, Names names, ContactFilter filter) {
        this.names = names;
        this.reader = reader;
        this.filter = filter;
    }

    @Override
    public void frame(Frame frame) {
        lines++;
        Reading reading = reader.read(frame);
        if (reading == Reading.FOREIGN) unknown++;
        if (reading != Reading.FLOW) return;
        Flow flow = reader.flow();
        Service service = filter.service(flow);
        names.learn(flow, !service.isNone(), reader.millis());
        if (names.resolve(flow, reader.millis())) service = filter.service(flow);
        if (flow.phase() == Flow.Phase.INTERIM || !filter.match(flow, service, contact)) return;
        contact.millis(reader.millis());
        contacts++;
        String destination = new String(contact.name(), 0, contact.nameLength(), StandardCharsets.US_ASCII);
        pairs.computeIfAbsent(new Id(contact.source().toString(), destination), id -> new HuntedPair())
                .add(contact);
    }

    /** The pairs for which the rule holds, ranked. */
    List<PairFigures> found() {
        List<PairFigures> found = new ArrayList<>();
        Totals totals = new Totals();
        pairs.forEach((id, pair) -> {
            pair.totals(totals);
            if (BaselineRule.holds(totals)) found.add(PairFigures.of(id.source(), id.destination(), totals));
        });
        found.sort(PairFigures.RANKING);
        return found;
    }

    /** One line on what was read, for people. */
    String summary() {
        return lines + " lines read, " + unknown + " not understood, " + contacts + " contacts of " + pairs.size()
                + " pairs";
    }
}
