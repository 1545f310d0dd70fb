package org.socketworkbench.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.testing.Await;
import org.socketworkbench.testing.Bench;
import org.socketworkbench.testing.ThisSystem;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceLog;

/** Which of its two questions the witness is asked after a call. */
class WitnessTest {
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final TraceLog log = new TraceLog();
    private final Workbench workbench = new Workbench(ThisSystem.sockets(), log, new Participant.Witness() {
        @Override
        public void returned(Call call, Outcome outcome) {
            asked.add(call.word());
        }

        @Override
        public void ranOn(Call call, Outcome outcome) {
            asked.add(call.word() + " in passing");
        }
    }, body -> Thread.ofPlatform().daemon().start(body));
    private final Participant someone = workbench.add("someone", Role.CLIENT);

    @AfterEach
    void leave() throws InterruptedException {
        assertTrue(workbench.close(Duration.ofSeconds(30)));
    }

    @Test
    void aCallByHandIsAwaitedAndSoAreTheCallsThatItIsMadeOf() {
        someone.make(Bench.NEW_SOCKET);
        Await.until("it has a socket", () -> !someone.descriptors().isEmpty());
        someone.make(new Call.SetTimeout(someone.descriptors().getFirst(), 1_000_000));
        awaitAsked(List.of("socket", "ioctl"));
    }

    @Test
    void aProgramThatRunsOnIsAskedAboutInPassing() {
        someone.start(program());
        awaitAsked(List.of("socket in passing", "listen in passing", "close in passing"));
    }

    @Test
    void aStepIsAwaited() {
        workbench.gate().pause();
        someone.start(program());
        for (int calls = 1; calls <= 2; calls++) {
            int waiting = calls;
            Await.until("a call waits at the gate", () -> log.range(0, log.size()).stream()
                    .filter(TraceEvent.CallWaiting.class::isInstance).count() == waiting);
            workbench.gate().step();
        }
        awaitAsked(List.of("socket", "listen", "close in passing"));
    }

    @Test
    void whatIsClosedAtTheEndIsClosedInPassing() throws InterruptedException {
        someone.make(Bench.NEW_SOCKET);
        awaitAsked(List.of("socket"));
        workbench.remove(someone);
        assertTrue(someone.awaitGone(Duration.ofSeconds(30)));
        assertEquals(List.of("socket", "close in passing"), asked);
    }

    private void awaitAsked(List<String> calls) {
        Await.until("the witness was asked about " + calls, () -> asked.equals(calls));
    }

    private static Program program() {
        return new Program() {
            @Override
            public String name() {
                return "listen";
            }

            @Override
            public void run(Process process) throws Ended {
                process.call(new Call.Listen((int) process.call(Bench.NEW_SOCKET).value(), 1));
            }
        };
    }
}
