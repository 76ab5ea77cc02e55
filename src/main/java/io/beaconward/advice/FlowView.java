package io.beaconward.advice;

import io.beaconward.syslog.SenderFigures;

/**
 * What the flows of a sender that are not of DNS say and leave out.
 *
 * @param named with a source and a name of the destination
 * @param inferred part of {@code named}: the name is not from the message
 */
public record FlowView(
        long flows, long withSource, long named, long inferred, long withBytes, long withTime, long blocked) {
    static FlowView of(SenderFigures figures) {
        return new FlowView(
                figures.flows(),
                figures.flowsWithSource(),
                figures.flowsNamed(),
                figures.flowsNameInferred(),
                figures.flowsWithBytes(),
                figures.flowsWithTime(),
                figures.flowsBlocked());
    }

    FlowView plus(FlowView other) {
        return new FlowView(
                flows + other.flows,
                withSource + other.withSource,
                named + other.named,
                inferred + other.inferred,
                withBytes + other.withBytes,
                withTime + other.withTime,
                blocked + other.blocked);
    }

    /** {@code part} of the flows, 0 to 1; 0 where there are none. */
    public double share(long part) {
        return flows == 0 ? 0 : (double) part / flows;
    }
}
