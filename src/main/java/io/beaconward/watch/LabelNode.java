package io.beaconward.watch;

import io.beaconward.bytes.Ascii;
import org.jspecify.annotations.Nullable;

/**
 * A node of the tree of patterns, which is read from the right: the label {@code dev} lies at the root, {@code workers} below
 * it. Labels are found by their hash, without regard to case.
 */
final class LabelNode {
    private static final int FIRST_SLOTS = 4;

    private byte[] @Nullable [] labels = new byte[FIRST_SLOTS][];
    private @Nullable LabelNode[] children = new LabelNode[FIRST_SLOTS];
    private int count;
    private @Nullable LabelNode star;
    private Service service = Service.NONE;
    private int fixedLabels;

    /** What a name that ends here belongs to; {@link Service#NONE} where no pattern ends here. */
    Service service() {
        return service;
    }

    /** How many labels of the pattern that ends here are fixed. */
    int fixedLabels() {
        return fixedLabels;
    }

    void end(Service ending, int fixed) {
        service = ending;
        fixedLabels = fixed;
    }

    /** The node below {@code *}, if any pattern goes on so. */
    @Nullable
    LabelNode star() {
        return star;
    }

    LabelNode addStar() {
        if (star == null) star = new LabelNode();
        return star;
    }

    LabelNode add(byte[] label) {
        LabelNode known = find(label, 0, label.length);
        if (known != null) return known;
        if (++count * 2 > labels.length) grow();
        LabelNode child = new LabelNode();
        put(label, child);
        return child;
    }

    private void grow() {
        byte[][] oldLabels = labels;
        @Nullable LabelNode[] oldChildren = children;
        labels = new byte[oldLabels.length * 2][];
        children = new LabelNode[oldLabels.length * 2];
        for (int i = 0; i < oldLabels.length; i++) {
            LabelNode child = oldChildren[i];
            if (child != null) put(oldLabels[i], child);
        }
    }

    private void put(byte[] label, LabelNode child) {
        int slot = hash(label, 0, label.length) & (labels.length - 1);
        while (labels[slot] != null) slot = (slot + 1) & (labels.length - 1);
        labels[slot] = label;
        children[slot] = child;
    }

    @Nullable
    LabelNode find(byte[] name, int from, int to) {
        int slot = hash(name, from, to) & (labels.length - 1);
        while (labels[slot] != null) {
            if (Ascii.isIgnoringCase(name, from, to, labels[slot])) return children[slot];
            slot = (slot + 1) & (labels.length - 1);
        }
        return null;
    }

    private static int hash(byte[] name, int from, int to) {
        int hash = to - from;
        for (int i = from; i < to; i++) hash = hash * 31 + Ascii.lower(name[i]);
        return hash ^ (hash >>> 15);
    }
}
