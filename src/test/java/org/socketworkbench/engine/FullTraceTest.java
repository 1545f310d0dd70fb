package org.socketworkbench.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.Sockets;
import org.socketworkbench.testing.Await;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceEvent.Note;
import org.socketworkbench.trace.TraceLog;

/** A program that never ends meets the end of the trace, on a system where every call succeeds at once. */
class FullTraceTest {
    private static final int CAPACITY = 20_000;

    private final TraceLog log = new TraceLog(CAPACITY);
    private final Workbench workbench = new Workbench(EverySucceeds::new, log, (call, outcome) -> {},
            body -> Thread.ofPlatform().daemon().start(body));
    private final Participant busy = workbench.add("busy", Role.CLIENT);

    @AfterEach
    void leave() throws InterruptedException {
        assertTrue(workbench.close(Duration.ofSeconds(30)));
    }

    @Test
    void aProgramStopsBeforeItsNextCallAndSaysWhy() {
        busy.start(endless());
        awaitAtTheGate();
        assertTrue(log.isFull());
        assertTrue(workbench.gate().isStepping());
        assertEquals(1, notes());
    }

    @Test
    void runAgainStopsItAgainOneCallLater() {
        busy.start(endless());
        awaitAtTheGate();
        for (int i = 2; i <= 6; i++) {
            int told = i;
            int size = log.size();
            workbench.gate().run();
            Await.until("it has been told again", () -> notes() == told);
            awaitAtTheGate();
            assertTrue(log.size() - size < 10, "only a call was made");
        }
        assertTrue(log.size() < CAPACITY);
    }

    @Test
    void stepsAreStillMade() {
        busy.start(endless());
        awaitAtTheGate();
        int size = log.size();
        workbench.gate().step();
        Await.until("the next call waits", () -> log.size() == size + 3);
        assertEquals(1, notes());
    }

    @Test
    void callsByHandAreStillMadeOnceItIsStopped() {
        busy.start(endless());
        awaitAtTheGate();
        workbench.stop();
        Await.until("it has stopped",
                () -> log.get(log.size() - 1) instanceof Note n && n.kind() == Note.Kind.PROGRAM_STOPPED);
        busy.make(new Call.Listen(1, 1));
        Await.until("the call has returned", () -> log.get(log.size() - 1) instanceof TraceEvent.CallReturned e
                && e.call() instanceof Call.Listen);
    }

    private void awaitAtTheGate() {
        Await.until("the program waits at the gate", () -> log.size() > 0
                && log.get(log.size() - 1) instanceof TraceEvent.CallWaiting);
    }

    private long notes() {
        return log.range(0, log.size()).stream()
                .filter(e -> e instanceof Note n && n.kind() == Note.Kind.TRACE_FULL).count();
    }

    private static Program endless() {
        return new Program() {
            @Override
            public String name() {
                return "endless";
            }

            @Override
            public void run(Process process) throws Ended {
                while (true) {
                    process.call(new Call.Shutdown(1, Call.Shutdown.How.SHUT_WR));
                }
            }
        };
    }

    private static final class EverySucceeds implements Sockets.Caller {
        @Override
        public Outcome make(Call.SystemCall call) {
            return new Outcome.Done(0);
        }

        @Override
        public void interrupt() {
            // No call takes any time.
        }

        @Override
        public void rearm() {
            // Nor is any interrupted.
        }

        @Override
        public long threadId() {
            return 1;
        }

        @Override
        public void close() {
            // There is nothing to give back.
        }
    }
}
