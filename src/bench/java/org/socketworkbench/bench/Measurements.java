package org.socketworkbench.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.RunnerException;

/** Makes the rows of the table, one kind after the other; in every round C is measured as well. */
final class Measurements {
    private static final int WARM_UPS = 5;

    private final Forks forks;
    private final Optional<Peer> c;
    private final int rounds;

    /** @param c what all is compared with, if it is there */
    Measurements(Forks forks, Optional<Peer> c, int rounds) {
        this.forks = forks;
        this.c = c;
        this.rounds = rounds;
    }

    /** A kind of this JVM. */
    Row of(Kind kind) throws RunnerException {
        Map<Load, List<Round>> made = new EnumMap<>(Load.class);
        for (Load load : Load.values()) {
            progress(kind.text() + ", " + load.text());
            made.put(load, forks.run(WireBenchmark.class, Map.of("kind", kind.name(), "load", load.name()), WARM_UPS, rounds)
                    .stream().map(told -> new Round(told.get("rate"), told.get("processes"), told.get("threads"))).toList());
        }
        progress(kind.text() + ", allocation");
        Map<String, Double> heap = forks.run(AllocationBenchmark.class, Map.of("kind", kind.name()), WARM_UPS, 1).getFirst();
        return new Row(kind.text(), made, Optional.of(new Row.Heap(heap.get("bytesPerSend"), heap.get("bytesPerReceive"))));
    }

    /** A program of another language, with both sorts of ends. */
    List<Row> of(Peer peer) {
        Map<Load, List<Round>> processes = new EnumMap<>(Load.class);
        Map<Load, List<Round>> threads = new EnumMap<>(Load.class);
        for (Load load : Load.values()) {
            progress(peer.name() + ", " + load.text());
            processes.put(load, new ArrayList<>());
            threads.put(load, new ArrayList<>());
            for (int round = 0; round < rounds; round++) {
                double processesOfC = c.map(program -> program.rate(Peer.Ends.PROCESSES, load)).orElse(0.0);
                double threadsOfC = c.map(program -> program.rate(Peer.Ends.THREADS, load)).orElse(0.0);
                processes.get(load).add(new Round(peer.rate(Peer.Ends.PROCESSES, load), processesOfC, threadsOfC));
                threads.get(load).add(new Round(peer.rate(Peer.Ends.THREADS, load), processesOfC, threadsOfC));
            }
        }
        return List.of(new Row(peer.name() + ", two processes", processes, Optional.empty()),
                new Row(peer.name() + ", two threads", threads, Optional.empty()));
    }

    /** C itself, as the rounds of the others found it. */
    static List<Row> ofC(List<Row> others) {
        return List.of(new Row("C, two processes", all(others, Round::processes), Optional.empty()),
                new Row("C, two threads", all(others, Round::threads), Optional.empty()));
    }

    private static Map<Load, List<Round>> all(List<Row> others, Function<Round, Double> rate) {
        Map<Load, List<Round>> all = new EnumMap<>(Load.class);
        for (Load load : Load.values()) {
            Stream<Round> rounds = others.stream().flatMap(row -> row.rounds().get(load).stream());
            all.put(load, rounds.map(round -> new Round(rate.apply(round), round.processes(), round.threads())).toList());
        }
        return all;
    }

    private static void progress(String what) {
        System.err.println("measuring: " + what);
    }
}
