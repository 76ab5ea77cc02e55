package io.beaconward;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured, round by round: the median of each figure, as a table and as JSON. */
final class Figures {
    private final Map<String, List<Double>> measured = new LinkedHashMap<>();
    private final Map<String, String> machine = new LinkedHashMap<>();

    void machine(String name, String value) {
        machine.put(name, value);
    }

    void add(String name, double value) {
        measured.computeIfAbsent(name, first -> new ArrayList<>()).add(value);
        System.out.printf(Locale.ROOT, "  %-44s %,.3f%n", name, value);
    }

    double median(String name) {
        List<Double> sorted =
                measured.getOrDefault(name, List.of()).stream().sorted().toList();
        if (sorted.isEmpty()) return Double.NaN;
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** A table in Markdown. */
    String table() {
        StringBuilder table = new StringBuilder("| figure | median | least | most |\n|---|---|---|---|\n");
        measured.forEach((name, values) -> table.append(String.format(
                Locale.ROOT,
                "| %s | %,.3f | %,.3f | %,.3f |%n",
                name,
                median(name),
                values.stream().mapToDouble(value -> value).min().orElse(Double.NaN),
                values.stream().mapToDouble(value -> value).max().orElse(Double.NaN))));
        machine.forEach(
                (name, value) -> table.append('\n').append(name).append(": ").append(value));
        return table.append('\n').toString();
    }

    void write(Path file) throws IOException {
        ObjectNode json = new ObjectMapper().createObjectNode();
        machine.forEach(json::put);
        ObjectNode figures = json.putObject("figures");
        measured.forEach((name, values) -> {
            ObjectNode figure = figures.putObject(name);
            figure.put("median", median(name));
            values.forEach(figure.withArray("rounds")::add);
        });
        Files.writeString(file, json.toPrettyString() + "\n");
    }
}
