package org.socketworkbench.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.socketworkbench.lesson.Lesson.Choice;
import org.socketworkbench.lesson.Lesson.Question;
import org.socketworkbench.lesson.Lesson.Step;
import org.socketworkbench.lesson.Progress.Phase;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.trace.Origin;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceEvent.CallEntered;
import org.socketworkbench.trace.TraceEvent.Note;

/** Progress in lessons whose steps are lines of programs. */
class LineProgressTest {
    private static final int SERVER = 0;
    private static final int CLIENT = 1;
    private static final Call RECV = new Call.Recv(4, 1024, 0);
    private static final Call SENDALL = new Call.SendAll(4, Bytes.utf8("hello"), 0);
    private static final Call SEND = new Call.Send(4, Bytes.utf8("hello"), 0);
    private static final Outcome HELLO = new Outcome.Received(Bytes.utf8("hello"));

    private final List<Step> steps = new ArrayList<>();
    private Progress progress = new Progress(new Lesson("", "", "", "", List.of(), List.of(),
            new Lesson.Closing("", "", List.of())));
    private int events;

    /** A step of the server at a line; each check is one of a choice. */
    private LineProgressTest step(int line, String... checks) {
        List<Choice> choices = Stream.of(checks).map(check -> new Choice(check, Check.of(check), false, 1)).toList();
        steps.add(new Step("server", new Lesson.What.AtLine(line), "",
                choices.isEmpty() ? Optional.empty() : Optional.of(new Question(choices)), "", "", 1));
        return this;
    }

    private void begin() {
        progress = new Progress(new Lesson("mine", "Mine", "", "",
                List.of(new Lesson.PartProgram("server", "", 1), new Lesson.PartProgram("client 1", "", 1)), steps,
                new Lesson.Closing("", "", List.of())));
        add(new TraceEvent.ParticipantCame(0, SERVER, "server", Role.SERVER));
        add(new TraceEvent.ParticipantCame(0, CLIENT, "client 1", Role.CLIENT));
    }

    @Test
    void aStepIsHeldWhenItsProgramStandsBeforeItsLine() {
        step(7, "blocks").begin();
        assertEquals(Phase.AWAITED, progress.phase());
        standsAt(SERVER, 6);
        standsAt(CLIENT, 7);
        assertEquals(Phase.AWAITED, progress.phase());
        standsAt(SERVER, 7);
        assertEquals(Phase.HELD, progress.phase());
    }

    @Test
    void aPredictionIsTakenWhileTheStepIsHeld() {
        step(7, "blocks").begin();
        note(SERVER, Note.Kind.PREDICTION, "too early");
        assertEquals(Optional.empty(), progress.prediction());
        standsAt(SERVER, 7);
        note(CLIENT, Note.Kind.PREDICTION, "another's");
        assertEquals(Optional.empty(), progress.prediction());
        note(SERVER, Note.Kind.PREDICTION, "it blocks");
        assertEquals(Optional.of("it blocks"), progress.prediction());
        entered(7, RECV);
        note(SERVER, Note.Kind.PREDICTION, "too late");
        assertEquals(Optional.of("it blocks"), progress.prediction());
    }

    @Test
    void aStepIsUnderWayFromItsCallOn() {
        step(7, "returns 5").begin();
        standsAt(SERVER, 7);
        add(new TraceEvent.CallWaiting(0, SERVER, at(7), RECV));
        assertEquals(Phase.UNDER_WAY, progress.phase());
        entered(7, RECV);
        assertEquals(Phase.UNDER_WAY, progress.phase());
        assertEquals(0, progress.done());
    }

    @Test
    void aStepIsDoneWhenItsCallReturns() {
        step(7, "returns 5").begin();
        standsAt(SERVER, 7);
        note(SERVER, Note.Kind.PREDICTION, "returns 5");
        int call = entered(7, RECV);
        returned(call, RECV, HELLO);
        assertTrue(progress.isOver());
        Progress.Result result = progress.results().getFirst();
        assertEquals(Optional.of("returns 5"), result.prediction());
        assertEquals(new Observed(Optional.of(RECV), Optional.of(HELLO), false, List.of(), Optional.empty()),
                result.observed());
    }

    @Test
    void aStepIsDoneWhenItsCallIsSeenToBeBlocked() {
        step(7, "blocks", "returns 5").begin();
        standsAt(SERVER, 7);
        int call = entered(7, RECV);
        add(new TraceEvent.CallBlocked(0, SERVER, call));
        assertTrue(observed().blocked());
        assertEquals(Optional.of(RECV), observed().call());
        returned(call, RECV, HELLO);
        assertEquals(1, progress.results().size());
    }

    @Test
    void aStepWithoutAQuestionIsDoneWhenItsCallIsSeenToBeBlocked() {
        step(7).begin();
        standsAt(SERVER, 7);
        add(new TraceEvent.CallBlocked(0, SERVER, entered(7, RECV)));
        assertTrue(observed().blocked());
    }

    @Test
    void whereNobodyIsAskedWhetherItBlocksTheStepIsDoneWhenItsCallReturns() {
        step(7, "returns 5", "raises EAGAIN").begin();
        standsAt(SERVER, 7);
        int call = entered(7, RECV);
        add(new TraceEvent.CallBlocked(0, SERVER, call));
        assertEquals(0, progress.done());
        returned(call, RECV, HELLO);
        assertEquals(Optional.of(HELLO), observed().outcome());
        assertFalse(observed().blocked());
    }

    @Test
    void aLibraryCallBlocksWhenItsSystemCallIsSeenToBeBlocked() {
        step(7, "blocks", "returns 5").begin();
        standsAt(SERVER, 7);
        int library = entered(7, SENDALL);
        int system = add(new CallEntered(0, SERVER, library, SEND));
        add(new TraceEvent.CallBlocked(0, SERVER, system));
        assertEquals(Optional.of(SENDALL), observed().call());
        assertTrue(observed().blocked());
    }

    @Test
    void aLibraryCallIsDoneWhenItReturnsItselfAndNotItsSystemCall() {
        step(7, "returns 5", "returns 0").begin();
        standsAt(SERVER, 7);
        int library = entered(7, SENDALL);
        int system = add(new CallEntered(0, SERVER, library, SEND));
        returned(system, SEND, new Outcome.Done(5));
        assertEquals(0, progress.done());
        returned(library, SENDALL, new Outcome.Done(0));
        assertEquals(Optional.of(new Outcome.Done(0)), observed().outcome());
    }

    @Test
    void aStepAboutPrintingIsDoneWhenItsLinePrints() {
        step(7, "prints heard hello", "prints heard b'hello'").begin();
        standsAt(SERVER, 7);
        note(SERVER, Note.Kind.OUTPUT, "heard b'hello'");
        assertEquals(List.of("heard b'hello'"), observed().printed());
    }

    @Test
    void aStepAboutPrintingIsNotDoneByTheCallOfItsLine() {
        step(7, "prints b'hello'", "prints hello").begin();
        standsAt(SERVER, 7);
        returned(entered(7, RECV), RECV, HELLO);
        assertEquals(0, progress.done());
        note(SERVER, Note.Kind.OUTPUT, "b'hello'");
        assertEquals(new Observed(Optional.of(RECV), Optional.of(HELLO), false, List.of("b'hello'"),
                Optional.empty()), observed());
    }

    @Test
    void whatAnotherProgramPrintsOrCallsIsNotTheSteps() {
        step(7, "prints hello", "returns 5").begin();
        standsAt(SERVER, 7);
        note(CLIENT, Note.Kind.OUTPUT, "hello");
        int call = add(new CallEntered(0, CLIENT, at(7), CallEntered.NO_PARENT, RECV));
        add(new TraceEvent.CallReturned(0, CLIENT, call, 0, RECV, HELLO));
        assertEquals(Phase.HELD, progress.phase());
    }

    @Test
    void aStepWhoseLineFailsIsDoneByTheProgramsEnd() {
        step(7, "raises ValueError", "succeeds").begin();
        standsAt(SERVER, 7);
        note(SERVER, Note.Kind.PREDICTION, "raises ValueError");
        note(SERVER, Note.Kind.PROGRAM_FAILED, "ValueError: no number");
        assertEquals(Optional.of("ValueError: no number"), observed().failure());
        assertTrue(Check.of("raises ValueError").orElseThrow().holds(observed()));
    }

    @Test
    void aStepWhoseLineMakesNoCallIsDoneByTheProgramsEnd() {
        step(7, "prints hello", "succeeds").begin();
        standsAt(SERVER, 7);
        note(SERVER, Note.Kind.PREDICTION, "succeeds");
        note(SERVER, Note.Kind.PROGRAM_ENDED, "");
        assertEquals(Observed.NOTHING, observed());
    }

    @Test
    void aStepWhoseLineMakesNoCallIsDoneWhenTheProgramStandsBeforeTheNextOne() {
        step(7, "returns 5", "succeeds").step(9, "blocks", "succeeds").begin();
        standsAt(SERVER, 7);
        note(SERVER, Note.Kind.PREDICTION, "succeeds");
        standsAt(SERVER, 9);
        assertEquals(1, progress.done());
        assertEquals(Phase.HELD, progress.phase());
    }

    @Test
    void whatABreakpointWithoutAQuestionLetGoIsDoneWhenTheProgramStandsBeforeTheNextOne() {
        step(7).step(9).begin();
        standsAt(SERVER, 7);
        standsAt(SERVER, 9);
        assertEquals(1, progress.done());
        assertEquals(Phase.HELD, progress.phase());
    }

    @Test
    void aProgramThatEndsBeforeItsLineDoesNoStep() {
        step(7, "returns 5", "succeeds").begin();
        note(SERVER, Note.Kind.PROGRAM_FAILED, "NameError: name 'x' is not defined");
        assertEquals(0, progress.done());
        assertEquals(Phase.AWAITED, progress.phase());
    }

    @Test
    void aProgramThatIsStoppedWhileItIsHeldDoesNoStep() {
        step(7, "prints hello", "succeeds").begin();
        standsAt(SERVER, 7);
        note(SERVER, Note.Kind.PROGRAM_STOPPED, "");
        assertEquals(0, progress.done());
        assertEquals(Phase.AWAITED, progress.phase());
        standsAt(SERVER, 7);
        assertEquals(Phase.HELD, progress.phase());
    }

    @Test
    void anotherThreadThatStandsBeforeALineDoesNotDoAStepThatIsHeld() {
        step(7, "prints hello", "succeeds").begin();
        standsAt(SERVER, 7);
        note(SERVER, new Origin(2, "server.py", 9), Note.Kind.WAITS_AT_LINE, "");
        assertEquals(0, progress.done());
        assertEquals(Phase.HELD, progress.phase());
    }

    @Test
    void aProgramThatStandsBeforeItsLineAlreadyIsHeldWhenItsStepComes() {
        step(7, "blocks", "returns 5");
        steps.add(new Step("client 1", new Lesson.What.AtLine(4), "", Optional.empty(), "", "", 1));
        step(9, "blocks", "returns 5").begin();
        standsAt(SERVER, 7);
        int recv = entered(7, RECV);
        add(new TraceEvent.CallBlocked(0, SERVER, recv));
        standsAt(CLIENT, 4);
        int send = add(new CallEntered(0, CLIENT, at(4), CallEntered.NO_PARENT, SEND));
        returned(recv, RECV, HELLO);
        standsAt(SERVER, 9);
        add(new TraceEvent.CallReturned(0, CLIENT, send, 0, SEND, new Outcome.Done(5)));
        assertEquals(2, progress.done());
        assertEquals(Phase.HELD, progress.phase());
        assertEquals("server", progress.current().orElseThrow().who());
    }

    @Test
    void aProgramThatHasGoneOnIsNotHeldWhenItsStepComes() {
        steps.add(new Step("client 1", new Lesson.What.AtLine(4), "", Optional.empty(), "", "", 1));
        step(9, "blocks", "returns 5").begin();
        standsAt(CLIENT, 4);
        standsAt(SERVER, 9);
        entered(9, RECV);
        int send = add(new CallEntered(0, CLIENT, at(4), CallEntered.NO_PARENT, SEND));
        add(new TraceEvent.CallReturned(0, CLIENT, send, 0, SEND, new Outcome.Done(5)));
        assertEquals(1, progress.done());
        assertEquals(Phase.AWAITED, progress.phase());
    }

    @Test
    void theSameLineMayBeAskedAboutAgain() {
        step(7, "blocks", "returns 5").step(7, "blocks", "returns 5").begin();
        standsAt(SERVER, 7);
        returned(entered(7, RECV), RECV, HELLO);
        assertEquals(1, progress.done());
        assertEquals(Phase.AWAITED, progress.phase());
        standsAt(SERVER, 7);
        assertEquals(Phase.HELD, progress.phase());
        returned(entered(7, RECV), RECV, new Outcome.Failed(Errno.ECONNRESET));
        assertTrue(progress.isOver());
        assertEquals(Optional.of(new Outcome.Failed(Errno.ECONNRESET)), observed().outcome());
    }

    @Test
    void onlyTheCallsOfTheThreadThatIsHeldAreTheSteps() {
        step(7, "returns 5", "blocks").begin();
        Origin other = new Origin(2, "server.py", 7);
        note(SERVER, new Origin(1, "server.py", 7), Note.Kind.WAITS_AT_LINE, "");
        int call = add(new CallEntered(0, SERVER, other, CallEntered.NO_PARENT, RECV));
        returned(call, RECV, HELLO);
        assertEquals(0, progress.done());
        call = add(new CallEntered(0, SERVER, new Origin(1, "server.py", 7), CallEntered.NO_PARENT, RECV));
        returned(call, RECV, HELLO);
        assertEquals(1, progress.done());
    }

    @Test
    void aDetourIsSomethingOfCallsByHandOnly() {
        step(7, "blocks", "succeeds").begin();
        returned(entered(3, RECV), RECV, new Outcome.Failed(Errno.EBADF));
        assertEquals(Optional.empty(), progress.detour());
    }

    private Observed observed() {
        return progress.results().getLast().observed();
    }

    private static Origin at(int line) {
        return new Origin(0, "server.py", line);
    }

    private void standsAt(int participant, int line) {
        note(participant, at(line), Note.Kind.WAITS_AT_LINE, "");
    }

    private void note(int participant, Note.Kind kind, String text) {
        note(participant, Origin.NONE, kind, text);
    }

    private void note(int participant, Origin origin, Note.Kind kind, String text) {
        add(new Note(0, participant, origin, kind, text));
    }

    private int entered(int line, Call call) {
        return add(new CallEntered(0, SERVER, at(line), CallEntered.NO_PARENT, call));
    }

    private void returned(int number, Call call, Outcome outcome) {
        add(new TraceEvent.CallReturned(0, SERVER, number, 0, call, outcome));
    }

    private int add(TraceEvent event) {
        progress.event(events, event);
        return events++;
    }
}
