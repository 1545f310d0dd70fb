package org.socketworkbench.socket.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.OptionValue;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.PollEntry;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.socket.Sockets;

/** What ends a call that is blocked, and what does not (experiments 15 and 17); and the calls that do not block. */
class BlockingAnswersTest {
    private static final Errno EALREADY = new Errno(114);

    private final Sockets sockets = new LinuxSockets();
    private final RealKernel kernel = new RealKernel(sockets);
    private final Worker worker = new Worker(sockets);
    private int listener;
    private int client;
    private int server;

    @BeforeEach
    void connect() {
        listener = kernel.bound(Family.AF_INET, SocketType.SOCK_STREAM);
        kernel.done(new Call.Listen(listener, 5));
        client = kernel.socket(Family.AF_INET, SocketType.SOCK_STREAM);
        kernel.done(new Call.Connect(client, kernel.name(listener)));
        server = kernel.accept(listener);
    }

    @AfterEach
    void end() throws InterruptedException {
        worker.end();
        kernel.close();
    }

    // 15. Blocking.

    @Test
    void aSignalEndsABlockedCallWithEintr() {
        worker.begin(new Call.Recv(client, 100, 0));
        worker.awaitAsleep();
        worker.caller.interrupt();
        assertEquals(new Outcome.Failed(Errno.EINTR), worker.outcome());
    }

    @Test
    void afterSoRcvtimeoRecvFailsWithEagain() {
        kernel.done(new Call.SetSockOpt(client, SocketOption.SO_RCVTIMEO, new OptionValue.Time(0, 20_000)));
        OptionValue read = assertInstanceOf(Outcome.OptionRead.class,
                kernel.make(new Call.GetSockOpt(client, SocketOption.SO_RCVTIMEO))).option();
        assertTrue(read instanceof OptionValue.Time time && time.seconds() == 0 && time.micros() >= 20_000,
                read.toString());
        kernel.fails(Errno.EAGAIN, new Call.Recv(client, 100, 0));
    }

    @Test
    void closeByAnotherThreadDoesNotWakeARecv() {
        worker.begin(new Call.Recv(client, 100, 0));
        worker.awaitAsleep();
        kernel.close(client);
        // The old connection is still there for the call that waits on it.
        assertTrue(worker.isAsleep());
        assertNull(worker.outcomes.poll());
        kernel.send(server, "late");
        assertEquals(new Outcome.Received(Bytes.utf8("late")), worker.outcome());
    }

    @Test
    void shutdownByAnotherThreadWakesAcceptAndRecv() {
        worker.begin(new Call.Recv(client, 100, 0));
        worker.awaitAsleep();
        kernel.done(new Call.Shutdown(client, Call.Shutdown.How.SHUT_RD));
        assertEquals(new Outcome.Received(Bytes.EMPTY), worker.outcome());
        worker.begin(new Call.Accept(listener));
        worker.awaitAsleep();
        kernel.done(new Call.Shutdown(listener, Call.Shutdown.How.SHUT_RD));
        assertEquals(new Outcome.Failed(Errno.EINVAL), worker.outcome());
    }

    @Test
    void aNonBlockingCallThatWouldWaitFailsWithEagain() {
        kernel.done(new Call.SetNonBlocking(client, true));
        kernel.fails(Errno.EAGAIN, new Call.Recv(client, 100, 0));
        kernel.done(new Call.SetNonBlocking(client, false));
        worker.begin(new Call.Recv(client, 100, 0));
        worker.awaitAsleep();
        kernel.send(server, "x");
        assertEquals(new Outcome.Received(Bytes.utf8("x")), worker.outcome());
    }

    @Test
    void aNonBlockingConnectIsInProgressUntilThereIsRoom() {
        int full = kernel.bound(Family.AF_INET, SocketType.SOCK_STREAM);
        kernel.done(new Call.Listen(full, 0));
        SocketAddress address = kernel.name(full);
        kernel.done(new Call.Connect(kernel.socket(Family.AF_INET, SocketType.SOCK_STREAM), address));
        int second = kernel.socket(Family.AF_INET, SocketType.SOCK_STREAM);
        kernel.done(new Call.SetNonBlocking(second, true));
        kernel.fails(Errno.EINPROGRESS, new Call.Connect(second, address));
        kernel.fails(EALREADY, new Call.Connect(second, address));
        kernel.accept(full);
        kernel.await(second, PollEntry.POLLOUT);
        assertEquals(new Outcome.OptionRead(new OptionValue.Int(0)),
                kernel.make(new Call.GetSockOpt(second, SocketOption.SO_ERROR)));
    }

    @Test
    void pollAndSelectTellWhichOfSeveralIsReady() {
        kernel.send(server, "x");
        List<PollEntry> asked =
                List.of(new PollEntry(client, PollEntry.POLLIN), new PollEntry(server, PollEntry.POLLIN),
                        new PollEntry(listener, PollEntry.POLLIN));
        assertEquals(new Outcome.Polled(List.of(new PollEntry(client, PollEntry.POLLIN))),
                kernel.make(new Call.Poll(asked, -1)));
        assertEquals(new Outcome.Selected(List.of(client), List.of(server), List.of()),
                kernel.make(new Call.Select(List.of(client, server, listener), List.of(server), List.of(client),
                        Call.FOR_EVER)));
        assertEquals(new Outcome.Polled(List.of()), kernel.make(new Call.Poll(asked.subList(1, 3), 1)));
        assertEquals(new Outcome.Selected(List.of(), List.of(), List.of()),
                kernel.make(new Call.Select(List.of(server), List.of(), List.of(), 1000)));
        assertEquals(new Outcome.Polled(List.of(new PollEntry(Integer.MAX_VALUE, PollEntry.POLLNVAL))),
                kernel.make(new Call.Poll(List.of(new PollEntry(Integer.MAX_VALUE, PollEntry.POLLIN)), -1)));
        kernel.fails(Errno.EBADF, new Call.Select(List.of(Call.NO_DESCRIPTOR), List.of(), List.of(), 0));
    }

    // 17. Deadlock.

    @Test
    void ifBothSidesCallRecvFirstBothWaitUntilOneIsInterrupted() throws InterruptedException {
        Worker other = new Worker(sockets);
        worker.begin(new Call.Recv(client, 100, 0));
        other.begin(new Call.Recv(server, 100, 0));
        worker.awaitAsleep();
        other.awaitAsleep();
        worker.caller.interrupt();
        assertEquals(new Outcome.Failed(Errno.EINTR), worker.outcome());
        assertTrue(other.isAsleep());
        assertEquals(new Outcome.Done(5), worker.made(new Call.Send(client, Bytes.utf8("Hello"), 0)));
        assertEquals(new Outcome.Received(Bytes.utf8("Hello")), other.outcome());
        other.end();
    }
}
