package org.socketworkbench.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.CallName;
import org.socketworkbench.testing.Await;

class StepGateTest {
    private static final Call ACCEPT = new Call.Accept(5);
    private static final Call CLOSE = new Call.Close(5);

    private final StepGate gate = new StepGate();
    private final Queue<Integer> passed = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> sentAway = new ConcurrentLinkedQueue<>();

    @AfterEach
    void letEverybodyGo() {
        gate.setBreakpoints(Set.of());
        gate.run();
    }

    @Test
    void anOpenGateIsPassedWithoutWaiting() {
        assertTrue(gate.pass(0, 0, ACCEPT, () -> false, () -> { throw new AssertionError("waits"); }));
    }

    @Test
    void afterAPauseACallWaitsUntilRun() {
        gate.pause();
        assertTrue(gate.isStepping());
        arrive(0, ACCEPT);
        assertEquals(List.of(), List.copyOf(passed));
        gate.run();
        awaitPassed(0);
        assertFalse(gate.isStepping());
    }

    @Test
    void neitherAStepNorRunLetsACallGoThatIsHeldForAPrediction() throws InterruptedException {
        CountDownLatch waits = new CountDownLatch(1);
        Thread asked = Thread.ofPlatform().daemon().start(() -> {
            if (gate.ask(1, 0, ACCEPT, () -> false, waits::countDown)) {
                passed.add(1);
            }
        });
        waits.await();
        Await.until("the call is held", () -> !gate.waiting().isEmpty());
        assertEquals(Optional.empty(), gate.next());
        gate.step();
        gate.step(1);
        gate.run();
        assertEquals(List.of(new StepGate.Waiting(1, 0, Optional.of(ACCEPT), true)), gate.waiting());
        assertFalse(gate.answer(0, () -> { throw new AssertionError("nobody is asked"); }));
        assertTrue(gate.answer(1, () -> assertEquals(List.of(), List.copyOf(passed))));
        asked.join();
        awaitPassed(1);
        assertFalse(gate.answer(1, () -> { throw new AssertionError("it was answered"); }));
    }

    @Test
    void itTellsWhatWaitsAndWhatAStepWouldLetGo() {
        assertEquals(Optional.empty(), gate.next());
        gate.pause();
        arrive(2, ACCEPT);
        arrive(0, CLOSE);
        assertEquals(List.of(new StepGate.Waiting(2, 0, Optional.of(ACCEPT)),
                new StepGate.Waiting(0, 0, Optional.of(CLOSE))), gate.waiting());
        gate.step();
        awaitPassed(2);
        assertEquals(Optional.of(new StepGate.Waiting(0, 0, Optional.of(CLOSE))), gate.next());
        gate.run();
        awaitPassed(2, 0);
        assertEquals(List.of(), gate.waiting());
    }

    @Test
    void aStepLetsTheCallGoThatHasWaitedLongest() {
        gate.pause();
        arrive(2, ACCEPT);
        arrive(0, ACCEPT);
        arrive(1, ACCEPT);
        gate.step();
        awaitPassed(2);
        gate.step();
        awaitPassed(2, 0);
        gate.step();
        awaitPassed(2, 0, 1);
    }

    @Test
    void twoStepsAtOnceLetTwoCallsGo() {
        gate.pause();
        arrive(0, ACCEPT);
        arrive(1, ACCEPT);
        arrive(2, ACCEPT);
        gate.step();
        gate.step();
        Await.until("two have passed", () -> passed.size() == 2);
        assertEquals(Set.of(0, 1), Set.copyOf(passed));
    }

    @Test
    void aStepHoldsTheNextCallOfARunningProgram() {
        gate.step();
        assertTrue(gate.isStepping());
        arrive(0, ACCEPT);
        assertEquals(List.of(), List.copyOf(passed));
    }

    @Test
    void aStepWithNobodyWaitingIsNotSavedUp() {
        gate.pause();
        gate.step();
        arrive(0, ACCEPT);
        arrive(1, ACCEPT);
        gate.step(1);
        awaitPassed(1);
        assertEquals(List.of(1), List.copyOf(passed));
    }

    @Test
    void aStepOfOneParticipantPassesThoseBeforeIt() {
        gate.pause();
        arrive(0, ACCEPT);
        arrive(1, ACCEPT);
        gate.step(1);
        awaitPassed(1);
        gate.step();
        awaitPassed(1, 0);
    }

    @Test
    void aStopSendsOnlyThatParticipantsCallAway() {
        gate.pause();
        arrive(0, ACCEPT);
        arrive(1, ACCEPT);
        gate.stop(0);
        Await.until("0 is sent away", () -> sentAway.contains(0));
        gate.run();
        awaitPassed(1);
    }

    @Test
    void whoWasStoppedBeforeItCameDoesNotWait() {
        gate.pause();
        assertFalse(gate.pass(0, 0, ACCEPT, () -> true, () -> { throw new AssertionError("waits"); }));
    }

    @Test
    void aBreakpointHoldsTheCallsOfItsNameAndNoOthers() {
        gate.setBreakpoints(Set.of(CallName.ACCEPT));
        assertTrue(gate.pass(0, 0, CLOSE, () -> false, () -> { throw new AssertionError("waits"); }));
        arrive(1, ACCEPT);
        gate.run();
        awaitPassed(1);
    }

    @Test
    void runAfterABreakpointStopsAtTheNextOne() {
        gate.setBreakpoints(Set.of(CallName.ACCEPT));
        arrive(0, ACCEPT);
        gate.run();
        awaitPassed(0);
        arrive(1, ACCEPT);
        assertEquals(List.of(0), List.copyOf(passed));
    }

    @Test
    void aDelayHoldsACallForItsTime() {
        gate.setDelay(Duration.ofMillis(50));
        long before = System.nanoTime();
        assertTrue(gate.pass(0, 0, ACCEPT, () -> false, () -> {}));
        assertTrue(System.nanoTime() - before >= 50_000_000);
    }

    @Test
    void aDelayTakenAwayLetsTheCallGoThatWaitsForItAlready() {
        gate.setDelay(StepGate.MAX_DELAY);
        long before = System.nanoTime();
        arrive(0, ACCEPT);
        gate.setDelay(Duration.ZERO);
        awaitPassed(0);
        assertTrue(System.nanoTime() - before < StepGate.MAX_DELAY.toNanos(), "it waited the old delay out");
    }

    @Test
    void aPauseAlsoHoldsACallThatIsUnderADelay() {
        gate.setDelay(Duration.ofMillis(1500));
        arrive(0, ACCEPT);
        gate.pause();
        gate.setDelay(Duration.ZERO);
        arrive(1, ACCEPT);
        gate.step(1);
        awaitPassed(1);
        assertEquals(List.of(1), List.copyOf(passed));
        gate.run();
        awaitPassed(1, 0);
    }

    @Test
    void aStepLetsACallGoThatIsUnderADelay() {
        gate.setDelay(StepGate.MAX_DELAY);
        long before = System.nanoTime();
        arrive(0, ACCEPT);
        gate.step();
        awaitPassed(0);
        assertTrue(System.nanoTime() - before < StepGate.MAX_DELAY.toNanos(), "it waited the delay out");
    }

    @Test
    void aStepIsNotTakenBackByTheRunThatFollowsIt() {
        for (int i = 0; i < 200; i++) {
            gate.setDelay(StepGate.MAX_DELAY);
            arrive(i, ACCEPT);
            gate.step(i);
            gate.run();
            int me = i;
            Await.until("the stepped call passes", () -> passed.contains(me));
        }
        assertEquals(200, passed.size());
    }

    @Test
    void aDelayOutsideItsRangeIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> gate.setDelay(Duration.ofMillis(-1)));
        assertThrows(IllegalArgumentException.class, () -> gate.setDelay(StepGate.MAX_DELAY.plusNanos(1)));
    }

    @Test
    void anInterruptedThreadIsSentAwayAndStaysInterrupted() throws InterruptedException {
        gate.pause();
        CountDownLatch waits = new CountDownLatch(1);
        Queue<Boolean> seen = new ConcurrentLinkedQueue<>();
        Thread thread = Thread.ofPlatform().start(() -> {
            seen.add(gate.pass(0, 0, ACCEPT, () -> false, waits::countDown));
            seen.add(Thread.currentThread().isInterrupted());
        });
        waits.await();
        thread.interrupt();
        thread.join();
        assertEquals(List.of(false, true), List.copyOf(seen));
    }

    /** Brings a call to the gate, on a thread of its own, and answers when it waits there. */
    private void arrive(int participant, Call call) {
        CountDownLatch waits = new CountDownLatch(1);
        Thread.ofPlatform().daemon().start(() -> {
            boolean go = gate.pass(participant, 0, call, () -> false, waits::countDown);
            (go ? passed : sentAway).add(participant);
        });
        try {
            waits.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitPassed(Integer... participants) {
        Await.until(List.of(participants) + " have passed", () -> List.copyOf(passed).equals(List.of(participants)));
    }
}
