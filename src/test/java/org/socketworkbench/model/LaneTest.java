package org.socketworkbench.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.trace.Origin;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceEvent.CallEntered;
import org.socketworkbench.trace.TraceEvent.Note;

class LaneTest {
    private final Picture picture = new Picture();
    private int next;

    @BeforeEach
    void aParticipantRunsAProgram() {
        apply(new TraceEvent.ParticipantCame(0, 0, "server", Role.SERVER));
        apply(new Note(0, 0, Note.Kind.PROGRAM_STARTED, "server.py"));
    }

    @Test
    void eachThreadHasACallOfItsOwn() {
        apply(new Note(1, 0, Origin.of(1), Note.Kind.THREAD_STARTED, "Thread-1"));
        enter(new Origin(0, "server.py", 4), new Call.Accept(5));
        int recv = enter(new Origin(1, "server.py", 9), new Call.Recv(6, 1024, 0));
        assertEquals(List.of("accept", "recv"),
                who().lanes().stream().map(lane -> lane.pending().orElseThrow().call().word()).toList());
        assertEquals(List.of(4, 9), who().lanes().stream().map(lane -> lane.origin().line()).toList());
        returned(recv, new Call.Recv(6, 1024, 0));
        assertEquals(List.of(true, false), who().lanes().stream().map(lane -> lane.pending().isPresent()).toList());
        assertEquals("accept", who().pending().orElseThrow().call().word());
    }

    @Test
    void theCallOfTheThreadThatDidSomethingLastIsTheForemost() {
        apply(new Note(1, 0, Origin.of(1), Note.Kind.THREAD_STARTED, "Thread-1"));
        enter(Origin.of(1), new Call.Recv(6, 1024, 0));
        int accept = enter(Origin.NONE, new Call.Accept(5));
        assertEquals("accept", who().pending().orElseThrow().call().word());
        apply(new TraceEvent.CallBlocked(1, 0, accept));
        assertTrue(who().pending().orElseThrow().blocked());
    }

    @Test
    void aThreadThatHasEndedIsNoLaneAnyMore() {
        apply(new Note(1, 0, Origin.of(1), Note.Kind.THREAD_STARTED, "Thread-1"));
        apply(new Note(2, 0, Origin.of(1), Note.Kind.THREAD_ENDED, "Thread-1"));
        assertEquals(List.of(0), who().lanes().stream().map(Lane::thread).toList());
    }

    @Test
    void aMainThreadThatHasEndedWaitsForTheOthersUntilItDoesSomethingAgain() {
        apply(new Note(1, 0, Origin.of(1), Note.Kind.THREAD_STARTED, "Thread-1"));
        apply(new Note(2, 0, Note.Kind.MAIN_ENDED, ""));
        enter(Origin.of(1), new Call.Accept(5));
        assertEquals(List.of(true, false), who().lanes().stream().map(Lane::hasEnded).toList());
        apply(new Note(3, 0, Origin.of(1), Note.Kind.THREAD_ENDED, "Thread-1"));
        enter(Origin.NONE, new Call.Close(5));
        assertEquals(List.of(false), who().lanes().stream().map(Lane::hasEnded).toList());
    }

    @Test
    void whereAProgramFailedStaysKnown() {
        apply(new Note(1, 0, new Origin(0, "server.py", 7), Note.Kind.PROGRAM_FAILED, "TypeError"));
        assertEquals(Optional.empty(), who().program());
        assertEquals(7, who().foremost().origin().line());
    }

    @Test
    void theNextProgramHasItsOwnSources() {
        apply(new Note(1, 0, new Origin(0, "server.py", 1), Note.Kind.SOURCE, "one"));
        apply(new Note(2, 0, Note.Kind.PROGRAM_ENDED, "server.py"));
        assertEquals("one", who().sources().get("server.py"));
        apply(new Note(3, 0, Note.Kind.PROGRAM_STARTED, "other.py"));
        assertTrue(who().sources().isEmpty());
    }

    private ParticipantState who() {
        return picture.participant(0).orElseThrow();
    }

    private int enter(Origin origin, Call call) {
        return apply(new CallEntered(next, 0, origin, CallEntered.NO_PARENT, call));
    }

    private void returned(int number, Call call) {
        apply(new TraceEvent.CallReturned(next, 0, number, 0, call, new Outcome.Done(0)));
    }

    private int apply(TraceEvent event) {
        picture.apply(next, event);
        return next++;
    }
}
