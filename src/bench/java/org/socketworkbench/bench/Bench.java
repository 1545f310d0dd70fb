package org.socketworkbench.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import org.socketworkbench.bench.start.StartBench;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures what a socket call costs here and in C, and prints one table. */
@Command(name = "bench", description = "Measures what a socket call costs here and in C.")
final class Bench implements Callable<Integer> {
    private static final Path OUT = Path.of("target", "bench");

    @Option(names = "--rounds", description = "Rounds of each kind and load (default: ${DEFAULT-VALUE}).")
    private int rounds = 12;

    @Option(names = "--events", description = "Events in the trace (default: ${DEFAULT-VALUE}).")
    private int events = 10_000_000;

    @Option(names = "--cpu", description = "The CPU to run on (default: the last one, here ${DEFAULT-VALUE}).")
    private int cpu = Runtime.getRuntime().availableProcessors() - 1;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Shows this.")
    private boolean help;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).addSubcommand(new StartBench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException, RunnerException {
        boolean pinned = Machine.pin(cpu);
        Files.createDirectories(OUT);
        Optional<Peer> c = Peer.compiled(Path.of("src/bench/c/wire.c"), OUT.resolve("wire"));
        Optional<Peer> python = Peer.python(Path.of("src/bench/python/wire.py"));
        Forks forks = new Forks(c);

        Measurements measurements = new Measurements(forks, c, rounds);
        List<Row> rows = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            rows.add(measurements.of(kind));
        }
        python.map(measurements::of).ifPresent(rows::addAll);

        Path gcLog = OUT.resolve("gc.log");
        Map<String, Double> trace = forks.run(TraceBenchmark.class, Map.of("events", Integer.toString(events)), 0, 1,
                GcLog.asJvmArgument(gcLog)).getFirst();

        Report report = new Report(System.out);
        report.machine(pinned ? Optional.of(cpu) : Optional.empty());
        if (c.isPresent()) {
            report.ratios(rows);
        } else {
            report.rates(rows);
        }
        report.trace(events, trace, GcLog.read(gcLog));
        return 0;
    }
}
