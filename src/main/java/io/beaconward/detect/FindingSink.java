package io.beaconward.detect;

/** Takes findings off the thread that made them. */
@FunctionalInterface
public interface FindingSink {
    /**
     * Takes the finding, without ever waiting.
     *
     * @return false where there is no room for it; it is made again later then
     */
    boolean offer(Finding finding);
}
