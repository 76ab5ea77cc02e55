package io.beaconward.advice;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * That senders are silent beyond their habit, or no longer.
 *
 * @param openedMillis when it was noticed, milliseconds since 1970; with the senders it is its identity
 * @param time of this state
 * @param senders their names, {@link #MOST_NAMED} at most, as they were when it was noticed
 * @param count how many they were
 * @param sinceMillis when the first of them was last heard; of everybody, when anybody was
 * @param everybody whether no sender at all was heard
 */
public record Silence(
        boolean open,
        long openedMillis,
        Instant time,
        List<String> senders,
        int count,
        long sinceMillis,
        boolean everybody) {
    /** Most senders that are named. */
    public static final int MOST_NAMED = 100;

    private static final int MOST_IN_A_SENTENCE = 5;
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** In one line. */
    public String summary() {
        if (!open)
            return (everybody ? "messages come again; " : "") + who() + (count == 1 ? " was" : " were") + " silent";
        String since = " since " + MINUTE.format(Instant.ofEpochMilli(sinceMillis));
        return everybody ? "no sender was heard" + since : who() + (count == 1 ? " is" : " are") + " silent" + since;
    }

    /** What it means and what to do. */
    public String evidence() {
        if (!open) return "Of what was not logged or not received meanwhile nothing is known: beats may be missing.";
        String habit = "At this hour " + (everybody ? who() : count == 1 ? "it" : "they")
                + (count == 1 ? " sends" : " send") + " steadily, as a rule. ";
        return habit
                + (everybody
                        ? "All at once, so look here first: the network of this machine, its firewall, a relay or a"
                                + " balancer in front of it."
                        : "See whether the device is up, whether it still logs to this address, and what lies between; if it"
                                + " was taken out of service, nothing is to be done.");
    }

    private String who() {
        if (count == 1) return "sender " + senders.get(0);
        int named = Math.min(senders.size(), MOST_IN_A_SENTENCE);
        String names = String.join(", ", senders.subList(0, named));
        return count + " senders (" + names + (count > named ? " and others" : "") + ")";
    }

    /** The same, over at {@code now}. */
    Silence ended(Instant now) {
        return new Silence(false, openedMillis, now, senders, count, sinceMillis, everybody);
    }
}
