package io.beaconward.advice;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** What is wrong with a sender's clock and what to do, in sentences. */
public final class ClockAdvice {
    private static final int MOST_EAST = 14 * 3600;
    private static final int MOST_WEST = -12 * 3600;

    /** Tried in this order; one that fits at the moment is given as an example. */
    private static final List<String> EXAMPLES = List.of(
            "Europe/Berlin",
            "America/New_York",
            "America/Chicago",
            "America/Denver",
            "America/Los_Angeles",
            "Europe/London",
            "Europe/Helsinki",
            "Asia/Kolkata",
            "Asia/Shanghai",
            "Asia/Tokyo",
            "Australia/Sydney",
            "America/Sao_Paulo",
            "Asia/Dubai",
            "Asia/Karachi",
            "Asia/Dhaka",
            "Asia/Bangkok",
            "Asia/Kathmandu",
            "Asia/Tehran",
            "Asia/Kabul",
            "Asia/Yangon",
            "Australia/Adelaide",
            "Australia/Eucla",
            "Pacific/Auckland",
            "America/Halifax",
            "America/St_Johns",
            "America/Anchorage",
            "Pacific/Honolulu");

    private ClockAdvice() {}

    /** By how much and which way, for instance {@code 1 h 30 min behind}; {@code offMillis} is what has to be added. */
    public static String off(long offMillis) {
        long minutes = Math.abs(offMillis) / 60_000;
        String hours = minutes < 60 ? "" : minutes / 60 + " h";
        String rest = minutes % 60 == 0 ? "" : minutes % 60 + " min";
        String both = hours.isEmpty() || rest.isEmpty() ? hours + rest : hours + " " + rest;
        return both + (offMillis < 0 ? " ahead" : " behind");
    }

    /** Of times without a zone. */
    public static String wallClock(ClockView clock, Instant now) {
        int seconds = (int) (clock.zone().getTotalSeconds()
                - Duration.ofMillis(clock.wallClockOffMillis()).toSeconds());
        String done = clock.corrected() ? ", until then it is corrected (auto-zone)" : ", or set auto-zone: true";
        if (seconds > MOST_EAST || seconds < MOST_WEST) {
            return "no zone is like that, so set the device's date and time right, by NTP" + done;
        }
        ZoneOffset meant = ZoneOffset.ofTotalSeconds(seconds);
        String shown = meant.equals(ZoneOffset.UTC) ? "UTC" : "UTC" + meant;
        return "most likely it shows the time of a zone that is at " + shown
                + " now; if so, write time-zones: [{senders: " + clock.address() + ", zone: " + example(meant, now)
                + "}] with the zone's own name" + done;
    }

    /** Of times that state their zone. */
    public static String statedZone() {
        return "its times state a zone that is not that of its clock; set clock and zone right at the device, or at the relay that"
                + " stamps them: such times are taken as they are";
    }

    private static String example(ZoneOffset meant, Instant now) {
        if (meant.equals(ZoneOffset.UTC)) return "UTC";
        for (String name : EXAMPLES) {
            if (ZoneId.of(name).getRules().getOffset(now).equals(meant)) return name;
        }
        return "UTC" + meant;
    }
}
