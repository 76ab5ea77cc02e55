package io.beaconward.dialect;

/** Reads frames, from header to flow, as a pipeline does; what a {@link CountingLoader} hands out. */
public interface FrameReader {
    /**
     * Reads the frame as one of a sender whose last frames this reader read, and once more as of a sender nothing is known of.
     *
     * @return the name of the dialect, or "unknown"
     */
    String read(byte[] frame);
}
