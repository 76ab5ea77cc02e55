package io.beaconward.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Brings the texts of settings to values. What does not fit becomes a problem, and the key's default takes its place until
 * then. It notes what was asked of it, in that order.
 */
final class ValueReader {
    private final Map<String, Given> values;
    private final List<Problem> problems;
    private final Map<String, Held> held = new LinkedHashMap<>();

    /** @param values by the names of their keys */
    ValueReader(Map<String, Given> values, List<Problem> problems) {
        this.values = values;
        this.problems = problems;
    }

    /** All settings that were read. */
    Map<String, Held> held() {
        return held;
    }

    /** What is wrong so far; takes what is found elsewhere. */
    List<Problem> problems() {
        return problems;
    }

    void problem(Key<?> key, String message) {
        problem(place(key), key.name(), message);
    }

    void problem(String place, String key, String message) {
        problems.add(new Problem(place, key, message));
    }

    /** Notes what is no setting of its own. */
    void hold(String name, Held value) {
        held.put(name, value);
    }

    /** Where the setting is given. */
    String place(Key<?> key) {
        Given given = values.get(key.name());
        return given == null ? "default" : given.place();
    }

    private Given given(Key<?> key) {
        Given given = values.get(key.name());
        if (given == null) given = new Given(fallback(key), "default");
        return given;
    }

    private <T> T hold(Key<?> key, Given given, T value) {
        String line = key.name() + " = " + String.join(", ", given.texts()) + " (" + given.place() + ")";
        held.put(key.name(), new Held(value, line));
        return value;
    }

    /** Adds what the file holds that the setting names. */
    void with(Key<?> key, Object content) {
        held.computeIfPresent(key.name(), (name, named) -> new Held(List.of(named.value(), content), named.line()));
    }

    private static List<String> fallback(Key<?> key) {
        return key.fallback().isEmpty() ? List.of() : List.of(key.fallback().split(","));
    }

    /** The setting's value; what the default says where it is wrong. */
    <T> T one(Key<T> key) {
        Given given = given(key);
        return hold(key, given, read(key, given.texts().get(0), given.place()).orElseGet(() -> fallbackOf(key)));
    }

    /** The setting's value, if it has a right one. */
    <T> Optional<T> optional(Key<T> key) {
        Given given = given(key);
        Optional<T> value = given.texts().isEmpty()
                ? Optional.empty()
                : read(key, given.texts().get(0), given.place());
        return hold(key, given, value);
    }

    /** The setting's right values. */
    <T> List<T> many(Key<T> key) {
        Given given = given(key);
        List<T> all = new ArrayList<>();
        for (String text : given.texts()) read(key, text, given.place()).ifPresent(all::add);
        return hold(key, given, List.copyOf(all));
    }

    /** The text's value; empty, and a problem, where it has none. */
    <T> Optional<T> read(Key<T> key, String text, String place) {
        try {
            return Optional.of(key.reader().read(text));
        } catch (BadValue e) {
            problems.add(new Problem(place, key.name(), e.said()));
            return Optional.empty();
        }
    }

    private static <T> T fallbackOf(Key<T> key) {
        try {
            return key.reader().read(key.fallback());
        } catch (BadValue e) {
            throw new IllegalStateException(key.name() + " has a default that it does not take", e);
        }
    }

    /** The field's value, or its default; empty where there is neither, or where it is wrong. */
    <T> Optional<T> field(Map<String, Given> given, Key<T> key) {
        Given value = given.get(key.name());
        if (value != null)
            return read(key, value.texts().isEmpty() ? "" : value.texts().get(0), value.place());
        return key.fallback().isEmpty() ? Optional.empty() : Optional.of(fallbackOf(key));
    }

    /** What the file holds; a file that others may write or read keeps no secret, so it is refused. */
    Optional<String> secret(Path file, String key, String place) {
        try {
            Set<PosixFilePermission> open = Files.getPosixFilePermissions(file);
            if (open.contains(PosixFilePermission.OTHERS_READ) || open.contains(PosixFilePermission.OTHERS_WRITE)) {
                problems.add(new Problem(place, key, file + " may be read by everybody; chmod o= " + file));
                return Optional.empty();
            }
            return Optional.of(Files.readString(file, StandardCharsets.UTF_8).strip());
        } catch (IOException | UnsupportedOperationException e) {
            problems.add(new Problem(place, key, file + " cannot be read"));
            return Optional.empty();
        }
    }
}
