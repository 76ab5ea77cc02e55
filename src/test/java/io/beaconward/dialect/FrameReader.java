package io.beaconward.dialect;

/** Reads frames, from header to flow, as a pipeline does; what a {@link CountingLoader} hands out. */
public interface FrameReader {
    /** Reads the frame as one of a sender whose last frames this reader read. */
    void readOfKnownSender(byte[] frame);

    /** Reads the frame as one of a sender nothing is known of: all dialects are asked. */
    void readOfNewSender(byte[] frame);
}
