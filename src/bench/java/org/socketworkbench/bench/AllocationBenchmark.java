package org.socketworkbench.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a send and a recv of 64 bytes allocate on the heap; the record that asks for the call counts too. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
public class AllocationBenchmark {
    @Param
    public Kind kind;

    /** Bytes of the heap a call. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Allocated {
        private long sent;
        private long received;

        public double bytesPerSend() {
            return (double) sent / Load.ECHO.amount();
        }

        public double bytesPerReceive() {
            return (double) received / Load.ECHO.amount();
        }
    }

    @Benchmark
    public void allocation(Allocated allocated) throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        // JMH sets no counter back that is computed.
        allocated.sent = 0;
        allocated.received = 0;
        try (Wire wire = new Wire(kind, Load.ECHO)) {
            wire.both(end -> {
                for (int left = Load.ECHO.amount(); left > 0; left--) {
                    long before = threads.getCurrentThreadAllocatedBytes();
                    end.send();
                    long between = threads.getCurrentThreadAllocatedBytes();
                    end.receive();
                    allocated.sent += between - before;
                    allocated.received += threads.getCurrentThreadAllocatedBytes() - between;
                }
            }, end -> {
                for (int left = Load.ECHO.amount(); left > 0; left--) {
                    end.receive();
                    end.send();
                }
            });
        }
    }
}
