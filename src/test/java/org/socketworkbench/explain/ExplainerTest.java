package org.socketworkbench.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.socketworkbench.explain.Story.ADDRESS;
import static org.socketworkbench.explain.Story.CLIENT;
import static org.socketworkbench.explain.Story.CLIENTS_OWN;
import static org.socketworkbench.explain.Story.SERVER;
import static org.socketworkbench.explain.Story.at;
import static org.socketworkbench.explain.Story.done;
import static org.socketworkbench.explain.Story.failed;
import static org.socketworkbench.explain.Story.opened;
import static org.socketworkbench.explain.Story.received;
import static org.socketworkbench.explain.Story.recv;
import static org.socketworkbench.explain.Story.row;
import static org.socketworkbench.explain.Story.send;
import static org.socketworkbench.explain.Story.socket;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.OptionValue;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.socket.TcpState;
import org.socketworkbench.trace.SocketRow;
import org.socketworkbench.trace.TraceEvent.Note;

class ExplainerTest {
    private final Story story = new Story();

    private void happened(String expected, int participant, Call call, Outcome outcome) {
        assertEquals(expected, story.tell(participant, call, outcome).happened());
    }

    @Test
    void anAcceptInFull() {
        Explanation told = story.serverListens()
                .tellHeld(SERVER, new Call.Accept(4), new Outcome.Accepted(6, CLIENTS_OWN));
        assertEquals("accept(4) = 6 127.0.0.1:41204", told.title());
        assertEquals("Takes the first completed connection from the queue and returns a new descriptor for it. While "
                + "the queue is empty, the call waits.", told.does());
        assertEquals("Descriptor 6 is a new socket, connected to 127.0.0.1:41204. Descriptor 4 goes on listening. "
                + "The kernel held it for 3.2 s.", told.happened());
        assertEquals("Wait until it rings, and pick up. The phone on the desk stays free for the next caller.",
                told.telephone());
        assertEquals("accept(2)", told.manualPage());
    }

    @Test
    void aFailureNamesTheNumber() {
        happened("The call returned -1, and errno says EBADF (9).", SERVER, new Call.Accept(-1), failed(Errno.EBADF));
    }

    @Test
    void aNewSocket() {
        happened("The new socket has descriptor 4. SOCK_STREAM makes it a TCP socket, for IPv4.", SERVER, socket(),
                opened(4));
    }

    @Test
    void bindToLoopback() {
        story.did(SERVER, socket(), opened(4));
        happened("The socket now has the address 127.0.0.1:8080. Only programs on this machine can call it.",
                SERVER, new Call.Bind(4, ADDRESS), done(0));
    }

    @Test
    void bindToEveryAddressWarns() {
        story.did(SERVER, socket(), opened(4));
        happened(
                "The socket now has the address 0.0.0.0:8080. Careful: 0.0.0.0 means every address of this machine, so "
                        + "once the socket listens, other machines can call it too. Use 127.0.0.1 if only this machine "
                        + "should.",
                SERVER, new Call.Bind(4, at("0.0.0.0", 8080)), done(0));
    }

    @Test
    void bindToPortZero() {
        story.did(SERVER, socket(), opened(4));
        happened(
                "Port 0 asks for any free port, and the kernel has picked one on 127.0.0.1: getsockname() shows which. "
                        + "Only programs on this machine can call it.",
                SERVER, new Call.Bind(4, at("127.0.0.1", 0)), done(0));
    }

    @Test
    void listenSaysHowManyMayWait() {
        story.serverBinds();
        happened(
                "The socket now listens on 127.0.0.1:8080. With a backlog of 5, Linux lets 6 completed connections "
                        + "wait for accept(), or fewer if the system's limit net.core.somaxconn is lower.",
                SERVER, new Call.Listen(4, 5), done(0));
    }

    @Test
    void acceptWhileOthersWait() {
        story.serverListens().table(
                row(ADDRESS, CLIENTS_OWN, TcpState.ESTABLISHED, SocketRow.NOT_OURS, false),
                row(ADDRESS, at("127.0.0.1", 41205), TcpState.ESTABLISHED, SocketRow.NOT_OURS, false));
        happened("Descriptor 6 is a new socket, connected to 127.0.0.1:41204. Descriptor 4 goes on listening. The "
                + "kernel's table showed this caller waiting in the queue earlier. When last read, the kernel's table "
                + "showed other callers waiting in the queue: 1. First in the table: 127.0.0.1:41205.",
                SERVER, new Call.Accept(4), new Outcome.Accepted(6, CLIENTS_OWN));
    }

    @Test
    void connectedAndWaitingInTheQueue() {
        story.serverListens().did(CLIENT, socket(), opened(5)).enters(CLIENT, new Call.Connect(5, ADDRESS)).table(
                row(CLIENTS_OWN, ADDRESS, TcpState.ESTABLISHED, 5, true),
                row(ADDRESS, CLIENTS_OWN, TcpState.ESTABLISHED, SocketRow.NOT_OURS, false));
        happened("The connection is established: from 127.0.0.1:41204, with a port of this socket's own, to "
                + "127.0.0.1:8080. The kernel's table, read right afterwards, shows it waiting in the queue of "
                + "127.0.0.1:8080: connected, but not accepted yet. The kernels shake hands without the server's "
                + "program.",
                CLIENT, new Call.Connect(5, ADDRESS), done(0));
    }

    @Test
    void connectedWithoutAReading() {
        story.serverListens().did(CLIENT, socket(), opened(5));
        happened("The connection to 127.0.0.1:8080 is established. The kernels have shaken hands. This does not show "
                + "whether the program at 127.0.0.1:8080 has called accept() yet.",
                CLIENT, new Call.Connect(5, ADDRESS), done(0));
    }

    @Test
    void sendOfAll() {
        story.conversation();
        happened("The kernel took all 5 bytes: \"Hello\". This does not mean that the peer has read them.",
                CLIENT, send(5, "Hello"), done(5));
    }

    @Test
    void shortSend() {
        story.conversation();
        happened(
                "A short send: the kernel took 4 bytes of 5 bytes, because its buffer had no room for more. What is "
                        + "left, 1 byte, still has to be sent; sendall() in Python does that in a loop.",
                CLIENT, send(5, "Hello"), done(4));
    }

    @Test
    void recvOfFewerThanAskedWithMoreToCome() {
        story.conversation().did(CLIENT, send(5, "Hello"), done(5)).did(CLIENT, send(5, "you"), done(3));
        happened("2 bytes came: \"He\". Still to be read from client 1, as far as the calls show: 6 bytes. That fills "
                + "the 2 bytes asked for. TCP keeps no message boundaries: whatever did not fit comes with the next "
                + "recv().",
                SERVER, recv(6, 2), received("He"));
    }

    @Test
    void recvOfSeveralSends() {
        story.conversation().did(CLIENT, send(5, "Hello"), done(5)).did(CLIENT, send(5, "you"), done(3));
        happened(
                "8 bytes came: \"Helloyou\". That is less than the 1024 bytes asked for, which is normal: recv() "
                        + "returns what is there. TCP keeps no message boundaries, so these bytes may come from one "
                        + "send() or from several.",
                SERVER, recv(6, 1024), received("Helloyou"));
    }

    @Test
    void recvOfNothingIsTheOrderlyEnd() {
        story.conversation().did(CLIENT, new Call.Close(5), done(0));
        happened(
                "0 bytes: the orderly end. client 1 has closed its socket, and everything that came before has been "
                        + "read. Every further recv() returns 0 at once.",
                SERVER, recv(6, 1024), received(""));
    }

    @Test
    void recvOfNothingThatWasAskedForIsNoEnd() {
        story.conversation();
        happened("0 bytes were asked for, so 0 came. This does not mean that the peer has ended.",
                SERVER, recv(6, 0), received(""));
    }

    @Test
    void recvOfNothingAfterAReset() {
        story.conversation().did(SERVER, recv(6, 9), failed(Errno.ECONNRESET));
        happened(
                "0 bytes: the connection was reset before, and that was reported once. Since then recv() returns 0.",
                SERVER, recv(6, 1024), received(""));
    }

    @Test
    void closeWithUnreadBytes() {
        story.conversation().did(CLIENT, send(5, "Hello"), done(5));
        happened(
                "The descriptor is free again; the next socket() or accept() may get the same number. As far as the "
                        + "calls show, 5 bytes from the peer had not been read. Then the kernel resets the connection "
                        + "instead of closing it normally: the peer gets ECONNRESET.",
                SERVER, new Call.Close(6), done(0));
    }

    @Test
    void closeOfTheListenerSwitchesThePhoneOff() {
        Explanation told = story.serverListens().tell(SERVER, new Call.Close(4), done(0));
        assertEquals(
                "Nobody can call this address any more. Connections already accepted go on; any that still wait in the "
                        + "queue are reset.",
                told.happened());
        assertEquals("Switch the phone off: it no longer rings. Calls already answered continue.",
                told.telephone());
    }

    @Test
    void buffersAreDoubled() {
        story.did(SERVER, socket(), opened(4));
        happened(
                "SO_RCVBUF is 131072 bytes. If it was set with setsockopt(), Linux has doubled the number. It is how "
                        + "many bytes that have arrived can wait to be read.",
                SERVER, new Call.GetSockOpt(4, SocketOption.SO_RCVBUF),
                new Outcome.OptionRead(new OptionValue.Int(131072)));
    }

    @Test
    void aCallAtTheGateHasNotBeenMade() {
        story.serverListens().waitsAtTheGate(SERVER, new Call.Accept(4));
        Explanation told = story.onItsWay(SERVER, new Call.Accept(4), false);
        assertEquals("accept(4)", told.title());
        assertEquals("The call waits for a step: it has not been made yet.", told.happened());
    }

    @Test
    void aHeldAcceptWaitsForACaller() {
        story.serverListens().isHeld(SERVER, new Call.Accept(4));
        assertEquals(
                "The kernel holds the call until somebody calls 127.0.0.1:8080: no completed connection waits in the "
                        + "queue. Interrupt ends the wait.",
                story.onItsWay(SERVER, new Call.Accept(4), true).happened());
    }

    @Test
    void twoWhoBothListenWaitForEver() {
        story.conversation().isHeld(SERVER, recv(6, 9)).isHeld(CLIENT, recv(5, 9));
        assertEquals(
                "The kernel holds the call until bytes arrive or the peer ends. server is held in recv() on the same "
                        + "connection, and nothing is on its way to it: both sides listen and neither speaks, so both "
                        + "would wait for ever. Interrupt ends the wait.",
                story.onItsWay(CLIENT, recv(5, 9), true).happened());
    }

    @ParameterizedTest
    @EnumSource
    void everyKindOfNoteHasAText(Note.Kind kind) {
        String told = new Explainer().of(new Note(0, 0, kind, "text"));
        assertFalse(told.isBlank());
    }

    @Test
    void aProgramIsCalledByItsName() {
        assertEquals("The program \"one_call_server.py\" starts.",
                new Explainer().of(new Note(0, 0, Note.Kind.PROGRAM_STARTED, "one_call_server.py")));
    }
}
