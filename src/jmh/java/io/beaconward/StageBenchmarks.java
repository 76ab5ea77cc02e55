package io.beaconward;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the benchmarks of the stages that have no runner of their own, and prints the table of {@code src/docs/performance.md}. */
final class StageBenchmarks {
    private static final String ALL = "FramerBenchmark|CatalogueBenchmark|CountingBenchmark|PipelineBenchmark";
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private StageBenchmarks() {}

    /**
     * Measures.
     *
     * @param args a regular expression for the benchmarks to run, or "-" for all, and the file for JMH's own results
     */
    public static void main(String[] args) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(args[0].equals("-") ? ALL : args[0])
                        .addProfiler(GCProfiler.class)
                        .resultFormat(ResultFormatType.JSON)
                        .result(args[1])
                        .build())
                .run();
        System.out.println("\n| stage | ns | +- | B allocated |\n|---|---|---|---|");
        for (RunResult result : results) {
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.0f | %.0f | %.1f |%n",
                    name(result),
                    result.getPrimaryResult().getScore(),
                    result.getPrimaryResult().getScoreError(),
                    result.getSecondaryResults().get(ALLOCATED).getScore());
        }
    }

    private static String name(RunResult result) {
        String benchmark = result.getParams().getBenchmark();
        String[] parts = benchmark.split("\\.", -1);
        String parameters = result.getParams().getParamsKeys().stream()
                .map(key -> key + " " + result.getParams().getParam(key))
                .collect(Collectors.joining(", "));
        return parts[parts.length - 2].replace("Benchmark", "") + " (" + parameters + ")";
    }
}
