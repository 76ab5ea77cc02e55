package io.beaconward.watch;

import io.beaconward.bytes.KeyTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node of the tree of patterns, which is read from the right: the label {@code dev} lies at the root, {@code workers} below
 * it. Labels are found without regard to case.
 */
final class LabelNode {
    private final KeyTable labels = new KeyTable();
    private final List<LabelNode> children = new ArrayList<>(); // by the numbers of their labels
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
        int number = labels.add(label);
        if (number == children.size()) children.add(new LabelNode());
        return children.get(number);
    }

    /** The node of the label in {@code [from, to)}; none of an empty one. */
    @Nullable
    LabelNode find(byte[] name, int from, int to) {
        int number = labels.find(name, from, to);
        return number == KeyTable.NONE ? null : children.get(number);
    }
}
