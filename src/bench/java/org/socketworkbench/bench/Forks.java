package org.socketworkbench.bench;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs benchmarks with JMH, each in a JVM of its own that has the flags of this one. */
final class Forks {
    private Forks() {}

    /** Runs a benchmark and answers, per round, what it told, by name. */
    static List<Map<String, Double>> run(Class<?> benchmark, Map<String, String> parameters, int warmUps, int rounds,
            String... moreJvmArguments) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder().include(benchmark.getName() + "\\.").forks(1)
                .warmupIterations(warmUps).measurementIterations(rounds)
                .jvmArgsAppend(moreJvmArguments).verbosity(VerboseMode.SILENT).shouldFailOnError(true);
        parameters.forEach(options::param);
        Collection<RunResult> results = new Runner(options.build()).run();
        return results.stream().flatMap(result -> result.getBenchmarkResults().stream())
                .flatMap(result -> result.getIterationResults().stream()).map(Forks::told).toList();
    }

    private static Map<String, Double> told(IterationResult iteration) {
        Map<String, Double> told = new TreeMap<>();
        iteration.getSecondaryResults().forEach((name, result) -> told.put(name, result.getScore()));
        return told;
    }
}
