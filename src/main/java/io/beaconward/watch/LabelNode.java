package io.beaconward.watch;

import io.beaconward.bytes.Ascii;
import io.beaconward.bytes.Words;
import org.jspecify.annotations.Nullable;

/**
 * A node of the tree of patterns, which is read from the right: the label {@code dev} lies at the root, {@code workers} below
 * it. Labels are found by their hash, without regard to case.
 */
final class LabelNode {
    private static final int FIRST_SLOTS = 4;
    private static final int TOLD_BY_WORDS = 2 * Words.BYTES; // longer ones are compared byte by byte, too

    private byte[] @Nullable [] labels = new byte[FIRST_SLOTS][];
    private long[] heads = new long[FIRST_SLOTS]; // the labels' first eight bytes, in lower case
    private long[] tails = new long[FIRST_SLOTS]; // and their last
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
        heads = new long[labels.length];
        tails = new long[labels.length];
        children = new LabelNode[oldLabels.length * 2];
        for (int i = 0; i < oldLabels.length; i++) {
            LabelNode child = oldChildren[i];
            if (child != null) put(oldLabels[i], child);
        }
    }

    private void put(byte[] label, LabelNode child) {
        long head = Words.lower(Words.first(label, 0, label.length));
        long tail = Words.lower(Words.last(label, 0, label.length));
        int slot = slot(head, tail);
        while (labels[slot] != null) slot = (slot + 1) & (labels.length - 1);
        labels[slot] = label;
        heads[slot] = head;
        tails[slot] = tail;
        children[slot] = child;
    }

    /** The node of the label in {@code [from, to)}; none of an empty one. */
    @Nullable
    LabelNode find(byte[] name, int from, int to) {
        if (from >= to) return null;
        long head = Words.lower(Words.first(name, from, to));
        long tail = Words.lower(Words.last(name, from, to));
        int slot = slot(head, tail);
        for (byte[] label = labels[slot]; label != null; label = labels[slot]) {
            if (heads[slot] == head && tails[slot] == tail && isLabel(label, name, from, to)) return children[slot];
            slot = (slot + 1) & (labels.length - 1);
        }
        return null;
    }

    /** Whether it is the label, whose first and last eight bytes are the same. */
    private static boolean isLabel(byte[] label, byte[] name, int from, int to) {
        if (to - from != label.length) return false;
        return label.length <= TOLD_BY_WORDS || Ascii.isIgnoringCase(name, from, to, label);
    }

    private int slot(long head, long tail) {
        return (int) (Words.spread(head, tail) >>> Integer.SIZE) & (labels.length - 1);
    }
}
