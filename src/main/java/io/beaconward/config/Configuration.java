package io.beaconward.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The settings in effect and where each comes from: the defaults, then the file, then the environment. Immutable. */
public final class Configuration {
    private static final String RESOURCE = "config/beaconward.yaml";

    private final Settings settings;
    private final Map<String, Given> values;
    private final List<Map<String, Given>> webhooks;
    private final Map<String, Held> held;

    private Configuration(
            Settings settings, Map<String, Given> values, List<Map<String, Given>> webhooks, Map<String, Held> held) {
        this.settings = settings;
        this.values = values;
        this.webhooks = webhooks;
        this.held = held;
    }

    /**
     * Reads the file, or the embedded one where none is given, and the environment's variables that begin with
     * {@code BEACONWARD_}.
     *
     * @throws ConfigException with all that is wrong, not just the first
     */
    public static Configuration read(Optional<Path> file, Map<String, String> environment) throws ConfigException {
        List<Problem> problems = new ArrayList<>();
        String source = YamlFile.name(file, RESOURCE);
        GivenFile given = new GivenFile(source, YamlFile.read(file, RESOURCE, problems), problems);
        GivenEnvironment variables = new GivenEnvironment(environment, given, problems);
        return of(variables.values(), variables.webhooks(), problems);
    }

    private static Configuration of(
            Map<String, Given> values, List<Map<String, Given>> webhooks, List<Problem> problems)
            throws ConfigException {
        ValueReader reader = new ValueReader(values, problems);
        Settings settings = new SettingsReader(reader).settings(webhooks);
        if (!problems.isEmpty()) throw new ConfigException(problems);
        return new Configuration(settings, values, webhooks, reader.held());
    }

    /** All settings. */
    public Settings settings() {
        return settings;
    }

    /** A line for each setting, for people; without secrets. */
    public List<String> effective() {
        return held.values().stream().map(Held::line).toList();
    }

    /** The lines of {@link #effective}. */
    @Override
    public String toString() {
        return String.join("\n", effective());
    }

    /**
     * Reads anew what a process runs by that was started by this one. What a reload does not take keeps its value.
     *
     * @throws ConfigException with all that is wrong; then nothing is taken
     */
    public Reread reread(Optional<Path> file, Map<String, String> environment) throws ConfigException {
        Configuration wanted = read(file, environment);
        Set<String> waiting = wanted.waitsForRestart(this);
        Configuration now = waiting.isEmpty() ? wanted : wanted.keeping(this, waiting);
        List<String> gone = held.keySet().stream()
                .filter(name -> !now.held.containsKey(name))
                .toList();
        List<String> taken = now.changedFrom(this).stream()
                .map(name -> Objects.requireNonNull(now.held.get(name)).line())
                .toList();
        return new Reread(now, taken, gone, List.copyOf(waiting));
    }

    private Set<String> changedFrom(Configuration before) {
        Set<String> changed = new LinkedHashSet<>();
        held.forEach((name, now) -> {
            Held old = before.held.get(name);
            if (old == null || !old.value().equals(now.value())) changed.add(name);
        });
        return changed;
    }

    private Set<String> waitsForRestart(Configuration running) {
        Set<String> changed = changedFrom(running);
        Set<String> waiting = new LinkedHashSet<>();
        for (Key<?> key : Keys.ALL) {
            boolean waits = key.effect() == Effect.RESTART
                    || changed.contains(key.effect().company());
            if (waits && changed.contains(key.name())) waiting.add(key.name());
        }
        return waiting;
    }

    /** This, with some values of another; checked anew, for they have to fit together. */
    private Configuration keeping(Configuration running, Set<String> names) throws ConfigException {
        Map<String, Given> mixed = new LinkedHashMap<>(values);
        for (String name : names) {
            Given old = running.values.get(name);
            if (old == null) mixed.remove(name);
            else mixed.put(name, old);
        }
        return of(mixed, webhooks, new ArrayList<>());
    }
}
