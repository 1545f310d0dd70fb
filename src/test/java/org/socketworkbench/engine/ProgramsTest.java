package org.socketworkbench.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.socketworkbench.model.DescriptorState;
import org.socketworkbench.model.Picture;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.testing.Await;
import org.socketworkbench.testing.Bench;
import org.socketworkbench.testing.JavaPrograms;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceEvent.Note;

class ProgramsTest {
    @AutoClose
    private final Bench bench = new Bench();
    private final Participant server = bench.server();
    private final Participant client = bench.client();

    @Test
    void oneCallIsAnsweredInUpperCaseAndBothProgramsEnd() {
        server.start(JavaPrograms.oneCallServer(Bench.ANY_PORT));
        client.start(JavaPrograms.oneCallClient(bench.listening(server), Bytes.utf8("Hello, world")));
        bench.note(server, Note.Kind.PROGRAM_ENDED, 0);
        bench.note(client, Note.Kind.PROGRAM_ENDED, 0);
        assertEquals(List.of("the server answers \"HELLO, WORLD\""), bench.notes(client, Note.Kind.OUTPUT, 0));
        assertEquals("heard \"Hello, world\"", bench.notes(server, Note.Kind.OUTPUT, 0).getLast());
        assertEquals(List.of("socket", "bind", "listen", "accept", "recv", "send", "close", "close"), calls(server));
        assertEquals(List.of("socket", "connect", "send", "recv", "close"), calls(client));
        assertTrue(bench.picture().descriptors().noneMatch(DescriptorState::isOpen));
    }

    @Test
    void aClientThatFindsNobodyEndsWithTheReason() {
        int bound = bench.socket(server);
        bench.call(server, new Call.Bind(bound, Bench.ANY_PORT));
        client.start(JavaPrograms.oneCallClient(bench.nameOf(server, bound), Bytes.utf8("Hello")));
        assertTrue(bench.note(client, Note.Kind.PROGRAM_FAILED, 0).endsWith("= -1 ECONNREFUSED"));
    }

    @Test
    void aDefectInAProgramEndsTheProgramAndNotItsParticipant() {
        server.start(new Program() {
            @Override
            public String name() {
                return "defect";
            }

            @Override
            public void run(Process process) {
                throw new IllegalStateException("a defect, for the test");
            }
        });
        assertTrue(bench.note(server, Note.Kind.PROGRAM_FAILED, 0).endsWith("a defect, for the test"));
        bench.socket(server);
    }

    @Test
    void theNextProgramStartsWithoutTheDescriptorsOfTheLast() {
        server.start(JavaPrograms.answerLoop(Bench.ANY_PORT));
        bench.listening(server);
        server.interrupt();
        bench.note(server, Note.Kind.PROGRAM_STOPPED, 0);
        assertEquals(1, server.descriptors().size());
        int from = bench.log.size();
        server.start(JavaPrograms.answerLoop(Bench.ANY_PORT));
        bench.note(server, Note.Kind.PROGRAM_STARTED, from);
        List<TraceEvent> events =
                bench.events(from).filter(event -> !(event instanceof TraceEvent.KernelSample)).toList();
        assertTrue(events.getFirst() instanceof Note exit && exit.kind() == Note.Kind.EXIT, events::toString);
        assertTrue(((TraceEvent.CallReturned) events.get(2)).call() instanceof Call.Close);
        assertEquals(0, ((TraceEvent.CallReturned) events.get(2)).outcome().value());
    }

    @Test
    void aSecondCallerWaitsInTheQueueUntilTheFirstHangsUp() {
        server.start(JavaPrograms.answerLoop(Bench.ANY_PORT));
        SocketAddress address = bench.listening(server);
        int first = bench.connected(client, address);
        bench.send(client, first, "one");
        assertEquals(new Outcome.Received(Bytes.utf8("ONE")), bench.recv(client, first));

        Participant other = bench.client();
        int second = bench.connected(other, address);
        bench.send(other, second, "two");
        Await.until("the table says that the second caller waits", () -> {
            Picture picture = bench.picture();
            DescriptorState waiting = open(picture, other, second);
            return picture.waitsForAccept(waiting)
                    && picture.acceptQueue(picture.listenerFor(address).orElseThrow())
                            .equals(List.of(waiting.local().orElseThrow()));
        });
        assertFalse(bench.picture().waitsForAccept(open(bench.picture(), client, first)));

        bench.call(client, new Call.Close(first));
        assertEquals(new Outcome.Received(Bytes.utf8("TWO")), bench.recv(other, second));
        Await.until("the table says that nobody waits any more", () -> {
            Picture picture = bench.picture();
            return !picture.waitsForAccept(open(picture, other, second))
                    && picture.acceptQueue(picture.listenerFor(address).orElseThrow()).isEmpty();
        });
    }

    @Test
    void aCallerThatBreaksOffEndsOnlyItsOwnCall() {
        server.start(JavaPrograms.answerLoop(Bench.ANY_PORT));
        SocketAddress address = bench.listening(server);
        int rude = bench.connected(client, address);
        bench.send(client, rude, "answer me");
        Await.until("the answer lies unread", () -> open(bench.picture(), client, rude).row()
                .filter(row -> row.receiveQueue() == 9).isPresent());
        bench.call(client, new Call.Close(rude));
        Await.until("the server met the reset", () -> bench.picture().descriptors().anyMatch(DescriptorState::isReset));
        int polite = bench.connected(client, address);
        bench.send(client, polite, "still there?");
        assertEquals(new Outcome.Received(Bytes.utf8("STILL THERE?")), bench.recv(client, polite));
        assertTrue(bench.picture().participant(server.id()).orElseThrow().program().isPresent());
    }

    @Test
    void thePromptLoopSendsWhatIsTypedButNoEmptyLine() {
        server.start(JavaPrograms.answerLoop(Bench.ANY_PORT));
        client.start(JavaPrograms.promptLoop(bench.listening(server)));
        client.type("");
        client.type("   ");
        client.type("first");
        client.type("second");
        Await.until("both are answered",
                () -> bench.notes(client, Note.Kind.OUTPUT, 0).equals(List.of("FIRST", "SECOND")));
        assertEquals(List.of("", "   ", "first", "second"), bench.notes(client, Note.Kind.INPUT, 0));
        assertEquals(List.of("socket", "connect", "send", "recv", "send", "recv"), calls(client));
    }

    @Test
    void thePromptLoopEndsWhenTheServerHasHungUp() {
        int listener = bench.listener(server, 1);
        client.start(JavaPrograms.promptLoop(bench.nameOf(server, listener)));
        bench.call(server, new Call.Close(bench.accept(server, listener)));
        Await.until("the end has arrived",
                () -> bench.picture().participant(client.id()).orElseThrow().descriptors().stream()
                        .anyMatch(d -> d.tcpState().filter(state -> state.name().equals("CLOSE_WAIT")).isPresent()));
        client.type("anybody?");
        bench.note(client, Note.Kind.PROGRAM_ENDED, 0);
    }

    @Test
    void aProgramThatWaitsForInputCanBeStopped() {
        server.start(JavaPrograms.answerLoop(Bench.ANY_PORT));
        client.start(JavaPrograms.promptLoop(bench.listening(server)));
        bench.note(client, Note.Kind.WAITS_FOR_INPUT, 0);
        client.interrupt();
        bench.note(client, Note.Kind.PROGRAM_STOPPED, 0);
        assertEquals(List.of(), bench.notes(client, Note.Kind.INPUT, 0));
        int from = bench.log.size();
        client.start(JavaPrograms.promptLoop(bench.listening(server)));
        client.type("again");
        assertEquals("AGAIN", bench.note(client, Note.Kind.OUTPUT, from));
    }

    @Test
    void aSteppedProgramMakesOneCallAStep() {
        bench.workbench.gate().pause();
        server.start(JavaPrograms.answerLoop(Bench.ANY_PORT));
        for (String name : List.of("socket", "setsockopt", "bind", "listen")) {
            Await.until(name + " waits", () -> bench.picture().participant(server.id()).orElseThrow().waiting()
                    .filter(call -> call.word().equals(name)).isPresent());
            bench.workbench.gate().step();
        }
        Await.until("accept waits", () -> bench.picture().participant(server.id()).orElseThrow().waiting()
                .filter(call -> call.word().equals("accept")).isPresent());
        assertEquals(List.of("socket", "setsockopt", "bind", "listen"), calls(server));
    }

    @Test
    void whatAProgramHasForgottenIsClosedWhenNobodyDoesAnythingUnlessACallIsOnIt() {
        server.start(new Program() {
            @Override
            public String name() {
                return "forgetful";
            }

            @Override
            public void run(Process process) throws Ended {
                process.call(Bench.NEW_SOCKET);
                int listener = (int) process.call(Bench.NEW_SOCKET).value();
                process.call(new Call.Listen(listener, 1));
                process.call(new Call.Accept(listener));
            }

            @Override
            public List<Integer> takeForgotten() {
                return List.of(server.descriptors().getLast(), server.descriptors().getFirst());
            }
        });
        Await.until("it waits", () -> calls(server).size() == 3 && server.inCall().size() == 1);
        List<Integer> open = server.descriptors();
        try (ForgottenSockets _ = new ForgottenSockets(bench.workbench)) {
            assertEquals(Integer.toString(open.getFirst()), bench.note(server, Note.Kind.FORGOTTEN, 0));
            Await.until("one is closed", () -> server.descriptors().equals(open.subList(1, 2)));
        }
        assertEquals(1, bench.notes(server, Note.Kind.FORGOTTEN, 0).size());
        // The trace tells of a close a little later than the descriptor is gone.
        Await.until("it still waits for a caller",
                () -> bench.picture().participant(server.id()).orElseThrow().pending()
                        .filter(pending -> pending.call() instanceof Call.Accept).isPresent());
    }

    @Test
    void ctrlCEndsAProgramThatHasNothingForIt() {
        server.start(JavaPrograms.answerLoop(Bench.ANY_PORT));
        bench.listening(server);
        server.keyboardInterrupt();
        assertEquals("Ctrl+C", bench.note(server, Note.Kind.PROGRAM_FAILED, 0));
        server.keyboardInterrupt();
        Await.until("what it has left open is closed", () -> server.descriptors().isEmpty());
        bench.socket(server);
    }

    private static DescriptorState open(Picture picture, Participant who, int fd) {
        return picture.participant(who.id()).orElseThrow().open(fd).orElseThrow();
    }

    /** The names of the calls that have returned. */
    private List<String> calls(Participant who) {
        return bench.events(0)
                .filter(e -> e instanceof TraceEvent.CallReturned returned && returned.participant() == who.id())
                .map(e -> ((TraceEvent.CallReturned) e).call().word())
                .toList();
    }
}
