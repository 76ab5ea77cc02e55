package io.beaconward.net;

/** Takes frames, on the thread that read them. One per event loop, so that it needs no lock. */
@FunctionalInterface
public interface FrameHandler {
    /** Runs the frame to its end; nothing of it may be used after the return. Throws nothing. */
    void frame(Frame frame);
}
