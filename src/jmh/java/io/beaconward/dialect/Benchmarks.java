package io.beaconward.dialect;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs {@link DialectBenchmark} over {@link ValidLines} and prints the table of {@code src/docs/performance.md}. */
final class Benchmarks {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private Benchmarks() {}

    /**
     * Measures.
     *
     * @param args a regular expression that the names of the lines to measure contain, or "-" for the first line of each dialect,
     *     and the file for JMH's own results
     */
    public static void main(String[] args) throws RunnerException {
        String[] names = args[0].equals("-") ? firstOfEach() : matching(Pattern.compile(args[0]));
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(DialectBenchmark.class.getName())
                        .param("line", names)
                        .addProfiler(GCProfiler.class)
                        .resultFormat(ResultFormatType.JSON)
                        .result(args[1])
                        .build())
                .run();
        System.out.print(table(results));
    }

    private static String[] firstOfEach() {
        Map<String, String> first = new LinkedHashMap<>();
        for (ValidLines.Line line : ValidLines.ALL) first.putIfAbsent(line.dialect(), line.name());
        return first.values().toArray(String[]::new);
    }

    private static String[] matching(Pattern wanted) {
        return ValidLines.ALL.stream()
                .map(ValidLines.Line::name)
                .filter(wanted.asPredicate())
                .toArray(String[]::new);
    }

    private static String table(Collection<RunResult> results) {
        Map<String, Map<String, RunResult>> byLine = new LinkedHashMap<>();
        for (RunResult result : results) {
            byLine.computeIfAbsent(result.getParams().getParam("line"), line -> new LinkedHashMap<>())
                    .put(result.getPrimaryResult().getLabel(), result);
        }
        StringBuilder table =
                new StringBuilder("\n| line | bytes | ns, sender remembered | ns, sender forgotten | ns, header alone"
                        + " | B allocated |\n|---|---|---|---|---|---|\n");
        byLine.forEach((line, of) -> table.append(String.format(
                Locale.ROOT,
                "| %s | %d | %.0f | %.0f | %.0f | %.0f |%n",
                line,
                ValidLines.named(line).length(),
                median(of.get("remembered")),
                median(of.get("forgotten")),
                median(of.get("header")),
                allocated(of.values()))));
        return table.toString();
    }

    private static double median(RunResult result) {
        return result.getPrimaryResult().getStatistics().getPercentile(50);
    }

    /** The most of all methods, bytes an operation. */
    private static double allocated(Collection<RunResult> results) {
        return results.stream()
                .mapToDouble(
                        result -> result.getSecondaryResults().get(ALLOCATED).getScore())
                .max()
                .orElse(Double.NaN);
    }
}
