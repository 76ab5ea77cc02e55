package io.beaconward.cli;

import io.beaconward.config.Settings;
import io.beaconward.dialect.Dialects;
import io.beaconward.dialect.Field;
import io.beaconward.dialect.Flow;
import io.beaconward.dialect.Reading;
import io.beaconward.metrics.Meters;
import io.beaconward.net.Frame;
import io.beaconward.syslog.Message;
import io.beaconward.syslog.Senders;
import io.beaconward.syslog.SyslogParser;

/** The stages that read a message, for the commands that look at stored logs. */
final class MessageReader {
    private final SyslogParser parser;
    private final Dialects dialects;
    private final Message message = new Message();
    private final Flow flow = new Flow();
    private int bodyAt;

    MessageReader(Settings settings, Meters meters) {
        dialects = Dialects.with(settings.dialects());
        parser = new SyslogParser(
                new Senders(settings.senders(), settings.limits().senders(), meters));
    }

    /** Reads the frame; what it says is in {@link #message} and {@link #flow} until the next. */
    Reading read(Frame frame) {
        flow.clear();
        if (frame.from() == frame.to()) {
            message.clear();
            bodyAt = 0;
            return Reading.FOREIGN;
        }
        parser.parse(frame, message);
        bodyAt = message.body().from() - frame.from();
        return dialects.read(message, flow);
    }

    Message message() {
        return message;
    }

    /** Where in the frame the body began that the dialects were given, before any of them took it out of an envelope. */
    int bodyAt() {
        return bodyAt;
    }

    Flow flow() {
        return flow;
    }

    /** The name of the dialect that read the last message. */
    String dialect() {
        return dialects.name(dialects.last());
    }

    /** The name of the field that gave {@code meaning} in the last flow; empty where none did, or fields have no names. */
    String sourceOf(Field meaning) {
        return dialects.sourceOf(meaning);
    }

    /** The number of the dialect that read the last message. */
    int dialectNumber() {
        return dialects.last();
    }

    String dialectName(int number) {
        return dialects.name(number);
    }

    /** Whether the last message states a time. */
    boolean hasTime() {
        return flow.statedTime(message).isPresent();
    }

    /** The event's time, else the header's, else the receive time; milliseconds since 1970. */
    long millis() {
        return hasTime()
                ? flow.statedTime(message).toMillis(message.sender(), message.receivedMillis())
                : message.receivedMillis();
    }
}
