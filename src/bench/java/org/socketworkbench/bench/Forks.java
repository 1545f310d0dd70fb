package org.socketworkbench.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs benchmarks with JMH, each in a JVM of its own. */
final class Forks {
    /**
     * The collector that a JVM takes by itself on a machine with two CPUs or more, as long as it is not held on one.
     * --sun-misc-unsafe-memory-access keeps JMH's use of it from the output.
     */
    private static final List<String> JVM_ARGUMENTS = List.of("-XX:+UseG1GC", "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private final List<String> jvmArguments;

    /** @param c the C program that JVMs are to compare themselves with */
    Forks(Optional<Peer> c) {
        jvmArguments = new ArrayList<>(JVM_ARGUMENTS);
        c.map(Peer::asJvmArgument).ifPresent(jvmArguments::add);
    }

    /** Runs a benchmark and answers, per round, what it told, by name. */
    List<Map<String, Double>> run(Class<?> benchmark, Map<String, String> parameters, int warmUps, int rounds,
            String... moreJvmArguments) throws RunnerException {
        List<String> arguments = new ArrayList<>(jvmArguments);
        arguments.addAll(List.of(moreJvmArguments));
        ChainedOptionsBuilder options = new OptionsBuilder().include(benchmark.getName() + "\\.").forks(1)
                .warmupIterations(warmUps).measurementIterations(rounds)
                .jvmArgs(arguments.toArray(String[]::new)).verbosity(VerboseMode.SILENT).shouldFailOnError(true);
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
