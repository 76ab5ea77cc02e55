package io.beaconward.watch;

import io.beaconward.bytes.Ascii;
import io.beaconward.config.CatalogueFile;
import io.beaconward.config.Settings;
import org.jspecify.annotations.Nullable;

/**
 * The serverless catalogue, compiled: tells whether a destination's name belongs to a platform. A {@code *} of a pattern
 * stands for one or more labels; labels match whole, in any case; where several patterns match, the one with the most fixed
 * labels holds. The patterns are a tree of labels read from the right, so that a look-up costs as many steps as the name has
 * labels, and mostly two, however many patterns there are. Immutable; thread-safe; allocates nothing per look-up.
 */
public final class Catalogue {
    private static final String OWN = "own pattern";

    /** The bytes that stand in a label, by their value without sign. */
    private static final boolean[] IN_LABEL = new boolean[256];

    static {
        for (int b = 0; b < 128; b++) {
            IN_LABEL[b] = Ascii.isLetter((byte) b) || Ascii.isDigit((byte) b) || b == '-' || b == '_';
        }
    }

    private final LabelNode root = new LabelNode();
    private int size;

    /** Compiles the providers of the tiers wanted, and the user's own patterns. */
    public Catalogue(CatalogueFile file, Settings.Catalogue wanted) {
        for (CatalogueFile.Provider provider : file.providers()) {
            boolean counts = wanted.tier() == Settings.Catalogue.Tier.EXTENDED
                    || provider.tier() == Settings.Catalogue.Tier.SEED;
            if (!counts) continue;
            for (String pattern : provider.patterns())
                add(pattern, provider.name(), provider.tier(), provider.tenantLabels());
        }
        for (String pattern : wanted.patterns()) add(pattern, OWN, Settings.Catalogue.Tier.EXTENDED, 0);
    }

    private void add(String pattern, String provider, Settings.Catalogue.Tier tier, int tenant) {
        String[] labels = pattern.split("\\.", -1);
        LabelNode node = root;
        int fixed = 0;
        for (int i = labels.length - 1; i >= 0; i--) {
            if (labels[i].equals("*")) {
                node = node.addStar();
            } else {
                node = node.add(Ascii.bytes(labels[i]));
                fixed++;
            }
        }
        int tenantLabels = tenant == 0 || !labels[0].equals("*") ? 0 : labels.length - 1 + tenant;
        node.end(new Service(provider, pattern, tier, tenantLabels), fixed);
        size++;
    }

    /** How many patterns it holds. */
    public int size() {
        return size;
    }

    /**
     * The service that the name in {@code [from, to)} belongs to, or {@link Service#NONE}. The name is bare: no port, no
     * trailing dot.
     */
    public Service match(byte[] name, int from, int to) {
        if (to - from > Contact.MAX_NAME) return Service.NONE;
        LabelNode end = match(root, name, from, to);
        return end != null && isName(name, from, to) ? end.service() : Service.NONE;
    }

    /** The best ending for the labels that are left of {@code to}; {@code to} below {@code from} when there is none left. */
    private static @Nullable LabelNode match(LabelNode node, byte[] name, int from, int to) {
        if (to < from) return node.service().isNone() ? null : node;
        int dot = Ascii.lastIndexOf(name, from, to, '.');
        LabelNode child = node.find(name, dot + 1 > from ? dot + 1 : from, to);
        LabelNode best = child == null ? null : match(child, name, from, leftOf(dot, from));
        LabelNode star = node.star();
        if (star == null) return best;
        for (int rest = leftOf(dot, from); ; rest = leftOf(Ascii.lastIndexOf(name, from, rest, '.'), from)) {
            LabelNode other = match(star, name, from, rest);
            if (other != null && (best == null || other.fixedLabels() > best.fixedLabels())) best = other;
            if (rest < from) return best;
        }
    }

    /** The end of what is left of the dot; below {@code from} where there was no dot. */
    private static int leftOf(int dot, int from) {
        return dot < from ? from - 1 : dot;
    }

    /** Letters, digits, hyphens and underscores in labels none of which is empty. */
    private static boolean isName(byte[] name, int from, int to) {
        int label = 0;
        for (int i = from; i < to; i++) {
            byte b = name[i];
            if (b == '.') {
                if (label == 0) return false;
                label = 0;
                continue;
            }
            if (!IN_LABEL[b & 0xff]) return false;
            label++;
        }
        return label > 0;
    }
}
