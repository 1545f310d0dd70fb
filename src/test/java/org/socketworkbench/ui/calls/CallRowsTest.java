package org.socketworkbench.ui.calls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.socketworkbench.explain.Explainer;
import org.socketworkbench.model.Picture;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.PollEntry;
import org.socketworkbench.trace.Origin;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceEvent;

class CallRowsTest {
    private static final Call RECV = new Call.Timed(new Call.Recv(4, 100, 0), 1_000_000_000);
    private static final Call POLL = new Call.Poll(List.of(new PollEntry(4, PollEntry.POLLIN)), 1000);

    private final List<TraceEvent> events = new ArrayList<>();
    private final CallRows rows = new CallRows(new Explainer(), events::get, list -> {}, () -> {});

    CallRowsTest() {
        add(new TraceEvent.ParticipantCame(0, 0, "client 1", Role.CLIENT));
    }

    @Test
    void aSystemCallStandsBeneathItsLibraryCallAndHasNoNumberOfItsOwn() {
        int recv = enter(-1, RECV);
        enter(recv, POLL);
        settle();
        assertEquals(List.of(1, 0), rows.rows().stream().map(CallRow::count).toList());
        assertTrue(rows.rows().get(1).isPart());
        assertFalse(rows.rows().get(0).isPart());
    }

    @Test
    void whileASystemCallIsBlockedItsLibraryCallSaysInWhich() {
        int recv = enter(-1, RECV);
        settle();
        int poll = enter(recv, POLL);
        add(new TraceEvent.CallBlocked(20, 0, poll));
        settle();
        assertEquals("poll", rows.rows().get(0).blockedIn());
        assertTrue(rows.rows().get(1).blocked());
        leave(poll, POLL, new Outcome.Polled(List.of(new PollEntry(4, PollEntry.POLLIN))));
        settle();
        assertEquals("", rows.rows().get(0).blockedIn());
        leave(recv, RECV, new Outcome.Received(Bytes.utf8("Hello")));
        settle();
        assertEquals("recv(4, 100, 0) = 5 \"Hello\"", rows.rows().get(0).text());
        assertTrue(rows.rows().get(0).blocked(), "it was blocked for a time");
        assertFalse(rows.hasPending());
    }

    @Test
    void theFilterFindsASystemCallByItselfAndByItsLibraryCall() {
        int recv = enter(-1, RECV);
        enter(recv, POLL);
        settle();
        assertEquals(List.of(false, true), rows.rows().stream().map(row -> row.matches("poll")).toList());
        assertEquals(List.of(true, true), rows.rows().stream().map(row -> row.matches("client recv")).toList());
    }

    @Test
    void whatTimedOutOrAnsweredWithAnErrorsNumberLooksFailed() {
        int recv = enter(-1, RECV);
        leave(recv, RECV, new Outcome.TimedOut());
        Call connect = new Call.ConnectEx(4, org.socketworkbench.socket.SocketAddress.Inet4.loopback(9));
        leave(enter(-1, connect), connect, new Outcome.Done(111));
        leave(enter(-1, connect), connect, new Outcome.Done(0));
        settle();
        assertEquals(List.of(CallRow.Kind.FAILED, CallRow.Kind.FAILED, CallRow.Kind.OK),
                rows.rows().stream().map(CallRow::kind).toList());
    }

    @Test
    void anEarlierMomentShowsTheCallsAsTheyStood() {
        int recv = enter(-1, RECV);
        int poll = enter(recv, POLL);
        int held = add(new TraceEvent.CallBlocked(20, 0, poll));
        leave(poll, POLL, new Outcome.Polled(List.of(new PollEntry(4, PollEntry.POLLIN))));
        leave(recv, RECV, new Outcome.Received(Bytes.utf8("Hello")));
        settle();
        rows.show(held + 1, new Picture());
        assertEquals(List.of(CallRow.Kind.PENDING, CallRow.Kind.PENDING),
                rows.rows().stream().map(CallRow::kind).toList());
        assertEquals("poll", rows.rows().get(0).blockedIn());
        rows.show(poll, new Picture());
        assertEquals(1, rows.rows().size());
        assertFalse(rows.rows().get(0).blocked());
        settle();
        assertEquals(CallRow.Kind.OK, rows.rows().get(0).kind());
        assertEquals(1, rows.indexOf(poll));
        assertEquals(-1, rows.indexOf(held));
    }

    @Test
    void aCallThatIsFoundOnlyByItsAnswerIsFoundWhenItHasReturned() {
        rows.filter("hello");
        int recv = enter(-1, RECV);
        leave(enter(-1, POLL), POLL, new Outcome.Polled(List.of()));
        settle();
        assertEquals(List.of(), rows.rows());
        leave(recv, RECV, new Outcome.Received(Bytes.utf8("Hello")));
        settle();
        assertEquals(List.of(recv), rows.rows().stream().map(CallRow::event).toList());
        assertEquals(0, rows.indexOf(recv));
    }

    @Test
    void theAnswerToACallThatWaitedStandsBelowWhatCameMeanwhile() {
        Call accept = new Call.Accept(3);
        Call socket = new Call.GetSockName(3);
        int accepts = enter(-1, accept);
        add(new TraceEvent.CallBlocked(20, 0, accepts));
        leave(enter(-1, socket), socket, new Outcome.Done(0));
        int before = events.size();
        leave(accepts, accept, new Outcome.Done(4));
        settle();
        assertEquals(List.of("accept(3) \u2026", "getsockname(3) = 0", "\u21b3 accept(3) = 4"),
                rows.rows().stream().map(CallRow::text).toList());
        assertEquals(List.of(accepts, accepts), Stream.of(0, 2).map(row -> rows.rows().get(row).event()).toList(),
                "both rows lead to the call");
        assertEquals(1, rows.newestCall(), "what was made last is told, and not what it let come back");
        rows.show(before, new Picture());
        assertEquals(List.of("accept(3)", "getsockname(3) = 0"),
                rows.rows().stream().map(CallRow::text).toList());
    }

    @Test
    void theAnswerStaysInItsRowIfNothingCameMeanwhile() {
        int recv = enter(-1, RECV);
        int poll = enter(recv, POLL);
        add(new TraceEvent.CallBlocked(20, 0, poll));
        leave(poll, POLL, new Outcome.Polled(List.of()));
        leave(recv, RECV, new Outcome.TimedOut());
        settle();
        assertEquals(2, rows.rows().size());
    }

    @Test
    void whatClosesTheSocketsOfAnEndedProgramIsNotTheNewestCall() {
        Call connect = new Call.Connect(3, org.socketworkbench.socket.SocketAddress.Inet4.loopback(9));
        int failing = enter(-1, connect);
        leave(failing, connect, new Outcome.Failed(Errno.ECONNREFUSED));
        add(new TraceEvent.Note(40, 0, Origin.NONE, TraceEvent.Note.Kind.PROGRAM_FAILED, "refused"));
        add(new TraceEvent.Note(40, 0, Origin.NONE, TraceEvent.Note.Kind.EXIT, "client 1"));
        Call close = new Call.Close(3);
        leave(enter(-1, close), close, new Outcome.Done(0));
        settle();
        assertEquals(failing, rows.rows().get(rows.newestCall()).event());
    }

    private int enter(int parent, Call call) {
        return add(new TraceEvent.CallEntered(10, 0, parent, call));
    }

    private void leave(int number, Call call, Outcome outcome) {
        add(new TraceEvent.CallReturned(30, 0, number, 10, call, outcome));
    }

    private int add(TraceEvent event) {
        events.add(event);
        rows.event(events.size() - 1, event);
        return events.size() - 1;
    }

    private void settle() {
        rows.show(events.size(), new Picture());
    }
}
