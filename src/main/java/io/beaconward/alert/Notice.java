package io.beaconward.alert;

import java.time.Instant;
import java.util.List;

/**
 * Something about the running of the appliance that people are to know, and when it is over. It goes to the receivers that
 * ask for notices.
 *
 * @param rule what it is: lower case with hyphens
 * @param openedMillis when it began to be told, milliseconds since 1970; with the rule and the senders it is its identity
 * @param time of this state
 * @param senders whom it is about, 100 at most
 * @param count how many it is about
 * @param summary one line
 * @param evidence why, and what to do; one paragraph
 */
public record Notice(
        String rule,
        boolean open,
        long openedMillis,
        Instant time,
        List<String> senders,
        int count,
        String summary,
        String evidence)
        implements Told {
    static final String SEVERITY = "medium";
    static final String CONFIDENCE = "medium";

    @Override
    public String id() {
        return Alert.id(rule, String.join("\n", senders), openedMillis);
    }

    @Override
    public String state() {
        return open ? "open" : "closed";
    }

    @Override
    public String notificationKey() {
        return id() + "-" + state();
    }

    @Override
    public byte[] in(Format format) {
        return format.body(this);
    }

    /** The same, over at {@code now}. */
    public Notice closed(Instant now, String newSummary, String why) {
        return new Notice(rule, false, openedMillis, now, senders, count, newSummary, why);
    }
}
