package io.beaconward.config;

import java.util.Locale;

/**
 * A setting: all that is to be said about it.
 *
 * @param name dotted, as in the file's nesting
 * @param effect when a change of it takes effect
 * @param fallback the text that holds where nothing is set; empty: none
 * @param list whether it takes several values; then {@code fallback} has them separated by commas
 * @param reader reads one value
 * @param takes what values it takes: kind, unit and bounds
 * @param meaning what it does, a sentence
 */
record Key<T>(
        String name, Effect effect, String fallback, boolean list, Reader<T> reader, String takes, String meaning) {
    /** Reads a value from its text. */
    @FunctionalInterface
    interface Reader<T> {
        T read(String text) throws BadValue;
    }

    static <T> Key<T> one(String name, Effect effect, String fallback, Reader<T> reader, String takes, String meaning) {
        return new Key<>(name, effect, fallback, false, reader, takes, meaning);
    }

    static <T> Key<T> many(
            String name, Effect effect, String fallback, Reader<T> reader, String takes, String meaning) {
        return new Key<>(name, effect, fallback, true, reader, takes, meaning);
    }

    /** The name of the environment variable that sets it. */
    String variable() {
        return variable(name);
    }

    static String variable(String name) {
        return "BEACONWARD_" + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
