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

/** Bytes over a loopback TCP connection. Each iteration is a round: first the C program, then the same in this JVM. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
public class WireBenchmark {
    @Param
    public Kind kind;
    @Param
    public Load load;

    private final CpuClock clock = new CpuClock();
    private double rateOfC;
    private Wire wire;

    /** What a round tells. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Round {
        private double rate;
        private double rateOfC;

        /** How many round trips or bytes a second of CPU time. */
        public double rate() {
            return rate;
        }

        /** That of the C program; 0 without one. */
        public double rateOfC() {
            return rateOfC;
        }
    }

    /** A new connection, and with it a new trace, each time. */
    @Setup(Level.Iteration)
    public void open() throws Exception {
        rateOfC = Peer.given().map(c -> c.rate(load)).orElse(0.0);
        wire = new Wire(kind, load);
    }

    @Benchmark
    public void transfer(Round round) throws Exception {
        long began = clock.nanos();
        wire.transfer();
        round.rate = load.amount() * 1e9 / (clock.nanos() - began);
        round.rateOfC = rateOfC;
    }

    @TearDown(Level.Iteration)
    public void close() {
        wire.close();
    }
}
