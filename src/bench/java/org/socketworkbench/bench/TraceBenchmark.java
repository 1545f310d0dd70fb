package org.socketworkbench.bench;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceLog;

/** A long conversation in the trace: written as calls are made, then read from the first event to the last. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
public class TraceBenchmark {
    private static final int FD = 4;
    private static final int PAYLOAD_BYTES = 64;
    private static final int EVENTS_PER_CALL = 2;
    /** A send and a recv. */
    private static final int EVENTS_PER_TURN = 2 * EVENTS_PER_CALL;

    @Param("0")
    public int events;

    /** What a run tells. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Run {
        private double appended;
        private double read;
        private double bytes;

        /** Events a second. */
        public double appended() {
            return appended;
        }

        /** Events a second. */
        public double read() {
            return read;
        }

        /** Bytes of memory an event, its payload not counted. */
        public double bytes() {
            return bytes;
        }
    }

    @Benchmark
    public void writeAndRead(Run run, Blackhole hole) {
        long before = memory();
        TraceLog log = new TraceLog(2 * events);

        long began = System.nanoTime();
        write(log);
        run.appended = events * 1e9 / (System.nanoTime() - began);

        run.bytes = (double) (memory() - before) / events - (double) PAYLOAD_BYTES / EVENTS_PER_CALL;

        began = System.nanoTime();
        for (int number = 0; number < events; number++) {
            hole.consume(log.get(number));
        }
        run.read = events * 1e9 / (System.nanoTime() - began);
    }

    /** What a participant's calls leave: each has a payload of its own, as bytes from a kernel have. */
    private void write(TraceLog log) {
        byte[] text = new byte[PAYLOAD_BYTES];
        for (int turn = 0; turn < events / EVENTS_PER_TURN; turn++) {
            text[turn % PAYLOAD_BYTES]++;
            call(log, new Call.Send(FD, Bytes.of(text), 0), new Outcome.Done(PAYLOAD_BYTES));
            call(log, new Call.Recv(FD, PAYLOAD_BYTES, 0), new Outcome.Received(Bytes.of(text)));
        }
    }

    private static void call(TraceLog log, Call call, Outcome outcome) {
        long entered = log.now();
        int number = log.append(new TraceEvent.CallEntered(entered, 0, call));
        log.append(new TraceEvent.CallReturned(log.now(), 0, number, entered, call, outcome));
    }

    /** What is reachable after a full collection, on the heap and in direct buffers. */
    private static long memory() {
        System.gc();
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed).sum();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() + direct;
    }
}
