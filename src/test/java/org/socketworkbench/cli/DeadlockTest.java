package org.socketworkbench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.socketworkbench.model.ParticipantState;
import org.socketworkbench.model.Picture;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.OptionValue;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.PollEntry;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.socket.TcpState;
import org.socketworkbench.trace.Origin;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.SocketRow;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceLog;

class DeadlockTest {
    private static final int SERVER = 0;
    private static final int CLIENT = 1;
    private static final int LISTENER = 4;
    private static final int ACCEPTED = 5;
    private static final int CALLING = 6;
    private static final SocketAddress.Inet4 AT = SocketAddress.Inet4.loopback(8080);
    private static final SocketAddress.Inet4 FROM = SocketAddress.Inet4.loopback(40000);

    private final TraceLog log = new TraceLog();

    @BeforeEach
    void aConnectionStands() {
        log.append(new TraceEvent.ParticipantCame(0, SERVER, "server", Role.SERVER));
        log.append(new TraceEvent.ParticipantCame(0, CLIENT, "client", Role.CLIENT));
        made(SERVER, new Call.Socket(Family.AF_INET, SocketType.SOCK_STREAM, 0), new Outcome.Opened(LISTENER));
        made(SERVER, new Call.Bind(LISTENER, AT), new Outcome.Done(0));
        made(SERVER, new Call.Listen(LISTENER, 5), new Outcome.Done(0));
        made(CLIENT, new Call.Socket(Family.AF_INET, SocketType.SOCK_STREAM, 0), new Outcome.Opened(CALLING));
        made(CLIENT, new Call.Connect(CALLING, AT), new Outcome.Done(0));
        made(SERVER, new Call.Accept(LISTENER), new Outcome.Accepted(ACCEPTED, FROM));
        log.append(new TraceEvent.KernelSample(0, List.of(
                new SocketRow(FROM, AT, TcpState.ESTABLISHED, 0, 0, CALLING, true),
                new SocketRow(AT, FROM, TcpState.ESTABLISHED, 0, 0, ACCEPTED, true))));
    }

    @Test
    void bothSidesOfAConnectionWaitToHearFromTheOther() {
        blocked(SERVER, new Call.Recv(ACCEPTED, 10, 0));
        assertEquals(List.of(), names(), "the client goes on");
        blocked(CLIENT, new Call.Recv(CALLING, 10, 0));
        assertEquals(List.of("server", "client"), names());
        assertTrue(deadlock().onlyOthersCanHelp());
    }

    @Test
    void bothSidesWaitForRoomToSend() {
        blocked(SERVER, new Call.Send(ACCEPTED, Bytes.utf8("much"), 0));
        blocked(CLIENT, new Call.Send(CALLING, Bytes.utf8("much"), 0));
        assertEquals(List.of("server", "client"), names());
    }

    @Test
    void whoWaitsInAcceptCouldBeCalledByAnybody() {
        blocked(SERVER, new Call.Accept(LISTENER));
        blocked(CLIENT, new Call.Recv(CALLING, 10, 0));
        assertEquals(List.of(), names());
        assertTrue(deadlock().onlyOthersCanHelp());
    }

    @Test
    void whoWaitsForATimeWillGoOn() {
        blocked(SERVER, new Call.Recv(ACCEPTED, 10, 0));
        blocked(CLIENT, new Call.Timed(new Call.Recv(CALLING, 10, 0), 1_000_000_000));
        assertEquals(List.of(), names());
        assertFalse(deadlock().onlyOthersCanHelp());
    }

    @Test
    void whoHasSetATimeForRecvWillGoOn() {
        made(CLIENT, new Call.SetSockOpt(CALLING, SocketOption.SO_RCVTIMEO, new OptionValue.Time(1, 0)),
                new Outcome.Done(0));
        blocked(SERVER, new Call.Recv(ACCEPTED, 10, 0));
        blocked(CLIENT, new Call.Recv(CALLING, 10, 0));
        assertEquals(List.of(), names());
    }

    @Test
    void oneWhoWaitsForItselfIsInADeadlockWithoutTheOther() {
        made(SERVER, new Call.Socket(Family.AF_INET, SocketType.SOCK_STREAM, 0), new Outcome.Opened(7));
        blocked(SERVER, new Call.Connect(7, AT));
        assertEquals(List.of("server"), names());
    }

    @Test
    void whoseOtherSideHasGoneIsNotWaitingForIt() {
        blocked(SERVER, new Call.Recv(ACCEPTED, 10, 0));
        log.append(new TraceEvent.ParticipantWent(0, CLIENT));
        assertEquals(List.of(), names());
    }

    @Test
    void aServerThatIsLeftAloneInAcceptWaitsForACaller() {
        blocked(SERVER, new Call.Accept(LISTENER));
        assertEquals(List.of(), servers(), "the client may call again");
        log.append(new TraceEvent.ParticipantWent(0, CLIENT));
        assertEquals(List.of("server"), servers());
    }

    @Test
    void whoWaitsForSeveralDescriptorsWaitsForACallerIfAListenerIsAmongThem() {
        log.append(new TraceEvent.ParticipantWent(0, CLIENT));
        blocked(SERVER, new Call.Select(List.of(ACCEPTED), List.of(), List.of(), -1));
        assertEquals(List.of(), servers());
        blocked(SERVER, new Call.Select(List.of(LISTENER, ACCEPTED), List.of(), List.of(), -1));
        assertEquals(List.of("server"), servers());
        blocked(SERVER, new Call.Poll(List.of(new PollEntry(LISTENER, PollEntry.POLLIN)), 1000));
        assertEquals(List.of(), servers(), "it goes on after a second");
    }

    @Test
    void whoWaitsForDatagramsAtAPortOfItsOwnWaitsForACallerButNotWhoWaitsForAnAnswer() {
        log.append(new TraceEvent.ParticipantWent(0, CLIENT));
        made(SERVER, new Call.Socket(Family.AF_INET, SocketType.SOCK_DGRAM, 0), new Outcome.Opened(7));
        blocked(SERVER, new Call.RecvFrom(7, 10, 0));
        assertEquals(List.of(), servers());
        made(SERVER, new Call.Bind(7, AT), new Outcome.Done(0));
        blocked(SERVER, new Call.RecvFrom(7, 10, 0));
        assertEquals(List.of("server"), servers());
    }

    @Test
    void aThreadThatWaitsForOneOfThoseWhoAreLeftDoesNotMakeItsServerALessPatientOne() {
        blocked(CLIENT, new Call.Recv(CALLING, 10, 0));
        blocked(SERVER, new Call.Accept(LISTENER));
        assertEquals(List.of(), servers(), "the client calls nobody and answers nobody");
        assertTrue(deadlock().onlyACallerCanHelp());
        log.append(new TraceEvent.Note(0, CLIENT, Origin.of(1), TraceEvent.Note.Kind.THREAD_STARTED, "second"));
        assertTrue(deadlock().onlyACallerCanHelp(), "its second thread waits for the first");
    }

    private List<String> servers() {
        return deadlock().servers().stream().map(ParticipantState::name).toList();
    }

    private void made(int who, Call call, Outcome outcome) {
        int number = log.append(new TraceEvent.CallEntered(0, who, call));
        log.append(new TraceEvent.CallReturned(0, who, number, 0, call, outcome));
    }

    private void blocked(int who, Call call) {
        int number = log.append(new TraceEvent.CallEntered(0, who, call));
        log.append(new TraceEvent.CallBlocked(0, who, number));
    }

    private List<String> names() {
        return deadlock().participants().stream().map(ParticipantState::name).toList();
    }

    private Deadlock deadlock() {
        Picture picture = new Picture();
        for (int number = 0; number < log.size(); number++) {
            picture.apply(number, log.get(number));
        }
        return new Deadlock(log, picture);
    }
}
