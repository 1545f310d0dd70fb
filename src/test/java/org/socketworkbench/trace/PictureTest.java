package org.socketworkbench.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketAddress.Inet4;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.socket.TcpState;
import org.socketworkbench.trace.DescriptorState.Phase;
import org.socketworkbench.trace.TraceEvent.Note;

class PictureTest {
    private static final int SERVER = 0;
    private static final int CLIENT = 1;
    private static final SocketAddress LISTENS = Inet4.loopback(8080);
    private static final SocketAddress CALLS = Inet4.loopback(41_204);
    private static final SocketAddress NOWHERE = new Inet4(0, 0);

    private final Picture picture = new Picture();
    private int next;

    @BeforeEach
    void twoParticipants() {
        apply(new TraceEvent.ParticipantCame(0, SERVER, "server", Role.SERVER));
        apply(new TraceEvent.ParticipantCame(0, CLIENT, "client", Role.CLIENT));
    }

    @Test
    void socketMakesADescriptorAndCloseEndsIt() {
        socket(SERVER, 5);
        DescriptorState d = only(SERVER);
        assertEquals(Phase.NEW, d.phase());
        assertEquals(Optional.of(d), picture.participant(SERVER).orElseThrow().open(5));
        done(SERVER, new Call.Close(5), 0);
        assertFalse(d.isOpen());
        assertEquals(Optional.empty(), picture.participant(SERVER).orElseThrow().open(5));
    }

    @Test
    void aSocketWithTheNumberOfAClosedOneIsAnother() {
        socket(SERVER, 5);
        done(SERVER, new Call.Close(5), 0);
        socket(SERVER, 5);
        List<DescriptorState> both = picture.participant(SERVER).orElseThrow().descriptors();
        assertEquals(2, both.size());
        assertFalse(both.getFirst().isOpen());
        assertTrue(both.getLast().isOpen());
    }

    @Test
    void aServersCallsBringItsSocketToListening() {
        socket(SERVER, 5);
        done(SERVER, new Call.SetSockOpt(5, SocketOption.SO_REUSEADDR, 1), 0);
        done(SERVER, new Call.Bind(5, LISTENS), 0);
        DescriptorState d = only(SERVER);
        assertEquals(Phase.BOUND, d.phase());
        assertEquals(Optional.of(LISTENS), d.local());
        assertTrue(d.reusesAddress());
        done(SERVER, new Call.Listen(5, 3), 0);
        assertEquals(Phase.LISTENING, d.phase());
        assertEquals(3, d.backlog());
        assertEquals(Optional.of(d), picture.listenerFor(LISTENS));
        assertEquals(Optional.empty(), picture.listenerFor(Inet4.loopback(8081)));
    }

    @Test
    void aCallThatFailedChangesNoPhase() {
        socket(SERVER, 5);
        failed(SERVER, new Call.Bind(5, LISTENS), Errno.EADDRINUSE);
        failed(SERVER, new Call.Listen(5, 1), Errno.EADDRINUSE);
        failed(SERVER, new Call.Connect(5, LISTENS), Errno.ECONNREFUSED);
        assertEquals(Phase.NEW, only(SERVER).phase());
        assertEquals(Optional.empty(), only(SERVER).local());
        assertEquals(Optional.empty(), only(SERVER).peer());
    }

    @Test
    void bindToPortZeroLeavesTheAddressToTheKernelsTable() {
        socket(SERVER, 5);
        done(SERVER, new Call.Bind(5, Inet4.loopback(0)), 0);
        assertEquals(Optional.empty(), only(SERVER).local());
        done(SERVER, new Call.Listen(5, 1), 0);
        sample(new SocketRow(LISTENS, NOWHERE, TcpState.LISTEN, 0, 0, 5, true));
        assertEquals(Optional.of(LISTENS), only(SERVER).local());
        assertEquals(Optional.of(TcpState.LISTEN), only(SERVER).tcpState());
    }

    @Test
    void getsocknameTellsTheAddressToo() {
        socket(SERVER, 5);
        returned(SERVER, new Call.GetSockName(5), new Outcome.Named(LISTENS));
        assertEquals(Optional.of(LISTENS), only(SERVER).local());
    }

    @Test
    void aListenerOnEveryAddressIsReachedAtItsPort() {
        socket(SERVER, 5);
        done(SERVER, new Call.Bind(5, new Inet4(0, 8080)), 0);
        done(SERVER, new Call.Listen(5, 1), 0);
        assertEquals(Optional.of(only(SERVER)), picture.listenerFor(LISTENS));
        assertEquals(Optional.empty(), picture.listenerFor(Inet4.loopback(8081)));
    }

    @Test
    void theTwoEndsOfAConnectionFindEachOther() {
        listen();
        call();
        returned(SERVER, new Call.Accept(5), new Outcome.Accepted(7, CALLS));
        DescriptorState accepted = picture.participant(SERVER).orElseThrow().open(7).orElseThrow();
        assertTrue(accepted.isAccepted());
        assertEquals(Phase.CONNECTED, accepted.phase());
        assertEquals(Optional.of(LISTENS), accepted.local());
        assertEquals(Optional.of(only(CLIENT)), picture.otherEnd(accepted));
        assertEquals(Optional.of(accepted), picture.otherEnd(only(CLIENT)));
    }

    @Test
    void aConnectionOfAListenerOnEveryAddressLearnsItsOwnAddressFromTheTable() {
        socket(SERVER, 5);
        done(SERVER, new Call.Bind(5, new Inet4(0, 8080)), 0);
        done(SERVER, new Call.Listen(5, 1), 0);
        returned(SERVER, new Call.Accept(5), new Outcome.Accepted(7, CALLS));
        DescriptorState accepted = picture.participant(SERVER).orElseThrow().open(7).orElseThrow();
        assertEquals(Optional.empty(), accepted.local());
        sample(new SocketRow(LISTENS, CALLS, TcpState.ESTABLISHED, 0, 0, 7, true));
        assertEquals(Optional.of(LISTENS), accepted.local());
    }

    @Test
    void aConnectionThatNobodyHoldsWaitsInItsListenersQueue() {
        listen();
        call();
        sample(new SocketRow(LISTENS, NOWHERE, TcpState.LISTEN, 0, 1, 5, true),
                new SocketRow(CALLS, LISTENS, TcpState.ESTABLISHED, 0, 0, 6, true),
                new SocketRow(LISTENS, CALLS, TcpState.ESTABLISHED, 0, 0, SocketRow.NOT_OURS, false));
        DescriptorState listener = only(SERVER);
        assertEquals(List.of(CALLS), picture.acceptQueue(listener));
        assertTrue(picture.waitsForAccept(only(CLIENT)));
        sample(new SocketRow(LISTENS, NOWHERE, TcpState.LISTEN, 0, 0, 5, true),
                new SocketRow(CALLS, LISTENS, TcpState.ESTABLISHED, 0, 0, 6, true),
                new SocketRow(LISTENS, CALLS, TcpState.ESTABLISHED, 0, 0, 7, true));
        assertEquals(List.of(), picture.acceptQueue(listener));
        assertFalse(picture.waitsForAccept(only(CLIENT)));
    }

    @Test
    void aCallerThatHungUpWaitsInTheQueueAllTheSame() {
        listen();
        sample(new SocketRow(LISTENS, CALLS, TcpState.CLOSE_WAIT, 0, 5, SocketRow.NOT_OURS, false));
        assertEquals(List.of(CALLS), picture.acceptQueue(only(SERVER)));
    }

    @Test
    void aConnectionThatIsOverIsNotInTheQueue() {
        listen();
        sample(new SocketRow(LISTENS, CALLS, TcpState.TIME_WAIT, 0, 0, SocketRow.NOT_OURS, false));
        assertEquals(List.of(), picture.acceptQueue(only(SERVER)));
    }

    @Test
    void aRowThatWasReadBeforeTheNumberWasGivenOutAgainIsNotTheNewSockets() {
        call();
        done(CLIENT, new Call.Close(6), 0);
        socket(CLIENT, 6);
        sample(new SocketRow(CALLS, LISTENS, TcpState.ESTABLISHED, 0, 0, 6, true));
        DescriptorState again = picture.participant(CLIENT).orElseThrow().open(6).orElseThrow();
        assertEquals(Optional.empty(), again.local());
        assertEquals(Optional.empty(), again.row());
    }

    @Test
    void aRowThatWasReadWhileListenWasOnItsWayCountsOnceItHasReturned() {
        socket(SERVER, 5);
        sample(new SocketRow(LISTENS, NOWHERE, TcpState.LISTEN, 0, 0, 5, true));
        assertEquals(Optional.empty(), only(SERVER).row());
        done(SERVER, new Call.Listen(5, 1), 0);
        assertEquals(Optional.of(LISTENS), only(SERVER).local());
    }

    @Test
    void aConnectOnItsWayShowsItsStateInTheTable() {
        socket(CLIENT, 6);
        apply(new TraceEvent.CallEntered(next, CLIENT, new Call.Connect(6, LISTENS)));
        sample(new SocketRow(CALLS, LISTENS, TcpState.SYN_SENT, 1, 0, 6, true));
        assertEquals(Optional.of(TcpState.SYN_SENT), only(CLIENT).tcpState());
        assertEquals(Phase.NEW, only(CLIENT).phase());
    }

    @Test
    void whoCalledEveryAddressLearnsWhomItReached() {
        socket(CLIENT, 6);
        done(CLIENT, new Call.Connect(6, new Inet4(0, 8080)), 0);
        sample(new SocketRow(CALLS, LISTENS, TcpState.ESTABLISHED, 0, 0, 6, true));
        assertEquals(Optional.of(LISTENS), only(CLIENT).peer());
        assertEquals(Optional.of(CALLS), only(CLIENT).local());
    }

    @Test
    void bytesAreCountedBothWaysAndKeptInOrder() {
        call();
        done(CLIENT, new Call.Send(6, Bytes.utf8("Hello"), 0), 3);
        done(CLIENT, new Call.Send(6, Bytes.utf8("lo"), 0), 2);
        received("HEL");
        received("LO");
        assertEquals(5, only(CLIENT).sentBytes());
        assertEquals(5, only(CLIENT).receivedBytes());
        assertEquals(List.of(Bytes.utf8("HEL"), Bytes.utf8("LO")),
                only(CLIENT).received().stream().map(DescriptorState.Arrival::data).toList());
        assertFalse(only(CLIENT).peerEnded());
    }

    @Test
    void aPayloadThatWasCutCountsInFull() {
        call();
        returned(CLIENT, new Call.Recv(6, 1024, 0), new Outcome.Received(Bytes.utf8("Hello").keeping(2)));
        assertEquals(5, only(CLIENT).receivedBytes());
    }

    @Test
    void nothingReceivedIsThePeersEndUnlessNothingWasAskedFor() {
        call();
        returned(CLIENT, new Call.Recv(6, 0, 0), new Outcome.Received(Bytes.EMPTY));
        assertFalse(only(CLIENT).peerEnded());
        returned(CLIENT, new Call.Recv(6, 1, 0), new Outcome.Received(Bytes.EMPTY));
        assertTrue(only(CLIENT).peerEnded());
        assertTrue(only(CLIENT).isOpen());
    }

    @Test
    void shutdownEndsOnesOwnDirectionUnlessItIsTheOther() {
        call();
        done(CLIENT, new Call.Shutdown(6, Call.Shutdown.How.SHUT_RD), 0);
        assertFalse(only(CLIENT).sendingEnded());
        done(CLIENT, new Call.Shutdown(6, Call.Shutdown.How.SHUT_WR), 0);
        assertTrue(only(CLIENT).sendingEnded());
    }

    @Test
    void aResetIsToldByTheCallThatMetIt() {
        call();
        failed(CLIENT, new Call.Recv(6, 1024, 0), Errno.ECONNRESET);
        assertTrue(only(CLIENT).isReset());
    }

    @Test
    void aCallIsPendingFromItsEntryAndBlockedOnceTheKernelWasSeenToHoldIt() {
        socket(SERVER, 5);
        ParticipantState server = picture.participant(SERVER).orElseThrow();
        apply(new TraceEvent.CallWaiting(1, SERVER, new Call.Accept(5)));
        assertEquals(Optional.of(new Call.Accept(5)), server.waiting());
        int number = apply(new TraceEvent.CallEntered(2, SERVER, new Call.Accept(5)));
        assertEquals(Optional.empty(), server.waiting());
        assertFalse(server.pending().orElseThrow().blocked());
        apply(new TraceEvent.CallBlocked(3, SERVER, number));
        assertTrue(server.pending().orElseThrow().blocked());
        apply(new TraceEvent.CallReturned(4, SERVER, number, 2, new Call.Accept(5), new Outcome.Failed(Errno.EINTR)));
        assertEquals(Optional.empty(), server.pending());
    }

    @Test
    void whoHasLeftIsInNoCallAnyMore() {
        apply(new TraceEvent.CallEntered(1, SERVER, new Call.Accept(5)));
        apply(new TraceEvent.ParticipantWent(2, SERVER));
        assertEquals(Optional.empty(), picture.participant(SERVER).orElseThrow().pending());
    }

    @Test
    void thatACallWasBlockedIsForgottenIfItIsToldAfterItsReturn() {
        int first = apply(new TraceEvent.CallEntered(1, SERVER, new Call.Accept(5)));
        apply(new TraceEvent.CallReturned(2, SERVER, first, 1, new Call.Accept(5), new Outcome.Failed(Errno.EINTR)));
        apply(new TraceEvent.CallEntered(3, SERVER, new Call.Accept(5)));
        apply(new TraceEvent.CallBlocked(4, SERVER, first));
        assertFalse(picture.participant(SERVER).orElseThrow().pending().orElseThrow().blocked());
    }

    @Test
    void aProgramIsKnownFromItsStartToItsEndWhateverTheEnd() {
        ParticipantState client = picture.participant(CLIENT).orElseThrow();
        for (Note.Kind end : List.of(Note.Kind.PROGRAM_ENDED, Note.Kind.PROGRAM_FAILED, Note.Kind.PROGRAM_STOPPED)) {
            note(Note.Kind.PROGRAM_STARTED, "prompt-loop");
            note(Note.Kind.WAITS_FOR_INPUT, ">>: ");
            apply(new TraceEvent.CallWaiting(1, CLIENT, new Call.Accept(5)));
            assertEquals(Optional.of("prompt-loop"), client.program());
            assertEquals(Optional.of(">>: "), client.prompt());
            note(end, "");
            assertEquals(Optional.empty(), client.program());
            assertEquals(Optional.empty(), client.prompt());
            assertEquals(Optional.empty(), client.waiting());
        }
    }

    @Test
    void inputEndsThePrompt() {
        note(Note.Kind.WAITS_FOR_INPUT, ">>: ");
        note(Note.Kind.INPUT, "Hello");
        assertEquals(Optional.empty(), picture.participant(CLIENT).orElseThrow().prompt());
    }

    @Test
    void whoHasLeftIsStillKnown() {
        apply(new TraceEvent.ParticipantWent(9, CLIENT));
        assertEquals(2, picture.participants().size());
        assertFalse(picture.participant(CLIENT).orElseThrow().isPresent());
        assertTrue(picture.participant(SERVER).orElseThrow().isPresent());
    }

    @Test
    void aCallOnADescriptorThatIsNotThereChangesNothing() {
        failed(CLIENT, new Call.Close(Call.NO_DESCRIPTOR), Errno.EBADF);
        failed(CLIENT, new Call.Socket(Family.AF_INET, SocketType.SOCK_STREAM, 6), new Errno(93));
        assertEquals(0, picture.descriptors().count());
    }

    private void listen() {
        socket(SERVER, 5);
        done(SERVER, new Call.Bind(5, LISTENS), 0);
        done(SERVER, new Call.Listen(5, 1), 0);
    }

    /** The client's connected socket, 6, whose address the table has told. */
    private void call() {
        socket(CLIENT, 6);
        done(CLIENT, new Call.Connect(6, LISTENS), 0);
        sample(new SocketRow(CALLS, LISTENS, TcpState.ESTABLISHED, 0, 0, 6, true));
    }

    private void socket(int participant, int fd) {
        done(participant, new Call.Socket(Family.AF_INET, SocketType.SOCK_STREAM, 0), fd);
    }

    private void done(int participant, Call call, long value) {
        returned(participant, call, new Outcome.Done(value));
    }

    private void failed(int participant, Call call, Errno errno) {
        returned(participant, call, new Outcome.Failed(errno));
    }

    private void received(String text) {
        returned(CLIENT, new Call.Recv(6, 1024, 0), new Outcome.Received(Bytes.utf8(text)));
    }

    private void returned(int participant, Call call, Outcome outcome) {
        int number = apply(new TraceEvent.CallEntered(next, participant, call));
        apply(new TraceEvent.CallReturned(next, participant, number, number, call, outcome));
    }

    private void sample(SocketRow... rows) {
        apply(new TraceEvent.KernelSample(next, List.of(rows)));
    }

    private void note(Note.Kind kind, String text) {
        apply(new Note(next, CLIENT, kind, text));
    }

    private int apply(TraceEvent event) {
        picture.apply(next, event);
        return next++;
    }

    private DescriptorState only(int participant) {
        List<DescriptorState> all = picture.participant(participant).orElseThrow().descriptors();
        assertEquals(1, all.size());
        return all.getFirst();
    }
}
