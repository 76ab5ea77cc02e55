package io.beaconward.detect;

import java.time.Instant;
import java.util.List;

/**
 * A rule's verdict on a pair, with all that is to be said about it: a snapshot, free of the pair it was taken from.
 *
 * @param state what became of the pair's alert
 * @param openedMillis when the pair's alert was opened, milliseconds since 1970; with source and destination it is the
 *     alert's identity
 * @param time when the finding was made
 * @param rules the ids of all rules that hold, the leading one first
 * @param provider the platform the destination belongs to
 * @param tenant the part of the destination that names the platform's customer
 * @param pair the pair's figures over the window
 * @param bytesKnownShare the share of connections whose byte counts were logged, 0 to 1
 * @param blockedShare the share of connections that the device blocked, 0 to 1
 * @param inferredNames connections whose destination's name was not logged but learned from DNS replies
 * @param namesOfOthers those of them whose name was learned from what others than the source were told: weaker evidence
 * @param user the user that a log named last for the pair, as logged; empty where none did
 * @param hourlyCounts connections an hour over the window, the current hour last
 * @param judgement which rules are new, how sure they are, and the rhythm
 * @param losses what is known to be lost of the input over the window
 */
public record Finding(
        State state,
        long openedMillis,
        Instant time,
        List<String> rules,
        String provider,
        String tenant,
        PairFigures pair,
        double bytesKnownShare,
        double blockedShare,
        long inferredNames,
        long namesOfOthers,
        String user,
        List<Integer> hourlyCounts,
        Judgement judgement,
        Losses losses) {

    /** Of an input of which nothing is known to be lost. */
    public Finding(
            State state,
            long openedMillis,
            Instant time,
            List<String> rules,
            String provider,
            String tenant,
            PairFigures pair,
            double bytesKnownShare,
            double blockedShare,
            long inferredNames,
            long namesOfOthers,
            String user,
            List<Integer> hourlyCounts,
            Judgement judgement) {
        this(
                state,
                openedMillis,
                time,
                rules,
                provider,
                tenant,
                pair,
                bytesKnownShare,
                blockedShare,
                inferredNames,
                namesOfOthers,
                user,
                hourlyCounts,
                judgement,
                Losses.NONE);
    }

    /** The same evidence, with the alert closed at {@code now}. */
    public Finding closed(Instant now) {
        return as(State.CLOSED, now, judgement);
    }

    /** The same evidence, told once more at {@code now}, with another judgement. */
    public Finding updated(Instant now, Judgement other) {
        return as(State.UPDATED, now, other);
    }

    /** The same, with another judgement. */
    public Finding judged(Judgement other) {
        return as(state, time, other);
    }

    private Finding as(State otherState, Instant otherTime, Judgement otherJudgement) {
        return new Finding(
                otherState,
                openedMillis,
                otherTime,
                rules,
                provider,
                tenant,
                pair,
                bytesKnownShare,
                blockedShare,
                inferredNames,
                namesOfOthers,
                user,
                hourlyCounts,
                otherJudgement,
                losses);
    }

    /** Where the alert stands: {@code early}, {@code confirmed} once it is sure, {@code resumed} after an earlier one, {@code ended}. */
    public String stage() {
        if (state == State.CLOSED) return "ended";
        if (judgement.confidence().level() == Level.HIGH) return "confirmed";
        return judgement.resumed() ? "resumed" : "early";
    }

    /** The life of an alert. */
    public enum State {
        OPEN,
        UPDATED,
        CLOSED
    }
}
