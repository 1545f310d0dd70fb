package org.socketworkbench.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.testing.Await;
import org.socketworkbench.testing.Bench;
import org.socketworkbench.testing.JavaPrograms;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceEvent.Note;

/** Stop, interrupt and leave, at any moment: nobody stays behind, and no socket. */
class StoppingTest {
    /** More than the buffers of both ends ever take. */
    private static final Bytes MUCH = Bytes.owning(new byte[32 << 20]);

    @AutoClose
    private final Bench bench = new Bench();

    @Test
    void everyoneWhoIsBlockedLeavesWithinTwoSecondsAndNoSocketStays() throws InterruptedException {
        long before = Bench.socketsOfThisProcess();
        Participant server = bench.server();
        int listener = bench.listener(server, 1);
        SocketAddress address = bench.nameOf(server, listener);
        Participant sender = bench.client();
        int sending = bench.connected(sender, address);
        Participant receiver = bench.client();
        int receiving = bench.connected(receiver, address);
        Participant caller = bench.client();
        int calling = bench.socket(caller);
        Participant other = bench.server();
        int otherListener = bench.listener(other, 1);
        assertTrue(Bench.socketsOfThisProcess() >= before + 5);

        bench.block(sender, new Call.Send(sending, MUCH, 0));
        bench.block(receiver, new Call.Recv(receiving, 100, 0));
        bench.block(caller, new Call.Connect(calling, address));
        bench.block(other, new Call.Accept(otherListener));
        assertEquals(4, bench.picture().participants().stream()
                .filter(p -> p.pending().filter(call -> call.blocked()).isPresent()).count());

        assertTrue(bench.workbench.close(Duration.ofSeconds(2)));
        assertEquals(before, Bench.socketsOfThisProcess());
        assertEquals(5, bench.events(0).filter(TraceEvent.ParticipantWent.class::isInstance).count());
    }

    @Test
    void whoWasRemovedAMomentAgoIsWaitedForToo() throws InterruptedException {
        long before = Bench.socketsOfThisProcess();
        Participant server = bench.server();
        bench.block(server, new Call.Accept(bench.listener(server, 1)));
        bench.workbench.remove(server);
        assertTrue(bench.workbench.close(Duration.ofSeconds(2)));
        assertEquals(before, Bench.socketsOfThisProcess());
    }

    @Test
    void whoLeavesClosesItsDescriptorsByTracedCallsBeforeItIsGone() {
        Participant server = bench.server();
        int listener = bench.listener(server, 1);
        int from = bench.block(server, new Call.Accept(listener));
        bench.workbench.remove(server);
        Await.until("it has gone", () -> bench.events(from).anyMatch(TraceEvent.ParticipantWent.class::isInstance));
        List<TraceEvent> events = bench.events(from).toList();
        assertInstanceOf(TraceEvent.ParticipantWent.class, events.getLast());
        TraceEvent.CallReturned close = assertInstanceOf(TraceEvent.CallReturned.class,
                events.reversed().stream().filter(TraceEvent.CallReturned.class::isInstance).findFirst().orElseThrow());
        assertEquals(new Call.Close(listener), close.call());
        assertEquals(new Outcome.Done(0), close.outcome());
    }

    @RepeatedTest(30)
    void whoIsSentAwayTwiceWhileItClosesStillClosesEverything() throws InterruptedException {
        long before = Bench.socketsOfThisProcess();
        Participant server = bench.server();
        for (int i = 0; i < 20; i++) {
            bench.socket(server);
        }
        server.leave();
        LockSupport.parkNanos(new Random().nextInt(300_000));
        server.leave();
        assertTrue(server.awaitGone(Duration.ofSeconds(30)));
        assertEquals(before, Bench.socketsOfThisProcess());
    }

    @RepeatedTest(50)
    void aProgramThatIsSentAwayAtAnyMomentLeaves() throws InterruptedException {
        Participant server = bench.server();
        if (new Random().nextBoolean()) {
            bench.workbench.gate().pause();
        } else {
            bench.workbench.gate().setDelay(Duration.ofMillis(1));
        }
        server.start(JavaPrograms.answerLoop(Bench.ANY_PORT));
        LockSupport.parkNanos(new Random().nextInt(3_000_000));
        bench.workbench.remove(server);
        assertTrue(server.awaitGone(Duration.ofSeconds(30)));
        bench.workbench.gate().setDelay(Duration.ZERO);
        bench.workbench.gate().run();
    }

    @RepeatedTest(50)
    void aProgramThatIsStoppedAtAnyMomentStopsAndItsParticipantGoesOn() {
        Participant server = bench.server();
        if (new Random().nextBoolean()) {
            bench.workbench.gate().pause();
        }
        int from = bench.log.size();
        server.start(JavaPrograms.answerLoop(Bench.ANY_PORT));
        bench.note(server, Note.Kind.PROGRAM_STARTED, from);
        LockSupport.parkNanos(new Random().nextInt(1_000_000));
        bench.workbench.stop();
        bench.note(server, Note.Kind.PROGRAM_STOPPED, from);
        bench.listener(server, 1);
    }

    @Test
    void anInterruptWhileNothingIsDoneDoesNotEndTheNextCall() {
        Participant server = bench.server();
        int listener = bench.listener(server, 1);
        server.interrupt();
        int from = bench.block(server, new Call.Accept(listener));
        assertEquals(0, bench.events(from).filter(TraceEvent.CallReturned.class::isInstance).count());
        bench.connected(bench.client(), addressOf(server));
        assertInstanceOf(Outcome.Accepted.class, bench.returned(server, from).outcome());
    }

    @Test
    void anInterruptEndsOnlyTheCallThatIsBeingMade() {
        Participant server = bench.server();
        int listener = bench.listener(server, 1);
        int from = bench.block(server, new Call.Accept(listener));
        server.make(new Call.Accept(listener));
        server.interrupt();
        TraceEvent.CallReturned first = bench.returned(server, from);
        assertEquals(new Outcome.Failed(Errno.EINTR), first.outcome());
        bench.awaitBlocked(server, first.number() + 2);
        bench.connected(bench.client(), addressOf(server));
        int after = Await.that("the first has returned", () -> java.util.stream.IntStream.range(from, bench.log.size())
                .filter(i -> bench.log.get(i) instanceof TraceEvent.CallReturned).boxed().findFirst()) + 1;
        assertInstanceOf(Outcome.Accepted.class, bench.returned(server, after).outcome());
    }

    @Test
    void aParticipantIsAddedWhileOthersLeave() throws InterruptedException {
        Participant one = bench.server();
        bench.block(one, new Call.Accept(bench.listener(one, 1)));
        bench.workbench.remove(one);
        Participant two = bench.workbench.add("server", Role.SERVER);
        assertEquals(one.id() + 1, two.id());
        bench.listener(two, 1);
        assertTrue(one.awaitGone(Duration.ofSeconds(30)));
        assertEquals(List.of(two), bench.workbench.cast());
    }

    private SocketAddress addressOf(Participant server) {
        return bench.listening(server);
    }
}
