package io.beaconward.alert;

import java.time.Instant;
import java.util.List;

/**
 * Many findings told at once, in place of an alert each. It goes to every receiver that would have had the alerts, whether
 * or not it asks for notices, and is never updated or closed.
 *
 * @param id the same over retries and restarts
 * @param rule what it is: lower case with hyphens
 * @param count findings that it stands for
 * @param tenants those with the most of them, {@link #MOST} at most
 * @param sources those with the most of them, {@link #MOST} at most; empty where that says little
 * @param summary one line
 * @param evidence why, and what to do; one paragraph
 * @param tuning lines for a tuning file; empty where there are none
 */
public record Summary(
        String id,
        String rule,
        Instant time,
        long count,
        List<Share> tenants,
        List<Share> sources,
        String summary,
        String evidence,
        List<String> tuning)
        implements Told {
    /** Tenants and sources named at most. */
    public static final int MOST = 10;

    static final String SEVERITY = "medium";
    static final String CONFIDENCE = "medium";

    /**
     * What falls to one of them.
     *
     * @param name from logs
     */
    public record Share(String name, long count) {}

    /** The id of a summary of that rule, about that, which began to be gathered then. */
    public static String id(String rule, String about, long beganMillis) {
        return Alert.id(rule, about, beganMillis);
    }

    @Override
    public String state() {
        return "open";
    }

    @Override
    public String notificationKey() {
        return id + "-" + state();
    }

    @Override
    public byte[] in(Format format) {
        return format.body(this);
    }
}
