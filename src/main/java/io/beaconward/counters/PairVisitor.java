package io.beaconward.counters;

/** Looks at pairs, one after the other, while each one's lock is held: it must be quick and must not call back. */
@FunctionalInterface
public interface PairVisitor {
    void visit(PairKey key, Pair pair);
}
