package org.socketworkbench.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Makes the rows of the table: all programs are started once and then take short turns, so that a load meets them all
 * alike.
 */
final class Measurements {
    private static final int WARM_UPS = 20;

    private final Map<Peer.Ends, Peer> c;
    private final int rounds;

    /** @param c what all is compared with, if it is there */
    Measurements(Map<Peer.Ends, Peer> c, int rounds) {
        this.c = c;
        this.rounds = rounds;
    }

    /** The rows of C, of the kinds of this JVM and of other programs. */
    List<Row> of(List<Peer> others) throws IOException, RunnerException {
        Map<Peer, Map<Load, List<Round>>> made = new LinkedHashMap<>();
        c.values().forEach(peer -> made.put(peer, new EnumMap<>(Load.class)));
        Map<Peer, Row.Heap> heaps = new HashMap<>();
        for (Kind kind : Kind.values()) {
            Peer peer = Peer.java(kind);
            made.put(peer, new EnumMap<>(Load.class));
            heaps.put(peer, heap(kind));
        }
        others.forEach(peer -> made.put(peer, new EnumMap<>(Load.class)));
        for (Load load : Load.values()) {
            measure(load, List.copyOf(made.keySet())).forEach((peer, told) -> made.get(peer).put(load, told));
        }
        return made.entrySet().stream().map(entry -> new Row(entry.getKey().name(), entry.getValue(),
                Optional.ofNullable(heaps.get(entry.getKey())))).toList();
    }

    private Map<Peer, List<Round>> measure(Load load, List<Peer> peers) throws IOException {
        progress(load.text());
        Map<Peer, List<Round>> told = new HashMap<>();
        Map<Peer, Peer.Running> running = new LinkedHashMap<>();
        try {
            for (Peer peer : peers) {
                told.put(peer, new ArrayList<>());
                running.put(peer, peer.start(load));
            }
            for (int round = -WARM_UPS; round < rounds; round++) {
                Map<Peer, Double> rates = new HashMap<>();
                for (Peer peer : peers) {
                    rates.put(peer, running.get(peer).turn());
                }
                if (round >= 0) {
                    rates.forEach((peer, rate) -> told.get(peer).add(
                            new Round(rate, rateOfC(Peer.Ends.PROCESSES, rates), rateOfC(Peer.Ends.THREADS, rates))));
                }
            }
        } finally {
            running.values().forEach(Peer.Running::close);
        }
        return told;
    }

    private double rateOfC(Peer.Ends ends, Map<Peer, Double> rates) {
        return c.isEmpty() ? 0 : rates.get(c.get(ends));
    }

    private static Row.Heap heap(Kind kind) throws RunnerException {
        progress(kind.text() + ", allocation");
        Map<String, Double> heap =
                Forks.run(AllocationBenchmark.class, Map.of("kind", kind.name()), WARM_UPS, 1).getFirst();
        return new Row.Heap(heap.get("bytesPerSend"), heap.get("bytesPerReceive"));
    }

    private static void progress(String what) {
        System.err.println("measuring: " + what);
    }
}
