package org.socketworkbench.socket.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.socket.Sockets;

/**
 * Blocked calls are ended at any moment, while the garbage collector works without a break; the socket can be used
 * afterwards as if nothing had been. And a signal that nobody asked for ends nothing.
 */
class InterruptionTest {
    private static final int TIMES = 100;
    /** Fewer: next to no time passes between two collections, so each of these meets one or more. */
    private static final int TIMES_COLLECTED = 30;
    /** For all but one in fifty, which a busy machine may keep waiting for the processor. */
    private static final long LIMIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int BUFFER = 64 << 10;
    /** More than both buffers take. */
    private static final Bytes MUCH = Bytes.owning(new byte[2 << 20]);
    private static final int MSG_DONTWAIT = 0x40;

    private final Sockets sockets = new LinuxSockets();
    private final Sockets.Caller here = sockets.caller();
    private final Worker worker = new Worker(sockets);
    private final int listener = (int) here.make(newSocket()).value();
    private SocketAddress address;
    private volatile boolean collecting = true;
    private final Thread collector = Thread.ofPlatform().daemon().unstarted(() -> {
        while (collecting) {
            System.gc();
            LockSupport.parkNanos(5_000_000);
        }
    });

    @AfterEach
    void end() throws InterruptedException {
        collecting = false;
        collector.join();
        worker.end();
        here.make(new Call.Close(listener));
        here.close();
    }

    @Test
    void aBlockedAcceptIsInterruptedAndThenTakesACall(TestReporter reporter) {
        listen(1);
        interruptOften(reporter, new Call.Accept(listener),
                outcome -> assertEquals(new Outcome.Failed(Errno.EINTR), outcome));
        int client = socket();
        assertEquals(new Outcome.Done(0), here.make(new Call.Connect(client, address)));
        Outcome.Accepted accepted = assertInstanceOf(Outcome.Accepted.class, worker.made(new Call.Accept(listener)));
        close(client, accepted.fd());
    }

    @Test
    void aBlockedRecvIsInterruptedAndThenReceives(TestReporter reporter) {
        listen(1);
        int client = connected();
        int server = accept();
        interruptOften(reporter, new Call.Recv(server, 100, 0),
                outcome -> assertEquals(new Outcome.Failed(Errno.EINTR), outcome));
        here.make(new Call.Send(client, Bytes.utf8("Hello"), 0));
        assertEquals(new Outcome.Received(Bytes.utf8("Hello")), worker.made(new Call.Recv(server, 100, 0)));
        close(client, server);
    }

    @Test
    void aBlockedSendIsInterruptedAndEveryByteThatItCountedArrives(TestReporter reporter) {
        listen(1);
        int client = connected();
        int server = accept();
        long[] sent = {0, 0};
        interruptOften(reporter, new Call.Send(client, MUCH, 0), outcome -> {
            if (outcome instanceof Outcome.Done some) {
                assertTrue(some.value() > 0 && some.value() < MUCH.length(), "the count is partial: " + some.value());
                sent[0] += some.value();
                sent[1]++;
            } else {
                assertEquals(new Outcome.Failed(Errno.EINTR), outcome);
            }
            // Now and then somebody reads, so that there is something to count again.
            if (sent[0] > 0) {
                here.make(new Call.Recv(server, 1 << 20, MSG_DONTWAIT)).value();
            }
        });
        assertNotEquals(0, sent[1]);
        close(client, server);
    }

    @Test
    void theCountOfAnInterruptedSendIsWhatThePeerReceives() {
        listen(1);
        int client = connected();
        int server = accept();
        worker.begin(new Call.Send(client, MUCH, 0));
        worker.awaitAsleep();
        worker.caller.interrupt();
        long sent = assertInstanceOf(Outcome.Done.class, worker.outcome()).value();
        assertTrue(sent > 0 && sent < MUCH.length());
        assertEquals(new Outcome.Done(0), here.make(new Call.Shutdown(client, Call.Shutdown.How.SHUT_WR)));
        long received = 0;
        while (here.make(new Call.Recv(server, 1 << 20, 0)) instanceof Outcome.Received some && some.value() > 0) {
            received += some.value();
        }
        assertEquals(sent, received);
        close(client, server);
    }

    @Test
    void anInterruptedSendCanBeContinued() {
        listen(1);
        int client = connected();
        int server = accept();
        worker.begin(new Call.Send(client, MUCH, 0));
        worker.awaitAsleep();
        worker.caller.interrupt();
        int sent = (int) assertInstanceOf(Outcome.Done.class, worker.outcome()).value();
        worker.begin(new Call.Send(client, MUCH.from(sent), 0));
        int received = 0;
        while (received < MUCH.length()) {
            received += (int) assertInstanceOf(Outcome.Received.class, here.make(new Call.Recv(server, 1 << 20, 0)))
                    .value();
        }
        assertEquals(new Outcome.Done(MUCH.length() - sent), worker.outcome());
        close(client, server);
    }

    @Test
    void aBlockedConnectIsInterruptedAndThenConnects(TestReporter reporter) {
        listen(1);
        int one = connected();
        int two = connected();
        // Each try is a socket of its own: what is interrupted is the wait for an answer to its first SYN.
        int[] tried = {socket()};
        interruptOften(reporter, () -> new Call.Connect(tried[0], address), outcome -> {
            assertEquals(new Outcome.Failed(Errno.EINTR), outcome);
            close(tried[0]);
            tried[0] = socket();
        });
        int third = tried[0];
        worker.begin(new Call.Connect(third, address));
        worker.awaitAsleep();
        worker.caller.interrupt();
        assertEquals(new Outcome.Failed(Errno.EINTR), worker.outcome());
        int oneServer = accept();
        int twoServer = accept();
        // The kernel has gone on with it meanwhile: the same call now waits for its end.
        assertEquals(new Outcome.Done(0), worker.made(new Call.Connect(third, address)));
        int thirdServer = accept();
        assertEquals(new Outcome.Done(5), worker.made(new Call.Send(third, Bytes.utf8("Hello"), 0)));
        assertEquals(new Outcome.Received(Bytes.utf8("Hello")), here.make(new Call.Recv(thirdServer, 100, 0)));
        close(one, two, third, oneServer, twoServer, thirdServer);
    }

    @Test
    void anInterruptionBetweenTwoCallsEndsTheNextOne() {
        listen(1);
        worker.caller.interrupt();
        worker.begin(new Call.Accept(listener));
        assertEquals(new Outcome.Failed(Errno.EINTR), worker.outcome());
    }

    @Test
    void afterAnInterruptionCallsGoOnEndingUntilRearmed() {
        listen(1);
        worker.caller.interrupt();
        worker.keepInterrupted = true;
        for (int i = 0; i < 5; i++) {
            worker.begin(new Call.Accept(listener));
            assertEquals(new Outcome.Failed(Errno.EINTR), worker.outcome());
        }
        worker.keepInterrupted = false;
        worker.begin(new Call.Accept(listener));
        assertEquals(new Outcome.Failed(Errno.EINTR), worker.outcome());
        worker.begin(new Call.Accept(listener));
        worker.awaitAsleep();
        int client = connected();
        Outcome.Accepted accepted = assertInstanceOf(Outcome.Accepted.class, worker.outcome());
        close(client, accepted.fd());
    }

    @Test
    void anInterruptedThreadsCloseIsMadeAllTheSame() {
        int fd = socket();
        here.interrupt();
        assertEquals(new Outcome.Done(0), here.make(new Call.Close(fd)));
        assertEquals(new Outcome.Failed(Errno.EBADF), here.make(new Call.Close(fd)));
        here.rearm();
    }

    @Test
    void anInterruptionEndsOnlyTheCallOfItsOwnThread() throws InterruptedException {
        listen(1);
        Worker other = new Worker(sockets);
        other.begin(new Call.Accept(listener));
        worker.begin(new Call.Accept(listener));
        other.awaitAsleep();
        worker.awaitAsleep();
        worker.caller.interrupt();
        assertEquals(new Outcome.Failed(Errno.EINTR), worker.outcome());
        assertNull(other.outcomes.poll());
        int client = connected();
        Outcome.Accepted accepted = assertInstanceOf(Outcome.Accepted.class, other.outcome());
        close(client, accepted.fd());
        other.end();
    }

    @Test
    void straySignalsDoNotEndAnAccept() {
        listen(1);
        worker.begin(new Call.Accept(listener));
        straySignals();
        int client = connected();
        Outcome.Accepted accepted = assertInstanceOf(Outcome.Accepted.class, worker.outcome());
        close(client, accepted.fd());
    }

    @Test
    void straySignalsDoNotEndARecv() {
        listen(1);
        int client = connected();
        int server = accept();
        worker.begin(new Call.Recv(server, 100, 0));
        straySignals();
        here.make(new Call.Send(client, Bytes.utf8("Hello"), 0));
        assertEquals(new Outcome.Received(Bytes.utf8("Hello")), worker.outcome());
        close(client, server);
    }

    @Test
    void straySignalsDoNotEndASendThatWaitsForRoom() {
        listen(1);
        int client = connected();
        int server = accept();
        Call.SystemCall send = new Call.Send(client, Bytes.owning(new byte[1 << 10]), 0);
        worker.begin(send);
        // TCP may find room for some more even when nobody reads: then that send answers its count, and the next one
        // waits.
        for (int signals = 0; signals < 50;) {
            Outcome outcome = worker.outcomes.poll();
            if (outcome != null) {
                assertInstanceOf(Outcome.Done.class, outcome);
                worker.begin(send);
            } else if (worker.isAsleep()) {
                signal();
                signals++;
            }
        }
        Outcome outcome = null;
        while (outcome == null) {
            here.make(new Call.Recv(server, 1 << 20, MSG_DONTWAIT));
            outcome = worker.outcomes.poll();
        }
        assertInstanceOf(Outcome.Done.class, outcome);
        close(client, server);
    }

    @Test
    void straySignalsDoNotEndAConnect() {
        listen(1);
        int one = connected();
        int two = connected();
        int third = socket();
        worker.begin(new Call.Connect(third, address));
        straySignals();
        int oneServer = accept();
        int twoServer = accept();
        assertEquals(new Outcome.Done(0), worker.outcome());
        close(one, two, third, oneServer, twoServer, accept());
    }

    @Test
    void straySignalsDoNotEndAConnectToAUnixSocket() {
        int unixListener = unixSocket();
        assertEquals(new Outcome.Done(0), here.make(new Call.Bind(unixListener, SocketAddress.Unix.UNNAMED)));
        assertEquals(new Outcome.Done(0), here.make(new Call.Listen(unixListener, 0)));
        SocketAddress name = ((Outcome.Named) here.make(new Call.GetSockName(unixListener))).address();
        int one = unixSocket();
        int two = unixSocket();
        assertEquals(new Outcome.Done(0), here.make(new Call.Connect(one, name)));
        worker.begin(new Call.Connect(two, name));
        straySignals();
        int oneServer = ((Outcome.Accepted) here.make(new Call.Accept(unixListener))).fd();
        assertEquals(new Outcome.Done(0), worker.outcome());
        assertEquals(new Outcome.Done(5), here.make(new Call.Send(two, Bytes.utf8("Hello"), 0)));
        int twoServer = ((Outcome.Accepted) here.make(new Call.Accept(unixListener))).fd();
        assertEquals(new Outcome.Received(Bytes.utf8("Hello")), here.make(new Call.Recv(twoServer, 100, 0)));
        close(one, two, oneServer, twoServer, unixListener);
    }

    @Test
    void aConnectThatAStraySignalReachedIsStillInterrupted() {
        listen(1);
        int one = connected();
        int two = connected();
        int third = socket();
        worker.begin(new Call.Connect(third, address));
        straySignals();
        worker.caller.interrupt();
        assertEquals(new Outcome.Failed(Errno.EINTR), worker.outcome());
        close(one, two, third, accept(), accept());
    }

    @Test
    void aConnectThatAStraySignalReachedStillTellsThatItWasRefused() {
        listen(1);
        int one = connected();
        int two = connected();
        int third = socket();
        worker.begin(new Call.Connect(third, address));
        straySignals();
        // Nobody listens any more: the next SYN is refused.
        here.make(new Call.Shutdown(listener, Call.Shutdown.How.SHUT_RDWR));
        assertEquals(new Outcome.Failed(Errno.ECONNREFUSED), worker.outcome());
        close(one, two, third);
    }

    private interface Check {
        void check(Outcome outcome);
    }

    private void interruptOften(TestReporter reporter, Call.SystemCall call, Check check) {
        interruptOften(reporter, () -> call, check);
    }

    /** First undisturbed, where the limit holds; then against the collector, which stops every thread now and then. */
    private void interruptOften(TestReporter reporter, Supplier<Call.SystemCall> calls, Check check) {
        long[] alone = interruptions(calls, check, TIMES);
        collector.start();
        long[] collected = interruptions(calls, check, TIMES_COLLECTED);
        String figures =
                calls.get().word() + ": " + figures(alone) + "; with the collector at work " + figures(collected);
        reporter.publishEntry("interrupted", figures);
        assertTrue(alone[TIMES * 98 / 100 - 1] <= LIMIT_NANOS && collected[TIMES_COLLECTED / 2] <= LIMIT_NANOS,
                figures);
    }

    /** How long each interruption took, the shortest first. */
    private long[] interruptions(Supplier<Call.SystemCall> calls, Check check, int times) {
        Random random = new Random(1);
        long[] nanos = new long[times];
        for (int i = 0; i < times; i++) {
            worker.begin(calls.get());
            LockSupport.parkNanos(random.nextInt(2_000_000));
            long asked = System.nanoTime();
            worker.caller.interrupt();
            Outcome outcome = worker.outcome();
            nanos[i] = worker.returnedNanos - asked;
            check.check(outcome);
        }
        Arrays.sort(nanos);
        return nanos;
    }

    private static String figures(long[] nanos) {
        return String.format("median %.3f ms, 98 %% within %.3f ms, worst %.3f ms",
                nanos[nanos.length / 2] / 1e6, nanos[nanos.length * 98 / 100 - 1] / 1e6, nanos[nanos.length - 1] / 1e6);
    }

    /** Signals that nobody asked for, each while the worker sleeps in its call. */
    private void straySignals() {
        for (int i = 0; i < 50; i++) {
            worker.awaitAsleep();
            signal();
        }
        worker.awaitAsleep();
        assertNull(worker.outcomes.poll(), "the call goes on");
    }

    private void signal() {
        worker.signal(Interrupter.SIGNAL);
    }

    private void listen(int backlog) {
        assertEquals(new Outcome.Done(0), here.make(new Call.Bind(listener, SocketAddress.Inet4.loopback(0))));
        assertEquals(new Outcome.Done(0), here.make(new Call.Listen(listener, backlog)));
        // Accepted sockets inherit it.
        assertEquals(new Outcome.Done(0), here.make(new Call.SetSockOpt(listener, SocketOption.SO_RCVBUF, BUFFER)));
        address = ((Outcome.Named) here.make(new Call.GetSockName(listener))).address();
    }

    private int connected() {
        int fd = socket();
        assertEquals(new Outcome.Done(0), here.make(new Call.Connect(fd, address)));
        return fd;
    }

    private int accept() {
        return assertInstanceOf(Outcome.Accepted.class, here.make(new Call.Accept(listener))).fd();
    }

    private int socket() {
        int fd = assertInstanceOf(Outcome.Opened.class, here.make(newSocket())).fd();
        assertEquals(new Outcome.Done(0), here.make(new Call.SetSockOpt(fd, SocketOption.SO_SNDBUF, BUFFER)));
        return fd;
    }

    private int unixSocket() {
        Call.Socket socket = new Call.Socket(Family.AF_UNIX, SocketType.SOCK_STREAM, 0);
        return assertInstanceOf(Outcome.Opened.class, here.make(socket)).fd();
    }

    private void close(int... descriptors) {
        for (int fd : descriptors) {
            assertEquals(new Outcome.Done(0), here.make(new Call.Close(fd)));
        }
    }

    private static Call.SystemCall newSocket() {
        return new Call.Socket(Family.AF_INET, SocketType.SOCK_STREAM, 0);
    }
}
