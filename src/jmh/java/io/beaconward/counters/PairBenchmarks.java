package io.beaconward.counters;

import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs {@link PairBenchmark}; JMH prints the table. */
final class PairBenchmarks {
    private static final String[] OPENED = {
        "java.base/java.lang",
        "java.base/java.lang.reflect",
        "java.base/java.io",
        "java.base/java.util",
        "java.base/java.nio",
        "java.base/sun.nio.ch"
    };

    private PairBenchmarks() {}

    /**
     * Measures.
     *
     * @param args anything, and the file for JMH's own results
     */
    public static void main(String[] args) throws RunnerException {
        OptionsBuilder options = new OptionsBuilder();
        options.include(PairBenchmark.class.getName() + "\\.")
                .resultFormat(ResultFormatType.JSON)
                .result(args[1]);
        String[] flags = new String[OPENED.length + 2];
        for (int i = 0; i < OPENED.length; i++) flags[i] = "--add-opens=" + OPENED[i] + "=ALL-UNNAMED";
        flags[OPENED.length] = "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED";
        flags[OPENED.length + 1] = "-Dchronicle.analytics.disable=true";
        options.jvmArgs(flags);
        new Runner(options.build()).run();
    }
}
