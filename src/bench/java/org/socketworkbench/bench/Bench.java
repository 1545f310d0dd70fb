package org.socketworkbench.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
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

    @Option(names = "--rounds",
            description = "Rounds, in each of which every program has a turn with each load (default: "
                    + "${DEFAULT-VALUE}).")
    private int rounds = 60;

    @Option(names = "--events", description = "Events in the trace (default: ${DEFAULT-VALUE}).")
    private int events = 10_000_000;

    @Option(names = "--cpu", description = "The CPU to run on (default: the last one, here ${DEFAULT-VALUE}).")
    private int cpu = Runtime.getRuntime().availableProcessors() - 1;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Shows this.")
    private boolean help;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).addSubcommand(new StartBench())
                .addSubcommand(new MomentsBench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException, RunnerException {
        boolean pinned = Machine.pin(cpu);
        Files.createDirectories(OUT);
        Map<Peer.Ends, Peer> c = new EnumMap<>(Peer.Ends.class);
        List<Peer> python = new ArrayList<>();
        for (Peer.Ends ends : Peer.Ends.values()) {
            Peer.compiled(Path.of("src/bench/c/wire.c"), OUT.resolve("wire"), ends)
                    .ifPresent(peer -> c.put(ends, peer));
            Peer.python(Path.of("src/bench/python/wire.py"), ends).ifPresent(python::add);
        }
        List<Row> rows = new Measurements(c, rounds).of(python);

        Path gcLog = OUT.resolve("gc.log");
        Map<String, Double> trace = Forks.run(TraceBenchmark.class, Map.of("events", Integer.toString(events)), 0, 1,
                GcLog.asJvmArgument(gcLog)).getFirst();

        Report report = new Report(System.out);
        report.machine(pinned ? Optional.of(cpu) : Optional.empty());
        if (c.isEmpty()) {
            report.rates(rows);
        } else {
            report.ratios(rows);
        }
        report.trace(events, trace, GcLog.read(gcLog));
        return 0;
    }
}
