package io.beaconward.watch;

import java.util.List;

/** A destination pattern by itself, as the catalogue understands it: {@code *} stands for one or more labels. */
public final class DestinationPattern {
    private DestinationPattern() {}

    /** Whether the name, in lower case, matches the pattern. Off the message path; the catalogue is for that. */
    public static boolean matches(String pattern, String name) {
        return matches(List.of(pattern.split("\\.", -1)), List.of(name.split("\\.", -1)));
    }

    private static boolean matches(List<String> pattern, List<String> labels) {
        if (pattern.isEmpty()) return labels.isEmpty();
        List<String> rest = pattern.subList(1, pattern.size());
        if (!pattern.get(0).equals("*")) {
            return !labels.isEmpty()
                    && labels.get(0).equals(pattern.get(0))
                    && matches(rest, labels.subList(1, labels.size()));
        }
        for (int taken = 1; taken <= labels.size(); taken++) {
            if (matches(rest, labels.subList(taken, labels.size()))) return true;
        }
        return false;
    }
}
