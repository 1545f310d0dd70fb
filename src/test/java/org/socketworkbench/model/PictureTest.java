package org.socketworkbench.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.socketworkbench.model.DescriptorState.Phase;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketAddress.Inet4;
import org.socketworkbench.socket.SocketAddress.Inet6;
import org.socketworkbench.socket.SocketAddress.Unix;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.socket.TcpState;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.SocketRow;
import org.socketworkbench.trace.SocketRow.Transport;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceEvent.Note;

class PictureTest {
    private static final int SERVER = 0;
    private static final int CLIENT = 1;
    private static final SocketAddress LISTENS = Inet4.loopback(8080);
    private static final SocketAddress CALLS = Inet4.loopback(41_204);
    private static final SocketAddress NOWHERE = new Inet4(0, 0);
    private static final Unix PATH = Unix.of("/phone");

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
    void aLineOfAnotherTransportOrFamilyIsNotTheSockets() {
        call();
        SocketRow line = only(CLIENT).row().orElseThrow();
        sample(row(Transport.UDP, CALLS, LISTENS, TcpState.ESTABLISHED, 6),
                row(Transport.TCP, mapped(41_204), mapped(8080), TcpState.ESTABLISHED, 6));
        assertEquals(Optional.of(line), only(CLIENT).row());
        assertEquals(Optional.of(TcpState.CLOSED), only(CLIENT).tcpState());
    }

    @Test
    void aConnectionThatTheTableHasNoMoreIsClosedUntilItComesAgain() {
        call();
        sample();
        assertEquals(Optional.of(TcpState.CLOSED), only(CLIENT).tcpState());
        sample(new SocketRow(CALLS, LISTENS, TcpState.CLOSE_WAIT, 0, 1, 6, true));
        assertEquals(Optional.of(TcpState.CLOSE_WAIT), only(CLIENT).tcpState());
    }

    @Test
    void aReadingThatWasCutDoesNotTellWhatIsMissing() {
        call();
        SocketRow[] others = new SocketRow[TraceEvent.KernelSample.ROWS_AT_MOST];
        Arrays.fill(others, new SocketRow(LISTENS, NOWHERE, TcpState.LISTEN, 0, 0, 5, true));
        sample(others);
        assertEquals(Optional.of(TcpState.ESTABLISHED), only(CLIENT).tcpState());
    }

    @Test
    void anAcceptedSocketsLineMayHaveBeenReadBeforeAcceptReturned() {
        socket(SERVER, 5);
        done(SERVER, new Call.Bind(5, new Inet4(0, 8080)), 0);
        done(SERVER, new Call.Listen(5, 1), 0);
        sample(new SocketRow(LISTENS, CALLS, TcpState.ESTABLISHED, 0, 0, 7, true));
        returned(SERVER, new Call.Accept(5), new Outcome.Accepted(7, CALLS));
        DescriptorState accepted = picture.participant(SERVER).orElseThrow().open(7).orElseThrow();
        assertEquals(Optional.of(LISTENS), accepted.local());
        assertEquals(Optional.of(TcpState.ESTABLISHED), accepted.tcpState());
    }

    @Test
    void aClosedSocketsLineIsNotThatOfTheNextWithItsNumber() {
        socket(SERVER, 5, Family.AF_UNIX, SocketType.SOCK_STREAM);
        done(SERVER, new Call.Bind(5, PATH), 0);
        done(SERVER, new Call.Listen(5, 1), 0);
        sample(row(Transport.UNIX_STREAM, PATH, Unix.UNNAMED, TcpState.LISTEN, 5),
                row(Transport.UNIX_STREAM, PATH, Unix.UNNAMED, TcpState.ESTABLISHED, 7));
        returned(SERVER, new Call.Accept(5), new Outcome.Accepted(7, Unix.UNNAMED));
        done(SERVER, new Call.Close(7), 0);
        returned(SERVER, new Call.Accept(5), new Outcome.Accepted(7, Unix.UNNAMED));
        DescriptorState second = picture.participant(SERVER).orElseThrow().open(7).orElseThrow();
        assertEquals(Optional.empty(), second.row());
    }

    @Test
    void aUdpSocketIsInItsTableFromWhenItHasAPort() {
        socket(SERVER, 5, Family.AF_INET, SocketType.SOCK_DGRAM);
        SocketRow another = row(Transport.UDP, LISTENS, NOWHERE, TcpState.CLOSED, 5);
        sample(another);
        assertEquals(Optional.empty(), only(SERVER).row());
        done(SERVER, new Call.Bind(5, Inet4.loopback(0)), 0);
        assertEquals(Optional.of(another), only(SERVER).row());
        assertEquals(Optional.of(LISTENS), only(SERVER).local());
        assertEquals(Optional.empty(), only(SERVER).tcpState());
        sample(row(Transport.UDP, CALLS, NOWHERE, TcpState.CLOSED, 5));
        assertEquals(Optional.of(LISTENS), only(SERVER).local());
    }

    @Test
    void whoHasOnlySentADatagramLearnsItsPortFromTheTable() {
        socket(CLIENT, 6, Family.AF_INET, SocketType.SOCK_DGRAM);
        done(CLIENT, new Call.SendTo(6, Bytes.utf8("Hello"), 0, LISTENS), 5);
        sample(row(Transport.UDP, new Inet4(0, 41_204), NOWHERE, TcpState.CLOSED, 6));
        assertEquals(Optional.of(new Inet4(0, 41_204)), only(CLIENT).local());
    }

    @Test
    void aConnectedUdpSocketsLineHasItsPeer() {
        socket(CLIENT, 6, Family.AF_INET, SocketType.SOCK_DGRAM);
        done(CLIENT, new Call.Connect(6, LISTENS), 0);
        sample(row(Transport.UDP, CALLS, Inet4.loopback(9), TcpState.ESTABLISHED, 6));
        assertEquals(Optional.empty(), only(CLIENT).row());
        sample(row(Transport.UDP, CALLS, LISTENS, TcpState.ESTABLISHED, 6));
        assertEquals(Optional.of(CALLS), only(CLIENT).local());
    }

    @Test
    void anIpv4CallerWaitsAtAListenerOfIpv6() {
        Inet6 everywhere = new Inet6(0, 0, 8080, 0, 0);
        socket(SERVER, 5, Family.AF_INET6, SocketType.SOCK_STREAM);
        done(SERVER, new Call.Bind(5, everywhere), 0);
        done(SERVER, new Call.Listen(5, 1), 0);
        call();
        sample(row(Transport.TCP, everywhere, new Inet6(0, 0, 0, 0, 0), TcpState.LISTEN, 5),
                new SocketRow(CALLS, LISTENS, TcpState.ESTABLISHED, 0, 0, 6, true),
                queued(mapped(8080), mapped(41_204)));
        assertEquals(Optional.of(only(SERVER)), picture.listenerFor(LISTENS));
        assertEquals(List.of(mapped(41_204)), picture.acceptQueue(only(SERVER)));
        assertTrue(picture.waitsForAccept(only(CLIENT)));
        assertTrue(picture.hasWaited(mapped(41_204), only(SERVER)));
    }

    @Test
    void twoListenersOnOnePortHaveAQueueEach() {
        listen();
        socket(CLIENT, 9, Family.AF_INET6, SocketType.SOCK_STREAM);
        done(CLIENT, new Call.SetSockOpt(9, SocketOption.IPV6_V6ONLY, 1), 0);
        done(CLIENT, new Call.Bind(9, new Inet6(0, 0, 8080, 0, 0)), 0);
        done(CLIENT, new Call.Listen(9, 1), 0);
        sample(queued(LISTENS, CALLS), queued(Inet6.loopback(8080), Inet6.loopback(9)));
        assertEquals(List.of(CALLS), picture.acceptQueue(only(SERVER)));
        assertEquals(List.of(Inet6.loopback(9)), picture.acceptQueue(only(CLIENT)));
        assertEquals(Optional.of(only(SERVER)), picture.listenerFor(LISTENS));
        assertEquals(Optional.of(only(CLIENT)), picture.listenerFor(Inet6.loopback(8080)));
        done(SERVER, new Call.Close(5), 0);
        assertEquals(Optional.empty(), picture.listenerFor(LISTENS));
    }

    @Test
    void aSocketOfIpv6WithAnInterfaceIsRecognisedThoughTheTableTellsNone() {
        Inet6 peer = Inet6.of("fe80::1%2", 8080).orElseThrow();
        socket(CLIENT, 6, Family.AF_INET6, SocketType.SOCK_STREAM);
        done(CLIENT, new Call.Connect(6, peer), 0);
        sample(row(Transport.TCP, Inet6.loopback(9), Inet6.of("fe80::1", 8080).orElseThrow(), TcpState.ESTABLISHED, 6));
        assertEquals(Optional.of(TcpState.ESTABLISHED), only(CLIENT).tcpState());
    }

    @Test
    void ofUnixCallersThoseWhoCameLastWait() {
        socket(SERVER, 5, Family.AF_UNIX, SocketType.SOCK_STREAM);
        done(SERVER, new Call.Bind(5, PATH), 0);
        done(SERVER, new Call.Listen(5, 1), 0);
        for (int fd = 6; fd <= 8; fd++) {
            socket(CLIENT, fd, Family.AF_UNIX, SocketType.SOCK_STREAM);
        }
        for (int fd : List.of(8, 6, 7)) {
            done(CLIENT, new Call.Connect(fd, PATH), 0);
        }
        SocketRow waits = queued(PATH, Unix.UNNAMED);
        sample(waits, waits, waits);
        assertEquals(List.of(true, true, true), waitFor(6, 7, 8));
        sample(waits, waits, row(Transport.UNIX_STREAM, PATH, Unix.UNNAMED, TcpState.ESTABLISHED, 9));
        assertEquals(List.of(true, true, false), waitFor(6, 7, 8));
        returned(SERVER, new Call.Accept(5), new Outcome.Accepted(9, Unix.UNNAMED));
        assertEquals(List.of(true, true, false), waitFor(6, 7, 8));
        sample(waits);
        assertEquals(List.of(false, true, false), waitFor(6, 7, 8));
        sample();
        assertEquals(List.of(false, false, false), waitFor(6, 7, 8));
    }

    @Test
    void aUnixListenersLineIsKnownByItsPath() {
        socket(SERVER, 5, Family.AF_UNIX, SocketType.SOCK_STREAM);
        done(SERVER, new Call.Bind(5, PATH), 0);
        done(SERVER, new Call.Listen(5, 1), 0);
        sample(row(Transport.UNIX_STREAM, Unix.of("/other"), Unix.UNNAMED, TcpState.LISTEN, 5));
        assertEquals(Optional.empty(), only(SERVER).row());
        sample(row(Transport.UNIX_STREAM, PATH, Unix.UNNAMED, TcpState.LISTEN, 5));
        assertEquals(Optional.of(TcpState.LISTEN), only(SERVER).tcpState());
    }

    @Test
    void aPathWithALinesEndIsKnownByItsFirstLine() {
        Unix path = Unix.of("/phone\nbook");
        socket(SERVER, 5, Family.AF_UNIX, SocketType.SOCK_STREAM);
        done(SERVER, new Call.Bind(5, path), 0);
        done(SERVER, new Call.Listen(5, 1), 0);
        sample(row(Transport.UNIX_STREAM, Unix.of("/phone"), Unix.UNNAMED, TcpState.LISTEN, 5));
        assertEquals(Optional.of(TcpState.LISTEN), only(SERVER).tcpState());
        assertEquals(Optional.of(path), only(SERVER).local());
    }

    @Test
    void theEndsOfAUnixConnectionKeepTheAddressesThatTheCallsTold() {
        socket(CLIENT, 6, Family.AF_UNIX, SocketType.SOCK_STREAM);
        done(CLIENT, new Call.Connect(6, PATH), 0);
        sample(row(Transport.UNIX_STREAM, Unix.UNNAMED, Unix.UNNAMED, TcpState.ESTABLISHED, 6));
        assertEquals(Optional.of(TcpState.ESTABLISHED), only(CLIENT).tcpState());
        assertEquals(Optional.of(PATH), only(CLIENT).peer());
        assertEquals(Optional.empty(), only(CLIENT).local());
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
            note(Note.Kind.PROGRAM_STARTED, "prompt_loop_client.py");
            note(Note.Kind.WAITS_FOR_INPUT, ">>: ");
            apply(new TraceEvent.CallWaiting(1, CLIENT, new Call.Accept(5)));
            assertEquals(Optional.of("prompt_loop_client.py"), client.program());
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
        socket(participant, fd, Family.AF_INET, SocketType.SOCK_STREAM);
    }

    private void socket(int participant, int fd, Family family, SocketType type) {
        returned(participant, new Call.Socket(family, type, 0), new Outcome.Opened(fd));
    }

    private static SocketRow row(Transport transport, SocketAddress local, SocketAddress remote, TcpState state,
            int fd) {
        return new SocketRow(transport, local, remote, state, 0, 0, fd, true, Optional.empty());
    }

    private static SocketRow queued(SocketAddress local, SocketAddress remote) {
        Transport transport = local instanceof Unix ? Transport.UNIX_STREAM : Transport.TCP;
        return new SocketRow(transport, local, remote, TcpState.ESTABLISHED, 0, 0, SocketRow.NOT_OURS, false,
                Optional.empty());
    }

    private static SocketAddress mapped(int port) {
        return Inet6.of("::ffff:127.0.0.1", port).orElseThrow();
    }

    /** Whether the client's sockets with these numbers wait for accept. */
    private List<Boolean> waitFor(int... fds) {
        ParticipantState client = picture.participant(CLIENT).orElseThrow();
        return Arrays.stream(fds).mapToObj(fd -> picture.waitsForAccept(client.open(fd).orElseThrow())).toList();
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

    @Test
    void aSocketIsClosedWithTheLastOfItsNumbers() {
        socket(SERVER, 5);
        returned(SERVER, new Call.Dup(5, false), new Outcome.Opened(6, 60));
        DescriptorState d = only(SERVER);
        assertEquals(Optional.of(d), open(6));
        assertEquals(List.of(d), List.copyOf(picture.participant(SERVER).orElseThrow().open()));
        done(SERVER, new Call.Close(5), 0);
        assertTrue(d.isOpen());
        assertEquals(6, d.fd());
        assertEquals(Optional.empty(), open(5));
        done(SERVER, new Call.Close(6), 0);
        assertFalse(d.isOpen());
        assertEquals(6, d.fd());
    }

    @Test
    void theKernelsTableMayHaveASocketUnderEachOfItsDescriptors() {
        socket(SERVER, 5);
        returned(SERVER, new Call.Dup(5, false), new Outcome.Opened(6, 60));
        done(SERVER, new Call.Bind(6, LISTENS), 0);
        done(SERVER, new Call.Listen(5, 3), 0);
        sample(new SocketRow(LISTENS, NOWHERE, TcpState.LISTEN, 0, 0, 60, true));
        assertEquals(Optional.of(TcpState.LISTEN), only(SERVER).tcpState());
    }

    @Test
    void dup2ClosesWhatTheNumberStoodFor() {
        socket(SERVER, 5);
        socket(SERVER, 6);
        List<DescriptorState> both = picture.participant(SERVER).orElseThrow().descriptors();
        returned(SERVER, new Call.Dup2(5, 6), new Outcome.Opened(6));
        assertFalse(both.getLast().isOpen());
        assertEquals(List.of(5, 6), List.copyOf(both.getFirst().fds()));
        returned(SERVER, new Call.Dup2(6, 5), new Outcome.Opened(5));
        assertEquals(List.of(5, 6), List.copyOf(both.getFirst().fds()));
        assertEquals(Optional.of(both.getFirst()), open(5));
    }

    @Test
    void theEndsOfAPairAreEachOthers() {
        returned(SERVER, new Call.SocketPair(Family.AF_UNIX, SocketType.SOCK_STREAM, 0, true),
                new Outcome.PairOpened(new Outcome.Opened(3, 30), new Outcome.Opened(4, 40)));
        DescriptorState one = open(3).orElseThrow();
        DescriptorState other = open(4).orElseThrow();
        assertEquals(Phase.CONNECTED, one.phase());
        assertEquals(Optional.of(other), picture.otherEnd(one));
        assertEquals(Optional.of(one), picture.otherEnd(other));
        assertEquals(Optional.empty(), one.local());
        assertEquals(Optional.empty(), one.peer());
        sample(new SocketRow(Transport.UNIX_STREAM, Unix.UNNAMED, Unix.UNNAMED, TcpState.ESTABLISHED, 0, 0, 40, true,
                Optional.empty()));
        assertTrue(other.row().isPresent());
        assertTrue(one.row().isEmpty());
    }

    private Optional<DescriptorState> open(int fd) {
        return picture.participant(SERVER).orElseThrow().open(fd);
    }
}
