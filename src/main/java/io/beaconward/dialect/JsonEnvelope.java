package io.beaconward.dialect;

import io.beaconward.bytes.Slice;
import io.beaconward.syslog.Message;
import io.beaconward.syslog.Stamp;
import io.beaconward.syslog.StampParser;

/**
 * Opens JSON in which a collector on the way has wrapped the line of another device: the line is its {@code message} or {@code
 * log}, its time is the envelope's. The text stays valid until the next envelope is opened. Owned by one pipeline.
 */
final class JsonEnvelope {
    private static final KeyTable TEXT =
            KeyTable.of("message", "log", "_raw", "event.original", "original", "event", "full_log", "rawmsg", "msg");
    private static final KeyTable TIME = KeyTable.of("time", "@timestamp", "timestamp");

    private final JsonGrammar grammar = new JsonGrammar();
    private final Slice line = new Slice();

    /** Replaces the message's body by the line it wraps; false where it wraps none. */
    boolean open(Message message) {
        if (!grammar.begin(message)) return false;
        line.clear();
        Stamp time = message.headerTime();
        while (grammar.next()) {
            Slice key = grammar.key();
            Slice value = grammar.value();
            if (line.isEmpty() && TEXT.find(key) != KeyTable.NONE) {
                line.set(value);
            } else if (!time.isPresent() && TIME.find(key) != KeyTable.NONE) {
                StampParser.any(value.array(), value.from(), value.to(), time);
            }
        }
        if (line.isEmpty() && grammar.brokenOff() && TEXT.find(grammar.key()) != KeyTable.NONE)
            line.set(grammar.value());
        if (line.isEmpty()) return false;
        message.body().set(line);
        return true;
    }
}
