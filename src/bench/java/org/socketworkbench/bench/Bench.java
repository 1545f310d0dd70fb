package org.socketworkbench.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures what a socket call costs here and in C, and prints one table. */
@Command(name = "bench", mixinStandardHelpOptions = true, description = "Measures what a socket call costs here and in C.")
final class Bench implements Callable<Integer> {
    private static final int WARM_UPS = 5;

    @Option(names = "--rounds", description = "Rounds of each kind and load (default: ${DEFAULT-VALUE}).")
    private int rounds = 12;

    @Option(names = "--events", description = "Events in the trace (default: ${DEFAULT-VALUE}).")
    private int events = 10_000_000;

    @Option(names = "--cpu", description = "The CPU to run on (default: the last one).")
    private int cpu = Runtime.getRuntime().availableProcessors() - 1;

    @Option(names = "--out", description = "Where files are put (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("target/bench");

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException, RunnerException {
        boolean pinned = Machine.pin(cpu);
        Optional<Peer> c = Peer.compiled(Path.of("src/bench/c/wire.c"), out);
        Optional<Peer> python = Peer.python(Path.of("src/bench/python/wire.py"));
        Forks forks = new Forks(c);

        List<Row> rows = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            Map<Load, List<Row.Round>> made = new EnumMap<>(Load.class);
            for (Load load : Load.values()) {
                progress(kind.text() + ", " + load.text());
                made.put(load, forks.run(WireBenchmark.class, Map.of("kind", kind.name(), "load", load.name()), WARM_UPS, rounds)
                        .stream().map(told -> new Row.Round(told.get("rate"), told.get("rateOfC"))).toList());
            }
            progress(kind.text() + ", allocation");
            Map<String, Double> allocated =
                    forks.run(AllocationBenchmark.class, Map.of("kind", kind.name()), WARM_UPS, 1).getFirst();
            rows.add(new Row(kind.text(), made, List.of(allocated.get("bytesPerSend"), allocated.get("bytesPerReceive"))));
        }
        python.map(peer -> compared("CPython", peer, c)).ifPresent(rows::add);

        progress("the trace");
        Path gcLog = out.resolve("gc.log");
        Map<String, Double> trace = forks.run(TraceBenchmark.class, Map.of("events", Integer.toString(events)), 0, 1,
                GcLog.asJvmArgument(gcLog)).getFirst();
        new Report(System.out).print(Machine.describe(), pinned ? Optional.of(cpu) : Optional.empty(), rows, events, trace,
                GcLog.read(gcLog));
        return 0;
    }

    private Row compared(String name, Peer peer, Optional<Peer> c) {
        Map<Load, List<Row.Round>> made = new EnumMap<>(Load.class);
        for (Load load : Load.values()) {
            progress(name + ", " + load.text());
            List<Row.Round> list = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                double rateOfC = c.map(program -> program.rate(load)).orElse(0.0);
                list.add(new Row.Round(peer.rate(load), rateOfC));
            }
            made.put(load, list);
        }
        return new Row(name, made, List.of());
    }

    private static void progress(String what) {
        System.err.println("measuring: " + what);
    }
}
