package io.beaconward.dialect;

import io.beaconward.syslog.Message;

/** The pipeline's way from frame to flow; loaded anew by {@link CountingLoader}, with all that it uses. */
public final class CountedReader implements FrameReader {
    private static final int NOTHING = -1;

    private final Lines lines = new Lines();
    private final Dialects dialects = Dialects.all();

    @Override
    public String read(byte[] frame) {
        dialects.read(lines.message(frame, frame.length), lines.flow());
        Message message = lines.message(frame, frame.length);
        message.sender().lastDialect(NOTHING);
        Reading reading = dialects.read(message, lines.flow());
        return reading == Reading.FOREIGN ? "unknown" : dialects.name(dialects.last());
    }
}
