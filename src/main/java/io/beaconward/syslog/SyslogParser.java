package io.beaconward.syslog;

import io.beaconward.net.Frame;

/** Makes a frame a message: its header, its body, and who sent it. Owned by one pipeline. */
public final class SyslogParser {
    private final SyslogHeader header = new SyslogHeader();
    private final Senders senders;

    public SyslogParser(Senders senders) {
        this.senders = senders;
    }

    /** Sets {@code message} to what the frame says. */
    public void parse(Frame frame, Message message) {
        message.clear();
        header.read(frame.array(), frame.from(), frame.to(), message);
        message.receivedMillis(frame.receivedMillis());
        message.sender(senders.find(frame.peer(), message.host()));
    }
}
