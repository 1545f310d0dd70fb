package org.socketworkbench.socket.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.socket.Sockets;
import org.socketworkbench.testing.Await;

/** However often calls are asked to end: each ends, and nothing of the asking is left when they have. */
class InterruptFloodTest {
    private static final int INTERRUPTS = 1_000_000;
    private static final int THREADS = 4;
    private static final int CALLS = 300;
    /** So long nothing may happen when all is over. */
    private static final long REST_NANOS = 100_000_000;

    private final List<Thread> interruptersBefore = interrupters().toList();
    private final Interrupter interrupter = new Interrupter();
    private final TcpDescriptors tcp = new TcpDescriptors();
    private final Sockets sockets = () -> new LinuxCaller(interrupter, tcp);
    private final Sockets.Caller here = sockets.caller();
    private final Worker acceptor = new Worker(sockets);
    private final Worker receiver = new Worker(sockets);
    private int listener;
    private int datagrams;
    private volatile boolean enough;

    @BeforeEach
    void open() {
        listener = bound(SocketType.SOCK_STREAM);
        assertEquals(new Outcome.Done(0), here.make(new Call.Listen(listener, 1)));
        datagrams = bound(SocketType.SOCK_DGRAM);
    }

    @AfterEach
    void end() throws InterruptedException {
        acceptor.end();
        receiver.end();
        here.make(new Call.Close(listener));
        here.make(new Call.Close(datagrams));
        here.close();
    }

    @Test
    void aMillionInterruptsEndEveryCallAndLeaveNothingBehind() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> floods =
                    IntStream.range(0, THREADS).<Future<?>>mapToObj(i -> threads.submit(this::flood)).toList();
            for (int call = 0; call < CALLS; call++) {
                endBoth();
            }
            enough = true;
            for (Future<?> flood : floods) {
                flood.get();
            }
        }
        // The flood's last requests came between two calls, perhaps: they end these.
        acceptor.caller.interrupt();
        receiver.caller.interrupt();
        endBoth();
        Thread own = ownInterrupter();
        // It waits without an end: nobody is wanted any more.
        Await.until("the interrupter rests", () -> own.getState() == Thread.State.WAITING);
        for (Worker worker : List.of(acceptor, receiver)) {
            Await.until("no signal is pending", () -> pending(worker).equals(List.of(0L, 0L)));
        }
        long before = cpuNanos(own);
        LockSupport.parkNanos(REST_NANOS);
        assertEquals(before, cpuNanos(own), "the interrupter takes no time of a processor");
        assertEquals(Thread.State.WAITING, own.getState());
    }

    /** A caller who is interrupted and makes no call is looked at again and again, but seldom. */
    @Test
    void whoStaysInterruptedKeepsNobodyBusy() {
        acceptor.caller.interrupt();
        Thread own = ownInterrupter();
        long before = cpuNanos(own);
        long began = System.nanoTime();
        LockSupport.parkNanos(REST_NANOS);
        long spent = cpuNanos(own) - before;
        assertTrue(spent < (System.nanoTime() - began) / 5,
                () -> "the interrupter took " + spent + " ns of a processor");
        acceptor.begin(new Call.Accept(listener));
        interrupted(acceptor);
        Await.until("the interrupter rests", () -> own.getState() == Thread.State.WAITING);
    }

    private void flood() {
        for (int i = 0; i < INTERRUPTS / THREADS || !enough; i++) {
            acceptor.caller.interrupt();
            receiver.caller.interrupt();
        }
    }

    private void endBoth() {
        acceptor.begin(new Call.Accept(listener));
        receiver.begin(new Call.Recv(datagrams, 1, 0));
        interrupted(acceptor);
        interrupted(receiver);
    }

    private static void interrupted(Worker worker) {
        assertEquals(new Outcome.Failed(Errno.EINTR), worker.outcome());
    }

    private int bound(SocketType type) {
        int fd = (int) here.make(new Call.Socket(Family.AF_INET, type, 0)).value();
        assertEquals(new Outcome.Done(0), here.make(new Call.Bind(fd, SocketAddress.Inet4.loopback(0))));
        return fd;
    }

    /** The signals that wait for the worker's thread, and those that wait for any thread of this process. */
    private static List<Long> pending(Worker worker) {
        try {
            return Files.readAllLines(Path.of("/proc/self/task/" + worker.caller.threadId() + "/status")).stream()
                    .filter(line -> line.startsWith("SigPnd:") || line.startsWith("ShdPnd:"))
                    .map(line -> Long.parseUnsignedLong(line.substring(line.indexOf(':') + 1).strip(), 16)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long cpuNanos(Thread thread) {
        return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.threadId());
    }

    private Thread ownInterrupter() {
        return interrupters().filter(thread -> !interruptersBefore.contains(thread)).findAny().orElseThrow();
    }

    private static Stream<Thread> interrupters() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().equals("interrupter"));
    }
}
