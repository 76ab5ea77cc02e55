package io.beaconward.advice;

import io.beaconward.syslog.Sender;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * How a sender's clock goes, as it was when it was looked at.
 *
 * @param address what to write into time-zones for the sender
 * @param zone how the zone that is taken for it differed from UTC
 * @param wallClockOffMillis what has to be added to its times without a zone; 0: nothing, or not known
 * @param instantOffMillis what would have to be added to its times with a zone; 0: nothing, or not known
 * @param corrected whether its times without a zone are corrected
 */
public record ClockView(
        String address, ZoneOffset zone, long wallClockOffMillis, long instantOffMillis, boolean corrected) {
    static final ClockView UNKNOWN = new ClockView("", ZoneOffset.UTC, 0, 0, false);

    static ClockView of(Sender sender, Instant now) {
        return new ClockView(
                sender.address(),
                sender.offsetAt(now.toEpochMilli()),
                sender.wallClockOffMillis(),
                sender.instantOffMillis(),
                sender.isCorrected());
    }

    static boolean isOff(Sender sender) {
        return sender.wallClockOffMillis() != 0 || sender.instantOffMillis() != 0;
    }

    public boolean isOff() {
        return wallClockOffMillis != 0 || instantOffMillis != 0;
    }
}
