package io.beaconward.cli;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A word of the command line that stands for one of an enum's constants, in lower case. */
final class Choice {
    private Choice() {}

    static <E extends Enum<E>> Optional<E> of(E[] all, String word) {
        return Arrays.stream(all).filter(one -> text(one).equals(word)).findFirst();
    }

    /** Says which words the option takes. */
    static int refuse(PrintStream err, String option, String word, Enum<?>[] all) {
        String words = Arrays.stream(all).map(Choice::text).collect(Collectors.joining(", "));
        err.println("beaconward: " + option + " takes one of " + words + ", not " + word);
        return Failure.WRONG;
    }

    private static String text(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
