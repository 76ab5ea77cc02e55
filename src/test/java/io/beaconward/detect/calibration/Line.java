package io.beaconward.detect.calibration;

/**
 * One line of a log.
 *
 * @param second since the start
 * @param duration seconds
 */
record Line(long second, int duration, int sent, int received) {
    /** The same at another time. */
    Line at(long other) {
        return new Line(other, duration, sent, received);
    }
}
