package io.beaconward.syslog;

import java.time.Duration;

/**
 * What was counted of one sender's messages since it was first heard. Plain fields: written and read by the event loop of the
 * sender alone.
 */
public final class SenderFigures {
    /** Flows after which a sender may be called blind. */
    public static final int FLOWS_TO_JUDGE = 200;

    /** Time after the first of them; until then DNS logs may not have told many names yet. */
    static final long MILLIS_TO_JUDGE = Duration.ofMinutes(10).toMillis();

    private static final int DIALECTS = 8;

    private final Shapes shapes = new Shapes();
    private final int[] dialects = new int[DIALECTS]; // their numbers
    private final long[] spoken = new long[DIALECTS]; // 0: the place is free
    private long read;
    private long unknown;
    private long dns;
    private long flows;
    private long firstFlowMillis;
    private long withSource;
    private long named;
    private long inferred;
    private long withBytes;
    private long withTime;
    private long blocked;
    private Blindness blindness = Blindness.NONE;

    /** Counts a message that the dialect with this number read. Those beyond the eighth dialect of a sender are not told apart. */
    public void read(int dialect) {
        read++;
        for (int i = 0; i < DIALECTS; i++) {
            if (spoken[i] == 0) dialects[i] = dialect;
            if (dialects[i] != dialect) continue;
            spoken[i]++;
            return;
        }
    }

    /** Counts a message that nobody could read. */
    public void unknown() {
        unknown++;
    }

    /** Counts a message of DNS, beside {@link #read}. */
    public void dns() {
        dns++;
    }

    /** Counts a flow that is not of DNS, beside {@link #read}. */
    public void flow(boolean hasSource, boolean hasBytes, boolean hasTime, boolean wasBlocked) {
        flows++;
        if (hasSource) withSource++;
        if (hasBytes) withBytes++;
        if (hasTime) withTime++;
        if (wasBlocked) blocked++;
    }

    /** Counts, beside {@link #flow}, that the flow has a source and its destination's name, stated or inferred. */
    public void named(boolean wasInferred) {
        named++;
        if (wasInferred) inferred++;
    }

    /** Whether the sender became blind, in another way, or no longer is, since this was asked last: after each flow. */
    boolean blindnessChanged(long nowMillis) {
        if (flows < FLOWS_TO_JUDGE) {
            if (flows == 1) firstFlowMillis = nowMillis;
            return false;
        }
        Blindness now = judge(flows, withSource, named, blocked);
        if (now == blindness || nowMillis - firstFlowMillis < MILLIS_TO_JUDGE) return false;
        blindness = now;
        return true;
    }

    /** What such figures mean. */
    public static Blindness judge(long flows, long withSource, long named, long blocked) {
        if (flows < FLOWS_TO_JUDGE) return Blindness.NONE;
        if (withSource == 0) return Blindness.NO_SOURCE;
        if (named == 0) return Blindness.NO_NAMES;
        return blocked == flows ? Blindness.ONLY_BLOCKED : Blindness.NONE;
    }

    /** As judged last. */
    public Blindness blindness() {
        return blindness;
    }

    public Shapes shapes() {
        return shapes;
    }

    /** How many dialects were told apart. */
    public int dialectsSpoken() {
        int size = 0;
        while (size < DIALECTS && spoken[size] > 0) size++;
        return size;
    }

    /** The number of the dialect at {@code index}, in the order in which they were first spoken. */
    public int dialect(int index) {
        return dialects[index];
    }

    /** How many messages the dialect at {@code index} read. */
    public long spoken(int index) {
        return spoken[index];
    }

    /** Messages, read or not. */
    public long messages() {
        return read + unknown;
    }

    public long unknownMessages() {
        return unknown;
    }

    public long dnsMessages() {
        return dns;
    }

    /** Flows that are not of DNS. */
    public long flows() {
        return flows;
    }

    public long flowsWithSource() {
        return withSource;
    }

    /** Flows with a source and a name of the destination. */
    public long flowsNamed() {
        return named;
    }

    /** Part of {@link #flowsNamed}: the name is not from the message. */
    public long flowsNameInferred() {
        return inferred;
    }

    public long flowsWithBytes() {
        return withBytes;
    }

    public long flowsWithTime() {
        return withTime;
    }

    public long flowsBlocked() {
        return blocked;
    }
}
