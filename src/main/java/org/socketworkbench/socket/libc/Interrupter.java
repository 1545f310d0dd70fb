package org.socketworkbench.socket.libc;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends blocked calls by a signal aimed at their thread: the only way that wakes every one of them and leaves the socket as
 * it was. A signal that comes an instant before the call is lost, so it is sent again every millisecond until the call
 * has returned.
 */
final class Interrupter {
    /** A real-time signal that neither the JVM nor glibc uses. */
    private static final int SIGNAL = 40;
    private static final long AGAIN_NANOS = 1_000_000;
    /** The size of glibc's struct sigaction; sa_handler comes first, and all else, sa_flags too, is zero: no SA_RESTART. */
    private static final int SIGACTION_BYTES = 152;

    private final Queue<LinuxCaller> wanted = new ConcurrentLinkedQueue<>();
    private Thread thread;

    Interrupter() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment action = arena.allocate(SIGACTION_BYTES, 8);
            // abs(3) is a handler that does nothing and is native already; a Java upcall must never run in a signal.
            action.set(ValueLayout.ADDRESS, 0, LibC.symbol("abs"));
            MemorySegment errno = arena.allocate(LibC.ERRNO_LAYOUT);
            int result = (int) LibC.SIGACTION.invokeExact(errno, SIGNAL, action, MemorySegment.NULL);
            if (result != 0) {
                throw new IllegalStateException("sigaction: errno " + LibC.errno(errno));
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw LibC.defect(e);
        }
    }

    /** Signals the caller's thread until its call has returned. Any thread; returns at once. */
    synchronized void interrupt(LinuxCaller caller) {
        // Even if it stands there already: the thread that signals may be about to take that entry out.
        wanted.add(caller);
        if (thread == null) {
            thread = Thread.ofPlatform().daemon().name("interrupter").start(this::signalWanted);
        }
        LockSupport.unpark(thread);
    }

    private void signalWanted() {
        while (true) {
            if (wanted.isEmpty()) {
                LockSupport.park(this);
            } else {
                wanted.removeIf(caller -> !caller.signalIfInCall(SIGNAL));
                LockSupport.parkNanos(this, AGAIN_NANOS);
            }
        }
    }
}
