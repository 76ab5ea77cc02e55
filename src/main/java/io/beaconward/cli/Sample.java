package io.beaconward.cli;

import io.beaconward.advice.SenderView;
import io.beaconward.advice.SenderWatch;
import io.beaconward.config.Settings;
import io.beaconward.dialect.Flow;
import io.beaconward.dialect.Reading;
import io.beaconward.metrics.Meters;
import io.beaconward.names.NameTable;
import io.beaconward.names.Names;
import io.beaconward.net.Frame;
import io.beaconward.syslog.SenderFigures;
import io.beaconward.syslog.UnknownMessages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was counted of a stored log, by sender: the host that a message's header names, else the file. As many senders as
 * {@code limits.senders} allows; the messages of further ones count to the file. Names are learned as they come, so that DNS logs go first.
 */
final class Sample {
    private static final int MAX_HOST = 255;

    private final MessageReader reader;
    private final Names names;
    private final int limit;
    private final Map<String, SenderFigures> senders = new LinkedHashMap<>();
    private final UnknownMessages unknown = new UnknownMessages();
    private long line;
    private long lines;

    Sample(Settings settings) {
        Meters meters = Meters.unregistered();
        this.reader = new MessageReader(settings, meters);
        this.names = new Names(new NameTable(settings.names(), meters), meters);
        this.limit = settings.limits().senders();
    }

    /** Begins a file: lines are numbered anew. */
    void begin() {
        line = 0;
    }

    /** Counts a line of {@code file}; empty ones only have a number. */
    void line(String file, Frame frame) {
        line++;
        if (frame.from() == frame.to()) return;
        lines++;
        Reading reading = reader.read(frame);
        SenderFigures figures = figures(file);
        if (reading == Reading.FOREIGN) {
            figures.unknown();
            unknown.add(reader.message().app(), reader.message().body(), figures.shapes(), line);
            return;
        }
        figures.read(reader.dialectNumber());
        if (reading == Reading.NO_FLOW) return;
        Flow flow = reader.flow();
        names.learn(flow, false, reader.millis()); // what was told is counted, the names themselves are not needed
        if (!flow.isDns()) names.resolve(flow, reader.millis());
        SenderWatch.count(reader.message(), flow, figures);
    }

    private SenderFigures figures(String file) {
        int length = reader.message().host().length();
        String host = length == 0 || length > MAX_HOST
                ? file
                : reader.message().host().toString().replaceAll("\\p{Cntrl}", "?");
        SenderFigures known = senders.get(host);
        if (known != null) return known;
        return senders.computeIfAbsent(senders.size() < limit ? host : file, name -> new SenderFigures());
    }

    /** The senders, in the order in which they came. */
    List<SenderView> views() {
        List<SenderView> views = new ArrayList<>();
        senders.forEach((name, figures) -> views.add(SenderView.ofStored(name, figures, reader::dialectName)));
        return views;
    }

    /** Lines that are not empty. */
    long lines() {
        return lines;
    }
}
