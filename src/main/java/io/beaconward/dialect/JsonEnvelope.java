package io.beaconward.dialect;

import io.beaconward.bytes.KeyTable;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.Message;
import io.beaconward.syslog.Stamp;
import io.beaconward.syslog.StampParser;
import io.beaconward.syslog.SyslogParser;

/**
 * Opens JSON in which a collector on the way has wrapped the line of another device: the line is its {@code message} or {@code
 * log}, its time is the envelope's, and what the line's own header says of program and structured data is the message's. The text
 * stays valid until the next envelope is opened. Owned by one pipeline.
 */
final class JsonEnvelope {
    private static final KeyTable TEXT =
            KeyTable.of("message", "log", "_raw", "event.original", "original", "full_log");
    private static final KeyTable TIME = KeyTable.of("time", "@timestamp", "timestamp");

    private final JsonGrammar grammar = new JsonGrammar();
    private final SyslogParser parser = new SyslogParser();
    private final Message wrapped = new Message();
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
        parser.read(line.array(), line.from(), line.to(), wrapped);
        message.app().set(wrapped.app());
        message.messageId().set(wrapped.messageId());
        message.structuredData().set(wrapped.structuredData());
        message.body().set(wrapped.body());
        if (!time.isPresent()) time.set(wrapped.headerTime());
        return true;
    }
}
