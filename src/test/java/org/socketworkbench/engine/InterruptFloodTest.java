package org.socketworkbench.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.testing.Bench;
import org.socketworkbench.trace.TraceEvent.Note;

/**
 * A participant that is interrupted far more often than it does anything is stopped once for each thing that it does.
 */
class InterruptFloodTest {
    private static final int THREADS = 2;
    private static final int CALLS = 20;

    @AutoClose
    private final Bench bench = new Bench();
    private volatile boolean enough;

    @Test
    void aFloodEndsEveryCallThatIsMadeByHandAndNoneAfterIt() throws Exception {
        Participant server = bench.server();
        int listener = bench.listener(server, 1);
        underAFlood(server, () -> {
            for (int call = 0; call < CALLS; call++) {
                assertEquals(new Outcome.Failed(Errno.EINTR), bench.call(server, new Call.Accept(listener)));
            }
        });
        int from = bench.block(server, new Call.Accept(listener));
        bench.connected(bench.client(), bench.listening(server));
        assertInstanceOf(Outcome.Accepted.class, bench.returned(server, from).outcome());
    }

    @Test
    void aFloodStopsEachProgramOnceAndTheNextOneGetsWhatIsTyped() throws Exception {
        Participant server = bench.server();
        Asking begun = new Asking();
        int first = bench.log.size();
        server.start(begun);
        bench.note(server, Note.Kind.WAITS_FOR_INPUT, first);
        underAFlood(server, () -> {
            bench.note(server, Note.Kind.PROGRAM_STOPPED, first);
            assertEquals(1, begun.stops.get());
            for (int start = 0; start < CALLS; start++) {
                Asking program = new Asking();
                int from = bench.log.size();
                server.start(program);
                bench.note(server, Note.Kind.PROGRAM_STOPPED, from);
                // One that is stopped before it has begun is not told.
                assertTrue(program.stops.get() <= 1, program.stops::toString);
            }
        });
        int from = bench.log.size();
        server.start(new Asking());
        bench.note(server, Note.Kind.WAITS_FOR_INPUT, from);
        server.type("Hello");
        assertEquals("Hello", bench.note(server, Note.Kind.OUTPUT, from));
        bench.note(server, Note.Kind.PROGRAM_ENDED, from);
    }

    private void underAFlood(Participant of, Runnable body) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> floods = Stream.generate(() -> threads.submit(() -> {
                while (!enough) {
                    of.interrupt();
                }
            })).<Future<?>>map(flood -> flood).limit(THREADS).toList();
            try {
                body.run();
            } finally {
                enough = true;
            }
            for (Future<?> flood : floods) {
                flood.get();
            }
        }
    }

    /** Prints the first line that it is given. */
    private static final class Asking implements Program {
        final AtomicInteger stops = new AtomicInteger();

        @Override
        public String name() {
            return "asking";
        }

        @Override
        public void run(Process process) throws Ended {
            process.print(process.input("").orElseThrow());
        }

        @Override
        public void stop() {
            stops.incrementAndGet();
        }
    }
}
