package io.beaconward.dialect;

import io.beaconward.syslog.Message;

/** The pipeline's way from frame to flow; loaded anew by {@link CountingLoader}, with all that it uses. */
public final class CountedReader implements FrameReader {

    private final Lines lines = new Lines();
    private final Dialects dialects = Dialects.all();

    @Override
    public void readOfKnownSender(byte[] frame) {
        dialects.read(lines.message(frame, frame.length), lines.flow());
    }

    @Override
    public void readOfNewSender(byte[] frame) {
        Message message = lines.message(frame, frame.length);
        dialects.forget(message);
        dialects.read(message, lines.flow());
    }
}
