package org.socketworkbench.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.OptionValue;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketAddress.Inet4;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.socket.TcpState;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.SocketRow;
import org.socketworkbench.trace.TraceEvent;

/** What calls tell of sockets that are not plain blocking TCP. */
class CallEffectsTest {
    private static final int SERVER = 0;
    private static final int ONE = 1;
    private static final int TWO = 2;
    private static final SocketAddress PORT = Inet4.loopback(5000);
    private static final SocketAddress CALLER = Inet4.loopback(41_001);
    private static final SocketAddress PATH = SocketAddress.Unix.of("/run/x.sock");

    private final Picture picture = new Picture();
    private int next;

    @BeforeEach
    void threeParticipants() {
        apply(new TraceEvent.ParticipantCame(0, SERVER, "server", Role.SERVER));
        apply(new TraceEvent.ParticipantCame(0, ONE, "one", Role.CLIENT));
        apply(new TraceEvent.ParticipantCame(0, TWO, "two", Role.CLIENT));
    }

    private int apply(TraceEvent event) {
        picture.apply(next, event);
        return next++;
    }

    private int entered(int participant, int parent, Call call) {
        return apply(new TraceEvent.CallEntered(next, participant, parent, call));
    }

    private void returned(int participant, int number, Call call, Outcome outcome) {
        apply(new TraceEvent.CallReturned(next, participant, number, number, call, outcome));
    }

    private void call(int participant, int parent, Call call, Outcome outcome) {
        returned(participant, entered(participant, parent, call), call, outcome);
    }

    private void call(int participant, Call call, Outcome outcome) {
        call(participant, TraceEvent.CallEntered.NO_PARENT, call, outcome);
    }

    private DescriptorState socket(int participant, Family family, SocketType type, int fd) {
        call(participant, new Call.Socket(family, type, 0), new Outcome.Opened(fd));
        return picture.participant(participant).orElseThrow().open(fd).orElseThrow();
    }

    private static Outcome done(long value) {
        return new Outcome.Done(value);
    }

    private DescriptorState unixListener() {
        DescriptorState listener = socket(SERVER, Family.AF_UNIX, SocketType.SOCK_STREAM, 3);
        call(SERVER, new Call.Bind(3, PATH), done(0));
        call(SERVER, new Call.Listen(3, 5), done(0));
        return listener;
    }

    private DescriptorState accepted(int fd) {
        call(SERVER, new Call.Accept(3), new Outcome.Accepted(fd, SocketAddress.Unix.UNNAMED));
        return picture.participant(SERVER).orElseThrow().open(fd).orElseThrow();
    }

    @Test
    void theFirstUnixCallerIsAcceptedFirstWhoeverJoinedFirst() {
        unixListener();
        DescriptorState one = socket(ONE, Family.AF_UNIX, SocketType.SOCK_STREAM, 4);
        DescriptorState two = socket(TWO, Family.AF_UNIX, SocketType.SOCK_STREAM, 5);
        call(TWO, new Call.Connect(5, PATH), done(0));
        call(ONE, new Call.Connect(4, PATH), done(0));
        assertEquals(Optional.of(two), picture.otherEnd(accepted(6)));
        assertEquals(Optional.of(one), picture.otherEnd(accepted(7)));
    }

    @Test
    void aUnixCallerWhoHasHungUpIsAcceptedAllTheSame() {
        unixListener();
        DescriptorState one = socket(ONE, Family.AF_UNIX, SocketType.SOCK_STREAM, 4);
        call(ONE, new Call.Connect(4, PATH), done(0));
        call(ONE, new Call.Close(4), done(0));
        assertEquals(Optional.of(one), picture.otherEnd(accepted(6)));
    }

    @Test
    void aUnixCallerWhoseConnectHasNotReturnedYetIsAccepted() {
        unixListener();
        DescriptorState one = socket(ONE, Family.AF_UNIX, SocketType.SOCK_STREAM, 4);
        int connect = entered(ONE, TraceEvent.CallEntered.NO_PARENT, new Call.Connect(4, PATH));
        DescriptorState connection = accepted(6);
        returned(ONE, connect, new Call.Connect(4, PATH), done(0));
        assertEquals(Optional.of(one), picture.otherEnd(connection));
        assertEquals(Optional.of(connection), picture.otherEnd(one));
    }

    @Test
    void whoCalledAnEarlierListenerOfThePathIsNotAccepted() {
        unixListener();
        socket(ONE, Family.AF_UNIX, SocketType.SOCK_STREAM, 4);
        call(ONE, new Call.Connect(4, PATH), done(0));
        call(SERVER, new Call.Close(3), done(0));
        unixListener();
        assertEquals(Optional.empty(), picture.otherEnd(accepted(6)));
    }

    @Test
    void aUnixCallerWhoHasHungUpTakesAPlaceInTheQueueAndOneOnTheWayDoesNot() {
        unixListener();
        DescriptorState one = socket(ONE, Family.AF_UNIX, SocketType.SOCK_STREAM, 4);
        call(ONE, new Call.Connect(4, PATH), done(0));
        accepted(6);
        DescriptorState two = socket(TWO, Family.AF_UNIX, SocketType.SOCK_STREAM, 5);
        call(TWO, new Call.Connect(5, PATH), done(0));
        DescriptorState gone = socket(TWO, Family.AF_UNIX, SocketType.SOCK_STREAM, 7);
        call(TWO, new Call.Connect(7, PATH), done(0));
        call(TWO, new Call.Close(7), done(0));
        DescriptorState calling = socket(TWO, Family.AF_UNIX, SocketType.SOCK_STREAM, 8);
        entered(TWO, TraceEvent.CallEntered.NO_PARENT, new Call.Connect(8, PATH));
        apply(new TraceEvent.KernelSample(next, List.of(queued(), queued())));
        assertEquals(List.of(two, gone), Stream.of(one, two, gone, calling).filter(picture::waitsForAccept).toList());
    }

    private static SocketRow queued() {
        return new SocketRow(SocketRow.Transport.UNIX_STREAM, PATH, SocketAddress.Unix.UNNAMED, TcpState.ESTABLISHED, 0,
                0, SocketRow.NOT_OURS, false, Optional.empty());
    }

    @Test
    void aConnectThatDoesNotWaitIsUnderWayUntilItsEndIsRead() {
        DescriptorState d = socket(ONE, Family.AF_INET, SocketType.SOCK_STREAM, 4);
        call(ONE, new Call.Connect(4, PORT), new Outcome.Failed(Errno.EINPROGRESS));
        assertTrue(d.isConnecting());
        assertEquals(Optional.of(PORT), d.called());
        call(ONE, new Call.Connect(4, PORT), new Outcome.Failed(Errno.EALREADY));
        assertTrue(d.isConnecting());
        call(ONE, new Call.GetSockOpt(4, SocketOption.SO_ERROR), new Outcome.OptionRead(new OptionValue.Int(0)));
        assertFalse(d.isConnecting());
        assertEquals(DescriptorState.Phase.CONNECTED, d.phase());
    }

    @Test
    void aConnectThatDoesNotWaitCanEndWithTheNextConnect() {
        DescriptorState d = socket(ONE, Family.AF_INET, SocketType.SOCK_STREAM, 4);
        call(ONE, new Call.Connect(4, PORT), new Outcome.Failed(Errno.EINPROGRESS));
        call(ONE, new Call.Connect(4, PORT), new Outcome.Failed(Errno.ECONNREFUSED));
        assertFalse(d.isConnecting());
    }

    @Test
    void theStepsOfALibraryCallAreKnownUntilTheNextCall() {
        socket(ONE, Family.AF_INET, SocketType.SOCK_STREAM, 4);
        Call sendAll = new Call.SendAll(4, Bytes.utf8("Hello"), 0);
        int parent = entered(ONE, TraceEvent.CallEntered.NO_PARENT, sendAll);
        Call first = new Call.Send(4, Bytes.utf8("Hello"), 0);
        Call second = new Call.Send(4, Bytes.utf8("lo"), 0);
        call(ONE, parent, first, done(3));
        call(ONE, parent, second, done(2));
        ParticipantState one = picture.participant(ONE).orElseThrow();
        List<Lane.Step> steps =
                List.of(new Lane.Step(first, done(3)), new Lane.Step(second, done(2)));
        assertEquals(steps, one.steps());
        returned(ONE, parent, sendAll, done(0));
        assertEquals(steps, one.steps());
        entered(ONE, TraceEvent.CallEntered.NO_PARENT, new Call.Close(4));
        assertEquals(List.of(), one.steps());
    }

    @Test
    void whatAFileHasReadAheadWaitsInItsBuffer() {
        DescriptorState d = socket(ONE, Family.AF_INET, SocketType.SOCK_STREAM, 4);
        int parent = entered(ONE, TraceEvent.CallEntered.NO_PARENT, new Call.ReadLine(4));
        call(ONE, parent, new Call.Recv(4, 8192, 0), new Outcome.Received(Bytes.utf8("one\ntwo\n")));
        returned(ONE, parent, new Call.ReadLine(4), new Outcome.Received(Bytes.utf8("one\n")));
        assertEquals(4, d.unreadInFile());
        call(ONE, new Call.ReadLine(4), new Outcome.Received(Bytes.utf8("two\n")));
        assertEquals(0, d.unreadInFile());
    }

    @Test
    void whatAnErrorCutsOffOfALineIsLostButNotWhatAnInterruptionDoes() {
        DescriptorState d = socket(ONE, Family.AF_INET, SocketType.SOCK_STREAM, 4);
        int parent = entered(ONE, TraceEvent.CallEntered.NO_PARENT, new Call.ReadLine(4));
        call(ONE, parent, new Call.Recv(4, 8192, 0), new Outcome.Received(Bytes.utf8("on")));
        returned(ONE, parent, new Call.ReadLine(4), new Outcome.Failed(Errno.EINTR));
        assertEquals(2, d.unreadInFile());
        call(ONE, new Call.ReadLine(4), new Outcome.TimedOut());
        assertEquals(0, d.unreadInFile());
    }

    @Test
    void whatAFileHasNotSentWaitsInItsBuffer() {
        DescriptorState d = socket(ONE, Family.AF_INET, SocketType.SOCK_STREAM, 4);
        call(ONE, new Call.FileWrite(4, Bytes.utf8("Hello")), done(5));
        assertEquals(5, d.unsentInFile());
        int parent = entered(ONE, TraceEvent.CallEntered.NO_PARENT, new Call.Flush(4));
        call(ONE, parent, new Call.Send(4, Bytes.utf8("Hello"), 0), done(3));
        returned(ONE, parent, new Call.Flush(4), new Outcome.Failed(Errno.EAGAIN));
        assertEquals(2, d.unsentInFile());
        call(ONE, new Call.Send(4, Bytes.utf8("past the file"), 0), done(13));
        assertEquals(2, d.unsentInFile());
        call(ONE, new Call.MakeFile(4), done(4));
        assertEquals(0, d.unsentInFile());
    }

    @Test
    void whatIsMoreThanTheBufferHoldsIsSentPastIt() {
        DescriptorState d = socket(ONE, Family.AF_INET, SocketType.SOCK_STREAM, 4);
        call(ONE, new Call.FileWrite(4, Bytes.utf8("Hello")), done(5));
        Call write = new Call.FileWrite(4, Bytes.owning(new byte[10_000]));
        int parent = entered(ONE, TraceEvent.CallEntered.NO_PARENT, write);
        call(ONE, parent, new Call.Send(4, Bytes.utf8("Hello"), 0), done(5));
        call(ONE, parent, new Call.Send(4, Bytes.owning(new byte[10_000]), 0), done(9_000));
        returned(ONE, parent, write, done(10_000));
        assertEquals(1_000, d.unsentInFile());
    }

    @Test
    void aWriteThatFailsPutsNothingIn() {
        DescriptorState d = socket(ONE, Family.AF_INET, SocketType.SOCK_STREAM, 4);
        call(ONE, new Call.FileWrite(4, Bytes.utf8("Hello")), done(5));
        call(ONE, new Call.FileWrite(4, Bytes.owning(new byte[9_000])), new Outcome.Failed(Errno.EPIPE));
        assertEquals(5, d.unsentInFile());
    }

    @Test
    void whoTookADatagramLearnsTheSendersAddress() {
        DescriptorState server = socket(SERVER, Family.AF_INET, SocketType.SOCK_DGRAM, 3);
        call(SERVER, new Call.Bind(3, PORT), done(0));
        DescriptorState one = socket(ONE, Family.AF_INET, SocketType.SOCK_DGRAM, 4);
        Call.RecvFrom recv = new Call.RecvFrom(3, 5, 0);
        int receiving = entered(SERVER, TraceEvent.CallEntered.NO_PARENT, recv);
        int sending =
                entered(ONE, TraceEvent.CallEntered.NO_PARENT, new Call.SendTo(4, Bytes.utf8("Hello World"), 0, PORT));
        Bytes came = Bytes.utf8("Hello");
        assertEquals(11, picture.datagram(server, recv, came, Optional.of(CALLER)).orElseThrow().data().length());
        returned(SERVER, receiving, recv, new Outcome.ReceivedFrom(came, Optional.of(CALLER)));
        returned(ONE, sending, new Call.SendTo(4, Bytes.utf8("Hello World"), 0, PORT), done(11));
        assertEquals(Optional.of(CALLER), one.local());
        assertEquals(Optional.empty(), picture.datagram(server, recv, came, Optional.of(CALLER)));
    }

    @Test
    void aSenderWhoseAddressAReceiverToldIsFoundInTheTableThatTellsOnlyItsPort() {
        socket(SERVER, Family.AF_INET, SocketType.SOCK_DGRAM, 3);
        call(SERVER, new Call.Bind(3, PORT), done(0));
        DescriptorState one = socket(ONE, Family.AF_INET, SocketType.SOCK_DGRAM, 4);
        call(ONE, new Call.SendTo(4, Bytes.utf8("Hello"), 0, PORT), done(5));
        call(SERVER, new Call.RecvFrom(3, 100, 0), new Outcome.ReceivedFrom(Bytes.utf8("Hello"), Optional.of(CALLER)));
        apply(new TraceEvent.KernelSample(next, List.of(udp(new Inet4(0, 41_002)))));
        assertEquals(Optional.empty(), one.row());
        SocketRow everyAddress = udp(new Inet4(0, 41_001));
        apply(new TraceEvent.KernelSample(next, List.of(everyAddress)));
        assertEquals(Optional.of(everyAddress), one.row());
    }

    private static SocketRow udp(SocketAddress local) {
        return new SocketRow(SocketRow.Transport.UDP, local, new Inet4(0, 0), TcpState.CLOSED, 0, 0, 4, true,
                Optional.empty());
    }

    @Test
    void aPeekedDatagramIsStillThere() {
        DescriptorState server = socket(SERVER, Family.AF_INET, SocketType.SOCK_DGRAM, 3);
        call(SERVER, new Call.Bind(3, PORT), done(0));
        socket(ONE, Family.AF_INET, SocketType.SOCK_DGRAM, 4);
        call(ONE, new Call.SendTo(4, Bytes.utf8("Hello"), 0, PORT), done(5));
        Call.RecvFrom peek = new Call.RecvFrom(3, 100, 2);
        call(SERVER, peek, new Outcome.ReceivedFrom(Bytes.utf8("Hello"), Optional.of(CALLER)));
        assertTrue(picture.datagram(server, peek, Bytes.utf8("Hello"), Optional.of(CALLER)).isPresent());
    }

    @Test
    void aDatagramThatCouldNotBeSentIsNotOnItsWay() {
        DescriptorState server = socket(SERVER, Family.AF_INET, SocketType.SOCK_DGRAM, 3);
        call(SERVER, new Call.Bind(3, PORT), done(0));
        socket(ONE, Family.AF_INET, SocketType.SOCK_DGRAM, 4);
        call(ONE, new Call.Connect(4, PORT), done(0));
        call(ONE, new Call.Send(4, Bytes.utf8("Hello"), 0), new Outcome.Failed(Errno.EPIPE));
        assertEquals(Optional.empty(),
                picture.datagram(server, new Call.RecvFrom(3, 100, 0), Bytes.utf8("Hello"), Optional.empty()));
    }

    @Test
    void optionsThatChangeTheMeaningOfLaterCallsAreKnown() {
        DescriptorState d = socket(SERVER, Family.AF_INET6, SocketType.SOCK_STREAM, 3);
        call(SERVER, new Call.SetSockOpt(3, SocketOption.IPV6_V6ONLY, 1), done(0));
        OptionValue.Linger linger = new OptionValue.Linger(true, 0);
        call(SERVER, new Call.SetSockOpt(3, SocketOption.SO_LINGER, linger), done(0));
        assertTrue(d.isV6Only());
        assertEquals(linger, d.linger());
    }

    @Test
    void shutdownOfReadingIsKnown() {
        DescriptorState d = socket(ONE, Family.AF_INET, SocketType.SOCK_STREAM, 4);
        call(ONE, new Call.Shutdown(4, Call.Shutdown.How.SHUT_RD), done(0));
        assertTrue(d.readingEnded());
        assertFalse(d.sendingEnded());
    }
}
