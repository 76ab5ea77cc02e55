package io.beaconward.dialect;

import io.beaconward.bytes.KeyTable;
import io.beaconward.bytes.Slice;
import io.beaconward.syslog.Message;
import io.beaconward.syslog.Stamp;
import io.beaconward.syslog.StampParser;
import io.beaconward.syslog.SyslogHeader;

/**
 * Opens JSON in which a collector on the way has wrapped the line of another device: the line is its {@code message} or {@code
 * log}, with a syslog header or without, its time is the envelope's, and its tag, where it has none, too. The text stays valid
 * until the next envelope is opened. Owned by one pipeline.
 */
final class JsonEnvelope {
    private static final KeyTable TEXT =
            KeyTable.of("message", "log", "_raw", "event.original", "original", "event", "full_log", "rawmsg", "msg");
    private static final KeyTable TIME = KeyTable.of("time", "@timestamp", "timestamp");

    private static final KeyTable APP = KeyTable.of(
            "program",
            "programname",
            "ident",
            "appname",
            "app_name",
            "syslog_identifier",
            "process.name",
            "log.syslog.appname");

    private final SyslogHeader header = new SyslogHeader();
    private final JsonGrammar grammar = new JsonGrammar();
    private final Slice line = new Slice();
    private final Slice app = new Slice();

    /** Replaces the message's body by the line it wraps; false where it wraps none. */
    boolean open(Message message) {
        if (!grammar.begin(message)) return false;
        line.clear();
        app.clear();
        Stamp time = message.headerTime();
        while (grammar.next()) {
            Slice key = grammar.key();
            Slice value = grammar.value();
            if (line.isEmpty() && TEXT.find(key) != KeyTable.NONE) {
                line.set(value);
            } else if (!time.isPresent() && TIME.find(key) != KeyTable.NONE) {
                StampParser.any(value.array(), value.from(), value.to(), time);
            } else if (app.isEmpty() && APP.find(key) != KeyTable.NONE) {
                app.set(value);
            }
        }
        if (line.isEmpty() && grammar.brokenOff() && TEXT.find(grammar.key()) != KeyTable.NONE)
            line.set(grammar.value());
        if (line.isEmpty()) return false;
        if (!app.isEmpty()) message.app().set(app);
        header.readWithin(line, message);
        return true;
    }
}
