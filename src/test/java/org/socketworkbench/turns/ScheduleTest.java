package org.socketworkbench.turns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.socketworkbench.turns.Schedule.Decision;

class ScheduleTest {
    private static final Actor SERVER = new Actor(0, 0);
    private static final Actor WORKER = new Actor(0, 1);
    private static final Actor CLIENT = new Actor(1, 0);

    /** Those whose calls would return now. */
    private final Set<Actor> answered = new HashSet<>();
    private final Schedule schedule = new Schedule(answered::contains);

    @BeforeEach
    void aServerAndAClientCome() {
        schedule.comes(0);
        schedule.comes(1);
    }

    @Test
    void theFirstProgramIsStartedFirstAndHasTheTurn() {
        assertEquals(new Decision.Start(0), schedule.next());
        assertTrue(schedule.isGoing(SERVER));
        assertFalse(schedule.isGoing(CLIENT));
    }

    @Test
    void whoIsHeldInACallGivesTheTurnToTheNext() {
        schedule.next();
        schedule.isHeld(SERVER);
        assertEquals(new Decision.Start(1), schedule.next());
    }

    @Test
    void whoseCallHasReturnedWaitsUntilTheOtherGivesTheTurnAway() {
        bothGo();
        schedule.isReady(SERVER);
        assertTrue(schedule.isGoing(CLIENT) && schedule.waits(SERVER));
        schedule.isHeld(CLIENT);
        assertEquals(new Decision.Go(SERVER), schedule.next());
    }

    @Test
    void whoseCallWouldReturnHasItsTurnBeforeItIsHeardOf() {
        bothGo();
        schedule.isHeld(CLIENT);
        answered.add(SERVER);
        assertEquals(new Decision.Go(SERVER), schedule.next());
    }

    @Test
    void whoseCallHasNotReturnedAfterAllHasNoTurnUntilSomebodyElseHadOne() {
        bothGo();
        schedule.isHeld(CLIENT);
        answered.add(SERVER);
        schedule.next();
        schedule.isHeldAfterAll(SERVER);
        assertEquals(new Decision.Standstill(), schedule.next());
        schedule.isReady(CLIENT);
        assertEquals(new Decision.Go(CLIENT), schedule.next());
        schedule.isHeld(CLIENT);
        assertEquals(new Decision.Go(SERVER), schedule.next());
    }

    @Test
    void afterTheLastComesTheFirst() {
        schedule.comes(2);
        bothGo();
        schedule.isReady(SERVER);
        schedule.isHeld(CLIENT);
        assertEquals(new Decision.Start(2), schedule.next());
        schedule.isHeld(new Actor(2, 0));
        assertEquals(new Decision.Go(SERVER), schedule.next());
    }

    @Test
    void whoYieldsComesAfterAllOthersWhoCanGoOn() {
        schedule.next();
        schedule.isReady(SERVER);
        assertEquals(new Decision.Start(1), schedule.next());
        schedule.isReady(CLIENT);
        assertEquals(new Decision.Go(SERVER), schedule.next());
    }

    @Test
    void whoYieldsAndIsAloneGoesOnAndTheTurnHasNotPassedOn() {
        schedule.next();
        schedule.goes(1);
        int turns = schedule.turns();
        schedule.isReady(SERVER);
        assertEquals(new Decision.Go(SERVER), schedule.next());
        assertEquals(turns, schedule.turns());
    }

    @Test
    void whoIsAwayHasNoTurnUntilItComesBack() {
        bothGo();
        schedule.isAway(SERVER);
        schedule.isHeld(CLIENT);
        assertEquals(new Decision.Standstill(), schedule.next());
        schedule.isReady(SERVER);
        assertEquals(new Decision.Go(SERVER), schedule.next());
    }

    @Test
    void whoIsWokenByAnotherHasItsTurnBeforeItIsHeardOf() {
        schedule.next();
        schedule.begins(WORKER);
        schedule.isAway(SERVER);
        assertEquals(new Decision.Go(WORKER), schedule.next());
        schedule.wakes(SERVER);
        schedule.ends(WORKER);
        assertEquals(new Decision.Start(1), schedule.next());
        schedule.isHeld(CLIENT);
        assertEquals(new Decision.Go(SERVER), schedule.next());
    }

    @Test
    void threadsThatYieldToEachOtherDoNotKeepTheNextProgramFromGoingOn() {
        schedule.next();
        schedule.begins(WORKER);
        schedule.isReady(SERVER);
        assertEquals(new Decision.Go(WORKER), schedule.next());
        schedule.isReady(WORKER);
        assertEquals(new Decision.Start(1), schedule.next());
    }

    @Test
    void whoComputesWithoutAnEndHasNoTurnButItIsNoStandstillForEver() {
        bothGo();
        schedule.isBusy(CLIENT);
        assertEquals(new Decision.Standstill(), schedule.next());
        assertTrue(schedule.hasBusy());
        schedule.isReady(CLIENT);
        assertFalse(schedule.hasBusy());
        assertEquals(new Decision.Go(CLIENT), schedule.next());
    }

    @Test
    void whenAllAreGoneItIsOver() {
        schedule.goes(0);
        schedule.goes(1);
        assertEquals(new Decision.Over(), schedule.next());
    }

    /** The server is held in a call, the client goes. */
    private void bothGo() {
        assertEquals(new Decision.Start(0), schedule.next());
        schedule.isHeld(SERVER);
        assertEquals(new Decision.Start(1), schedule.next());
    }
}
