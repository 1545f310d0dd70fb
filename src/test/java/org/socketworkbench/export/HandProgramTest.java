package org.socketworkbench.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceEvent.CallEntered;
import org.socketworkbench.trace.TraceEvent.CallReturned;
import org.socketworkbench.trace.TraceEvent.Note;

/** Which calls become a program, and what their variables are called. */
class HandProgramTest {
    private static final Call.Socket STREAM = new Call.Socket(Family.AF_INET, SocketType.SOCK_STREAM, 0);
    private static final SocketAddress ADDRESS = SocketAddress.Inet4.loopback(8080);
    private static final Outcome DONE = new Outcome.Done(0);

    private final HandCalls calls = new HandCalls();
    private int count;

    private void event(TraceEvent event) {
        calls.apply(count++, event);
    }

    private void come(Role role, String name) {
        event(new TraceEvent.ParticipantCame(0, 0, name, role));
    }

    private void made(Call call, Outcome outcome) {
        int number = count;
        event(new CallEntered(0, 0, call));
        event(new CallReturned(1, 0, number, 0, call, outcome));
    }

    private void note(Note.Kind kind) {
        event(new Note(0, 0, kind, "x"));
    }

    private String names() {
        return calls.program(0).statements().stream()
                .map(s -> s.made().or(s::socket).map(SocketVariable::name).orElse("-") + "." + s.call().word())
                .collect(Collectors.joining(" "));
    }

    @Test
    void aSocketIsNamedAfterWhatItIsFor() {
        come(Role.SERVER, "server");
        made(STREAM, new Outcome.Opened(5));
        made(new Call.Bind(5, ADDRESS), DONE);
        made(new Call.Listen(5, 1), DONE);
        made(new Call.Accept(5), new Outcome.Accepted(6, ADDRESS));
        made(new Call.Accept(5), new Outcome.Accepted(7, ADDRESS));
        made(new Call.Close(6), DONE);
        made(STREAM, new Outcome.Opened(6));
        made(new Call.Connect(6, ADDRESS), DONE);
        made(new Call.Recv(7, 10, 0), new Outcome.Received(Bytes.EMPTY));
        assertEquals(
                "listener.socket listener.bind listener.listen connection.accept connection2.accept connection.close "
                        + "client.socket client.connect connection2.recv",
                names());
    }

    @Test
    void aNewSocketIsNamedAfterWhoMadeIt() {
        come(Role.CLIENT, "client 2");
        made(STREAM, new Outcome.Opened(5));
        made(new Call.Socket(Family.AF_INET, SocketType.SOCK_DGRAM, 0), new Outcome.Opened(6));
        assertEquals("client.socket endpoint.socket", names());
        assertEquals("client2", calls.program(0).name());
    }

    @Test
    void aCallThatFailedMakesNoVariable() {
        come(Role.SERVER, "server");
        made(STREAM, new Outcome.Opened(5));
        made(new Call.Accept(5), new Outcome.Failed(Errno.EINVAL));
        made(new Call.Listen(5, 1), DONE);
        made(new Call.Accept(5), new Outcome.Accepted(6, ADDRESS));
        assertEquals("listener.socket listener.accept listener.listen connection.accept", names());
    }

    @Test
    void aCallOnAClosedSocketIsMadeOnTheOneClosedLast() {
        come(Role.CLIENT, "client");
        made(STREAM, new Outcome.Opened(5));
        made(new Call.Close(5), DONE);
        made(new Call.Recv(Call.NO_DESCRIPTOR, 10, 0), new Outcome.Failed(Errno.EBADF));
        assertEquals("client.socket client.close client.recv", names());
        assertTrue(Language.C.write(calls.program(0)).text().contains("recv(-1, buffer, 10, 0)"));
    }

    @Test
    void whatAProgramDidIsLeftOut() {
        come(Role.SERVER, "server");
        made(STREAM, new Outcome.Opened(5));
        note(Note.Kind.EXIT);
        made(new Call.Close(5), DONE);
        note(Note.Kind.PROGRAM_STARTED);
        made(STREAM, new Outcome.Opened(5));
        assertEquals("listener.socket", names());
        note(Note.Kind.PROGRAM_STOPPED);
        made(new Call.Close(5), DONE);
        assertEquals("listener.socket listener.close -.close", names());
        for (Language language : Language.values()) {
            assertTrue(language.write(calls.program(0)).text().contains("close() on a socket of a program"));
        }
    }

    @Test
    void theSystemCallsOfALibraryCallAreLeftOut() {
        come(Role.CLIENT, "client");
        made(STREAM, new Outcome.Opened(5));
        int parent = count;
        event(new CallEntered(0, 0, new Call.SetTimeout(5, 1)));
        event(new CallEntered(0, 0, parent, new Call.SetNonBlocking(5, true)));
        event(new CallReturned(1, 0, parent + 1, 0, new Call.SetNonBlocking(5, true), DONE));
        event(new CallReturned(1, 0, parent, 0, new Call.SetTimeout(5, 1), DONE));
        assertEquals("client.socket client.settimeout", names());
    }

    @Test
    void anAnswerGoesToWhoeverSends() {
        come(Role.SERVER, "server");
        SocketAddress first = SocketAddress.Inet4.loopback(40_001);
        SocketAddress second = SocketAddress.Inet4.loopback(40_002);
        made(new Call.Socket(Family.AF_INET, SocketType.SOCK_DGRAM, 0), new Outcome.Opened(5));
        made(new Call.RecvFrom(5, 10, 0), new Outcome.ReceivedFrom(Bytes.utf8("a"), Optional.of(first)));
        made(new Call.RecvFrom(5, 10, 0), new Outcome.ReceivedFrom(Bytes.utf8("b"), Optional.of(second)));
        made(new Call.SendTo(5, Bytes.utf8("A"), 0, first), new Outcome.Done(1));
        made(new Call.SendTo(5, Bytes.utf8("x"), 0, ADDRESS), new Outcome.Done(1));
        List<Statement> statements = calls.program(0).statements();
        assertEquals(Optional.of("sender2"), statements.get(2).sender());
        assertEquals(Optional.of("sender"), statements.get(3).address());
        assertEquals(Optional.empty(), statements.get(4).address());
    }

    @ParameterizedTest
    @EnumSource
    void aCallThatHasNotReturnedIsTheLastLine(Language language) {
        come(Role.SERVER, "server");
        made(STREAM, new Outcome.Opened(5));
        int number = count;
        event(new CallEntered(0, 0, new Call.Accept(5)));
        Listing listing = language.write(calls.program(0));
        assertEquals(number, listing.lastCall());
        String lines = listing.lines().stream().filter(line -> line.call() == number).map(Listing.Line::text)
                .collect(Collectors.joining("\n"));
        assertTrue(lines.contains("accept(") && lines.contains("by hand it has not returned yet"), lines);
    }

    @Test
    void nobodysNameGetsIntoAProgram() {
        come(Role.CLIENT, "x\n*/ int main() { 12345 \\u000a\"");
        HandProgram program = calls.program(0);
        assertEquals("client123", program.name());
        for (Language language : Language.values()) {
            assertFalse(language.write(program).text().contains("main() { 12345"));
        }
        assertEquals(List.of("client123.py", "Client123.java", "client123.c"),
                Arrays.stream(Language.values()).map(language -> language.fileName(program)).toList());
    }
}
