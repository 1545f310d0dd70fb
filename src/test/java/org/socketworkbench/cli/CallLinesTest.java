package org.socketworkbench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.PollEntry;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceLog;

class CallLinesTest {
    private static final Call ACCEPT = new Call.Accept(5);
    private static final Outcome CALLER = new Outcome.Accepted(6, SocketAddress.Inet4.loopback(41204));

    private static final Call.Recv RECV = new Call.Recv(5, 100, 0);
    private static final Call TIMED_RECV = new Call.Timed(RECV, 1_000_000_000);
    private static final Outcome FIVE = new Outcome.Received(Bytes.utf8("hello"));

    private final TraceLog log = new TraceLog();
    private final CallLines lines = new CallLines(log);

    @Test
    void aCallIsOneLineWhenItHasReturned() {
        List<String> printed = print(
                new TraceEvent.ParticipantCame(0, 0, "server", Role.SERVER),
                new TraceEvent.CallEntered(2_000_000, 0, new Call.Listen(5, 1)),
                new TraceEvent.CallReturned(2_050_000, 0, 1, 2_000_000, new Call.Listen(5, 1), new Outcome.Done(0)));
        assertEquals(List.of("   1    0.002 s  server   listen(5, 1) = 0" + " ".repeat(40) + "0.05 ms"), printed);
    }

    @Test
    void aBlockedCallIsToldWhenItBlocksAndForHowLongWhenItReturns() {
        List<String> printed = print(
                new TraceEvent.ParticipantCame(0, 0, "server", Role.SERVER),
                new TraceEvent.CallEntered(0, 0, ACCEPT),
                new TraceEvent.CallBlocked(25_000_000, 0, 1),
                new TraceEvent.CallReturned(1_500_000_000, 0, 1, 0, ACCEPT, CALLER));
        assertEquals(2, printed.size());
        assertTrue(printed.get(0).endsWith("blocked"), printed.get(0));
        assertTrue(printed.get(0).contains("accept(5) ... "), printed.get(0));
        assertTrue(printed.get(1).contains("1.500 s  server   accept(5) = 6 127.0.0.1:41204 "), printed.get(1));
        assertTrue(printed.get(1).endsWith("blocked 1500.00 ms"), printed.get(1));
    }

    @Test
    void whatAPeerSendsIsPrintedAsPlainAscii() {
        Call recv = new Call.Recv(6, 100, 0);
        Outcome hostile = new Outcome.Received(
                Bytes.of((byte) 0x1b, (byte) '[', (byte) '2', (byte) 'J', (byte) 0x9b, (byte) '\n'));
        List<String> printed = print(
                new TraceEvent.ParticipantCame(0, 0, "server", Role.SERVER),
                new TraceEvent.CallEntered(0, 0, recv),
                new TraceEvent.CallReturned(0, 0, 1, 0, recv, hostile));
        assertTrue(printed.getFirst().chars().allMatch(c -> c >= 0x20 && c < 0x7f), printed.getFirst());
        assertTrue(printed.getFirst().contains("\\x1b[2J\\x9b\\n"), printed.getFirst());
    }

    @Test
    void whoHasAHostileNameIsPrintedWithItEscaped() {
        List<String> printed = print(
                new TraceEvent.ParticipantCame(0, 0, "\u001b[2J\u202e", Role.SERVER),
                new TraceEvent.CallEntered(0, 0, ACCEPT),
                new TraceEvent.CallReturned(0, 0, 1, 0, ACCEPT, CALLER));
        assertTrue(printed.getFirst().contains("\\x1b[2J\\xe2\\x80\\xae  accept(5)"), printed.getFirst());
    }

    @Test
    void theSystemCallsOfALibraryCallStandIndentedUnderIt() {
        Call poll = new Call.Poll(List.of(new PollEntry(5, PollEntry.POLLIN)), 1000);
        List<String> printed = print(
                new TraceEvent.ParticipantCame(0, 0, "client", Role.CLIENT),
                new TraceEvent.CallEntered(0, 0, TIMED_RECV),
                new TraceEvent.CallEntered(1_000_000, 0, 1, poll),
                new TraceEvent.CallReturned(2_000_000, 0, 2, 1_000_000, poll,
                        new Outcome.Polled(List.of(new PollEntry(5, PollEntry.POLLIN)))),
                new TraceEvent.CallEntered(3_000_000, 0, 1, RECV),
                new TraceEvent.CallReturned(4_000_000, 0, 4, 3_000_000, RECV, FIVE),
                new TraceEvent.CallReturned(5_000_000, 0, 1, 0, TIMED_RECV, FIVE));
        assertEquals(List.of("   1    0.005 s  client   recv(5, 100, 0) = 5 \"hello\"",
                "   2    0.002 s  client     poll([5: POLLIN], 1000 ms) = 1 [5: POLLIN]",
                "   4    0.004 s  client     recv(5, 100, 0) = 5 \"hello\""),
                printed.stream().map(line -> line.replaceFirst(" +[0-9.]+ ms$", "")).toList());
    }

    @Test
    void aLibraryCallIsToldToBlockOnceWhateverItMakesBlocks() {
        List<String> printed = print(
                new TraceEvent.ParticipantCame(0, 0, "client", Role.CLIENT),
                new TraceEvent.CallEntered(0, 0, TIMED_RECV),
                new TraceEvent.CallEntered(0, 0, 1, RECV),
                new TraceEvent.CallBlocked(25_000_000, 0, 2),
                new TraceEvent.CallReturned(30_000_000, 0, 2, 0, RECV, new Outcome.Failed(Errno.EINTR)),
                new TraceEvent.CallEntered(30_000_000, 0, 1, RECV),
                new TraceEvent.CallBlocked(55_000_000, 0, 5),
                new TraceEvent.CallReturned(60_000_000, 0, 5, 30_000_000, RECV, FIVE),
                new TraceEvent.CallReturned(60_000_000, 0, 1, 0, TIMED_RECV, FIVE));
        assertEquals(List.of("1 recv(5, 100, 0) ... blocked", "1 recv(5, 100, 0) = 5 \"hello\" blocked 60.00 ms",
                "2 recv(5, 100, 0) = -1 EINTR blocked 30.00 ms", "5 recv(5, 100, 0) = 5 \"hello\" blocked 30.00 ms"),
                printed.stream()
                        .map(line -> line.strip().replaceFirst(" +[0-9.]+ s +client ", "").replaceAll(" +", " "))
                        .toList());
    }

    private List<String> print(TraceEvent... events) {
        List<String> printed = new ArrayList<>();
        for (TraceEvent event : events) {
            log.append(event);
            printed.addAll(lines.lines(event));
        }
        return printed;
    }
}
