package io.beaconward.detect;

import java.util.List;

/**
 * What a finding adds to the figures of its pair.
 *
 * @param added the ids of the rules that this finding adds to its alert
 * @param resumed whether the pair had an alert before, which was closed
 * @param confidence how sure it is, and why
 * @param rhythm the pair's rhythm
 * @param others who else belongs to it, as far as known: sources of a campaign, destinations of a rotation, sources whose alerts
 *     of the same tenant are told of with this one
 * @param partOf the id of the alert that tells of this one from now on; empty where there is none
 */
public record Judgement(
        List<String> added,
        boolean resumed,
        Confidence confidence,
        RhythmFigures rhythm,
        List<String> others,
        String partOf) {
    /** Of a finding that an earlier version stored without. */
    public static final Judgement NONE =
            new Judgement(List.of(), false, Confidence.UNKNOWN, RhythmFigures.NONE, List.of());

    /** Part of no other. */
    public Judgement(
            List<String> added, boolean resumed, Confidence confidence, RhythmFigures rhythm, List<String> others) {
        this(added, resumed, confidence, rhythm, others, "");
    }

    /** The same with others that belong to it. */
    public Judgement with(List<String> now) {
        return new Judgement(added, resumed, confidence, rhythm, now, partOf);
    }

    /** The same, told of by the alert of that id. */
    public Judgement partOf(String alert) {
        return new Judgement(added, resumed, confidence, rhythm, others, alert);
    }
}
