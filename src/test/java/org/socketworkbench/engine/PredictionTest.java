package org.socketworkbench.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.socketworkbench.model.ParticipantState;
import org.socketworkbench.model.Picture;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.testing.Await;
import org.socketworkbench.testing.Bench;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceEvent.CallReturned;
import org.socketworkbench.trace.TraceEvent.Note;

/** A call by hand can be held until its outcome is predicted. */
class PredictionTest {
    @AutoClose
    private final Bench bench = new Bench();
    private final Participant who = bench.client();

    @Test
    void theCallIsMadeOnceItsOutcomeIsPredicted() {
        who.makeWhenPredicted(Bench.NEW_SOCKET);
        Await.until("the call waits", () -> state().waiting().equals(Optional.of(Bench.NEW_SOCKET)));
        assertTrue(who.predict("it returns 3"));
        Await.until("the call returns", () -> last() instanceof CallReturned);
        assertEquals(List.of("CallWaiting", "it returns 3", "CallEntered", "3"), told());
        assertFalse(who.predict("too late"));
    }

    @Test
    void aCallThatIsTakenBackIsNotMade() {
        who.makeWhenPredicted(Bench.NEW_SOCKET);
        Await.until("the call waits", () -> state().waiting().isPresent());
        who.interrupt();
        Await.until("the call is taken back", () -> last() instanceof Note);
        assertEquals(List.of("CallWaiting", "TAKEN_BACK"), told());
        assertEquals(Optional.empty(), state().waiting());
        assertFalse(who.predict("nothing is held"));
        assertTrue(bench.call(who, Bench.NEW_SOCKET) instanceof Outcome.Opened, "the next call is made at once");
    }

    private ParticipantState state() {
        Picture picture = new Picture();
        for (int i = 0; i < bench.log.size(); i++) {
            picture.apply(i, bench.log.get(i));
        }
        return picture.participant(who.id()).get();
    }

    private TraceEvent last() {
        return bench.log.get(bench.log.size() - 1);
    }

    private List<String> told() {
        return bench.log.range(0, bench.log.size()).stream()
                .filter(e -> !(e instanceof TraceEvent.ParticipantCame || e instanceof TraceEvent.KernelSample))
                .map(e -> switch (e) {
                    case Note note -> note.text().isEmpty() ? note.kind().name() : note.text();
                    case CallReturned returned -> Integer.toString(returned.outcome().opened().getFirst().fd());
                    default -> e.getClass().getSimpleName();
                }).toList();
    }
}
