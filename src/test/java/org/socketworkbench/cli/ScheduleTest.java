package org.socketworkbench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.socketworkbench.cli.Schedule.Decision;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.trace.Origin;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceEvent.Note;

class ScheduleTest {
    private static final Actor SERVER = new Actor(0, 0);
    private static final Actor WORKER = new Actor(0, 1);
    private static final Actor CLIENT = new Actor(1, 0);
    private static final Call RECV = new Call.Recv(5, 10, 0);

    /** The calls that the kernel holds, and the threads that have not run. */
    private final Set<Integer> held = new HashSet<>();
    private final Set<Actor> resting = new HashSet<>();
    private final Schedule schedule = new Schedule(new Schedule.Threads() {
        @Override
        public boolean holds(int participant, int call) {
            return held.contains(call);
        }

        @Override
        public boolean rests(Actor actor) {
            return resting.contains(actor);
        }
    });
    private int number;

    @BeforeEach
    void aServerAndAClientCome() {
        take(new TraceEvent.ParticipantCame(0, 0, "server", Role.SERVER));
        take(new TraceEvent.ParticipantCame(0, 1, "client", Role.CLIENT));
    }

    @Test
    void theFirstProgramIsStartedFirstAndTheSecondWaitsForItsTurn() {
        assertEquals(new Decision.Start(0), schedule.next());
        assertEquals(new Decision.Await(SERVER, false), schedule.next());
    }

    @Test
    void aProgramGoesOnWhileItIsNotBlocked() {
        start(SERVER);
        int call = callReturns(SERVER);
        assertEquals(new Decision.Await(SERVER, false), schedule.next(), () -> "after call " + call);
        waits(SERVER);
        assertEquals(new Decision.LetGo(SERVER), schedule.next());
    }

    @Test
    void whoIsBlockedGivesTheTurnToTheNext() {
        start(SERVER);
        blocks(SERVER);
        assertEquals(new Decision.Start(1), schedule.next());
    }

    @Test
    void whoIsWokenWaitsUntilTheOtherIsBlocked() {
        start(SERVER);
        int recv = blocks(SERVER);
        start(CLIENT);
        returns(SERVER, recv);
        waits(SERVER);
        waits(CLIENT);
        assertEquals(new Decision.LetGo(CLIENT), schedule.next());
        blocks(CLIENT);
        assertEquals(new Decision.LetGo(SERVER), schedule.next());
    }

    @Test
    void whoIsWokenHasItsTurnEvenIfNoEventTellsOfItYet() {
        start(SERVER);
        int recv = blocks(SERVER);
        start(CLIENT);
        held.remove(recv);
        blocks(CLIENT);
        assertEquals(new Decision.Await(SERVER, true), schedule.next());
        returns(SERVER, recv);
        waits(SERVER);
        assertEquals(new Decision.LetGo(SERVER), schedule.next());
    }

    @Test
    void whoIsWokenAndBlockedAgainInTheSameCallLosesTheTurn() {
        start(SERVER);
        int recv = blocks(SERVER);
        start(CLIENT);
        held.remove(recv);
        blocks(CLIENT);
        assertEquals(new Decision.Await(SERVER, true), schedule.next());
        held.add(recv);
        schedule.look();
        assertEquals(new Decision.Standstill(), schedule.next());
    }

    @Test
    void afterTheLastComesTheFirst() {
        take(new TraceEvent.ParticipantCame(0, 2, "client 2", Role.CLIENT));
        start(SERVER);
        int recv = blocks(SERVER);
        start(CLIENT);
        blocks(CLIENT);
        returns(SERVER, recv);
        waits(SERVER);
        start(new Actor(2, 0));
        blocks(new Actor(2, 0));
        assertEquals(new Decision.LetGo(SERVER), schedule.next());
    }

    @Test
    void whoSleepsGivesTheTurnAwayUntilItWakes() {
        start(SERVER);
        note(SERVER, Note.Kind.SLEEPS, "1");
        start(CLIENT);
        blocks(CLIENT);
        assertEquals(new Decision.Standstill(), schedule.next());
        note(SERVER, Note.Kind.WAKES, "");
        assertEquals(new Decision.Await(SERVER, false), schedule.next());
    }

    @Test
    void whoHasEndedKeepsTheTurnUntilItsSocketsAreClosed() {
        start(SERVER);
        note(SERVER, Note.Kind.PROGRAM_ENDED, "server.py");
        assertEquals(new Decision.Await(SERVER, false), schedule.next());
        take(new TraceEvent.ParticipantWent(0, 0));
        assertEquals(new Decision.Start(1), schedule.next());
    }

    @Test
    void whenAllAreGoneItIsOver() {
        take(new TraceEvent.ParticipantWent(0, 0));
        take(new TraceEvent.ParticipantWent(0, 1));
        assertEquals(new Decision.Over(), schedule.next());
    }

    @Test
    void aProgramsThreadsHaveTheirTurnsBeforeTheNextProgram() {
        start(SERVER);
        note(WORKER, Note.Kind.THREAD_STARTED, "worker");
        waits(WORKER);
        blocks(SERVER);
        assertEquals(new Decision.LetGo(WORKER), schedule.next());
        blocks(WORKER);
        assertEquals(new Decision.Start(1), schedule.next());
    }

    @Test
    void aThreadThatWaitsForAnotherOfItsProgramGivesTheTurnAway() {
        start(SERVER);
        note(WORKER, Note.Kind.THREAD_STARTED, "worker");
        assertEquals(new Decision.Await(SERVER, true), schedule.next());
        resting.add(SERVER);
        schedule.look();
        assertEquals(new Decision.Await(WORKER, true), schedule.next());
        note(WORKER, Note.Kind.THREAD_ENDED, "worker");
        resting.remove(SERVER);
        assertEquals(new Decision.Await(SERVER, false), schedule.next());
    }

    @Test
    void aProgramWithOneThreadThatIsSilentIsBusy() {
        start(SERVER);
        resting.add(SERVER);
        schedule.look();
        assertEquals(new Decision.Await(SERVER, false), schedule.next());
    }

    private void start(Actor actor) {
        assertEquals(new Decision.Start(actor.participant()), schedule.next());
        note(actor, Note.Kind.PROGRAM_STARTED, "program.py");
    }

    private void waits(Actor actor) {
        take(new TraceEvent.CallWaiting(0, actor.participant(), Origin.of(actor.thread()), RECV));
    }

    private int enters(Actor actor) {
        return take(new TraceEvent.CallEntered(0, actor.participant(), Origin.of(actor.thread()), TraceEvent.CallEntered.NO_PARENT, RECV));
    }

    private int blocks(Actor actor) {
        int call = enters(actor);
        held.add(call);
        take(new TraceEvent.CallBlocked(0, actor.participant(), call));
        return call;
    }

    private void returns(Actor actor, int call) {
        held.remove(call);
        take(new TraceEvent.CallReturned(0, actor.participant(), call, 0, RECV, new Outcome.Done(0)));
    }

    private int callReturns(Actor actor) {
        int call = enters(actor);
        returns(actor, call);
        return call;
    }

    private void note(Actor actor, Note.Kind kind, String text) {
        take(new Note(0, actor.participant(), Origin.of(actor.thread()), kind, text));
    }

    private int take(TraceEvent event) {
        schedule.take(number, event);
        return number++;
    }
}
