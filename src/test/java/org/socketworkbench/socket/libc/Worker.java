package org.socketworkbench.socket.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.Sockets;
import org.socketworkbench.testing.Await;

/** A thread that makes the calls it is given, so that a test can look at one that is blocked. */
final class Worker {
    /**
     * The numbers of poll, connect, accept, sendto, recvfrom, pselect6 on x86-64, then of ppoll and the same on
     * aarch64.
     */
    private static final String SOCKET_CALLS = " 7 42 43 44 45 270 73 203 202 206 207 72 ";

    final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
    Sockets.Caller caller;
    volatile long returnedNanos;
    volatile boolean keepInterrupted;

    private final BlockingQueue<Call.SystemCall> calls = new LinkedBlockingQueue<>();
    private final BlockingQueue<Boolean> ready = new LinkedBlockingQueue<>();
    private final Sockets sockets;
    private final Thread thread;
    private long pthread;

    Worker(Sockets sockets) {
        this.sockets = sockets;
        thread = Thread.ofPlatform().daemon().start(this::work);
        try {
            ready.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void work() {
        try (Sockets.Caller mine = sockets.caller()) {
            caller = mine;
            pthread = (long) LibC.PTHREAD_SELF.invokeExact();
            ready.add(true);
            while (true) {
                Call.SystemCall call = calls.take();
                Outcome outcome = mine.make(call);
                returnedNanos = System.nanoTime();
                if (!keepInterrupted) {
                    mine.rearm();
                }
                outcomes.add(outcome);
            }
        } catch (InterruptedException e) {
            // The test is over.
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    void begin(Call.SystemCall call) {
        calls.add(call);
    }

    /** Waits for the outcome of the call that was begun. */
    Outcome outcome() {
        try {
            Outcome outcome = outcomes.poll(60, TimeUnit.SECONDS);
            assertNotNull(outcome, "the call has not returned");
            return outcome;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Outcome made(Call.SystemCall call) {
        begin(call);
        return outcome();
    }

    /** Waits until the kernel holds the thread in a system call of sockets or in poll. */
    void awaitAsleep() {
        Await.until("the worker sleeps in its call", this::isAsleep);
    }

    boolean isAsleep() {
        try {
            Path task = Path.of("/proc/self/task/" + caller.threadId());
            String stat = Files.readString(task.resolve("stat"), StandardCharsets.ISO_8859_1);
            String where = Files.readString(task.resolve("syscall"), StandardCharsets.ISO_8859_1).split(" ")[0];
            return stat.charAt(stat.lastIndexOf(')') + 2) == 'S' && SOCKET_CALLS.contains(" " + where + " ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends the thread a signal that nobody asked for. */
    void signal(int number) {
        try {
            assertEquals(0, (int) LibC.PTHREAD_KILL.invokeExact(pthread, number));
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    void end() throws InterruptedException {
        caller.interrupt();
        thread.interrupt();
        thread.join();
    }
}
