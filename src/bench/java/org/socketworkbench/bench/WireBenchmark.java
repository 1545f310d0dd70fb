package org.socketworkbench.bench;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/** Bytes over a loopback TCP connection. Each iteration is a round: first the C program, then the same in this JVM. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
public class WireBenchmark {
    @Param
    public Kind kind;
    @Param
    public Load load;

    private final CpuClock clock = new CpuClock();
    private double processes;
    private double threads;
    private Wire wire;

    /** What a round tells, each as round trips or bytes a second of CPU time; those of C are 0 without it. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Told {
        private double rate;
        private double processes;
        private double threads;

        public double rate() {
            return rate;
        }

        public double processes() {
            return processes;
        }

        public double threads() {
            return threads;
        }
    }

    /** A new connection, and with it a new trace, each time; and C, unless this is only to warm up. */
    @Setup(Level.Iteration)
    public void open(IterationParams iteration) throws Exception {
        if (iteration.getType() == IterationType.MEASUREMENT) {
            processes = Peer.given().map(c -> c.rate(Peer.Ends.PROCESSES, load)).orElse(0.0);
            threads = Peer.given().map(c -> c.rate(Peer.Ends.THREADS, load)).orElse(0.0);
        }
        wire = new Wire(kind, load);
    }

    @Benchmark
    public void transfer(Told told) throws Exception {
        long began = clock.nanos();
        wire.transfer();
        told.rate = load.amount() * 1e9 / (clock.nanos() - began);
        told.processes = processes;
        told.threads = threads;
    }

    @TearDown(Level.Iteration)
    public void close() {
        wire.close();
    }
}
